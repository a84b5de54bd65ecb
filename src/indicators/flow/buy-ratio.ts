import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['volume', 'buyVolume'] as const;

/**
 * Volume of buyers as a share of all volume of the window; 0.5 where nothing was traded.
 *
 * `sum(buyVolume) / sum(volume)`
 *
 * Length of the bars, 0 to 1; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `volume` and `buyVolume`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice of order flow.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { buy_ratio } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = buy_ratio({ volume: bars.volume, buyVolume: bars.volume }, 20);
 * ```
 */
export function buy_ratio(
  bars: ColumnsOf<'volume' | 'buyVolume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new BuyRatio(period);
  const { volume, buyVolume } = inputColumns('buy_ratio', bars, inputs);
  return fillColumn(live, [volume, buyVolume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(volume[i], buyVolume[i]);
  });
}

/**
 * {@link buy_ratio} bar by bar.
 *
 * @example
 * ```ts
 * import { BuyRatio } from 'barwright/indicators';
 * const live = new BuyRatio();
 * live.next({ volume: 5, buyVolume: 3 });
 * ```
 */
export class BuyRatio extends StreamingIndicator<BarOf<'volume' | 'buyVolume'>, number> {
  static override readonly indicator: string = 'buy_ratio';
  declare readonly parameters: { readonly period: number };
  protected readonly bought: FlowStep;
  protected readonly volumes: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('buy_ratio', parameters, { period }));
    this.bought = new FlowStep(period);
    this.volumes = new FlowStep(period);
  }

  next({ volume, buyVolume }: BarOf<'volume' | 'buyVolume'>): number {
    return this.take(volume, buyVolume);
  }

  /** {@link next} by numbers. */
  take(volume: number, buyVolume: number): number {
    if (!Number.isFinite(volume + buyVolume)) return this.hole();
    const bought = this.bought.next(buyVolume);
    const volumes = this.volumes.next(volume);
    return Number.isNaN(volumes) ? volumes : volumes > 0 ? bought / volumes : 0.5;
  }
}

/** Catalog entry of {@link buy_ratio}. */
export const buyRatioEntry: IndicatorEntry = defineEntry({
  name: 'buy_ratio',
  title: 'Share of buyers',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['buy_ratio'],
  parameters,
  definition: 'Volume of buyers as a share of all volume of the window; 0.5 where nothing was traded.',
  formula: 'sum(buyVolume) / sum(volume)',
  source: 'common practice',
  laws: { volume: 0 },
  lookback: ({ period }) => period - 1,
  batch: buy_ratio,
  stream: BuyRatio,
});
