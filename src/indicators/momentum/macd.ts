import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { computeColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Periods of {@link macd}. */
export interface MacdPeriods {
  /** Period of the fast average, 1 to 100,000. @default 12 */
  readonly fast?: number;
  /** Period of the slow average, 1 to 100,000. @default 26 */
  readonly slow?: number;
  /** Period of the signal line, 1 to 100,000. @default 9 */
  readonly signal?: number;
}

/** Options of {@link macd}. */
export interface MacdOptions extends MacdPeriods {
  /** Columns to write to. */
  readonly out?: OutColumns<'macd' | 'signal' | 'histogram'> | undefined;
}

/** One reading of {@link Macd}. */
export interface MacdValue {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}

const parameters = {
  fast: { type: 'int', min: 1, max: longestPeriod, default: 12 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 26 },
  signal: { type: 'int', min: 1, max: longestPeriod, default: 9 },
} as const;

const outputs = ['macd', 'signal', 'histogram'] as const;

/**
 * Moving average convergence divergence: a fast less a slow exponential average, and an exponential average of that.
 *
 * `macd = ema(x, fast) - ema(x, slow)`, `signal = ema(macd, signal)`, `histogram = macd - signal`
 *
 * Columns of the length of `x`; NaN for the first `slow + signal - 2` values. Both averages start at the same bar, each from
 * the mean of its last `period` values. A fast period above the slow one trades places with it. A value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `fast` (`@default 12`), `slow` (`@default 26`), `signal` (`@default 9`); `out`: columns to write to.
 * @throws ArgumentError where a period is no integer in its range, a name is unknown or `out` does not fit.
 * Source: TA-Lib MACD; Gerald Appel.
 *
 * @example
 * ```ts
 * import { macd, syntheticBars } from 'barwright';
 * const { close } = syntheticBars({ seed: 1, length: 500 });
 * const { macd: line, signal, histogram } = macd(close, { fast: 12, slow: 26, signal: 9 });
 * ```
 */
export function macd(x: NumberColumn, options: MacdOptions = {}): OutputColumns<'macd' | 'signal' | 'histogram'> {
  checkKeys('options', options, ['fast', 'slow', 'signal', 'out']);
  const values = completeValues('macd', parameters, { fast: options.fast, slow: options.slow, signal: options.signal });
  const series = toFloat64('x', x);
  const fast = Math.min(values.fast, values.slow);
  const slow = Math.max(values.fast, values.slow);
  return computeColumns('macd', [series], values, outputs, options.out, (out, start, end) => {
    const check = differenceInto(out.macd, series, start, end, fast, slow);
    signalInto(out.signal, out.histogram, out.macd, start + slow - 1, end, values.signal);
    const first = Math.min(start + slow + values.signal - 2, end);
    for (const output of outputs) out[output].fill(Number.NaN, start, first);
    return check;
  });
}

/** Writes the fast less the slow average from the slow one's seed on, both in blocks of four as in `exponentialInto`. */
function differenceInto(out: Float64Array, x: Float64Array, start: number, end: number, fast: number, slow: number): number {
  const first = start + slow - 1;
  if (first >= end) return 0;
  let f = 0;
  let s = 0;
  for (let i = start; i <= first; i++) s += x[i];
  for (let i = first - fast + 1; i <= first; i++) f += x[i];
  f /= fast;
  s /= slow;
  out[first] = f - s;

  const fa = 2 / (fast + 1);
  const f1 = 1 - fa;
  const f2 = f1 * f1;
  const f3 = f2 * f1;
  const f4 = f2 * f2;
  const sa = 2 / (slow + 1);
  const s1 = 1 - sa;
  const s2 = s1 * s1;
  const s3 = s2 * s1;
  const s4 = s2 * s2;
  let i = first + 1;
  for (; i + 3 < end; i += 4) {
    const x0 = x[i];
    const x1 = x[i + 1];
    const x2 = x[i + 2];
    const x3 = x[i + 3];
    const p0 = fa * x0;
    const p1 = fa * x1 + f1 * p0;
    const p2 = fa * x2 + f1 * p1;
    const p3 = fa * x3 + f1 * p2;
    const q0 = sa * x0;
    const q1 = sa * x1 + s1 * q0;
    const q2 = sa * x2 + s1 * q1;
    const q3 = sa * x3 + s1 * q2;
    out[i] = p0 + f1 * f - (q0 + s1 * s);
    out[i + 1] = p1 + f2 * f - (q1 + s2 * s);
    out[i + 2] = p2 + f3 * f - (q2 + s3 * s);
    f = p3 + f4 * f;
    s = q3 + s4 * s;
    out[i + 3] = f - s;
  }
  let p = 0;
  let q = 0;
  let fp = f1;
  let sp = s1;
  for (const rest = i; i < end; i++) {
    p = fa * x[i] + f1 * p;
    q = sa * x[i] + s1 * q;
    out[i] = p + fp * f - (q + sp * s);
    fp = i === rest ? f2 : f3;
    sp = i === rest ? s2 : s3;
  }
  return (p + q + s) * 0;
}

/** Writes the signal line of `line[start..end)` and what the line has above it, from the signal's seed on. */
function signalInto(signal: Float64Array, histogram: Float64Array, line: Float64Array, start: number, end: number, period: number): void {
  const first = start + period - 1;
  if (first >= end) return;
  let y = 0;
  for (let i = start; i <= first; i++) y += line[i];
  y /= period;
  signal[first] = y;
  histogram[first] = line[first] - y;

  const alpha = 2 / (period + 1);
  const b1 = 1 - alpha;
  const b2 = b1 * b1;
  const b3 = b2 * b1;
  const b4 = b2 * b2;
  let i = first + 1;
  for (; i + 3 < end; i += 4) {
    const x0 = line[i];
    const x1 = line[i + 1];
    const x2 = line[i + 2];
    const x3 = line[i + 3];
    const t0 = alpha * x0;
    const t1 = alpha * x1 + b1 * t0;
    const t2 = alpha * x2 + b1 * t1;
    const t3 = alpha * x3 + b1 * t2;
    const y0 = t0 + b1 * y;
    const y1 = t1 + b2 * y;
    const y2 = t2 + b3 * y;
    y = t3 + b4 * y;
    signal[i] = y0;
    signal[i + 1] = y1;
    signal[i + 2] = y2;
    signal[i + 3] = y;
    histogram[i] = x0 - y0;
    histogram[i + 1] = x1 - y1;
    histogram[i + 2] = x2 - y2;
    histogram[i + 3] = x3 - y;
  }
  let t = 0;
  let power = b1;
  for (const rest = i; i < end; i++) {
    t = alpha * line[i] + b1 * t;
    const value = t + power * y;
    signal[i] = value;
    histogram[i] = line[i] - value;
    power = i === rest ? b2 : b3;
  }
}

const cold: MacdValue = Object.freeze({ macd: Number.NaN, signal: Number.NaN, histogram: Number.NaN });

/**
 * {@link macd} bar by bar.
 *
 * @example
 * ```ts
 * import { Macd } from 'barwright/indicators';
 * const live = new Macd({ fast: 1, slow: 2, signal: 1 });
 * [1, 2].map((x) => live.next(x).macd); // NaN, 0.5
 * ```
 */
export class Macd extends StreamingIndicator<number, MacdValue> {
  static override readonly indicator: string = 'macd';
  declare readonly parameters: { readonly fast: number; readonly slow: number; readonly signal: number };
  /** Values before the first that the fast average starts from. */
  protected skip: number;
  protected readonly fast: ExponentialStep;
  protected readonly slow: ExponentialStep;
  protected readonly signal: ExponentialStep;
  readonly #skip: number;

  constructor(options: MacdPeriods = {}) {
    super(completeValues('macd', parameters, options));
    const fast = Math.min(this.parameters.fast, this.parameters.slow);
    const slow = Math.max(this.parameters.fast, this.parameters.slow);
    this.#skip = slow - fast;
    this.skip = this.#skip;
    this.fast = new ExponentialStep(2 / (fast + 1), fast);
    this.slow = new ExponentialStep(2 / (slow + 1), slow);
    this.signal = new ExponentialStep(2 / (this.parameters.signal + 1), this.parameters.signal);
  }

  next(x: number): MacdValue {
    if (!Number.isFinite(x)) {
      return this.hole();
    }
    const slow = this.slow.next(x);
    if (this.skip > 0) {
      this.skip--;
      return cold;
    }
    const line = this.fast.next(x) - slow;
    return Number.isNaN(slow) ? cold : readingOf(line, this.signal.next(line));
  }

  protected override get cold(): MacdValue {
    return cold;
  }

  override peek(x: number): MacdValue {
    if (!Number.isFinite(x) || this.skip > 0) return cold;
    const slow = this.slow.peek(x);
    const line = this.fast.peek(x) - slow;
    return Number.isNaN(slow) ? cold : readingOf(line, this.signal.peek(line));
  }

  override reset(): void {
    this.skip = this.#skip;
    this.fast.reset();
    this.slow.reset();
    this.signal.reset();
  }
}

function readingOf(line: number, signal: number): MacdValue {
  return Number.isNaN(signal) ? cold : { macd: line, signal, histogram: line - signal };
}

/** Catalog entry of {@link macd}. */
export const macdEntry: IndicatorEntry = defineEntry({
  name: 'macd',
  title: 'Moving average convergence divergence',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'A fast less a slow exponential average, with an exponential average of that as signal line.',
  formula: 'macd = ema(x, fast) - ema(x, slow); signal = ema(macd, signal); histogram = macd - signal',
  source: 'TA-Lib MACD; Gerald Appel',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 2,
  batch: macd,
  stream: Macd,
});
