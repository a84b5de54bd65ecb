import type { BacktestData } from '../../backtest/index.ts';
import { refuseWhileImporting } from '../executors/import-module.ts';
import { reckonLuck } from './reckon-luck.ts';
import { recordSweep } from './record-sweep.ts';
import { runTrials } from './run-trials.ts';
import { completeSweep, type SweepOptions } from './sweep-options.ts';
import { openPlace } from './sweep-place.ts';
import { SweepResult } from './sweep-result.ts';
import { TrialLog } from './trial-log.ts';
import type { SweptStrategy } from './trial-runner.ts';

/**
 * Tries many parameters of one strategy on the same data, and keeps every trial.
 *
 * Each indicator that several trials call on columns of the data is computed once; its column is shared and read-only. The metrics
 * of a trial are those of `backtest(new Strategy(params), data, options)`. A trial of the event engine runs with a seed of its own,
 * made of `seed` and its number, unless `options` give one. The same seed gives the same trials.
 *
 * A strategy that throws fails its trial, with the reason, and the rest goes on. A trial whose objective is NaN fails too, and one with
 * fewer closed trades than `minTrades` is `thin`: neither can be best. An aborted sweep answers with the trials that were finished.
 *
 * @param strategy the class, not an instance: of signals or of events.
 * @param data as `backtest` takes them.
 * @param options `space`, `objective`, `sampler`, `options` of each backtest, ...; see {@link SweepOptions}.
 * @throws ArgumentError for a wrong option or wrong data; StrategyError where all trials fail.
 * @example
 * ```ts
 * import { crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { grid, sweep } from 'barwright/search';
 * const MaCross = defineStrategy({
 *   name: 'MaCross',
 *   parameters: {
 *     fast: { type: 'int', min: 2, max: 200, default: 10 },
 *     slow: { type: 'int', min: 2, max: 500, default: 50 },
 *   },
 *   signals(bars, p) {
 *     const fast = sma(bars.close, p.fast), slow = sma(bars.close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const result = await sweep(MaCross, syntheticBars({ seed: 7, length: 2_000 }), {
 *   space: grid({ fast: { from: 5, to: 20, step: 5 }, slow: { from: 20, to: 100, step: 20 } }, { where: (p) => p.fast < p.slow }),
 *   objective: 'sharpe',
 *   options: { fees: 0.001 },
 * });
 * result.trials.length; // 19
 * result.best.params; // such as { fast: 15, slow: 80 }
 * result.best.metrics.maxDrawdown;
 * result.deflatedSharpe?.probability; // how likely it is more than the luck of the best of 19
 * ```
 */
export async function sweep<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: SweepOptions<NoInfer<P>>,
): Promise<SweepResult<P>> {
  refuseWhileImporting();
  const asked = completeSweep<P>(strategy, data, options);
  const run = asked.sampler.start(asked.space, asked.seed);
  const log = new TrialLog<P>(asked.metrics, asked.goals, asked.minTrades, asked.cells);
  const place = await openPlace(asked.workers, asked.job);
  try {
    const isComplete = await runTrials(asked, run, place, log);
    if (isComplete) await reckonLuck(asked, log, place);
    await recordSweep(asked, log, isComplete);
    return new SweepResult<P>(asked, log, { isComplete, executor: { name: place.name, note: place.note } });
  } finally {
    await place.close();
  }
}
