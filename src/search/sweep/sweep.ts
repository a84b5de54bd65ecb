import type { BacktestData } from '../../backtest/index.ts';
import { StrategyError } from '../../core/index.ts';
import { gridChunks } from '../spaces/points-of.ts';
import { fingerprintOf } from './fingerprint.ts';
import { inlineExecutor } from './inline-executor.ts';
import { type CompleteSweep, completeSweep, type SweepOptions } from './sweep-options.ts';
import { SweepResult } from './sweep-result.ts';
import { TrialLog } from './trial-log.ts';
import { barsOf, type SweptStrategy, TrialRunner } from './trial-runner.ts';
import { openStore } from './trial-store.ts';

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
  const asked = completeSweep<P>(strategy, data, options);
  const runner = new TrialRunner<P>(strategy, data, asked.options, asked.metrics, asked.seed);
  const log = new TrialLog<P>(asked.metrics, asked.goals, asked.minTrades);
  const isComplete = await runAll(asked, runner, log);
  return new SweepResult<P>(asked, runner, log, isComplete);
}

/** A chunk is as many trials as take about this long, so that progress moves and an abort is heard. */
const chunkMs = 30;
const longestChunk = 256;
/** So many trials, all thrown, end a sweep. */
const hopeless = 256;

/** Runs the trials one chunk after the other; false where it was aborted. */
async function runAll<P extends object>(asked: CompleteSweep<P>, runner: TrialRunner<P>, log: TrialLog<P>): Promise<boolean> {
  const { sampler, space, seed, signal } = asked;
  const run = sampler.start(space, seed);
  const total = totalOf(asked, run.trials);
  const executor = inlineExecutor(runner, asked.metrics.length);
  const store = asked.store === undefined ? undefined : await openStore(asked.store, fingerprintOf(asked), asked.metrics.length);
  const watch = watcher(asked, log, total);
  const length = barsOf(asked.data).reduce((most, bars) => Math.max(most, bars.length), 0);
  let size = 1;
  let thrown = 0;
  try {
    while (signal?.aborted !== true) {
      const stored = (store?.length ?? 0) - log.length;
      const { points, bars: wanted } = run.ask(stored > 0 ? stored : size);
      if (points.length === 0) {
        refuseHopeless(log, thrown);
        watch(true);
        return true;
      }
      const started = performance.now();
      const bars = wanted !== undefined && wanted < length ? wanted : undefined;
      const rows = stored > 0 ? store?.take(log.length, points) : undefined;
      const ran = rows ?? (await executor.run({ first: log.length, points, bars }));
      if (rows === undefined) await store?.append(points, ran);
      run.tell(log.add(points, bars, ran));
      thrown += ran.failures.size;
      if (log.length >= hopeless) refuseHopeless(log, thrown);
      watch(false);
      const tookMs = performance.now() - started;
      if (stored <= 0)
        size = tookMs < chunkMs / 2 ? Math.min(longestChunk, 2 * size) : Math.max(1, tookMs > chunkMs * 2 ? size >> 1 : size);
      await pause();
    }
    return false;
  } finally {
    await executor.close();
    await store?.close();
  }
}

/** Throws where every trial failed by an error of the strategy. */
function refuseHopeless<P extends object>(log: TrialLog<P>, thrown: number): void {
  if (thrown === 0 || thrown < log.length) return;
  throw new StrategyError(`All ${log.length} trials failed. The first, ${JSON.stringify(log.params(0))}: ${log.reason(0)}`);
}

/** Lets timers, signals and input be heard. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const mostCounted = 1_000_000;

/** How many trials there will be: a grid that a constraint thins out is counted, where it is not too large. */
function totalOf<P extends object>({ sampler, space }: CompleteSweep<P>, most: number): number {
  if (sampler.name !== 'grid' || space.where === undefined || space.count > mostCounted) return most;
  let total = 0;
  for (const points of gridChunks(space)) total += points.length;
  return total;
}

/** Reports progress, with the best so far. */
function watcher<P extends object>({ onProgress, goals }: CompleteSweep<P>, log: TrialLog<P>, most: number): (isOver: boolean) => void {
  if (onProgress === undefined) return () => {};
  let seen = 0;
  let failed = 0;
  let best = -1;
  let reported = -1;
  return (isOver) => {
    for (; seen < log.length; seen++) {
      if (log.status(seen) === 'failed') failed++;
      if (log.score(seen) > (best < 0 ? Number.NEGATIVE_INFINITY : log.score(best))) best = seen;
    }
    const total = isOver ? seen : Math.max(most, seen);
    if (isOver && reported === total && seen === most) return;
    reported = seen;
    onProgress({
      done: seen,
      total,
      failed,
      objective: goals[0].name,
      best:
        best < 0
          ? undefined
          : {
              trial: best,
              params: log.params(best) as Readonly<Record<string, unknown>>,
              value: goals[0].direction === 'lower' ? -log.score(best) : log.score(best),
            },
    });
  };
}
