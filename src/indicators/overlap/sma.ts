import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { resumLength, rollingMeanInto, shiftedSum } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { type Snapshot, StreamingIndicator } from '../streaming.ts';
import { Window } from '../window.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 30 } } as const;

/**
 * Simple moving average: the mean of the last `period` values.
 *
 * `sma[i] = (x[i - period + 1] + ... + x[i]) / period`
 *
 * Length of `x`; NaN for the first `period - 1` values and for every window that holds a value that is not finite.
 * The sum is taken anew every 256 bars, so that rounding does not build up.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: TA-Lib SMA.
 *
 * @example
 * ```ts
 * import { sma, syntheticBars } from 'barwright';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const average = sma(bars.close, 20);
 * ```
 */
export function sma(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  const values = completeValues('sma', parameters, { period });
  checkKeys('options', options, ['out']);
  const series = toFloat64('x', x);
  return computeColumn('sma', [series], values, options.out, (out, start, end) => rollingMeanInto(out, series, start, end, period));
}

/**
 * {@link sma} bar by bar.
 *
 * @example
 * ```ts
 * import { Sma } from 'barwright/indicators';
 * const average = new Sma(2);
 * average.next(1); // NaN
 * average.next(2); // 1.5
 * ```
 */
export class Sma extends StreamingIndicator<number, number> {
  protected readonly indicator: string = 'sma';
  readonly parameters: { readonly period: number };
  readonly #period: number;
  readonly #share: number;
  readonly #length: number;
  protected readonly window: Window;
  /** Values until the next fresh sum. */
  protected left: number;
  protected warm: boolean = false;
  protected origin: number = 0;
  protected sum: number = 0;
  /** What the block of four adds to the sum so far. */
  protected added: number = 0;
  protected phase: number = 0;

  constructor(period: number = parameters.period.default) {
    super();
    this.parameters = completeValues('sma', parameters, { period });
    this.#period = period;
    this.#share = 1 / period;
    this.#length = resumLength(period);
    this.window = new Window(period);
    this.left = period;
  }

  next(x: number): number {
    if (!Number.isFinite(x)) {
      this.reset();
      return Number.NaN;
    }
    const oldest = this.window.push(x);
    if (--this.left > 0) {
      if (!this.warm) return Number.NaN;
      this.added += x - oldest;
      const mean = this.origin + (this.sum + this.added) * this.#share;
      if (++this.phase === 4) {
        this.sum += this.added;
        this.added = 0;
        this.phase = 0;
      }
      return mean;
    }
    const { values, start } = this.window;
    this.left = this.#length;
    this.warm = true;
    this.origin = values[start];
    this.sum = shiftedSum(values, start, this.#period, this.origin);
    this.added = 0;
    this.phase = 0;
    return this.origin + this.sum * this.#share;
  }

  peek(x: number): number {
    if (!Number.isFinite(x)) return Number.NaN;
    const { window } = this;
    if (this.left > 1) {
      if (!this.warm) return Number.NaN;
      return this.origin + (this.sum + (this.added + (x - window.oldest))) * this.#share;
    }
    const kept = window.lay(x);
    const origin = window.values[window.start + 1];
    const sum = shiftedSum(window.values, window.start + 1, this.#period, origin);
    window.unlay(kept);
    return origin + sum * this.#share;
  }

  reset(): void {
    this.left = this.#period;
    this.warm = false;
  }

  /** Continues from a snapshot. */
  static restore(snapshot: Snapshot): Sma {
    return new Sma(StreamingIndicator.parametersOf('sma', snapshot).period).load(snapshot);
  }
}

/** Catalog entry of {@link sma}. */
export const smaEntry: IndicatorEntry = defineEntry({
  name: 'sma',
  title: 'Simple moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['sma'],
  parameters,
  definition: 'Mean of the last `period` values.',
  source: 'TA-Lib SMA',
  lookback: ({ period }) => period - 1,
  compute: ({ series }, { period }, out) => sma(series, period, { out: out.sma }),
  stream: ({ period }) => new Sma(period),
  restore: Sma.restore,
});
