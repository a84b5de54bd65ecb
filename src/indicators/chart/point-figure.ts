import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { collectRows, RowIndicator } from '../rows.ts';
import { heightOf } from '../steps/height.ts';

/** Options of {@link point_figure}. */
export interface PointFigureOptions {
  /** Height of a box, 1e-6 to Number.MAX_VALUE. @default 0.01 */
  readonly size?: number;
  /** Whether sizes are fractions of the first close or prices. @default 'fraction' */
  readonly unit?: 'fraction' | 'price';
  /** Boxes against a column that begin the next, 1 to 100,000. @default 3 */
  readonly reversal?: number;
  /** Prices that count: the close, or high and low. @default 'close' */
  readonly method?: 'close' | 'range';
}

/** One row of {@link PointFigure}. */
export interface PointFigureRow {
  /** Bar that began the next column. */
  readonly index: number;
  /** Opening time of the bar that began it. */
  readonly time: number;
  /** 1 a column of X, -1 a column of O. */
  readonly direction: number;
  /** Price of the lowest box. */
  readonly bottom: number;
  /** Price of the highest box. */
  readonly top: number;
  readonly boxes: number;
}

const parameters = {
  size: { type: 'float', min: 1e-6, max: Number.MAX_VALUE, default: 0.01 },
  unit: { type: 'choice', choices: ['fraction', 'price'], default: 'fraction' },
  reversal: { type: 'int', min: 1, max: longestPeriod, default: 3 },
  method: { type: 'choice', choices: ['close', 'range'], default: 'close' },
} as const;
const inputs = ['time', 'high', 'low', 'close'] as const;
const outputs = ['index', 'time', 'direction', 'bottom', 'top', 'boxes'] as const;

/**
 * Columns of boxes: rises stack X, falls O, and a move of so many boxes against a column begins the next.
 *
 * `a column of X grows to floor(price / size) and ends where the price is reversal boxes below its top`
 *
 * One row a finished column, of any number. Boxes lie on multiples of the size; with `range` a bar that extends its column
 * does not turn it. A bar with a value that is not finite is passed over.
 *
 * @param bars `time`, `high`, `low` and `close`, such as `Bars`.
 * @param options `size` (`@default 0.01`), `unit` (`@default 'fraction'`), `reversal` (`@default 3`), `method` (`@default
 * 'close'`).
 * @throws ArgumentError where a value is out of range, a name is unknown or columns differ in length.
 * Source: Victor de Villiers, The Point and Figure Method (1933); Jeremy du Plessis, The Definitive Guide to Point and Figure
 * (2005).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { point_figure } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { index, time, direction, bottom } = point_figure(bars);
 * ```
 */
export function point_figure(
  bars: ColumnsOf<'time' | 'high' | 'low' | 'close'>,
  options: PointFigureOptions = {},
): OutputColumns<'index' | 'time' | 'direction' | 'bottom' | 'top' | 'boxes'> {
  checkKeys('options', options, ['size', 'unit', 'reversal', 'method']);
  const live = new PointFigure(options);
  const { time, high, low, close } = inputColumns('point_figure', bars, inputs);
  return collectRows(outputs, close.length, (i) => live.take(time[i], high[i], low[i], close[i]));
}

/**
 * {@link point_figure} bar by bar: the rows that a bar finishes.
 *
 * @example
 * ```ts
 * import { PointFigure } from 'barwright/indicators';
 * const live = new PointFigure();
 * live.next({ time: 1700000000000, high: 3, low: 1, close: 2 });
 * ```
 */
export class PointFigure extends RowIndicator<BarOf<'time' | 'high' | 'low' | 'close'>, PointFigureRow> {
  static override readonly indicator: string = 'point_figure';
  declare readonly parameters: {
    readonly size: number;
    readonly unit: 'fraction' | 'price';
    readonly reversal: number;
    readonly method: 'close' | 'range';
  };
  protected height: number = Number.NaN;
  protected direction: number = 0;
  protected time: number = 0;
  protected bottom: number = 0;
  protected top: number = 0;

  constructor(options: PointFigureOptions = {}) {
    super(completeValues('point_figure', parameters, options));
  }

  next({ time, high, low, close }: BarOf<'time' | 'high' | 'low' | 'close'>): readonly PointFigureRow[] {
    return this.take(time, high, low, close);
  }

  /** {@link next} by numbers. */
  take(time: number, high: number, low: number, close: number): readonly PointFigureRow[] {
    const index = this.count++;
    if (!Number.isFinite(time + high + low + close)) return this.none;
    const { reversal, method } = this.parameters;
    const [upper, lower] = method === 'close' ? [close, close] : [high, low];
    if (Number.isNaN(this.height)) {
      this.height = heightOf(this.parameters, close);
      this.time = time;
      this.top = Math.floor(close / this.height);
      this.bottom = this.top;
      return this.none;
    }
    const highest = Math.floor(upper / this.height);
    const lowest = Math.ceil(lower / this.height);
    const { direction, bottom, top } = this;
    if (direction >= 0 && highest > top) {
      this.top = highest;
      this.direction = 1;
      return this.none;
    }
    if (direction <= 0 && lowest < bottom) {
      this.bottom = lowest;
      this.direction = -1;
      return this.none;
    }
    const turns = direction > 0 ? lowest <= top - reversal : direction < 0 && highest >= bottom + reversal;
    if (!turns) return this.none;
    const row = this.#column(index);
    this.time = time;
    this.direction = -direction;
    this.top = direction > 0 ? top - 1 : highest;
    this.bottom = direction > 0 ? lowest : bottom + 1;
    return [row];
  }

  #column(index: number): PointFigureRow {
    const { time, direction, bottom, top, height } = this;
    return { index, time, direction, bottom: bottom * height, top: top * height, boxes: top - bottom + 1 };
  }
}

/** Catalog entry of {@link point_figure}. */
export const pointFigureEntry: IndicatorEntry = defineEntry({
  name: 'point_figure',
  title: 'Point and figure',
  group: 'chart',
  kind: 'transform',
  inputs,
  outputs,
  parameters,
  definition: 'Columns of boxes: rises stack X, falls O, and a move of so many boxes against a column begins the next.',
  formula: 'a column of X grows to floor(price / size) and ends where the price is reversal boxes below its top',
  source: 'de Villiers 1933; du Plessis 2005',
  lookback: () => 0,
  batch: point_figure,
  stream: PointFigure,
});
