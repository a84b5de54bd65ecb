import { checkKeys } from '../../core/index.ts';
import { commodityChannel, commodityChannelInto } from '../../kernels/index.ts';
import { type BarOf, type ColumnsOf, computeColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Distance of the typical price from its average, in mean deviations over 0.015; 0 where there is no deviation.
 *
 * `(tp - sma(tp, period)) / (0.015 * avgdev(tp, period)) with tp = (high + low + close) / 3`
 *
 * Length of the bars; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib CCI; Donald Lambert, Commodities (1980).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cci } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = cci(bars, 14);
 * ```
 */
export function cci(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Cci(period);
  const { high, low, close } = inputColumns('cci', bars, inputs);
  return computeColumn('cci', [high, low, close], live.parameters, options.out, (out, start, end) =>
    commodityChannelInto(out, high, low, close, start, end, period),
  );
}

/**
 * {@link cci} bar by bar.
 *
 * @example
 * ```ts
 * import { Cci } from 'barwright/indicators';
 * const live = new Cci();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Cci extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'cci';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('cci', parameters, { period }));
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    this.window.push((high + low + close) / 3);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    return commodityChannel(values, start, this.#period);
  }
}

/** Catalog entry of {@link cci}. */
export const cciEntry: IndicatorEntry = defineEntry({
  name: 'cci',
  title: 'Commodity channel index',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['cci'],
  parameters,
  definition: 'Distance of the typical price from its average, in mean deviations over 0.015; 0 where there is no deviation.',
  formula: '(tp - sma(tp, period)) / (0.015 * avgdev(tp, period)) with tp = (high + low + close) / 3',
  source: 'TA-Lib CCI; Lambert 1980',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: cci,
  stream: Cci,
});
