import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link stc}. */
export interface StcVariants {
  /** Values in the two stochastics, 1 to 100,000. @default 10 */
  readonly cycle?: number;
  /** Period of the fast average, 1 to 100,000. @default 23 */
  readonly fast?: number;
  /** Period of the slow average, 1 to 100,000. @default 50 */
  readonly slow?: number;
  /** Share of the newest value in each smoothing, 0.001 to 1. @default 0.5 */
  readonly smoothing?: number;
}

/** Options of {@link stc}. */
export interface StcOptions extends StcVariants, OutOption {}

const parameters = {
  cycle: { type: 'int', min: 1, max: longestPeriod, default: 10 },
  fast: { type: 'int', min: 1, max: longestPeriod, default: 23 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 50 },
  smoothing: { type: 'float', min: 0.001, max: 1, default: 0.5 },
} as const;

/** Where a value lies in the range of the last ones, in percent, smoothed. */
class Stochastic {
  readonly highest: ExtremeStep;
  readonly lowest: ExtremeStep;
  seen: boolean = false;
  place: number = 0;
  level: number = 0;
  readonly #smoothing: number;

  constructor(period: number, smoothing: number) {
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
    this.#smoothing = smoothing;
  }

  next(x: number): number {
    const highest = this.highest.next(x);
    const lowest = this.lowest.next(x);
    if (Number.isNaN(highest)) return highest;
    if (highest > lowest) this.place = ((x - lowest) / (highest - lowest)) * 100;
    this.level = this.seen ? this.level + this.#smoothing * (this.place - this.level) : this.place;
    this.seen = true;
    return this.level;
  }
}

/**
 * A stochastic of a stochastic of the MACD, smoothed after each; without a range it stays.
 *
 * `macd = ema(x, fast) - ema(x, slow); p = smoothed(stoch(macd, cycle)); stc = smoothed(stoch(p, cycle)); smoothed +=
 * smoothing * (new - smoothed)`
 *
 * Length of `x`, 0 to 100; NaN for the first `max(fast, slow) + 2 * cycle - 3` values. A value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `cycle` (`@default 10`), `fast` (`@default 23`), `slow` (`@default 50`), `smoothing` (`@default 0.5`);
 * `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Doug Schaff (1999); Brian Dolan, Schaff Trend Cycle (2009).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { stc } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = stc(bars.close);
 * ```
 */
export function stc(x: NumberColumn, options: StcOptions = {}): Float64Array {
  checkKeys('options', options, ['cycle', 'fast', 'slow', 'smoothing', 'out']);
  const { out: given, ...variants } = options;
  const live = new Stc(variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link stc} bar by bar.
 *
 * @example
 * ```ts
 * import { Stc } from 'barwright/indicators';
 * const live = new Stc();
 * live.next(100);
 * ```
 */
export class Stc extends SeriesIndicator {
  static override readonly indicator: string = 'stc';
  declare readonly parameters: { readonly cycle: number; readonly fast: number; readonly slow: number; readonly smoothing: number };
  protected readonly fast: ExponentialStep;
  protected readonly slow: ExponentialStep;
  protected readonly inner: Stochastic;
  protected readonly outer: Stochastic;

  constructor(options: StcVariants = {}) {
    super(completeValues('stc', parameters, options));
    const { cycle, fast, slow, smoothing } = this.parameters;
    this.fast = new ExponentialStep(2 / (fast + 1), fast);
    this.slow = new ExponentialStep(2 / (slow + 1), slow);
    this.inner = new Stochastic(cycle, smoothing);
    this.outer = new Stochastic(cycle, smoothing);
  }

  protected take(x: number): number {
    const macd = this.fast.next(x) - this.slow.next(x);
    if (Number.isNaN(macd)) return macd;
    const inner = this.inner.next(macd);
    return Number.isNaN(inner) ? inner : this.outer.next(inner);
  }
}

/** Catalog entry of {@link stc}. */
export const stcEntry: IndicatorEntry = defineEntry({
  name: 'stc',
  title: 'Schaff trend cycle',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['stc'],
  parameters,
  definition: 'A stochastic of a stochastic of the MACD, smoothed after each; without a range it stays.',
  formula:
    'macd = ema(x, fast) - ema(x, slow); p = smoothed(stoch(macd, cycle)); stc = smoothed(stoch(p, cycle)); smoothed += smoothing * (new - smoothed)',
  source: 'Schaff 1999',
  laws: { price: 0 },
  lookback: ({ cycle, fast, slow }) => Math.max(fast, slow) + 2 * cycle - 3,
  batch: stc,
  stream: Stc,
});
