import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link ultosc}. */
export interface UltoscVariants {
  /** Shortest window, which weighs 4, 1 to 100,000. @default 7 */
  readonly short?: number;
  /** Middle window, which weighs 2, 1 to 100,000. @default 14 */
  readonly medium?: number;
  /** Longest window, which weighs 1, 1 to 100,000. @default 28 */
  readonly long?: number;
}

/** Options of {@link ultosc}. */
export interface UltoscOptions extends UltoscVariants, OutOption {}

const parameters = {
  short: { type: 'int', min: 1, max: longestPeriod, default: 7 },
  medium: { type: 'int', min: 1, max: longestPeriod, default: 14 },
  long: { type: 'int', min: 1, max: longestPeriod, default: 28 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Buying pressure as a share of the true range over three windows, in percent.
 *
 * `100 * (4 * bp / tr over short + 2 * bp / tr over medium + bp / tr over long) / 7`
 *
 * Length of the bars, 0 to 100; NaN for as many bars as the longest window has. A window without range counts as 0; windows
 * in another order trade places. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `short` (`@default 7`), `medium` (`@default 14`), `long` (`@default 28`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib ULTOSC; Larry Williams, Technical Analysis of Stocks and Commodities (1985).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ultosc } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ultosc(bars);
 * ```
 */
export function ultosc(bars: ColumnsOf<'high' | 'low' | 'close'>, options: UltoscOptions = {}): Float64Array {
  checkKeys('options', options, ['short', 'medium', 'long', 'out']);
  const { out: given, ...variants } = options;
  const live = new Ultosc(variants);
  const { high, low, close } = inputColumns('ultosc', bars, inputs);
  return fillColumn(live, [high, low, close], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link ultosc} bar by bar.
 *
 * @example
 * ```ts
 * import { Ultosc } from 'barwright/indicators';
 * const live = new Ultosc();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Ultosc extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'ultosc';
  declare readonly parameters: { readonly short: number; readonly medium: number; readonly long: number };
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();
  protected previous: number = 0;
  protected readonly pressures: readonly FlowStep[];
  protected readonly ranges: readonly FlowStep[];

  constructor(options: UltoscVariants = {}) {
    super(completeValues('ultosc', parameters, options));
    const { short, medium, long } = this.parameters;
    const periods = [short, medium, long].sort((a, b) => a - b);
    this.pressures = periods.map((period) => new FlowStep(period));
    this.ranges = periods.map((period) => new FlowStep(period));
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.trueRange.next(high, low, close);
    const floor = Math.min(low, this.previous);
    this.previous = close;
    if (Number.isNaN(range)) return range;
    let sum = 0;
    for (let k = 0, weight = 4; k < 3; k++, weight /= 2) {
      const pressures = this.pressures[k].next(close - floor);
      const ranges = this.ranges[k].next(range);
      if (ranges > 0) sum += (weight * pressures) / ranges;
      else if (Number.isNaN(ranges)) sum = ranges;
    }
    return (sum / 7) * 100;
  }
}

/** Catalog entry of {@link ultosc}. */
export const ultoscEntry: IndicatorEntry = defineEntry({
  name: 'ultosc',
  title: 'Ultimate oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['ultosc'],
  parameters,
  definition: 'Buying pressure as a share of the true range over three windows, in percent.',
  formula: '100 * (4 * bp / tr over short + 2 * bp / tr over medium + bp / tr over long) / 7',
  source: 'TA-Lib ULTOSC; Williams 1985',
  laws: { price: 0 },
  lookback: ({ short, medium, long }) => Math.max(short, medium, long),
  batch: ultosc,
  stream: Ultosc,
});
