import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link macdfix}. */
export interface MacdfixVariants {
  /** Period of the signal line, 1 to 100,000. @default 9 */
  readonly signal?: number;
}

/** Options of {@link macdfix}. */
export interface MacdfixOptions extends MacdfixVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'macd' | 'signal' | 'histogram'> | undefined;
}

/** One reading of {@link Macdfix}. */
export interface MacdfixValue {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}

const parameters = {
  signal: { type: 'int', min: 1, max: longestPeriod, default: 9 },
} as const;
const outputs = ['macd', 'signal', 'histogram'] as const;

/**
 * MACD with the weights 0.15 and 0.075 that Appel gave for 12 and 26 bars.
 *
 * `macd = e(0.15) - e(0.075); signal = ema(macd, signal); histogram = macd - signal`
 *
 * Columns of the length of `x`; NaN for the first `24 + signal` values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param options `signal` (`@default 9`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MACDFIX; Gerald Appel.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { macdfix } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { macd, signal, histogram } = macdfix(bars.close);
 * ```
 */
export function macdfix(x: NumberColumn, options: MacdfixOptions = {}): OutputColumns<'macd' | 'signal' | 'histogram'> {
  checkKeys('options', options, ['signal', 'out']);
  const { out: given, ...variants } = options;
  const live = new Macdfix(variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.macd[i] = value.macd;
      out.signal[i] = value.signal;
      out.histogram[i] = value.histogram;
    }
  });
}

const cold: MacdfixValue = Object.freeze({ macd: Number.NaN, signal: Number.NaN, histogram: Number.NaN });

/**
 * {@link macdfix} bar by bar.
 *
 * @example
 * ```ts
 * import { Macdfix } from 'barwright/indicators';
 * const live = new Macdfix();
 * live.next(100);
 * ```
 */
export class Macdfix extends SeriesIndicator<MacdfixValue> {
  static override readonly indicator: string = 'macdfix';
  declare readonly parameters: { readonly signal: number };
  protected skip: number = 14;
  protected readonly fast: ExponentialStep = new ExponentialStep(0.15, 12);
  protected readonly slow: ExponentialStep = new ExponentialStep(0.075, 26);
  protected readonly signal: ExponentialStep;

  constructor(options: MacdfixVariants = {}) {
    super(completeValues('macdfix', parameters, options));
    const { signal } = this.parameters;
    this.signal = new ExponentialStep(2 / (signal + 1), signal);
  }

  protected take(x: number): MacdfixValue {
    const slow = this.slow.next(x);
    if (this.skip > 0) {
      this.skip--;
      return cold;
    }
    const macd = this.fast.next(x) - slow;
    if (Number.isNaN(macd)) return cold;
    const signal = this.signal.next(macd);
    return Number.isNaN(signal) ? cold : { macd, signal, histogram: macd - signal };
  }

  protected override get cold(): MacdfixValue {
    return cold;
  }
}

/** Catalog entry of {@link macdfix}. */
export const macdfixEntry: IndicatorEntry = defineEntry({
  name: 'macdfix',
  title: 'MACD 12/26',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'MACD with the weights 0.15 and 0.075 that Appel gave for 12 and 26 bars.',
  formula: 'macd = e(0.15) - e(0.075); signal = ema(macd, signal); histogram = macd - signal',
  source: 'TA-Lib MACDFIX; Appel',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ signal }) => 24 + signal,
  batch: macdfix,
  stream: Macdfix,
});
