import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { columnsOfRows, RowIndicator } from '../rows.ts';
import { PriceProfile } from '../steps/price-profile.ts';

/** Options of {@link volume_profile}. */
export interface VolumeProfileOptions {
  /** Price rows between the lowest low and the highest high, 1 to 10,000. @default 24 */
  readonly rows?: number;
  /** Share of the volume in the value area, 0 to 1. @default 0.7 */
  readonly share?: number;
}

/** One price row of {@link VolumeProfile}. */
export interface VolumeProfileRow {
  /** Lower edge, in units of price. */
  readonly low: number;
  /** Upper edge, in units of price. */
  readonly high: number;
  /** Volume traded in the row, each bar spread evenly over its range. */
  readonly volume: number;
  /** 1 in the value area, otherwise 0. */
  readonly valueArea: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 500 },
  rows: { type: 'int', min: 1, max: 10_000, default: 24 },
  share: { type: 'float', min: 0, max: 1, default: 0.7 },
} as const;
const inputs = ['high', 'low', 'volume'] as const;
const outputs = ['low', 'high', 'volume', 'valueArea'] as const;

/**
 * What the last bars traded in each of some rows of price, and the rows around the busiest that hold a share of it.
 *
 * `volume of a row = sum of volume * (overlap of the bar with the row) / (high - low)`
 *
 * One row a price row, from the lowest on; none without bars. The value area grows from the row with the most to the larger
 * neighbour until it holds `share`. A bar with a value that is not finite is passed over.
 *
 * @param bars `high`, `low` and `volume`, such as `Bars`; the last `period` of them count.
 * @param period bars that count, 1 to 100,000. `@default 500`
 * @param options `rows` (`@default 24`), `share` (`@default 0.7`).
 * @throws ArgumentError where a value is out of range or columns differ in length.
 * Source: J. Peter Steidlmayer, CBOT Market Profile (1984); TradingView, Volume Profile.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { volume_profile } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { low, high, volume, valueArea } = volume_profile(bars, 200, { rows: 50 });
 * ```
 */
export function volume_profile(
  bars: ColumnsOf<'high' | 'low' | 'volume'>,
  period: number = parameters.period.default,
  options: VolumeProfileOptions = {},
): OutputColumns<'low' | 'high' | 'volume' | 'valueArea'> {
  checkKeys('options', options, ['rows', 'share']);
  const live = new VolumeProfile(period, options);
  const { high, low, volume } = inputColumns('volume_profile', bars, inputs);
  for (let i = 0; i < high.length; i++) live.push(high[i], low[i], volume[i]);
  return columnsOfRows(outputs, live.rows());
}

/**
 * {@link volume_profile} bar by bar: the rows of the last bars.
 *
 * @example
 * ```ts
 * import { VolumeProfile } from 'barwright/indicators';
 * const live = new VolumeProfile(100, { rows: 10 });
 * live.next({ high: 3, low: 1, volume: 5 }).length; // 10
 * ```
 */
export class VolumeProfile extends RowIndicator<BarOf<'high' | 'low' | 'volume'>, VolumeProfileRow> {
  static override readonly indicator: string = 'volume_profile';
  declare readonly parameters: { readonly period: number; readonly rows: number; readonly share: number };
  protected readonly profile: PriceProfile;

  constructor(period: number = parameters.period.default, options: VolumeProfileOptions = {}) {
    super(completeValues('volume_profile', parameters, { ...options, period }));
    this.profile = new PriceProfile(period, this.parameters.rows);
  }

  next({ high, low, volume }: BarOf<'high' | 'low' | 'volume'>): readonly VolumeProfileRow[] {
    this.push(high, low, volume);
    return this.rows();
  }

  /** Takes a bar by numbers. */
  push(high: number, low: number, volume: number): void {
    if (Number.isFinite(high + low + volume)) this.profile.push(high, low, volume);
  }

  /** The rows of the bars so far. */
  rows(): readonly VolumeProfileRow[] {
    const { profile } = this;
    if (profile.bars === 0) return this.none;
    profile.measure(this.parameters.share, false);
    return profile.rows().map(({ low, high, amount, valueArea }) => ({ low, high, volume: amount, valueArea }));
  }
}

/** Catalog entry of {@link volume_profile}. */
export const volumeProfileEntry: IndicatorEntry = defineEntry({
  name: 'volume_profile',
  title: 'Volume profile',
  group: 'volume',
  kind: 'profile',
  inputs,
  outputs,
  parameters,
  definition: 'What the last bars traded in each of some rows of price, and the rows around the busiest that hold a share of it.',
  formula: 'volume of a row = sum of volume * (overlap of the bar with the row) / (high - low)',
  source: 'Steidlmayer 1984; TradingView, Volume Profile',
  lookback: () => 0,
  batch: volume_profile,
  stream: VolumeProfile,
});
