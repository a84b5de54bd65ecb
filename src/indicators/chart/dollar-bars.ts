import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { collectRows, RowIndicator } from '../rows.ts';
import { BarGroup } from '../steps/bar-group.ts';

/** Options of {@link dollar_bars}. */
export interface DollarBarsOptions {
  /** Money of a bar, at least, Number.MIN_VALUE to Number.MAX_VALUE. @default 1_000_000 */
  readonly size?: number;
}

/** One row of {@link DollarBars}. */
export interface DollarBarsRow {
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
  size: { type: 'float', min: Number.MIN_VALUE, max: Number.MAX_VALUE, default: 1_000_000 },
} as const;
const inputs = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
const outputs = ['index', 'time', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Bars put together until so much money was traded.
 *
 * `a bar ends where sum(close * volume) >= size`
 *
 * One row a finished bar, of any number; what is not full at the end is left out. A bar with a value that is not finite is
 * passed over.
 *
 * @param bars `time`, `open`, `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `size` (`@default 1_000_000`).
 * @throws ArgumentError where a value is out of range, a name is unknown or columns differ in length.
 * Source: Marcos Lopez de Prado, Advances in Financial Machine Learning (2018), section 2.3.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { dollar_bars } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { index, time, open, high } = dollar_bars(bars);
 * ```
 */
export function dollar_bars(
  bars: ColumnsOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>,
  options: DollarBarsOptions = {},
): OutputColumns<'index' | 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'> {
  checkKeys('options', options, ['size']);
  const live = new DollarBars(options);
  const { time, open, high, low, close, volume } = inputColumns('dollar_bars', bars, inputs);
  return collectRows(outputs, volume.length, (i) => live.take(time[i], open[i], high[i], low[i], close[i], volume[i]));
}

/**
 * {@link dollar_bars} bar by bar: the rows that a bar finishes.
 *
 * @example
 * ```ts
 * import { DollarBars } from 'barwright/indicators';
 * const live = new DollarBars();
 * live.next({ time: 1700000000000, open: 2, high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class DollarBars extends RowIndicator<BarOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>, DollarBarsRow> {
  static override readonly indicator: string = 'dollar_bars';
  declare readonly parameters: { readonly size: number };
  protected readonly group: BarGroup = new BarGroup();

  constructor(options: DollarBarsOptions = {}) {
    super(completeValues('dollar_bars', parameters, options));
  }

  next({ time, open, high, low, close, volume }: BarOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>): readonly DollarBarsRow[] {
    return this.take(time, open, high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(time: number, open: number, high: number, low: number, close: number, volume: number): readonly DollarBarsRow[] {
    const index = this.count++;
    if (!Number.isFinite(time + open + high + low + close + volume)) return this.none;
    const { group } = this;
    group.add(time, open, high, low, volume, close * volume);
    return group.filled >= this.parameters.size ? [group.close(index, close)] : this.none;
  }
}

/** Catalog entry of {@link dollar_bars}. */
export const dollarBarsEntry: IndicatorEntry = defineEntry({
  name: 'dollar_bars',
  title: 'Dollar bars',
  group: 'chart',
  kind: 'transform',
  inputs,
  outputs,
  parameters,
  definition: 'Bars put together until so much money was traded.',
  formula: 'a bar ends where sum(close * volume) >= size',
  source: 'Lopez de Prado 2018',
  lookback: () => 0,
  batch: dollar_bars,
  stream: DollarBars,
});
