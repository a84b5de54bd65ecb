import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, inputColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { collectRows, RowIndicator } from '../rows.ts';
import { heightOf } from '../steps/height.ts';

/** Options of {@link kagi}. */
export interface KagiOptions {
  /** Move against the line that turns it, 1e-9 to Number.MAX_VALUE. @default 0.04 */
  readonly size?: number;
  /** Whether sizes are fractions of the first close or prices. @default 'fraction' */
  readonly unit?: 'fraction' | 'price';
}

/** One row of {@link Kagi}. */
export interface KagiRow {
  /** Bar whose close turned the line. */
  readonly index: number;
  /** Opening time of the bar that began it. */
  readonly time: number;
  readonly start: number;
  readonly end: number;
  /** 1 up, -1 down. */
  readonly direction: number;
  /** 1 thick (yang), -1 thin (yin), at its end. */
  readonly thickness: number;
}

const parameters = {
  size: { type: 'float', min: 1e-9, max: Number.MAX_VALUE, default: 0.04 },
  unit: { type: 'choice', choices: ['fraction', 'price'], default: 'fraction' },
} as const;
const inputs = ['time', 'close'] as const;
const outputs = ['index', 'time', 'start', 'end', 'direction', 'thickness'] as const;

/**
 * Vertical lines that turn where the close moves against them by a size, thick above the last shoulder and thin below the
 * last waist.
 *
 * `a line ends at its furthest close where the close is size away from it`
 *
 * One row a finished line, of any number. A bar with a value that is not finite is passed over.
 *
 * @param bars `time` and `close`, such as `Bars`.
 * @param options `size` (`@default 0.04`), `unit` (`@default 'fraction'`).
 * @throws ArgumentError where a value is out of range, a name is unknown or columns differ in length.
 * Source: Steve Nison, Beyond Candlesticks (1994), chapter 7.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { kagi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { index, time, start, end } = kagi(bars);
 * ```
 */
export function kagi(
  bars: ColumnsOf<'time' | 'close'>,
  options: KagiOptions = {},
): OutputColumns<'index' | 'time' | 'start' | 'end' | 'direction' | 'thickness'> {
  checkKeys('options', options, ['size', 'unit']);
  const live = new Kagi(options);
  const { time, close } = inputColumns('kagi', bars, inputs);
  return collectRows(outputs, close.length, (i) => live.take(time[i], close[i]));
}

/**
 * {@link kagi} bar by bar: the rows that a bar finishes.
 *
 * @example
 * ```ts
 * import { Kagi } from 'barwright/indicators';
 * const live = new Kagi();
 * live.next({ time: 1700000000000, close: 2 });
 * ```
 */
export class Kagi extends RowIndicator<BarOf<'time' | 'close'>, KagiRow> {
  static override readonly indicator: string = 'kagi';
  declare readonly parameters: { readonly size: number; readonly unit: 'fraction' | 'price' };
  protected height: number = Number.NaN;
  protected direction: number = 0;
  protected time: number = 0;
  protected start: number = 0;
  protected end: number = 0;
  protected shoulder: number = Number.POSITIVE_INFINITY;
  protected waist: number = Number.NEGATIVE_INFINITY;
  protected thickness: number = 0;

  constructor(options: KagiOptions = {}) {
    super(completeValues('kagi', parameters, options));
  }

  next({ time, close }: BarOf<'time' | 'close'>): readonly KagiRow[] {
    return this.take(time, close);
  }

  /** {@link next} by numbers. */
  take(time: number, close: number): readonly KagiRow[] {
    const index = this.count++;
    if (!Number.isFinite(time + close)) return this.none;
    if (Number.isNaN(this.height)) {
      this.height = heightOf(this.parameters, close);
      this.start = close;
      this.end = close;
      this.time = time;
      return this.none;
    }
    if (this.direction === 0) {
      if (Math.abs(close - this.start) < this.height) return this.none;
      this.direction = Math.sign(close - this.start);
      this.thickness = this.direction;
      this.end = close;
      return this.none;
    }
    if ((close - this.end) * this.direction >= 0) {
      this.end = close;
      if (close > this.shoulder) this.thickness = 1;
      if (close < this.waist) this.thickness = -1;
      return this.none;
    }
    if ((this.end - close) * this.direction < this.height) return this.none;
    const { time: from, start, end, direction, thickness } = this;
    if (direction > 0) this.shoulder = end;
    else this.waist = end;
    this.direction = -direction;
    this.time = time;
    this.start = end;
    this.end = close;
    if (close > this.shoulder) this.thickness = 1;
    if (close < this.waist) this.thickness = -1;
    return [{ index, time: from, start, end, direction, thickness }];
  }
}

/** Catalog entry of {@link kagi}. */
export const kagiEntry: IndicatorEntry = defineEntry({
  name: 'kagi',
  title: 'Kagi',
  group: 'chart',
  kind: 'transform',
  inputs,
  outputs,
  parameters,
  definition:
    'Vertical lines that turn where the close moves against them by a size, thick above the last shoulder and thin below the last waist.',
  formula: 'a line ends at its furthest close where the close is size away from it',
  source: 'Nison 1994',
  lookback: () => 0,
  batch: kagi,
  stream: Kagi,
});
