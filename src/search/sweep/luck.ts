import { Rng } from '../../core/index.ts';
import { centralMomentsInto, centralMomentsLength } from '../../kernels/index.ts';
import { type DeflatedSharpe, deflatedSharpe, effectiveTrials, type PboResult, pboOfBlocks } from '../../significance/index.ts';
import { pooled, type TrialSharpes } from '../research/research-entry.ts';
import type { TrialLog } from './trial-log.ts';
import { blockCount } from './trial-rows.ts';
import { rowsOfBlocks, type TrialRunner } from './trial-runner.ts';

/** Deflated Sharpe ratio of the best trial, and what it was reckoned from. */
export interface SweepDeflatedSharpe extends DeflatedSharpe {
  /** Trials of this sweep with a Sharpe ratio. */
  readonly tried: number;
  /** Trials with a Sharpe ratio that the research log has of the same data from before this sweep; 0 without a log. */
  readonly before: number;
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

/** The Sharpe ratios of the trials of a sweep, and how alike the trials are. */
export interface SweepSharpes extends TrialSharpes {
  readonly sampled: number;
  readonly averageCorrelation: number;
}

/** The Sharpe ratios of all trials on all bars; a seeded sample of them, run again, tells how alike they are. */
export function sharpesOf<P extends object>(log: TrialLog<P>, runner: TrialRunner<P>, seed: number): SweepSharpes | undefined {
  const tried = trialsOn(log, (trial) => Number.isFinite(log.value(trial, 'sharpe')));
  if (tried.length === 0) return undefined;
  const { periodsPerYear, returns, from } = runner.result(tried[0], log.params(tried[0]));
  const most = Math.max(2, Math.min(mostCompared, Math.floor(mostReturns / (returns.length - from))));
  const sample = sampleOf(tried, most, new Rng(seed).fork(1));
  const columns = sample.map((trial) => runner.returns(trial, log.params(trial)).slice());
  const averageCorrelation = columns[0].length < 2 ? 0 : effectiveTrials(columns).averageCorrelation;
  const alike = Math.max(0, averageCorrelation);
  const sharpes = Float64Array.from(tried, (trial) => log.value(trial, 'sharpe') / Math.sqrt(periodsPerYear));
  const moments = new Float64Array(centralMomentsLength);
  centralMomentsInto(moments, sharpes, 0, sharpes.length);
  return {
    tried: tried.length,
    effective: alike + (1 - alike) * tried.length,
    mean: moments[0],
    variance: tried.length < 2 ? 0 : moments[1] / (tried.length - 1),
    sampled: sample.length,
    averageCorrelation,
  };
}

/**
 * What is left of the Sharpe ratio of the best of a sweep, and of what was tried before it on the same data. Trials before never make it
 * look better: the threshold is the higher of that of all trials and that of the sweep alone.
 */
export function deflatedSharpeOf<P extends object>(
  log: TrialLog<P>,
  runner: TrialRunner<P>,
  best: number,
  own: SweepSharpes | undefined,
  before: TrialSharpes = { tried: 0, effective: 0, mean: 0, variance: 0 },
): SweepDeflatedSharpe | undefined {
  if (own === undefined || own.tried + before.tried < 2) return undefined;
  const { from, periodsPerYear, riskFree, returns } = runner.result(best, log.params(best));
  const rate = Math.expm1(Math.log1p(riskFree) / periodsPerYear);
  const record = returns.subarray(from).map((change) => change - rate);
  if (record.length < 2) return undefined;
  const [alone, all] = [own, pooled([own, before])].map(({ effective, variance }) =>
    deflatedSharpe(record, { trials: effective, sharpeVariance: variance }),
  );
  const { tried, sampled, averageCorrelation } = own;
  return { ...(all.threshold >= alone.threshold ? all : alone), tried, before: before.tried, sampled, averageCorrelation };
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
