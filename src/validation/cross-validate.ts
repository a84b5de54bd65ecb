import type { BacktestData } from '../backtest/index.ts';
import { ArgumentError, checkInteger, checkKeys, show } from '../core/index.ts';
import { type SweptStrategy, sweepDefaults } from '../search/index.ts';
import type { RowRange, Split, Splitter } from '../splits/index.ts';
import { CrossValidation, type SplitChoice } from './cross-validation.ts';
import { idleRun } from './joined-result.ts';
import { bestOf, checkSampler, relativeRank, scoreRanges, scoresOver, type TrialScores } from './range-scores.ts';
import { completeWindowSearch, type WindowSearch, type WindowSearchOptions, windowSearchKeys } from './walk-forward-options.ts';
import { onExecutor } from './window-executor.ts';
import { windowRun } from './window-run.ts';

/** Options of {@link crossValidate}: a splitter, and a search as that of `sweep`. */
export interface CrossValidateOptions<P extends object> extends WindowSearchOptions<P> {
  /** How rows are split: `purgedKFold`, `combinatorialPurged`, ... */
  readonly splitter: Splitter;
}

/**
 * Cross-validation of a search: for each split the best parameters on its training rows are traded on its test rows, and the tests are
 * put together into paths. With `combinatorialPurged` there are many paths, and so a distribution of results instead of one.
 *
 * Every trial runs once over each range of rows that splits ask for, training and test: flat at its start, with indicators warmed up by
 * earlier rows alone, so that no position straddles a border. In training a trial scores the mean of its objective over the ranges of the
 * split, weighted by their rows; of a Sharpe ratio that is nearly the one of returns brought to the same volatility in all ranges. A range
 * in which a trial has no score, as one without a trade, counts as 0; `minTrades` is of all ranges together. Where no trial counts the
 * test is traded flat. In a test range the chosen parameters start anew on the starting capital, and close with the last row.
 *
 * The purge keeps training rows as far from tests as a trade may last. Training rows after a test see it through indicators that remember:
 * where the embargo is as long as they do, and `warmup` no longer than the embargo, nothing of a test reaches its choice.
 *
 * Source: Lopez de Prado, Advances in Financial Machine Learning, 2018, chapter 12; the scores of ranges are ours.
 *
 * @param strategy the class, not an instance: of signals or of events.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`.
 * @throws ArgumentError for a wrong option or wrong data; where a sampler is adaptive, or ranges are too short to trade in.
 * @throws NotEnoughDataError where there are fewer rows than folds, or a training set would be empty.
 * @throws StrategyError where the strategy throws in every trial of a range, or in a test.
 * @example
 * ```ts
 * import { crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { grid } from 'barwright/search';
 * import { combinatorialPurged, crossValidate } from 'barwright/validation';
 * const MaCross = defineStrategy({
 *   name: 'MaCross',
 *   parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 5, max: 200, default: 50 } },
 *   signals(bars, p) {
 *     const fast = sma(bars.close, p.fast), slow = sma(bars.close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const paths = await crossValidate(MaCross, syntheticBars({ seed: 7, length: 2_000 }), {
 *   splitter: combinatorialPurged({ groups: 6, testGroups: 2, purge: { bars: 5 }, embargo: { bars: 5 } }),
 *   space: grid({ fast: [5, 10, 15], slow: [20, 40, 60] }),
 *   options: { fees: 0.001 },
 * });
 * paths.sharpes; // one for each of the five paths
 * paths.overfitting; // share of the splits whose choice was no better than the median of all trials
 * console.log(paths.summary());
 * ```
 */
export async function crossValidate<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: CrossValidateOptions<NoInfer<P>>,
): Promise<CrossValidation<P>> {
  checkKeys('cross-validation options', options, [...windowSearchKeys, 'splitter']);
  const { splitter } = options;
  if (typeof splitter?.split !== 'function')
    throw new ArgumentError(`Expected \`splitter\` to be a splitter such as \`purgedKFold()\`, was \`${show(splitter)}\`.`);
  const search = completeWindowSearch<P>(strategy, data, options);
  checkSampler(search);
  const minTrades = checkInteger('minTrades', options.minTrades ?? sweepDefaults.minTrades, { min: 0 });
  const splits = splitter.split(search.span.time);
  search.signal?.throwIfAborted();
  const { scores, executor } = await onExecutor(search, async (place) => ({
    scores: await scoreRanges(place, splits),
    executor: place.executor,
  }));
  const base = idleRun(search.isEvents, search.span, search.options, { from: 0, to: search.span.time.length });
  const choices = splits.map((split) => choiceFor(split, scores, minTrades));
  const returns = testReturns(search, splits, choices, scores);
  return new CrossValidation<P>({ search, splitter, splits, choices, returns, base, objective: scores.objective, executor });
}

/** What a split chooses on its training rows, and where that stands on its test rows. */
function choiceFor<P extends object>({ train, test }: Split, scores: TrialScores<P>, minTrades: number): SplitChoice<P> {
  const inTrain = scoresOver(scores, train, minTrades);
  const trial = bestOf(inTrain);
  const counted = inTrain.filter((score) => !Number.isNaN(score)).length;
  if (trial < 0)
    return { trial, params: undefined, score: Number.NaN, testScore: Number.NaN, rank: Number.NaN, counted, trials: inTrain.length };
  // On test rows all that counted in training are compared, whether or not they trade there.
  const inTest = scoresOver(scores, test, 0).map((score, k) => (Number.isNaN(inTrain[k]) ? Number.NaN : score));
  const rank = counted < 2 || Number.isNaN(inTest[trial]) ? Number.NaN : relativeRank(inTest, trial);
  return { trial, params: scores.params[trial], score: inTrain[trial], testScore: inTest[trial], rank, counted, trials: inTrain.length };
}

/** Returns of the chosen parameters in the test rows of each split; a range that several splits trade alike is run once. */
function testReturns<P extends object>(
  { strategy, span, options, warmFrom }: WindowSearch<P>,
  splits: readonly Split[],
  choices: readonly SplitChoice<P>[],
  { params }: TrialScores<P>,
): readonly Float64Array[] {
  const known = new Map<string, Float64Array>();
  const returnsIn = ({ from, to }: RowRange, trial: number): Float64Array => {
    if (trial < 0) return new Float64Array(to - from);
    const key = `${trial} ${from}-${to}`;
    let found = known.get(key);
    if (found === undefined) {
      const warm = warmFrom(from);
      found = windowRun(strategy, params[trial], span, options, { warm, from, to }).returns.slice(from - warm);
      known.set(key, found);
    }
    return found;
  };
  return splits.map(({ test }, k) => {
    const parts = test.map((range) => returnsIn(range, choices[k].trial));
    return Float64Array.from(parts.flatMap((part) => Array.from(part)));
  });
}
