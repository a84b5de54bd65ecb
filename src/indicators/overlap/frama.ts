import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { LagStep } from '../steps/lag.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 16 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * An exponential average of the median price whose speed follows the fractal dimension of the last bars.
 *
 * `a = exp(-4.6 * (d - 1)) within 0.01 and 1; d = (log(n1 + n2) - log(n3)) / log(2), n being range over length of the two
 * halves and the whole`
 *
 * Length of the bars, in units of price; NaN for one bar less than the window. It starts from its first price. A bar with a
 * value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period bars of the window, taken as an even number, 2 to 100,000. `@default 16`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: John Ehlers, "FRAMA" (2005).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { frama } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = frama(bars, 16);
 * ```
 */
export function frama(bars: ColumnsOf<'high' | 'low'>, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Frama(period);
  const { high, low } = inputColumns('frama', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link frama} bar by bar.
 *
 * @example
 * ```ts
 * import { Frama } from 'barwright/indicators';
 * const live = new Frama();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Frama extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'frama';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly highestHalf: ExtremeStep;
  protected readonly lowestHalf: ExtremeStep;
  protected readonly highestBefore: LagStep;
  protected readonly lowestBefore: LagStep;
  protected level: number = 0;
  protected warm: boolean = false;
  readonly #half: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('frama', parameters, { period }));
    const half = Math.floor(period / 2);
    this.#half = half;
    this.highest = new ExtremeStep(2 * half, 'highest');
    this.lowest = new ExtremeStep(2 * half, 'lowest');
    this.highestHalf = new ExtremeStep(half, 'highest');
    this.lowestHalf = new ExtremeStep(half, 'lowest');
    this.highestBefore = new LagStep(half);
    this.lowestBefore = new LagStep(half);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const price = (high + low) / 2;
    const range = this.highest.next(high) - this.lowest.next(low);
    const [top, bottom] = [this.highestHalf.next(high), this.lowestHalf.next(low)];
    const [topBefore, bottomBefore] = [this.highestBefore.next(top), this.lowestBefore.next(bottom)];
    if (Number.isNaN(range)) return range;
    const halves = (top - bottom + (topBefore - bottomBefore)) / this.#half;
    const dimension = halves > 0 && range > 0 ? Math.log(halves / (range / (2 * this.#half))) / Math.LN2 : 1;
    const share = Math.min(1, Math.max(0.01, Math.exp(-4.6 * (dimension - 1))));
    this.level = this.warm ? this.level + share * (price - this.level) : price;
    this.warm = true;
    return this.level;
  }
}

/** Catalog entry of {@link frama}. */
export const framaEntry: IndicatorEntry = defineEntry({
  name: 'frama',
  title: 'Fractal adaptive moving average',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['frama'],
  parameters,
  definition: 'An exponential average of the median price whose speed follows the fractal dimension of the last bars.',
  formula:
    'a = exp(-4.6 * (d - 1)) within 0.01 and 1; d = (log(n1 + n2) - log(n3)) / log(2), n being range over length of the two halves and the whole',
  source: 'Ehlers 2005',
  laws: { price: 1 },
  lookback: ({ period }) => 2 * Math.floor(period / 2) - 1,
  batch: frama,
  stream: Frama,
});
