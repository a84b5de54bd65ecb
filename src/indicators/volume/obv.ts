import { checkKeys } from '../../core/index.ts';
import { finiteCheck } from '../../kernels/index.ts';
import { type BarOf, type ColumnsOf, computeColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;

/**
 * On-balance volume: the running sum of volume, added on a rise of the close and taken off on a fall.
 *
 * `obv[i] = obv[i - 1] + sign(close[i] - close[i - 1]) * volume[i]`, from `obv[0] = volume[0]`
 *
 * Length of the bars, in units of volume; no warm-up. A bar with a value that is not finite gives NaN, and the sum starts anew
 * after it.
 *
 * @param bars `close` and `volume`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where columns differ in length or `out` does not fit.
 * Source: TA-Lib OBV; Joseph Granville, Granville's New Key to Stock Market Profits (1963), who starts from 0.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { obv } from 'barwright/indicators';
 * const balance = obv(syntheticBars({ seed: 1, length: 500 }));
 * ```
 */
export function obv(bars: ColumnsOf<'close' | 'volume'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const { close, volume } = inputColumns('obv', bars, ['close', 'volume']);
  return computeColumn('obv', [close, volume], {}, options.out, (out, start, end) => obvInto(out, close, volume, start, end));
}

function obvInto(out: Float64Array, close: Float64Array, volume: Float64Array, start: number, end: number): number {
  if (start === end) return 0;
  let sum = volume[start];
  let previous = close[start];
  out[start] = sum;
  for (let i = start + 1; i < end; i++) {
    const price = close[i];
    sum += signOf(price, previous) * volume[i];
    previous = price;
    out[i] = sum;
  }
  return finiteCheck(close, start, end) + sum * 0;
}

/** 1, 0 or -1 without a branch. */
function signOf(price: number, previous: number): number {
  return Number(price > previous) - Number(price < previous);
}

/**
 * {@link obv} bar by bar.
 *
 * @example
 * ```ts
 * import { Obv } from 'barwright/indicators';
 * const live = new Obv();
 * live.next({ close: 10, volume: 5 }); // 5
 * live.next({ close: 9, volume: 2 }); // 3
 * ```
 */
export class Obv extends StreamingIndicator<BarOf<'close' | 'volume'>, number> {
  static override readonly indicator: string = 'obv';
  /** Whether there is a bar before the next one. */
  protected seen: boolean = false;
  protected previous: number = 0;
  protected sum: number = 0;

  constructor(options: object = {}) {
    super(completeValues('obv', parameters, options));
  }

  next(bar: BarOf<'close' | 'volume'>): number {
    if (!Number.isFinite(bar.close + bar.volume)) return this.hole();
    this.sum = this.peek(bar);
    this.previous = bar.close;
    this.seen = true;
    return this.sum;
  }

  override peek({ close, volume }: BarOf<'close' | 'volume'>): number {
    if (!Number.isFinite(close + volume)) return Number.NaN;
    return this.seen ? this.sum + signOf(close, this.previous) * volume : volume;
  }

  override reset(): void {
    this.seen = false;
  }
}

/** Catalog entry of {@link obv}. */
export const obvEntry: IndicatorEntry = defineEntry({
  name: 'obv',
  title: 'On-balance volume',
  group: 'volume',
  kind: 'causal',
  inputs: ['close', 'volume'],
  outputs: ['obv'],
  parameters,
  definition: 'Running sum of volume, added on a rise of the close and taken off on a fall.',
  formula: 'obv[i - 1] + sign(close[i] - close[i - 1]) * volume[i], from obv[0] = volume[0]',
  source: 'TA-Lib OBV; Granville 1963',
  laws: { price: 0, volume: 1, shift: 'stays' },
  lookback: () => 0,
  batch: obv,
  stream: Obv,
});
