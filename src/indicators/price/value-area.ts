import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { PriceProfile } from '../steps/price-profile.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link value_area}. */
export interface ValueAreaVariants {
  /** Price rows between the lowest low and the highest high, 1 to 10,000. @default 24 */
  readonly rows?: number;
  /** Share of the volume in the value area, 0 to 1. @default 0.7 */
  readonly share?: number;
}

/** Options of {@link value_area}. */
export interface ValueAreaOptions extends ValueAreaVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'poc' | 'high' | 'low'> | undefined;
}

/** One reading of {@link ValueArea}. */
export interface ValueAreaValue {
  readonly poc: number;
  readonly high: number;
  readonly low: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 100 },
  rows: { type: 'int', min: 1, max: 10_000, default: 24 },
  share: { type: 'float', min: 0, max: 1, default: 0.7 },
} as const;
const inputs = ['high', 'low', 'volume'] as const;
const outputs = ['poc', 'high', 'low'] as const;

/**
 * The price row that traded the most of the last bars, and the rows around it that hold a share of the volume.
 *
 * `poc = middle of the row with the most volume; high, low = edges of the rows grown from it to the larger neighbour until
 * they hold share of the volume`
 *
 * Columns of the length of the bars, in units of price; NaN for the first `period - 1` bars. The volume of a bar is spread
 * evenly over its range. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `volume`, such as `Bars`.
 * @param period bars in the window, 1 to 100,000. `@default 100`
 * @param options `rows` (`@default 24`), `share` (`@default 0.7`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: J. Peter Steidlmayer, CBOT Market Profile (1984); TradingView, Volume Profile.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { value_area } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { poc, high, low } = value_area(bars, 100);
 * ```
 */
export function value_area(
  bars: ColumnsOf<'high' | 'low' | 'volume'>,
  period: number = parameters.period.default,
  options: ValueAreaOptions = {},
): OutputColumns<'poc' | 'high' | 'low'> {
  checkKeys('options', options, ['rows', 'share', 'out']);
  const { out: given, ...variants } = options;
  const live = new ValueArea(period, variants);
  const { high, low, volume } = inputColumns('value_area', bars, inputs);
  return fillColumns(live, [high, low, volume], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], volume[i]);
      out.poc[i] = value.poc;
      out.high[i] = value.high;
      out.low[i] = value.low;
    }
  });
}

const cold: ValueAreaValue = Object.freeze({ poc: Number.NaN, high: Number.NaN, low: Number.NaN });

/**
 * {@link value_area} bar by bar.
 *
 * @example
 * ```ts
 * import { ValueArea } from 'barwright/indicators';
 * const live = new ValueArea();
 * live.next({ high: 3, low: 1, volume: 5 });
 * ```
 */
export class ValueArea extends StreamingIndicator<BarOf<'high' | 'low' | 'volume'>, ValueAreaValue> {
  static override readonly indicator: string = 'value_area';
  declare readonly parameters: { readonly period: number; readonly rows: number; readonly share: number };
  protected readonly profile: PriceProfile;

  constructor(period: number = parameters.period.default, options: ValueAreaVariants = {}) {
    super(completeValues('value_area', parameters, { ...options, period }));
    this.profile = new PriceProfile(period, this.parameters.rows);
  }

  next({ high, low, volume }: BarOf<'high' | 'low' | 'volume'>): ValueAreaValue {
    return this.take(high, low, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, volume: number): ValueAreaValue {
    if (!Number.isFinite(high + low + volume)) return this.hole();
    const { profile } = this;
    profile.push(high, low, volume);
    if (!profile.isFull) return cold;
    profile.measure(this.parameters.share, false);
    const control = profile.pointOfControl;
    const [first, last] = profile.valueArea;
    return { poc: (profile.edge(control) + profile.edge(control + 1)) / 2, high: profile.edge(last + 1), low: profile.edge(first) };
  }

  protected override get cold(): ValueAreaValue {
    return cold;
  }
}

/** Catalog entry of {@link value_area}. */
export const valueAreaEntry: IndicatorEntry = defineEntry({
  name: 'value_area',
  title: 'Value area',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'The price row that traded the most of the last bars, and the rows around it that hold a share of the volume.',
  formula:
    'poc = middle of the row with the most volume; high, low = edges of the rows grown from it to the larger neighbour until they hold share of the volume',
  source: 'Steidlmayer 1984; TradingView, Volume Profile',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: value_area,
  stream: ValueArea,
});
