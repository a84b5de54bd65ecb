import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['volume', 'buyVolume'] as const;

/**
 * Volume of buyers less volume of sellers, the sides being those that took liquidity.
 *
 * `2 * buyVolume - volume`
 *
 * Length of the bars, in units of volume; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `volume` and `buyVolume`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: Common practice of order flow; Binance taker buy volume.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { delta } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = delta({ volume: bars.volume, buyVolume: bars.volume });
 * ```
 */
export function delta(bars: ColumnsOf<'volume' | 'buyVolume'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Delta();
  const { volume, buyVolume } = inputColumns('delta', bars, inputs);
  return fillColumn(live, [volume, buyVolume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(volume[i], buyVolume[i]);
  });
}

/**
 * {@link delta} bar by bar.
 *
 * @example
 * ```ts
 * import { Delta } from 'barwright/indicators';
 * const live = new Delta();
 * live.next({ volume: 5, buyVolume: 3 });
 * ```
 */
export class Delta extends StreamingIndicator<BarOf<'volume' | 'buyVolume'>, number> {
  static override readonly indicator: string = 'delta';

  constructor(options: object = {}) {
    super(completeValues('delta', parameters, options));
  }

  next({ volume, buyVolume }: BarOf<'volume' | 'buyVolume'>): number {
    return this.take(volume, buyVolume);
  }

  /** {@link next} by numbers. */
  take(volume: number, buyVolume: number): number {
    if (!Number.isFinite(volume + buyVolume)) return this.hole();
    return 2 * buyVolume - volume;
  }
}

/** Catalog entry of {@link delta}. */
export const deltaEntry: IndicatorEntry = defineEntry({
  name: 'delta',
  title: 'Volume delta',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['delta'],
  parameters,
  definition: 'Volume of buyers less volume of sellers, the sides being those that took liquidity.',
  formula: '2 * buyVolume - volume',
  source: 'common practice',
  laws: { volume: 1 },
  lookback: () => 0,
  batch: delta,
  stream: Delta,
});
