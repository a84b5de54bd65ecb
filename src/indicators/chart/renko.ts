import { ArgumentError, checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { collectRows, RowIndicator } from '../rows.ts';
import { heightOf } from '../steps/height.ts';

/** Options of {@link renko}. */
export interface RenkoOptions {
  /** Height of a brick, 1e-6 to Number.MAX_VALUE. @default 0.01 */
  readonly size?: number;
  /** Whether sizes are fractions of the first close or prices. @default 'fraction' */
  readonly unit?: 'fraction' | 'price';
}

/** One row of {@link Renko}. */
export interface RenkoRow {
  /** Bar of the input that finished it. */
  readonly index: number;
  /** Opening time of the first bar since the last brick. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const parameters = {
  size: { type: 'float', min: 1e-6, max: Number.MAX_VALUE, default: 0.01 },
  unit: { type: 'choice', choices: ['fraction', 'price'], default: 'fraction' },
} as const;
const inputs = ['time', 'high', 'low', 'close', 'volume'] as const;
const outputs = ['index', 'time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Bricks of one bar beyond which the size must be a mistake. */
const mostBricks = 1_000_000;

/**
 * Bricks of one height, each beyond the last one; two heights the other way turn the direction.
 *
 * `a brick ends where close >= top + size or close <= bottom - size`
 *
 * One row a finished brick, of any number, several of which one bar may finish. High and low are the wicks: what the price
 * reached since the last brick. The volume since then belongs to the first brick of a bar. A bar with a value that is not
 * finite is passed over.
 *
 * @param bars `time`, `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `size` (`@default 0.01`), `unit` (`@default 'fraction'`).
 * @throws ArgumentError where a value is out of range, a name is unknown or columns differ in length.
 * Source: Steve Nison, Beyond Candlesticks (1994), chapter 8.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { renko } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { index, time, open, high } = renko(bars);
 * ```
 */
export function renko(
  bars: ColumnsOf<'time' | 'high' | 'low' | 'close' | 'volume'>,
  options: RenkoOptions = {},
): OutputColumns<'index' | 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'> {
  checkKeys('options', options, ['size', 'unit']);
  const live = new Renko(options);
  const { time, high, low, close, volume } = inputColumns('renko', bars, inputs);
  return collectRows(outputs, volume.length, (i) => live.take(time[i], high[i], low[i], close[i], volume[i]));
}

/**
 * {@link renko} bar by bar: the rows that a bar finishes.
 *
 * @example
 * ```ts
 * import { Renko } from 'barwright/indicators';
 * const live = new Renko();
 * live.next({ time: 1700000000000, high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class Renko extends RowIndicator<BarOf<'time' | 'high' | 'low' | 'close' | 'volume'>, RenkoRow> {
  static override readonly indicator: string = 'renko';
  declare readonly parameters: { readonly size: number; readonly unit: 'fraction' | 'price' };
  protected origin: number = 0;
  protected height: number = Number.NaN;
  /** Top and bottom of the last brick, in bricks above the origin. */
  protected top: number = 0;
  protected bottom: number = 0;
  protected time: number = Number.NaN;
  protected high: number = Number.NEGATIVE_INFINITY;
  protected low: number = Number.POSITIVE_INFINITY;
  protected volume: number = 0;

  constructor(options: RenkoOptions = {}) {
    super(completeValues('renko', parameters, options));
  }

  next({ time, high, low, close, volume }: BarOf<'time' | 'high' | 'low' | 'close' | 'volume'>): readonly RenkoRow[] {
    return this.take(time, high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(time: number, high: number, low: number, close: number, volume: number): readonly RenkoRow[] {
    const index = this.count++;
    if (!Number.isFinite(time + high + low + close + volume)) return this.none;
    if (Number.isNaN(this.height)) {
      this.height = heightOf(this.parameters, close);
      this.origin = close;
    }
    if (Number.isNaN(this.time)) this.time = time;
    this.high = Math.max(this.high, high);
    this.low = Math.min(this.low, low);
    this.volume += volume;
    const levels = (close - this.origin) / this.height;
    if (levels < this.top + 1 && levels > this.bottom - 1) return this.none;
    const direction = levels >= this.top + 1 ? 1 : -1;
    const bricks = direction > 0 ? Math.floor(levels) - this.top : this.bottom - Math.ceil(levels);
    if (bricks > mostBricks)
      throw new ArgumentError(`Expected \`size\` to be larger: one bar finishes ${bricks} bricks of ${this.height}.`);
    const rows: RenkoRow[] = [];
    for (let k = 0; k < bricks; k++) rows.push(this.#brick(index, time, direction, k === 0));
    this.time = Number.NaN;
    this.high = Number.NEGATIVE_INFINITY;
    this.low = Number.POSITIVE_INFINITY;
    this.volume = 0;
    return rows;
  }

  #brick(index: number, now: number, direction: number, first: boolean): RenkoRow {
    const from = direction > 0 ? this.top : this.bottom;
    this.top = direction > 0 ? from + 1 : from;
    this.bottom = direction > 0 ? from : from - 1;
    const open = this.origin + from * this.height;
    const close = this.origin + (from + direction) * this.height;
    const high = Math.max(open, close, first && direction < 0 ? this.high : close);
    const low = Math.min(open, close, first && direction > 0 ? this.low : close);
    return { index, time: first ? this.time : now, open, high, low, close, volume: first ? this.volume : 0 };
  }
}

/** Catalog entry of {@link renko}. */
export const renkoEntry: IndicatorEntry = defineEntry({
  name: 'renko',
  title: 'Renko',
  group: 'chart',
  kind: 'transform',
  inputs,
  outputs,
  parameters,
  definition: 'Bricks of one height, each beyond the last one; two heights the other way turn the direction.',
  formula: 'a brick ends where close >= top + size or close <= bottom - size',
  source: 'Nison 1994',
  lookback: () => 0,
  batch: renko,
  stream: Renko,
});
