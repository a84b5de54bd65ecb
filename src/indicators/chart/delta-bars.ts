import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { collectRows, RowIndicator } from '../rows.ts';
import { BarGroup } from '../steps/bar-group.ts';

/** Options of {@link delta_bars}. */
export interface DeltaBarsOptions {
  /** Net volume of a bar, at least, Number.MIN_VALUE to Number.MAX_VALUE. @default 1000 */
  readonly size?: number;
}

/** One row of {@link DeltaBars}. */
export interface DeltaBarsRow {
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
  size: { type: 'float', min: Number.MIN_VALUE, max: Number.MAX_VALUE, default: 1000 },
} as const;
const inputs = ['time', 'open', 'high', 'low', 'close', 'volume', 'buyVolume'] as const;
const outputs = ['index', 'time', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Bars put together until net buying or selling has reached a volume.
 *
 * `a bar ends where abs(sum(2 * buyVolume - volume)) >= size`
 *
 * One row a finished bar, of any number; what is not full at the end is left out. A bar with a value that is not finite is
 * passed over.
 *
 * @param bars `time`, `open`, `high`, `low`, `close`, `volume` and `buyVolume`, such as `Bars`.
 * @param options `size` (`@default 1000`).
 * @throws ArgumentError where a value is out of range, a name is unknown or columns differ in length.
 * Source: Common practice of order-flow platforms; imbalance bars of Lopez de Prado (2018), section 2.3.2, with a fixed
 * threshold.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { delta_bars } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { time, open, high, low, close, volume } = bars;
 * const buyVolume = volume.map((traded) => traded * 0.6);
 * const { index } = delta_bars({ time, open, high, low, close, volume, buyVolume });
 * ```
 */
export function delta_bars(
  bars: ColumnsOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'buyVolume'>,
  options: DeltaBarsOptions = {},
): OutputColumns<'index' | 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'> {
  checkKeys('options', options, ['size']);
  const live = new DeltaBars(options);
  const { time, open, high, low, close, volume, buyVolume } = inputColumns('delta_bars', bars, inputs);
  return collectRows(outputs, buyVolume.length, (i) => live.take(time[i], open[i], high[i], low[i], close[i], volume[i], buyVolume[i]));
}

/**
 * {@link delta_bars} bar by bar: the rows that a bar finishes.
 *
 * @example
 * ```ts
 * import { DeltaBars } from 'barwright/indicators';
 * const live = new DeltaBars();
 * live.next({ time: 1700000000000, open: 2, high: 3, low: 1, close: 2, volume: 5, buyVolume: 3 });
 * ```
 */
export class DeltaBars extends RowIndicator<BarOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'buyVolume'>, DeltaBarsRow> {
  static override readonly indicator: string = 'delta_bars';
  declare readonly parameters: { readonly size: number };
  protected readonly group: BarGroup = new BarGroup();

  constructor(options: DeltaBarsOptions = {}) {
    super(completeValues('delta_bars', parameters, options));
  }

  next({
    time,
    open,
    high,
    low,
    close,
    volume,
    buyVolume,
  }: BarOf<'time' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'buyVolume'>): readonly DeltaBarsRow[] {
    return this.take(time, open, high, low, close, volume, buyVolume);
  }

  /** {@link next} by numbers. */
  take(time: number, open: number, high: number, low: number, close: number, volume: number, buyVolume: number): readonly DeltaBarsRow[] {
    const index = this.count++;
    if (!Number.isFinite(time + open + high + low + close + volume + buyVolume)) return this.none;
    const { group } = this;
    group.add(time, open, high, low, volume, 2 * buyVolume - volume);
    return Math.abs(group.filled) >= this.parameters.size ? [group.close(index, close)] : this.none;
  }
}

/** Catalog entry of {@link delta_bars}. */
export const deltaBarsEntry: IndicatorEntry = defineEntry({
  name: 'delta_bars',
  title: 'Delta bars',
  group: 'chart',
  kind: 'transform',
  inputs,
  outputs,
  parameters,
  definition: 'Bars put together until net buying or selling has reached a volume.',
  formula: 'a bar ends where abs(sum(2 * buyVolume - volume)) >= size',
  source: 'order-flow platforms; Lopez de Prado 2018',
  lookback: () => 0,
  batch: delta_bars,
  stream: DeltaBars,
});
