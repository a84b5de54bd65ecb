import { SourceError } from '../../core/index.ts';
import { headsOf, isSameSearch, pooled, type ResearchEntry, type TrialSharpes } from '../research/research-entry.ts';
import { bestOf, dataOf, idOf } from '../research/research-log.ts';
import { isSameData } from '../research/searched-data.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type SweepSharpes, sharpesOf } from './luck.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { TrialLog } from './trial-log.ts';
import { runnerOf } from './trial-runner.ts';

/** What a research log says of a sweep. */
export interface Recorded {
  /** Trials that were recorded before it on the same data. */
  readonly before: TrialSharpes;
  /** Why the sweep itself was not recorded, if it was not. */
  readonly trouble: string | undefined;
}

const known: WeakMap<object, SweepSharpes | undefined> = new WeakMap();

/** The Sharpe ratios of the trials of a sweep that is over, reckoned once. */
export function sharpesOnce<P extends object>(asked: CompleteSweep<P>, log: TrialLog<P>): SweepSharpes | undefined {
  if (!known.has(log)) known.set(log, sharpesOf(log, runnerOf(asked.job), asked.seed, log.compared));
  return known.get(log);
}

/** Records a sweep in the log of research, if there is one. Where that fails the sweep keeps its trials, and a warning says why. */
export async function recordSweep<P extends object>(asked: CompleteSweep<P>, log: TrialLog<P>, isComplete: boolean): Promise<void> {
  const { research } = asked;
  if (research === undefined || log.length === 0) return;
  const entry = entryOf(asked, log, isComplete);
  try {
    log.recorded = { before: await research.record(entry), trouble: undefined };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const others = research.entries.filter((other) => !isSameSearch(other, entry) && isSameData(other.data, entry.data));
    log.recorded = { before: pooled(others), trouble: error.message };
    process.emitWarning(`The sweep is not recorded in its research log: ${error.message}`, {
      type: 'BarwrightWarning',
      code: 'BARWRIGHT_RESEARCH',
    });
  }
}

function entryOf<P extends object>(asked: CompleteSweep<P>, log: TrialLog<P>, isComplete: boolean): ResearchEntry {
  const { strategy, space, sampler, goals, seed, note, data } = asked;
  const own = sharpesOnce(asked, log);
  const best = bestTrial(log);
  return {
    kind: 'sweep',
    id: idOf(fingerprintOf(asked)),
    heads: headsOf(sharpesAsRun(log)),
    date: new Date().toISOString(),
    ...(note !== undefined && { note }),
    strategy: strategy.name,
    data: dataOf(data),
    trials: log.length,
    tried: own?.tried ?? 0,
    effective: own?.effective ?? 0,
    mean: own?.mean ?? 0,
    variance: own?.variance ?? 0,
    averageCorrelation: own?.averageCorrelation ?? 0,
    isComplete,
    search: { sampler: sampler.name, parameters: space.names, objective: goals.map(({ name }) => name).join(', '), seed },
    ...(best !== undefined && { best: bestOf(log.params(best), log.score(best), log.value(best, 'sharpe')) }),
  };
}

/** A figure of each trial that does not hang on how its cells are combined. */
function sharpesAsRun<P extends object>(log: TrialLog<P>): Float64Array {
  const { cells } = log;
  if (cells === undefined) return log.column('sharpe');
  return Float64Array.from({ length: log.length }, (_, trial) =>
    cells.list.reduce((sum, __, cell) => sum + log.cellValue(trial, cell, 'sharpe'), 0),
  );
}

/** The trial with the best score, on however many bars. */
function bestTrial<P extends object>(log: TrialLog<P>): number | undefined {
  let best: number | undefined;
  for (let trial = 0; trial < log.length; trial++) {
    if (log.score(trial) > (best === undefined ? Number.NEGATIVE_INFINITY : log.score(best))) best = trial;
  }
  return best;
}
