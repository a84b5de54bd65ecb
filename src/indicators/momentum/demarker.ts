import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * Rises of the high over rises of the high and falls of the low; 0.5 where there are none.
 *
 * `sum(max(0, high - high[1])) / (sum(max(0, high - high[1])) + sum(max(0, low[1] - low)))`
 *
 * Length of the bars, 0 to 1; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period bars in the window, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Thomas DeMark, The New Science of Technical Analysis (1994).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { demarker } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = demarker(bars, 14);
 * ```
 */
export function demarker(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Demarker(period);
  const { high, low } = inputColumns('demarker', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link demarker} bar by bar.
 *
 * @example
 * ```ts
 * import { Demarker } from 'barwright/indicators';
 * const live = new Demarker();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Demarker extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'demarker';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previousHigh: number = 0;
  protected previousLow: number = 0;
  protected readonly rises: FlowStep;
  protected readonly falls: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('demarker', parameters, { period }));
    this.rises = new FlowStep(period);
    this.falls = new FlowStep(period);
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
    const rises = this.rises.next(Math.max(0, high - previousHigh));
    const falls = this.falls.next(Math.max(0, previousLow - low));
    return rises + falls === 0 ? 0.5 : rises / (rises + falls);
  }
}

/** Catalog entry of {@link demarker}. */
export const demarkerEntry: IndicatorEntry = defineEntry({
  name: 'demarker',
  title: 'DeMarker',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['demarker'],
  parameters,
  definition: 'Rises of the high over rises of the high and falls of the low; 0.5 where there are none.',
  formula: 'sum(max(0, high - high[1])) / (sum(max(0, high - high[1])) + sum(max(0, low[1] - low)))',
  source: 'DeMark 1994',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: demarker,
  stream: Demarker,
});
