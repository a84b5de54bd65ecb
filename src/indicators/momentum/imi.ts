import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['open', 'close'] as const;

/**
 * Rises from open to close as a percentage of all moves from open to close; 0 where there are none.
 *
 * `100 * sum(max(close - open, 0)) / sum(|close - open|) over the window`
 *
 * Length of the bars, 0 to 100; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `open` and `close`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib IMI; Tushar Chande and Stanley Kroll, The New Technical Trader (1994).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { imi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = imi(bars, 14);
 * ```
 */
export function imi(bars: ColumnsOf<'open' | 'close'>, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Imi(period);
  const { open, close } = inputColumns('imi', bars, inputs);
  return fillColumn(live, [open, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(open[i], close[i]);
  });
}

/**
 * {@link imi} bar by bar.
 *
 * @example
 * ```ts
 * import { Imi } from 'barwright/indicators';
 * const live = new Imi();
 * live.next({ open: 2, close: 2 });
 * ```
 */
export class Imi extends StreamingIndicator<BarOf<'open' | 'close'>, number> {
  static override readonly indicator: string = 'imi';
  declare readonly parameters: { readonly period: number };
  protected readonly rises: FlowStep;
  protected readonly moves: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('imi', parameters, { period }));
    this.rises = new FlowStep(period);
    this.moves = new FlowStep(period);
  }

  next({ open, close }: BarOf<'open' | 'close'>): number {
    return this.take(open, close);
  }

  /** {@link next} by numbers. */
  take(open: number, close: number): number {
    if (!Number.isFinite(open + close)) return this.hole();
    const rises = this.rises.next(close > open ? close - open : 0);
    const moves = this.moves.next(Math.abs(close - open));
    return Number.isNaN(moves) ? moves : moves > 0 ? Math.min(100, Math.max(0, (rises / moves) * 100)) : 0;
  }
}

/** Catalog entry of {@link imi}. */
export const imiEntry: IndicatorEntry = defineEntry({
  name: 'imi',
  title: 'Intraday momentum index',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['imi'],
  parameters,
  definition: 'Rises from open to close as a percentage of all moves from open to close; 0 where there are none.',
  formula: '100 * sum(max(close - open, 0)) / sum(|close - open|) over the window',
  source: 'TA-Lib IMI; Chande and Kroll 1994',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: imi,
  stream: Imi,
});
