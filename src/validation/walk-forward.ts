import type { BacktestData } from '../backtest/index.ts';
import { NotEnoughDataError } from '../core/index.ts';
import type { SweptStrategy } from '../search/index.ts';
import type { Split } from '../splits/index.ts';
import { carriedRun } from './carried-run.ts';
import type { RunPiece } from './joined-orders.ts';
import { idleRun, joinedResult } from './joined-result.ts';
import { type CompleteWalkForward, completeWalkForward, type WalkForwardRunOptions, type WindowSearch } from './walk-forward-options.ts';
import { WalkForward } from './walk-forward-result.ts';
import { chooseIn, type WindowChoice } from './window-choice.ts';
import { eachAtOnce, onExecutor, type WindowPlace } from './window-executor.ts';
import { WindowsWatch } from './window-progress.ts';
import { type WindowRows, windowRun } from './window-run.ts';

/**
 * Walk-forward: search in a training window, trade the best of it in the test window after it, move on, and join the tests to one
 * record that no search has seen.
 *
 * Each search is a `sweep` over data that end with its training window, so that nothing later can leak into a choice; bars before the
 * window warm indicators up and are not traded. Each window tries the same points, by the same seed. A window in which no trial counts
 * is traded flat and says so. A position that is open at the end of a training window counts at its last close.
 *
 * With `positions: 'flatten'` each test window is a backtest of its own on the capital that the one before left: it decides from its
 * first bar on and is flat with its last. What an order could not close by then, such as the rest of a reduced position, is valued at its
 * last close at no cost. With `'carry'` one run goes through all windows, with the signals of each window's best.
 *
 * An aborted walk-forward answers with the windows that were finished.
 *
 * Source: Pardo, The Evaluation and Optimization of Trading Strategies, 2008, chapter 11.
 *
 * @param strategy the class, not an instance: of signals or of events.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`.
 * @param options windows, search and backtests; see {@link WalkForwardRunOptions}.
 * @throws ArgumentError for a wrong option or wrong data, before any work.
 * @throws NotEnoughDataError where there are too few rows for one training and one test window.
 * @throws StrategyError where the strategy throws in every window, or in a test window.
 * @example
 * ```ts
 * import { crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { grid } from 'barwright/search';
 * import { walkForward } from 'barwright/validation';
 * const MaCross = defineStrategy({
 *   name: 'MaCross',
 *   parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 5, max: 200, default: 50 } },
 *   signals(bars, p) {
 *     const fast = sma(bars.close, p.fast), slow = sma(bars.close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const wf = await walkForward(MaCross, syntheticBars({ seed: 7, length: 730, interval: '1d' }), {
 *   train: '180d',
 *   test: '60d',
 *   purge: '2d',
 *   space: grid({ fast: [5, 10, 15], slow: [20, 40, 60] }),
 *   objective: 'sharpe',
 *   options: { fees: 0.001 },
 * });
 * wf.outOfSample.metrics.sharpe;
 * wf.efficiency;
 * wf.parameterStability.drift;
 * console.log(wf.summary());
 * ```
 */
export async function walkForward<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: WalkForwardRunOptions<NoInfer<P>>,
): Promise<WalkForward<P>> {
  const asked = completeWalkForward<P>(strategy, data, options);
  const splits = asked.splitter.split(asked.span.time);
  const { choices, executor } = await onExecutor(asked, async (place) => ({
    choices: await choose(place, asked.splitter.name, splits),
    executor: place.executor,
  }));
  const finished = splits.slice(0, choices.length);
  const thrown = choices.map(({ error }) => error).filter((error) => error !== undefined);
  if (thrown.length === choices.length) throw thrown[0];
  const outOfSample = asked.positions === 'carry' ? carriedRun(asked, finished, choices) : flattenedRun(asked, finished, choices);
  const isComplete = choices.length === splits.length;
  return new WalkForward<P>({ asked, splits: finished, choices, outOfSample, isComplete, executor });
}

/** The choices of all windows, or of the first ones where the search is aborted. */
async function choose<P extends object>(
  { search, atOnce }: WindowPlace<P>,
  name: string,
  splits: readonly Split[],
): Promise<readonly WindowChoice<P>[]> {
  const watch = new WindowsWatch(splits.length, search.onProgress);
  const choices = await eachAtOnce(splits.length, atOnce, async (window) => {
    if (search.signal?.aborted === true) return undefined;
    const choice = await chooseIn(search, trainRows(search, splits[window]), watch.of(window));
    if (!choice.isComplete) return undefined;
    watch.over(window);
    return choice;
  });
  if (choices.length > 0) return choices;
  search.signal?.throwIfAborted();
  throw new NotEnoughDataError(`Expected ${name} to have at least one window, found none.`);
}

/** A training window: from its first row to its last, whatever was purged at its end. */
function trainRows<P extends object>({ warmFrom }: WindowSearch<P>, { train }: Split): WindowRows {
  const { from } = train[0];
  return { warm: warmFrom(from), from, to: train[train.length - 1].to };
}

/** Each test window as a backtest of its own on what the one before left. */
function flattenedRun<P extends object>(
  asked: CompleteWalkForward<P>,
  splits: readonly Split[],
  choices: readonly WindowChoice<P>[],
): WalkForward<P>['outOfSample'] {
  const { strategy, span, options, isEvents, warmFrom } = asked;
  const idle = idleRun(isEvents, span, options, { from: splits[0].test[0].from, to: splits[splits.length - 1].test[0].to });
  const pieces: RunPiece[] = [];
  let cash = idle.startingCash;
  splits.forEach(({ test: [{ from, to }] }, k) => {
    const { params } = choices[k];
    if (params === undefined || !(cash > 0)) return;
    const rows = { warm: warmFrom(from), from, to };
    const result = windowRun(strategy, params, span, { ...options, cash }, rows);
    pieces.push({ rows, result });
    cash = result.equity[result.equity.length - 1];
  });
  return joinedResult(idle, pieces, {
    strategy: `${strategy.name || 'Strategy'} (walk-forward)`,
    parameters: { windows: asked.splitter.name },
    assumption: {
      name: 'Positions between windows',
      value: 'closed',
      kind: 'conservative',
      note: 'Each test window starts flat, and is closed with its last bar; what no order could close is valued at its last close.',
    },
  });
}
