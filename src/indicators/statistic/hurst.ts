import { ArgumentError, checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link hurst}. */
export interface HurstVariants {
  /** Longest distance, below `period`, 3 to 100,000. @default 20 */
  readonly maxLag?: number;
}

/** Options of {@link hurst}. */
export interface HurstOptions extends HurstVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 4, max: longestPeriod, default: 100 },
  maxLag: { type: 'int', min: 3, max: longestPeriod, default: 20 },
} as const;

function deviationOfChanges(x: Float64Array, start: number, end: number, lag: number): number {
  const count = end - start - lag;
  let sum = 0;
  for (let i = start + lag; i < end; i++) sum += x[i] - x[i - lag];
  const mean = sum / count;
  let squares = 0;
  for (let i = start + lag; i < end; i++) squares += (x[i] - x[i - lag] - mean) ** 2;
  return Math.sqrt(squares / count);
}

/**
 * Slope of the deviation of changes over their distance, both in logarithms: 0.5 for a random walk, more where it trends,
 * less where it reverts; 0.5 where nothing moves.
 *
 * `slope of log(stddev(x[i] - x[i - lag])) over log(lag) for lag = 2 ... maxLag in the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 4 to 100,000. `@default 100`
 * @param options `maxLag` (`@default 20`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Tiziana Di Matteo, Tomaso Aste and Michel Dacorogna, Long-term memories of developed and emerging markets, Journal
 * of Banking & Finance 29 (2005), with q = 2.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { hurst } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = hurst(bars.close, 100);
 * ```
 */
export function hurst(x: NumberColumn, period: number = parameters.period.default, options: HurstOptions = {}): Float64Array {
  checkKeys('options', options, ['maxLag', 'out']);
  const { out: given, ...variants } = options;
  const live = new Hurst(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link hurst} bar by bar.
 *
 * @example
 * ```ts
 * import { Hurst } from 'barwright/indicators';
 * const live = new Hurst();
 * live.next(100);
 * ```
 */
export class Hurst extends SeriesIndicator {
  static override readonly indicator: string = 'hurst';
  declare readonly parameters: { readonly period: number; readonly maxLag: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;
  readonly #distances: Float64Array;

  constructor(period: number = parameters.period.default, options: HurstVariants = {}) {
    super(completeValues('hurst', parameters, { ...options, period }));
    const { maxLag } = this.parameters;
    if (maxLag >= period) throw new ArgumentError(`Expected \`maxLag\` to be below \`period\`, was \`${maxLag}\` of \`${period}\`.`);
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
    const logs = Float64Array.from({ length: maxLag - 1 }, (_, k) => Math.log(k + 2));
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
    this.#distances = logs.map((log) => (log - mean) / squares);
  }

  protected take(x: number): number {
    this.window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    const end = start + this.#period;
    let slope = 0;
    for (let k = 0; k < this.#distances.length; k++) {
      const deviation = deviationOfChanges(values, start, end, k + 2);
      if (!(deviation > 0)) return 0.5;
      slope += this.#distances[k] * Math.log(deviation);
    }
    return slope;
  }
}

/** Catalog entry of {@link hurst}. */
export const hurstEntry: IndicatorEntry = defineEntry({
  name: 'hurst',
  title: 'Hurst exponent',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['hurst'],
  parameters,
  definition:
    'Slope of the deviation of changes over their distance, both in logarithms: 0.5 for a random walk, more where it trends, less where it reverts; 0.5 where nothing moves.',
  formula: 'slope of log(stddev(x[i] - x[i - lag])) over log(lag) for lag = 2 ... maxLag in the window',
  source: 'Di Matteo, Aste and Dacorogna 2005',
  lookback: ({ period }) => period - 1,
  batch: hurst,
  stream: Hurst,
});
