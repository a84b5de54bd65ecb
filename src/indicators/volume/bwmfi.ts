import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['high', 'low', 'volume'] as const;

/**
 * How far the price moves for each unit of volume; 0 without volume.
 *
 * `(high - low) / volume`
 *
 * Length of the bars, in units of price over volume; no warm-up. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `high`, `low` and `volume`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: Bill Williams, Trading Chaos (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { bwmfi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = bwmfi(bars);
 * ```
 */
export function bwmfi(bars: ColumnsOf<'high' | 'low' | 'volume'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Bwmfi();
  const { high, low, volume } = inputColumns('bwmfi', bars, inputs);
  return fillColumn(live, [high, low, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], volume[i]);
  });
}

/**
 * {@link bwmfi} bar by bar.
 *
 * @example
 * ```ts
 * import { Bwmfi } from 'barwright/indicators';
 * const live = new Bwmfi();
 * live.next({ high: 3, low: 1, volume: 5 });
 * ```
 */
export class Bwmfi extends StreamingIndicator<BarOf<'high' | 'low' | 'volume'>, number> {
  static override readonly indicator: string = 'bwmfi';

  constructor(options: object = {}) {
    super(completeValues('bwmfi', parameters, options));
  }

  next({ high, low, volume }: BarOf<'high' | 'low' | 'volume'>): number {
    return this.take(high, low, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, volume: number): number {
    if (!Number.isFinite(high + low + volume)) return this.hole();
    return volume > 0 ? (high - low) / volume : 0;
  }
}

/** Catalog entry of {@link bwmfi}. */
export const bwmfiEntry: IndicatorEntry = defineEntry({
  name: 'bwmfi',
  title: 'Market facilitation index',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['bwmfi'],
  parameters,
  definition: 'How far the price moves for each unit of volume; 0 without volume.',
  formula: '(high - low) / volume',
  source: 'Williams 1995',
  laws: { price: 1, volume: -1 },
  lookback: () => 0,
  batch: bwmfi,
  stream: Bwmfi,
});
