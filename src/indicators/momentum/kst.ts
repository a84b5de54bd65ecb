import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { MeanStep } from '../steps/mean.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link kst}. */
export interface KstVariants {
  /** Period of the signal line, 1 to 100,000. @default 9 */
  readonly signal?: number;
}

/** Options of {@link kst}. */
export interface KstOptions extends KstVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'kst' | 'signal'> | undefined;
}

/** One reading of {@link Kst}. */
export interface KstValue {
  readonly kst: number;
  readonly signal: number;
}

const parameters = {
  signal: { type: 'int', min: 1, max: longestPeriod, default: 9 },
} as const;
const outputs = ['kst', 'signal'] as const;

/**
 * Four smoothed rates of change, the longer the heavier, and an average of their sum.
 *
 * `kst = sma(roc(10), 10) + 2 * sma(roc(15), 10) + 3 * sma(roc(20), 10) + 4 * sma(roc(30), 15); signal = sma(kst, signal)`
 *
 * Columns of the length of `x`, in percent; NaN for the first `43 + signal` values. A rate from 0 counts as 0. A value that
 * is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `signal` (`@default 9`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Martin Pring, Technical Analysis of Stocks and Commodities (1992).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { kst } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { kst: line, signal } = kst(bars.close);
 * ```
 */
export function kst(x: NumberColumn, options: KstOptions = {}): OutputColumns<'kst' | 'signal'> {
  checkKeys('options', options, ['signal', 'out']);
  const { out: given, ...variants } = options;
  const live = new Kst(variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.kst[i] = value.kst;
      out.signal[i] = value.signal;
    }
  });
}

const cold: KstValue = Object.freeze({ kst: Number.NaN, signal: Number.NaN });

/**
 * {@link kst} bar by bar.
 *
 * @example
 * ```ts
 * import { Kst } from 'barwright/indicators';
 * const live = new Kst();
 * live.next(100);
 * ```
 */
export class Kst extends SeriesIndicator<KstValue> {
  static override readonly indicator: string = 'kst';
  declare readonly parameters: { readonly signal: number };
  protected readonly rates: readonly { readonly lag: LagStep; readonly mean: MeanStep }[];
  protected readonly signal: MeanStep;

  constructor(options: KstVariants = {}) {
    super(completeValues('kst', parameters, options));
    const rate = (lag: number, mean: number): { readonly lag: LagStep; readonly mean: MeanStep } => ({
      lag: new LagStep(lag),
      mean: new MeanStep(mean),
    });
    this.rates = [rate(10, 10), rate(15, 10), rate(20, 10), rate(30, 15)];
    this.signal = new MeanStep(this.parameters.signal);
  }

  protected take(x: number): KstValue {
    let kst = 0;
    for (let k = 0; k < this.rates.length; k++) {
      const { lag, mean } = this.rates[k];
      const then = lag.next(x);
      const rate = then === 0 ? 0 : (x / then - 1) * 100;
      kst += (k + 1) * (Number.isNaN(then) ? then : mean.next(rate));
    }
    if (Number.isNaN(kst)) return cold;
    const signal = this.signal.next(kst);
    return Number.isNaN(signal) ? cold : { kst, signal };
  }

  protected override get cold(): KstValue {
    return cold;
  }
}

/** Catalog entry of {@link kst}. */
export const kstEntry: IndicatorEntry = defineEntry({
  name: 'kst',
  title: 'Know sure thing',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'Four smoothed rates of change, the longer the heavier, and an average of their sum.',
  formula: 'kst = sma(roc(10), 10) + 2 * sma(roc(15), 10) + 3 * sma(roc(20), 10) + 4 * sma(roc(30), 15); signal = sma(kst, signal)',
  source: 'Pring 1992',
  laws: { price: 0 },
  lookback: ({ signal }) => 43 + signal,
  batch: kst,
  stream: Kst,
});
