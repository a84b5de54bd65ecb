import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { columnsOfRows, RowIndicator } from '../rows.ts';
import { PriceProfile } from '../steps/price-profile.ts';

/** Options of {@link market_profile}. */
export interface MarketProfileOptions {
  /** Price rows between the lowest low and the highest high, 1 to 10,000. @default 24 */
  readonly rows?: number;
  /** Share of the touches in the value area, 0 to 1. @default 0.7 */
  readonly share?: number;
}

/** One price row of {@link MarketProfile}. */
export interface MarketProfileRow {
  /** Lower edge, in units of price. */
  readonly low: number;
  /** Upper edge, in units of price. */
  readonly high: number;
  /** Bars that reached the row. */
  readonly touches: number;
  /** 1 in the value area, otherwise 0. */
  readonly valueArea: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 500 },
  rows: { type: 'int', min: 1, max: 10_000, default: 24 },
  share: { type: 'float', min: 0, max: 1, default: 0.7 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['low', 'high', 'touches', 'valueArea'] as const;

/**
 * How many of the last bars reached each of some rows of price, and the rows around the most visited that hold a share of it.
 *
 * `touches of a row = bars whose range reaches it`
 *
 * One row a price row, from the lowest on; none without bars. The value area grows from the row with the most to the larger
 * neighbour until it holds `share`. A bar with a value that is not finite is passed over.
 *
 * @param bars `high` and `low`, such as `Bars`; the last `period` of them count.
 * @param period bars that count, 1 to 100,000. `@default 500`
 * @param options `rows` (`@default 24`), `share` (`@default 0.7`).
 * @throws ArgumentError where a value is out of range or columns differ in length.
 * Source: J. Peter Steidlmayer, CBOT Market Profile (1984); bars are the brackets.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { market_profile } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { low, high, touches, valueArea } = market_profile(bars, 200, { rows: 50 });
 * ```
 */
export function market_profile(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: MarketProfileOptions = {},
): OutputColumns<'low' | 'high' | 'touches' | 'valueArea'> {
  checkKeys('options', options, ['rows', 'share']);
  const live = new MarketProfile(period, options);
  const { high, low } = inputColumns('market_profile', bars, inputs);
  for (let i = 0; i < high.length; i++) live.push(high[i], low[i]);
  return columnsOfRows(outputs, live.rows());
}

/**
 * {@link market_profile} bar by bar: the rows of the last bars.
 *
 * @example
 * ```ts
 * import { MarketProfile } from 'barwright/indicators';
 * const live = new MarketProfile(100, { rows: 10 });
 * live.next({ high: 3, low: 1 }).length; // 10
 * ```
 */
export class MarketProfile extends RowIndicator<BarOf<'high' | 'low'>, MarketProfileRow> {
  static override readonly indicator: string = 'market_profile';
  declare readonly parameters: { readonly period: number; readonly rows: number; readonly share: number };
  protected readonly profile: PriceProfile;

  constructor(period: number = parameters.period.default, options: MarketProfileOptions = {}) {
    super(completeValues('market_profile', parameters, { ...options, period }));
    this.profile = new PriceProfile(period, this.parameters.rows);
  }

  next({ high, low }: BarOf<'high' | 'low'>): readonly MarketProfileRow[] {
    this.push(high, low);
    return this.rows();
  }

  /** Takes a bar by numbers. */
  push(high: number, low: number): void {
    if (Number.isFinite(high + low)) this.profile.push(high, low, 1);
  }

  /** The rows of the bars so far. */
  rows(): readonly MarketProfileRow[] {
    const { profile } = this;
    if (profile.bars === 0) return this.none;
    profile.measure(this.parameters.share, true);
    return profile.rows().map(({ low, high, amount, valueArea }) => ({ low, high, touches: amount, valueArea }));
  }
}

/** Catalog entry of {@link market_profile}. */
export const marketProfileEntry: IndicatorEntry = defineEntry({
  name: 'market_profile',
  title: 'Market profile',
  group: 'volume',
  kind: 'profile',
  inputs,
  outputs,
  parameters,
  definition: 'How many of the last bars reached each of some rows of price, and the rows around the most visited that hold a share of it.',
  formula: 'touches of a row = bars whose range reaches it',
  source: 'Steidlmayer 1984',
  lookback: () => 0,
  batch: market_profile,
  stream: MarketProfile,
});
