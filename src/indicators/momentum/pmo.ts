import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link pmo}. */
export interface PmoVariants {
  /** Period of the first smoothing, 2 to 100,000. @default 35 */
  readonly long?: number;
  /** Period of the second smoothing, 2 to 100,000. @default 20 */
  readonly short?: number;
  /** Period of the signal line, 1 to 100,000. @default 10 */
  readonly signal?: number;
}

/** Options of {@link pmo}. */
export interface PmoOptions extends PmoVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'pmo' | 'signal'> | undefined;
}

/** One reading of {@link Pmo}. */
export interface PmoValue {
  readonly pmo: number;
  readonly signal: number;
}

const parameters = {
  long: { type: 'int', min: 2, max: longestPeriod, default: 35 },
  short: { type: 'int', min: 2, max: longestPeriod, default: 20 },
  signal: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;
const outputs = ['pmo', 'signal'] as const;

/**
 * The change of one value, smoothed twice and times ten, with a signal line; a change from 0 counts as 0.
 *
 * `pmo = e(10 * e(roc(x, 1), 2 / long), 2 / short); signal = ema(pmo, signal)`
 *
 * Columns of the length of `x`; NaN for the first `long + short + signal - 2` values. A value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `long` (`@default 35`), `short` (`@default 20`), `signal` (`@default 10`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Carl Swenlin, DecisionPoint.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { pmo } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { pmo: line, signal } = pmo(bars.close);
 * ```
 */
export function pmo(x: NumberColumn, options: PmoOptions = {}): OutputColumns<'pmo' | 'signal'> {
  checkKeys('options', options, ['long', 'short', 'signal', 'out']);
  const { out: given, ...variants } = options;
  const live = new Pmo(variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.pmo[i] = value.pmo;
      out.signal[i] = value.signal;
    }
  });
}

const cold: PmoValue = Object.freeze({ pmo: Number.NaN, signal: Number.NaN });

/**
 * {@link pmo} bar by bar.
 *
 * @example
 * ```ts
 * import { Pmo } from 'barwright/indicators';
 * const live = new Pmo();
 * live.next(100);
 * ```
 */
export class Pmo extends SeriesIndicator<PmoValue> {
  static override readonly indicator: string = 'pmo';
  declare readonly parameters: { readonly long: number; readonly short: number; readonly signal: number };
  protected readonly lag: LagStep = new LagStep(1);
  protected readonly first: ExponentialStep;
  protected readonly second: ExponentialStep;
  protected readonly signal: ExponentialStep;

  constructor(options: PmoVariants = {}) {
    super(completeValues('pmo', parameters, options));
    const { long, short, signal } = this.parameters;
    this.first = new ExponentialStep(2 / long, long);
    this.second = new ExponentialStep(2 / short, short);
    this.signal = new ExponentialStep(2 / (signal + 1), signal);
  }

  protected take(x: number): PmoValue {
    const then = this.lag.next(x);
    if (Number.isNaN(then)) return cold;
    const first = this.first.next(then === 0 ? 0 : (x / then - 1) * 100);
    if (Number.isNaN(first)) return cold;
    const pmo = this.second.next(10 * first);
    if (Number.isNaN(pmo)) return cold;
    const signal = this.signal.next(pmo);
    return Number.isNaN(signal) ? cold : { pmo, signal };
  }

  protected override get cold(): PmoValue {
    return cold;
  }
}

/** Catalog entry of {@link pmo}. */
export const pmoEntry: IndicatorEntry = defineEntry({
  name: 'pmo',
  title: 'Price momentum oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'The change of one value, smoothed twice and times ten, with a signal line; a change from 0 counts as 0.',
  formula: 'pmo = e(10 * e(roc(x, 1), 2 / long), 2 / short); signal = ema(pmo, signal)',
  source: 'Swenlin, DecisionPoint',
  laws: { price: 0 },
  lookback: ({ long, short, signal }) => long + short + signal - 2,
  batch: pmo,
  stream: Pmo,
});
