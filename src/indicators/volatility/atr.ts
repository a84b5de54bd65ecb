import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, computeColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 14 } } as const;

/**
 * Average true range: the true range smoothed by Wilder.
 *
 * `atr = wilder(max(high - low, |high - close[i - 1]|, |low - close[i - 1]|), period)`
 *
 * Length of the bars, in units of price; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period 1 (the true range itself) to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range, columns differ in length or `out` does not fit.
 * Source: TA-Lib ATR; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { atr, syntheticBars } from 'barwright';
 * const range = atr(syntheticBars({ seed: 1, length: 500 }), 14);
 * ```
 */
export function atr(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  const values = completeValues('atr', parameters, { period });
  checkKeys('options', options, ['out']);
  const { high, low, close } = inputColumns('atr', bars, ['high', 'low', 'close']);
  return computeColumn('atr', [high, low, close], values, options.out, (out, start, end) =>
    atrInto(out, high, low, close, start, end, period),
  );
}

/** Averages twice the true range, in blocks of four as in `exponentialInto`. */
function atrInto(
  out: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  end: number,
  period: number,
): number {
  const first = start + period;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  if (first >= end) return 0;
  let y = 0;
  for (let i = start + 1; i <= first; i++) y += twiceTrueRange(high[i], low[i], close[i - 1]);
  y /= period;
  out[first] = y * 0.5;

  const alpha = 1 / period;
  const b1 = 1 - alpha;
  const b2 = b1 * b1;
  const b3 = b2 * b1;
  const b4 = b2 * b2;
  let i = first + 1;
  for (; i + 3 < end; i += 4) {
    const t0 = alpha * twiceTrueRange(high[i], low[i], close[i - 1]);
    const t1 = alpha * twiceTrueRange(high[i + 1], low[i + 1], close[i]) + b1 * t0;
    const t2 = alpha * twiceTrueRange(high[i + 2], low[i + 2], close[i + 1]) + b1 * t1;
    const t3 = alpha * twiceTrueRange(high[i + 3], low[i + 3], close[i + 2]) + b1 * t2;
    out[i] = (t0 + b1 * y) * 0.5;
    out[i + 1] = (t1 + b2 * y) * 0.5;
    out[i + 2] = (t2 + b3 * y) * 0.5;
    y = t3 + b4 * y;
    out[i + 3] = y * 0.5;
  }
  let t = 0;
  let power = b1;
  for (const rest = i; i < end; i++) {
    t = alpha * twiceTrueRange(high[i], low[i], close[i - 1]) + b1 * t;
    out[i] = (t + power * y) * 0.5;
    power = i === rest ? b2 : b3;
  }
  return (y + t + high[start] + low[start] + close[end - 1]) * 0;
}

/**
 * Twice the greatest of high - low, |high - previous| and |previous - low|, without a branch: the two smaller ones add up
 * to the greatest.
 */
function twiceTrueRange(high: number, low: number, previous: number): number {
  return Math.abs(high - previous) + Math.abs(previous - low) + (high - low);
}

/**
 * {@link atr} bar by bar.
 *
 * @example
 * ```ts
 * import { Atr } from 'barwright/indicators';
 * const live = new Atr(1);
 * live.next({ high: 3, low: 1, close: 2 }); // NaN
 * live.next({ high: 5, low: 4, close: 5 }); // 3
 * ```
 */
export class Atr extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'atr';
  declare readonly parameters: { readonly period: number };
  /** Whether there is a bar before the next one. */
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly average: ExponentialStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('atr', parameters, { period }));
    this.average = new ExponentialStep(1 / period, period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const { seen, previous } = this;
    this.seen = true;
    this.previous = close;
    return seen ? this.average.next(twiceTrueRange(high, low, previous)) * 0.5 : Number.NaN;
  }

  override peek({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    if (!this.seen || !Number.isFinite(high + low + close)) return Number.NaN;
    return this.average.peek(twiceTrueRange(high, low, this.previous)) * 0.5;
  }

  override reset(): void {
    this.seen = false;
    this.average.reset();
  }
}

/** Catalog entry of {@link atr}. */
export const atrEntry: IndicatorEntry = defineEntry({
  name: 'atr',
  title: 'Average true range',
  group: 'volatility',
  kind: 'causal',
  inputs: ['high', 'low', 'close'],
  outputs: ['atr'],
  parameters,
  definition: 'The true range smoothed by Wilder.',
  formula: 'wilder(max(high - low, |high - close[i - 1]|, |low - close[i - 1]|), period)',
  source: 'TA-Lib ATR; Wilder 1978',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: atr,
  stream: Atr,
});
