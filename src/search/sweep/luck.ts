import { Rng } from '../../core/index.ts';
import {
  type DeflatedSharpe,
  deflatedSharpe,
  type EffectiveTrials,
  effectiveTrials,
  type PboResult,
  pboOfBlocks,
} from '../../significance/index.ts';
import type { TrialLog } from './trial-log.ts';
import { blockCount } from './trial-rows.ts';
import { rowsOfBlocks, type TrialRunner } from './trial-runner.ts';

/** Deflated Sharpe ratio of the best trial, and what it was reckoned from. */
export interface SweepDeflatedSharpe extends DeflatedSharpe {
  /** Trials with a Sharpe ratio. */
  readonly tried: number;
  /** Trials whose returns told how alike trials are. */
  readonly sampled: number;
  /** Average correlation of the returns of all pairs of them. */
  readonly averageCorrelation: number;
}

/** Probability of overfitting of the choice, and what it was reckoned from. */
export interface SweepPbo extends PboResult {
  /** What the best of each half was chosen by. */
  readonly metric: 'sharpe' | 'mean';
  /** Trials that could have been chosen; `trials` of them were looked at. */
  readonly tried: number;
}

/** Most trials whose returns are compared, and most returns of them all. */
const mostCompared = 1_000;
const mostReturns = 8_000_000;
/** Most trials that are cross-validated. */
const mostCrossValidated = 20_000;

/** How alike trials are, from a seeded sample of them, and what is left of the Sharpe ratio of the best. */
export function deflatedSharpeOf<P extends object>(
  log: TrialLog<P>,
  runner: TrialRunner<P>,
  best: number,
  seed: number,
): SweepDeflatedSharpe | undefined {
  const tried = trialsOn(log, (trial) => Number.isFinite(log.value(trial, 'sharpe')));
  const bestResult = runner.result(best, log.params(best));
  const { from, periodsPerYear, riskFree } = bestResult;
  const rate = Math.expm1(Math.log1p(riskFree) / periodsPerYear);
  const record = bestResult.returns.subarray(from).map((change) => change - rate);
  if (tried.length < 2 || record.length < 2) return undefined;
  const trialSharpes = Float64Array.from(tried, (trial) => log.value(trial, 'sharpe') / Math.sqrt(periodsPerYear));
  const most = Math.max(2, Math.min(mostCompared, Math.floor(mostReturns / record.length)));
  const sample = sampleOf(tried, most, new Rng(seed).fork(1));
  const { averageCorrelation }: EffectiveTrials = effectiveTrials(sample.map((trial) => runner.returns(trial, log.params(trial)).slice()));
  const alike = Math.max(0, averageCorrelation);
  const trials = alike + (1 - alike) * tried.length;
  return { ...deflatedSharpe(record, { trialSharpes, trials }), tried: tried.length, sampled: sample.length, averageCorrelation };
}

/** How often the best of one half of the blocks is no better than the median in the other. */
export function pboOf<P extends object>(log: TrialLog<P>, returns: number, metric: 'sharpe' | 'mean', seed: number): SweepPbo | undefined {
  const rows = rowsOfBlocks(returns);
  const tried = trialsOn(log, (trial) => log.status(trial) === 'ok' && areFinite(log.blocks(trial)));
  if (rows === 0 || tried.length < 2) return undefined;
  const sample = sampleOf(tried, mostCrossValidated, new Rng(seed).fork(2));
  const sums = new Float64Array(sample.length * blockCount);
  const squares = new Float64Array(sample.length * blockCount);
  sample.forEach((trial, k) => {
    const blocks = log.blocks(trial);
    sums.set(blocks.sums, k * blockCount);
    squares.set(blocks.squares, k * blockCount);
  });
  return { ...pboOfBlocks({ blocks: blockCount, rows, sums, squares }, { metric }), metric, tried: tried.length };
}

/** Trials on all bars that pass. */
function trialsOn<P extends object>(log: TrialLog<P>, passes: (trial: number) => boolean): readonly number[] {
  return Array.from({ length: log.length }, (_, trial) => trial).filter((trial) => log.bars(trial) === undefined && passes(trial));
}

function areFinite({ sums, squares }: { readonly sums: Float64Array; readonly squares: Float64Array }): boolean {
  return sums.every(Number.isFinite) && squares.every(Number.isFinite);
}

/** Up to `most` of the list, drawn without return, in their order. */
function sampleOf(list: readonly number[], most: number, rng: Rng): readonly number[] {
  if (list.length <= most) return list;
  const drawn = [...list];
  for (let k = 0; k < most; k++) {
    const other = k + rng.int(drawn.length - k);
    [drawn[k], drawn[other]] = [drawn[other], drawn[k]];
  }
  return drawn.slice(0, most).sort((a, b) => a - b);
}
