import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['close', 'volume'] as const;

/**
 * Mean of the last closes, each weighed by its volume; their plain mean where nothing was traded.
 *
 * `sum(close * volume) / sum(volume) over the window`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param bars `close` and `volume`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TradingView ta.vwma.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { vwma } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = vwma(bars, 20);
 * ```
 */
export function vwma(
  bars: ColumnsOf<'close' | 'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Vwma(period);
  const { close, volume } = inputColumns('vwma', bars, inputs);
  return fillColumn(live, [close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], volume[i]);
  });
}

/**
 * {@link vwma} bar by bar.
 *
 * @example
 * ```ts
 * import { Vwma } from 'barwright/indicators';
 * const live = new Vwma();
 * live.next({ close: 2, volume: 5 });
 * ```
 */
export class Vwma extends StreamingIndicator<BarOf<'close' | 'volume'>, number> {
  static override readonly indicator: string = 'vwma';
  declare readonly parameters: { readonly period: number };
  protected readonly values: MeanStep;
  protected readonly volumes: FlowStep;
  protected readonly plain: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('vwma', parameters, { period }));
    this.values = new MeanStep(period);
    this.volumes = new FlowStep(period);
    this.plain = new MeanStep(period);
  }

  next({ close, volume }: BarOf<'close' | 'volume'>): number {
    return this.take(close, volume);
  }

  /** {@link next} by numbers. */
  take(close: number, volume: number): number {
    if (!Number.isFinite(close + volume)) return this.hole();
    const value = this.values.next(close * volume);
    const volumes = this.volumes.next(volume);
    const plain = this.plain.next(close);
    return volumes > 0 ? value / volumes : plain;
  }
}

/** Catalog entry of {@link vwma}. */
export const vwmaEntry: IndicatorEntry = defineEntry({
  name: 'vwma',
  title: 'Volume weighted moving average',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['vwma'],
  parameters,
  definition: 'Mean of the last closes, each weighed by its volume; their plain mean where nothing was traded.',
  formula: 'sum(close * volume) / sum(volume) over the window',
  source: 'TradingView ta.vwma',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: vwma,
  stream: Vwma,
});
