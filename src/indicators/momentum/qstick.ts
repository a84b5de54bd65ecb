import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['open', 'close'] as const;

/**
 * Simple average of the bodies of the candles.
 *
 * `sma(close - open, period)`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param bars `open` and `close`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Tushar Chande and Stanley Kroll, The New Technical Trader (1994).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { qstick } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = qstick(bars, 14);
 * ```
 */
export function qstick(
  bars: ColumnsOf<'open' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Qstick(period);
  const { open, close } = inputColumns('qstick', bars, inputs);
  return fillColumn(live, [open, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(open[i], close[i]);
  });
}

/**
 * {@link qstick} bar by bar.
 *
 * @example
 * ```ts
 * import { Qstick } from 'barwright/indicators';
 * const live = new Qstick();
 * live.next({ open: 2, close: 2 });
 * ```
 */
export class Qstick extends StreamingIndicator<BarOf<'open' | 'close'>, number> {
  static override readonly indicator: string = 'qstick';
  declare readonly parameters: { readonly period: number };
  protected readonly mean: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('qstick', parameters, { period }));
    this.mean = new MeanStep(period);
  }

  next({ open, close }: BarOf<'open' | 'close'>): number {
    return this.take(open, close);
  }

  /** {@link next} by numbers. */
  take(open: number, close: number): number {
    if (!Number.isFinite(open + close)) return this.hole();
    return this.mean.next(close - open);
  }
}

/** Catalog entry of {@link qstick}. */
export const qstickEntry: IndicatorEntry = defineEntry({
  name: 'qstick',
  title: 'Qstick',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['qstick'],
  parameters,
  definition: 'Simple average of the bodies of the candles.',
  formula: 'sma(close - open, period)',
  source: 'Chande and Kroll 1994',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: qstick,
  stream: Qstick,
});
