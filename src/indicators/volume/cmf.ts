import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['high', 'low', 'close', 'volume'] as const;

/**
 * Volume weighed by where the close lies in the range, as a share of all volume; 0 where nothing was traded.
 *
 * `sum(volume * ((close - low) - (high - close)) / (high - low)) / sum(volume)`
 *
 * Length of the bars, -1 to 1; NaN for the first `period - 1` bars. A bar without range adds nothing. A bar with a value that
 * is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Marc Chaikin.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cmf } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = cmf(bars, 20);
 * ```
 */
export function cmf(
  bars: ColumnsOf<'high' | 'low' | 'close' | 'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Cmf(period);
  const { high, low, close, volume } = inputColumns('cmf', bars, inputs);
  return fillColumn(live, [high, low, close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i], volume[i]);
  });
}

/**
 * {@link cmf} bar by bar.
 *
 * @example
 * ```ts
 * import { Cmf } from 'barwright/indicators';
 * const live = new Cmf();
 * live.next({ high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class Cmf extends StreamingIndicator<BarOf<'high' | 'low' | 'close' | 'volume'>, number> {
  static override readonly indicator: string = 'cmf';
  declare readonly parameters: { readonly period: number };
  protected readonly flows: FlowStep;
  protected readonly volumes: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('cmf', parameters, { period }));
    this.flows = new FlowStep(period);
    this.volumes = new FlowStep(period);
  }

  next({ high, low, close, volume }: BarOf<'high' | 'low' | 'close' | 'volume'>): number {
    return this.take(high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number, volume: number): number {
    if (!Number.isFinite(high + low + close + volume)) return this.hole();
    const range = high - low;
    const flow = this.flows.next(range > 0 ? ((close - low - (high - close)) / range) * volume : 0);
    const volumes = this.volumes.next(volume);
    return Number.isNaN(volumes) ? volumes : volumes > 0 ? flow / volumes : 0;
  }
}

/** Catalog entry of {@link cmf}. */
export const cmfEntry: IndicatorEntry = defineEntry({
  name: 'cmf',
  title: 'Chaikin money flow',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['cmf'],
  parameters,
  definition: 'Volume weighed by where the close lies in the range, as a share of all volume; 0 where nothing was traded.',
  formula: 'sum(volume * ((close - low) - (high - close)) / (high - low)) / sum(volume)',
  source: 'Chaikin',
  laws: { price: 0, volume: 0 },
  lookback: ({ period }) => period - 1,
  batch: cmf,
  stream: Cmf,
});
