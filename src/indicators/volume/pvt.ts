import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['close', 'volume'] as const;

/**
 * Running sum of volume times the change of the close as a fraction.
 *
 * `pvt[i - 1] + volume[i] * (close[i] / close[i - 1] - 1), from 0`
 *
 * Length of the bars, in units of volume; no warm-up. A change from 0 counts as 0. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `close` and `volume`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TradingView ta.pvt.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { pvt } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = pvt(bars);
 * ```
 */
export function pvt(bars: ColumnsOf<'close' | 'volume'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Pvt();
  const { close, volume } = inputColumns('pvt', bars, inputs);
  return fillColumn(live, [close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], volume[i]);
  });
}

/**
 * {@link pvt} bar by bar.
 *
 * @example
 * ```ts
 * import { Pvt } from 'barwright/indicators';
 * const live = new Pvt();
 * live.next({ close: 2, volume: 5 });
 * ```
 */
export class Pvt extends StreamingIndicator<BarOf<'close' | 'volume'>, number> {
  static override readonly indicator: string = 'pvt';
  protected sum: number = 0;
  protected seen: boolean = false;
  protected previous: number = 0;

  constructor(options: object = {}) {
    super(completeValues('pvt', parameters, options));
  }

  next({ close, volume }: BarOf<'close' | 'volume'>): number {
    return this.take(close, volume);
  }

  /** {@link next} by numbers. */
  take(close: number, volume: number): number {
    if (!Number.isFinite(close + volume)) return this.hole();
    const change = this.seen && this.previous !== 0 ? close / this.previous - 1 : 0;
    this.seen = true;
    this.previous = close;
    this.sum += volume * change;
    return this.sum;
  }
}

/** Catalog entry of {@link pvt}. */
export const pvtEntry: IndicatorEntry = defineEntry({
  name: 'pvt',
  title: 'Price volume trend',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['pvt'],
  parameters,
  definition: 'Running sum of volume times the change of the close as a fraction.',
  formula: 'pvt[i - 1] + volume[i] * (close[i] / close[i - 1] - 1), from 0',
  source: 'TradingView ta.pvt',
  laws: { price: 0, volume: 1 },
  lookback: () => 0,
  batch: pvt,
  stream: Pvt,
});
