import type { BacktestData, BacktestResult } from '../backtest/index.ts';
import { ArgumentError, checkInteger, NotEnoughDataError, Rng, show } from '../core/index.ts';
import { type Bars, Panel } from '../market/index.ts';
import { type MetricName, metricEntry } from '../metrics/index.ts';
import type { SweptStrategy } from '../search/index.ts';
import { permuteBars, type RandomisationResult } from '../significance/index.ts';
import { ratioText } from './figures.ts';
import { freeOfCosts } from './free-of-costs.ts';
import { barsIn } from './stressed-run.ts';
import { walkForward } from './walk-forward.ts';
import { completeWalkForward, type WalkForwardRunOptions } from './walk-forward-options.ts';
import type { WalkForward } from './walk-forward-result.ts';
import { onWorkers } from './window-executor.ts';

/** Options of {@link walkForwardPermutation}: those of `walkForward`, and how often and by what. */
export interface WalkForwardPermutationOptions<P extends object> extends Omit<WalkForwardRunOptions<P>, 'onProgress'> {
  /**
   * Number of permutations, at least 1; the least p-value is one over one more.
   *
   * @default 100
   */
  readonly permutations?: number;
  /**
   * What of the record out of sample is compared, greater for better: a metric or a function of the result. What is not finite, as the
   * Sharpe ratio of a record that traded nothing, counts as 0.
   *
   * @default 'sharpe'
   */
  readonly figure?: MetricName | ((outOfSample: BacktestResult) => number);
  /** Called after each walk-forward, the real one first. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What {@link walkForwardPermutation} found. */
export interface WalkForwardPermutation<P extends object = Readonly<Record<string, unknown>>> extends RandomisationResult {
  /** The walk-forward on the real bars. */
  readonly walkForward: WalkForward<P>;
  /** What was compared. */
  readonly figure: string;
  readonly permutations: number;
  readonly seed: number;
  /** The outcome in a few lines. */
  summary(): string;
  toJSON(): {
    readonly figure: string;
    readonly pValue: number;
    readonly observed: number;
    readonly permutations: number;
    readonly seed: number;
    readonly values: readonly number[];
  };
}

/**
 * Permutation test of a whole walk-forward: how often the same search, on a market with the same moves in random order, does as well out
 * of sample.
 *
 * `p = (1 + #{permuted >= real}) / (1 + permutations)`. Bars after the first training window are shuffled by `permuteBars`, those of several
 * instruments alike; bars up to its end stay, so that the first choice is the real one; everything is searched and traded anew on each
 * permutation. A low p-value says that the record out of sample uses patterns in time; drift, which all permutations share, does not help.
 *
 * Source: Masters, Permutation and Randomization Tests for Trading System Development, 2020; Phipson and Smyth, Permutation p-values
 * should never be zero, Statistical Applications in Genetics and Molecular Biology 9, 2010.
 *
 * @param strategy the class, not an instance.
 * @param data bars of one market, or of several on the same times.
 * @throws ArgumentError for a wrong option or wrong data, or where the times of instruments differ.
 * @throws NotEnoughDataError where there are too few rows for a window, or fewer than 3 after the first training window.
 * @throws the reason of `signal` where it aborts.
 * @example
 * ```ts
 * import { crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { grid } from 'barwright/search';
 * import { walkForwardPermutation } from 'barwright/validation';
 * const Cross = defineStrategy({
 *   name: 'Cross',
 *   parameters: { period: { type: 'int', min: 2, max: 100, default: 20 } },
 *   signals({ close }, { period }) {
 *     const mean = sma(close, period);
 *     return { entries: crossedAbove(close, mean), exits: crossedBelow(close, mean) };
 *   },
 * });
 * const test = await walkForwardPermutation(Cross, syntheticBars({ seed: 7, length: 800, interval: '1d' }), {
 *   train: '180d',
 *   test: '90d',
 *   space: grid({ period: [10, 20, 40] }),
 *   options: { fees: 0.001 },
 *   permutations: 9,
 * });
 * test.pValue; // a share of 10
 * ```
 */
export async function walkForwardPermutation<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: WalkForwardPermutationOptions<NoInfer<P>>,
): Promise<WalkForwardPermutation<P>> {
  const { permutations: asked = 100, figure = 'sharpe', onProgress, ...each } = options;
  const permutations = checkInteger('permutations', asked, { min: 1 });
  const { name, of } = checkFigure(figure);
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new ArgumentError(`Expected \`onProgress\` to be a function, was \`${show(onProgress)}\`.`);
  const total = permutations + 1;
  const values = new Float64Array(permutations);
  const real = await onWorkers(completeWalkForward<P>(strategy, data, each), async (workers) => {
    const first = await walkForward<P>(strategy, data, { ...each, workers });
    each.signal?.throwIfAborted();
    onProgress?.({ done: 1, total });
    const markets = barsIn(data);
    const keep = lastRowOf(first);
    const rng = new Rng(first.seed);
    for (let k = 0; k < permutations; k++) {
      const shuffled = likeIn(data, permuteBars(markets, { keep, seed: rng.fork(k).seed }));
      const { outOfSample } = await walkForward<P>(strategy, shuffled, { ...each, workers, pbo: false });
      each.signal?.throwIfAborted();
      values[k] = of(outOfSample);
      onProgress?.({ done: k + 2, total });
    }
    return first;
  });
  const observed = of(real.outOfSample);
  const reached = values.reduce((count, value) => count + +(value >= observed), 1);
  const pValue = reached / total;
  const json = { figure: name, pValue, observed, permutations, seed: real.seed };
  return {
    ...json,
    walkForward: real,
    values,
    summary: () => summaryOf(real, json, values),
    toJSON: () => ({ ...json, values: Array.from(values) }),
  };
}

/** Where the first training window ends. */
function lastRowOf<P extends object>({ splits, times }: WalkForward<P>): number {
  const { to } = splits[0].train[splits[0].train.length - 1];
  if (times.length >= to + 3) return to;
  throw new NotEnoughDataError(`Expected at least 3 bars after the first training window of ${to} bars, had ${times.length - to}.`);
}

function checkFigure(figure: unknown): { readonly name: string; readonly of: (outOfSample: BacktestResult) => number } {
  const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
  if (typeof figure !== 'function') {
    const name = metricEntry(figure as MetricName).name as MetricName;
    return { name, of: ({ metrics }) => finite(metrics[name]) };
  }
  return {
    name: figure.name || 'figure',
    of: (outOfSample) => {
      const value: unknown = figure(outOfSample);
      if (typeof value === 'number') return finite(value);
      throw new ArgumentError(`Expected \`figure\` to answer a number, was \`${show(value)}\`.`);
    },
  };
}

/** Bars in the form of the data. */
function likeIn(data: BacktestData, markets: readonly Bars[]): BacktestData {
  if (markets.length === 1) return markets[0];
  return data instanceof Panel ? Panel.of(markets) : markets;
}

function summaryOf<P extends object>(
  { isFree, outOfSample, strategy, windowing }: WalkForward<P>,
  { figure, pValue, observed, permutations }: { figure: string; pValue: number; observed: number; permutations: number },
  values: Float64Array,
): string {
  const sorted = values.slice().sort();
  const median = (sorted[(permutations - 1) >> 1] + sorted[permutations >> 1]) / 2;
  const verdict =
    pValue <= 0.05
      ? 'Markets without a pattern in time seldom do as well.'
      : 'Markets without a pattern in time do as well too often to call it an edge.';
  return [
    ...(isFree ? [freeOfCosts, ''] : []),
    `${strategy}: ${windowing}`,
    `${figure} out of sample ${ratioText(observed)}; of ${permutations} permuted markets the median ${ratioText(median)}, the best ${ratioText(sorted[permutations - 1])}`,
    `p-value ${Number(pValue.toPrecision(3))}. ${verdict}`,
    ...(outOfSample.fills.length === 0 ? ['Nothing was traded out of sample.'] : []),
  ].join('\n');
}
