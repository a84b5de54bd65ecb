import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { FlowStep } from '../steps/flow.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;

/**
 * Root mean square of the drawdowns from the highest value of the window before, in percent.
 *
 * `sqrt(mean((100 * (x / max(x, period) - 1))^2))`
 *
 * Length of `x`, in percent; NaN for the first `2 * period - 2` values. Where the highest value is not above 0 a drawdown
 * counts as 0. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Peter Martin and Byron McCann, The Investor's Guide to Fidelity Funds (1989).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ulcer_index } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ulcer_index(bars.close, 14);
 * ```
 */
export function ulcer_index(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new UlcerIndex(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link ulcer_index} bar by bar.
 *
 * @example
 * ```ts
 * import { UlcerIndex } from 'barwright/indicators';
 * const live = new UlcerIndex();
 * live.next(100);
 * ```
 */
export class UlcerIndex extends SeriesIndicator {
  static override readonly indicator: string = 'ulcer_index';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly squares: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('ulcer_index', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.squares = new FlowStep(period);
  }

  protected take(x: number): number {
    const highest = this.highest.next(x);
    if (Number.isNaN(highest)) return highest;
    const drawdown = highest > 0 ? (x / highest - 1) * 100 : 0;
    return Math.sqrt(Math.max(0, this.squares.next(drawdown * drawdown)));
  }
}

/** Catalog entry of {@link ulcer_index}. */
export const ulcerIndexEntry: IndicatorEntry = defineEntry({
  name: 'ulcer_index',
  title: 'Ulcer index',
  group: 'volatility',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ulcer_index'],
  parameters,
  definition: 'Root mean square of the drawdowns from the highest value of the window before, in percent.',
  formula: 'sqrt(mean((100 * (x / max(x, period) - 1))^2))',
  source: 'Martin and McCann 1989',
  laws: { price: 0 },
  lookback: ({ period }) => 2 * period - 2,
  batch: ulcer_index,
  stream: UlcerIndex,
});
