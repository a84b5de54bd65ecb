import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link tsi}. */
export interface TsiVariants {
  /** Period of the first smoothing, 1 to 100,000. @default 25 */
  readonly long?: number;
  /** Period of the second smoothing, 1 to 100,000. @default 13 */
  readonly short?: number;
}

/** Options of {@link tsi}. */
export interface TsiOptions extends TsiVariants, OutOption {}

const parameters = {
  long: { type: 'int', min: 1, max: longestPeriod, default: 25 },
  short: { type: 'int', min: 1, max: longestPeriod, default: 13 },
} as const;

/**
 * Changes smoothed twice as a percentage of their sizes smoothed twice; 0 where nothing moved.
 *
 * `100 * ema(ema(d, long), short) / ema(ema(|d|, long), short) with d = x[i] - x[i - 1]`
 *
 * Length of `x`, -100 to 100; NaN for the first `long + short - 1` values. A value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param x a column.
 * @param options `long` (`@default 25`), `short` (`@default 13`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: William Blau, Technical Analysis of Stocks and Commodities (1991).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { tsi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = tsi(bars.close);
 * ```
 */
export function tsi(x: NumberColumn, options: TsiOptions = {}): Float64Array {
  checkKeys('options', options, ['long', 'short', 'out']);
  const { out: given, ...variants } = options;
  const live = new Tsi(variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link tsi} bar by bar.
 *
 * @example
 * ```ts
 * import { Tsi } from 'barwright/indicators';
 * const live = new Tsi();
 * live.next(100);
 * ```
 */
export class Tsi extends SeriesIndicator {
  static override readonly indicator: string = 'tsi';
  declare readonly parameters: { readonly long: number; readonly short: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly changes: readonly ExponentialStep[];
  protected readonly sizes: readonly ExponentialStep[];

  constructor(options: TsiVariants = {}) {
    super(completeValues('tsi', parameters, options));
    const { long, short } = this.parameters;
    this.changes = [new ExponentialStep(2 / (long + 1), long), new ExponentialStep(2 / (short + 1), short)];
    this.sizes = [new ExponentialStep(2 / (long + 1), long), new ExponentialStep(2 / (short + 1), short)];
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    const change = this.changes[0].next(x - previous);
    const size = this.sizes[0].next(Math.abs(x - previous));
    if (Number.isNaN(size)) return size;
    const smooth = this.changes[1].next(change);
    const whole = this.sizes[1].next(size);
    return Number.isNaN(whole) ? whole : whole > 0 ? (smooth / whole) * 100 : 0;
  }
}

/** Catalog entry of {@link tsi}. */
export const tsiEntry: IndicatorEntry = defineEntry({
  name: 'tsi',
  title: 'True strength index',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['tsi'],
  parameters,
  definition: 'Changes smoothed twice as a percentage of their sizes smoothed twice; 0 where nothing moved.',
  formula: '100 * ema(ema(d, long), short) / ema(ema(|d|, long), short) with d = x[i] - x[i - 1]',
  source: 'Blau 1991',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ long, short }) => long + short - 1,
  batch: tsi,
  stream: Tsi,
});
