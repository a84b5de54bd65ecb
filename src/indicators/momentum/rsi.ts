import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import type { Step } from '../steps/step.ts';
import { StepIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 14 } } as const;

/**
 * Relative strength index: the share of rises in all changes, both smoothed by Wilder, in percent.
 *
 * `rsi[i] = 100 * wilder(max(d, 0)) / wilder(|d|)` with `d = x[i] - x[i - 1]`
 *
 * Length of `x`, 0 to 100; NaN for the first `period` values. 0 where no price has changed yet. A value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: TA-Lib RSI; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { rsi, syntheticBars } from 'barwright';
 * const strength = rsi(syntheticBars({ seed: 1, length: 500 }).close, 14);
 * ```
 */
export function rsi(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  const values = completeValues('rsi', parameters, { period });
  checkKeys('options', options, ['out']);
  const series = toFloat64('x', x);
  return computeColumn('rsi', [series], values, options.out, (out, start, end) => rsiInto(out, series, start, end, period));
}

/**
 * Twice the rise of a change d is d + |d|: no branch on its sign, which a market makes a coin toss of. Both averages run in
 * blocks of four as in `exponentialInto`.
 */
function rsiInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  const first = start + period;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  if (first >= end) return 0;
  let rises = 0;
  let changes = 0;
  for (let i = start + 1; i <= first; i++) {
    const d = x[i] - x[i - 1];
    const size = Math.abs(d);
    rises += d + size;
    changes += size;
  }
  rises /= period;
  changes /= period;
  out[first] = percentOf(rises, changes);

  const alpha = 1 / period;
  const b1 = 1 - alpha;
  const b2 = b1 * b1;
  const b3 = b2 * b1;
  const b4 = b2 * b2;
  let i = first + 1;
  for (; i + 3 < end; i += 4) {
    const x0 = x[i];
    const x1 = x[i + 1];
    const x2 = x[i + 2];
    const d0 = x0 - x[i - 1];
    const d1 = x1 - x0;
    const d2 = x2 - x1;
    const d3 = x[i + 3] - x2;
    const a0 = Math.abs(d0);
    const a1 = Math.abs(d1);
    const a2 = Math.abs(d2);
    const a3 = Math.abs(d3);
    const c0 = alpha * a0;
    const c1 = alpha * a1 + b1 * c0;
    const c2 = alpha * a2 + b1 * c1;
    const c3 = alpha * a3 + b1 * c2;
    const r0 = alpha * (d0 + a0);
    const r1 = alpha * (d1 + a1) + b1 * r0;
    const r2 = alpha * (d2 + a2) + b1 * r1;
    const r3 = alpha * (d3 + a3) + b1 * r2;
    out[i] = percentOf(r0 + b1 * rises, c0 + b1 * changes);
    out[i + 1] = percentOf(r1 + b2 * rises, c1 + b2 * changes);
    out[i + 2] = percentOf(r2 + b3 * rises, c2 + b3 * changes);
    rises = r3 + b4 * rises;
    changes = c3 + b4 * changes;
    out[i + 3] = percentOf(rises, changes);
  }
  let c = 0;
  let r = 0;
  let power = b1;
  for (const rest = i; i < end; i++) {
    const d = x[i] - x[i - 1];
    const size = Math.abs(d);
    c = alpha * size + b1 * c;
    r = alpha * (d + size) + b1 * r;
    out[i] = percentOf(r + power * rises, c + power * changes);
    power = i === rest ? b2 : b3;
  }
  return (c + changes) * 0;
}

function percentOf(rises: number, changes: number): number {
  return changes === 0 ? 0 : (rises / changes) * 50;
}

class RsiStep implements Step {
  /** Whether there is a value before the next one. */
  seen: boolean = false;
  previous: number = 0;
  readonly rises: ExponentialStep;
  readonly changes: ExponentialStep;

  constructor(period: number) {
    this.rises = new ExponentialStep(1 / period, period);
    this.changes = new ExponentialStep(1 / period, period);
  }

  next(x: number): number {
    const d = x - this.previous;
    this.previous = x;
    if (!this.seen) {
      this.seen = true;
      return Number.NaN;
    }
    const size = Math.abs(d);
    return percentOf(this.rises.next(d + size), this.changes.next(size));
  }

  peek(x: number): number {
    if (!this.seen) return Number.NaN;
    const d = x - this.previous;
    const size = Math.abs(d);
    return percentOf(this.rises.peek(d + size), this.changes.peek(size));
  }

  reset(): void {
    this.seen = false;
    this.rises.reset();
    this.changes.reset();
  }
}

/**
 * {@link rsi} bar by bar.
 *
 * @example
 * ```ts
 * import { Rsi } from 'barwright/indicators';
 * const strength = new Rsi(2);
 * [1, 2, 1].map((x) => strength.next(x)); // NaN, NaN, 50
 * ```
 */
export class Rsi extends StepIndicator {
  static override readonly indicator: string = 'rsi';
  declare readonly parameters: { readonly period: number };
  protected readonly step: Step;

  constructor(period: number = parameters.period.default) {
    super(completeValues('rsi', parameters, { period }));
    this.step = new RsiStep(period);
  }
}

/** Catalog entry of {@link rsi}. */
export const rsiEntry: IndicatorEntry = defineEntry({
  name: 'rsi',
  title: 'Relative strength index',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['rsi'],
  parameters,
  definition: 'Smoothed rises as a percentage of all smoothed changes.',
  formula: '100 * wilder(max(d, 0)) / wilder(|d|) with d = x[i] - x[i - 1]',
  source: 'TA-Lib RSI; Wilder 1978',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: rsi,
  stream: Rsi,
});
