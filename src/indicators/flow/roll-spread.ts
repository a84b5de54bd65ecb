import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
} as const;

/**
 * The spread that the bounce between bid and ask implies: 0 where changes do not revert.
 *
 * `2 * sqrt(max(0, -cov(change, change[1])))`
 *
 * Length of `x`; NaN for the first `period + 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period pairs of changes in the window, 2 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Richard Roll, A Simple Implicit Measure of the Effective Bid-Ask Spread, Journal of Finance 39 (1984).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { roll_spread } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = roll_spread(bars.close, 20);
 * ```
 */
export function roll_spread(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new RollSpread(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link roll_spread} bar by bar.
 *
 * @example
 * ```ts
 * import { RollSpread } from 'barwright/indicators';
 * const live = new RollSpread();
 * live.next(100);
 * ```
 */
export class RollSpread extends SeriesIndicator {
  static override readonly indicator: string = 'roll_spread';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('roll_spread', parameters, { period }));
    this.window = new Window(period + 2);
    this.missing = period + 2;
    this.#period = period;
  }

  protected take(x: number): number {
    this.window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    const period = this.#period;
    const before = (values[start + period] - values[start]) / period;
    const after = (values[start + period + 1] - values[start + 1]) / period;
    let sum = 0;
    for (let k = start; k < start + period; k++) sum += (values[k + 1] - values[k] - before) * (values[k + 2] - values[k + 1] - after);
    return 2 * Math.sqrt(Math.max(0, -sum / period));
  }
}

/** Catalog entry of {@link roll_spread}. */
export const rollSpreadEntry: IndicatorEntry = defineEntry({
  name: 'roll_spread',
  title: 'Roll spread',
  group: 'flow',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['roll_spread'],
  parameters,
  definition: 'The spread that the bounce between bid and ask implies: 0 where changes do not revert.',
  formula: '2 * sqrt(max(0, -cov(change, change[1])))',
  source: 'Roll 1984',
  laws: { price: 1 },
  lookback: ({ period }) => period + 1,
  batch: roll_spread,
  stream: RollSpread,
});
