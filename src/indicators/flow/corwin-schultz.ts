import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['high', 'low'] as const;

const steepness = 3 - 2 * Math.SQRT2;

/**
 * The spread, as a fraction of the price, that ranges of one and of two bars imply; pairs that imply less than none count as
 * 0.
 *
 * `mean of 2 * (exp(a) - 1) / (1 + exp(a)), a = (sqrt(2 * b) - sqrt(b)) / (3 - 2 * sqrt(2)) - sqrt(g / (3 - 2 * sqrt(2))); b
 * = log(high / low)^2 of both bars added, g = log(high / low)^2 of the two as one`
 *
 * Length of the bars, as a fraction; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period pairs of bars in the mean, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Shane Corwin and Paul Schultz, A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices, Journal of
 * Finance 67 (2012).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { corwin_schultz } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = corwin_schultz(bars, 20);
 * ```
 */
export function corwin_schultz(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new CorwinSchultz(period);
  const { high, low } = inputColumns('corwin_schultz', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link corwin_schultz} bar by bar.
 *
 * @example
 * ```ts
 * import { CorwinSchultz } from 'barwright/indicators';
 * const live = new CorwinSchultz();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class CorwinSchultz extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'corwin_schultz';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previousHigh: number = 0;
  protected previousLow: number = 0;
  protected readonly mean: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('corwin_schultz', parameters, { period }));
    this.mean = new FlowStep(period);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const { seen, previousHigh, previousLow } = this;
    this.seen = true;
    this.previousHigh = high;
    this.previousLow = low;
    if (!seen) return Number.NaN;
    const beta = Math.log(high / low) ** 2 + Math.log(previousHigh / previousLow) ** 2;
    const gamma = Math.log(Math.max(high, previousHigh) / Math.min(low, previousLow)) ** 2;
    const alpha = ((Math.SQRT2 - 1) * Math.sqrt(beta)) / steepness - Math.sqrt(gamma / steepness);
    const spread = (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha));
    return this.mean.next(Math.max(0, spread));
  }
}

/** Catalog entry of {@link corwin_schultz}. */
export const corwinSchultzEntry: IndicatorEntry = defineEntry({
  name: 'corwin_schultz',
  title: 'Corwin-Schultz spread',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['corwin_schultz'],
  parameters,
  definition:
    'The spread, as a fraction of the price, that ranges of one and of two bars imply; pairs that imply less than none count as 0.',
  formula:
    'mean of 2 * (exp(a) - 1) / (1 + exp(a)), a = (sqrt(2 * b) - sqrt(b)) / (3 - 2 * sqrt(2)) - sqrt(g / (3 - 2 * sqrt(2))); b = log(high / low)^2 of both bars added, g = log(high / low)^2 of the two as one',
  source: 'Corwin and Schultz 2012',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: corwin_schultz,
  stream: CorwinSchultz,
});
