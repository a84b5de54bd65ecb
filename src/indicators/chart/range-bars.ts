import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { collectRows, RowIndicator } from '../rows.ts';
import { BarGroup } from '../steps/bar-group.ts';
import { heightOf } from '../steps/height.ts';

/** Options of {@link range_bars}. */
export interface RangeBarsOptions {
  /** Height of a bar, at least, Number.MIN_VALUE to Number.MAX_VALUE. @default 0.01 */
  readonly size?: number;
  /** Whether sizes are fractions of the first close or prices. @default 'fraction' */
  readonly unit?: 'fraction' | 'price';
}

/** One row of {@link RangeBars}. */
export interface RangeBarsRow {
  /** Bar of the input that finished it. */
  readonly index: number;
  /** Opening time of the first bar in it. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const parameters = {
  size: { type: 'float', min: Number.MIN_VALUE, max: Number.MAX_VALUE, default: 0.01 },
  unit: { type: 'choice', choices: ['fraction', 'price'], default: 'fraction' },
} as const;
const inputs = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
const outputs = ['index', 'time', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Bars put together until the price has covered a range.
 *
 * `a bar ends where max(high) - min(low) >= size`
 *
 * One row a finished bar, of any number; what is not full at the end is left out. A bar with a value that is not finite is
 * passed over.
 *
 * @param bars `time`, `open`, `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `size` (`@default 0.01`), `unit` (`@default 'fraction'`).
 * @throws ArgumentError where a value is out of range, a name is unknown or columns differ in length.
 * Source: Vicente Nicolellis (1995); here of bars, so that no price is invented: a bar may be larger than the size.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { range_bars } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { index, time, open, high } = range_bars(bars);
 * ```
 */
export function range_bars(
  bars: ColumnsOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>,
  options: RangeBarsOptions = {},
): OutputColumns<'index' | 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'> {
  checkKeys('options', options, ['size', 'unit']);
  const live = new RangeBars(options);
  const { time, open, high, low, close, volume } = inputColumns('range_bars', bars, inputs);
  return collectRows(outputs, volume.length, (i) => live.take(time[i], open[i], high[i], low[i], close[i], volume[i]));
}

/**
 * {@link range_bars} bar by bar: the rows that a bar finishes.
 *
 * @example
 * ```ts
 * import { RangeBars } from 'barwright/indicators';
 * const live = new RangeBars();
 * live.next({ time: 1700000000000, open: 2, high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class RangeBars extends RowIndicator<BarOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>, RangeBarsRow> {
  static override readonly indicator: string = 'range_bars';
  declare readonly parameters: { readonly size: number; readonly unit: 'fraction' | 'price' };
  protected readonly group: BarGroup = new BarGroup();
  protected height: number = Number.NaN;

  constructor(options: RangeBarsOptions = {}) {
    super(completeValues('range_bars', parameters, options));
  }

  next({ time, open, high, low, close, volume }: BarOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>): readonly RangeBarsRow[] {
    return this.take(time, open, high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(time: number, open: number, high: number, low: number, close: number, volume: number): readonly RangeBarsRow[] {
    const index = this.count++;
    if (!Number.isFinite(time + open + high + low + close + volume)) return this.none;
    if (Number.isNaN(this.height)) this.height = heightOf(this.parameters, close);
    const { group } = this;
    group.add(time, open, high, low, volume, 0);
    return group.high - group.low >= this.height ? [group.close(index, close)] : this.none;
  }
}

/** Catalog entry of {@link range_bars}. */
export const rangeBarsEntry: IndicatorEntry = defineEntry({
  name: 'range_bars',
  title: 'Range bars',
  group: 'chart',
  kind: 'transform',
  inputs,
  outputs,
  parameters,
  definition: 'Bars put together until the price has covered a range.',
  formula: 'a bar ends where max(high) - min(low) >= size',
  source: 'Nicolellis 1995',
  lookback: () => 0,
  batch: range_bars,
  stream: RangeBars,
});
