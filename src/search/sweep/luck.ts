import { allocate, Rng } from '../../core/index.ts';
import { centralMomentsInto, centralMomentsLength } from '../../kernels/index.ts';
import {
  averageCorrelation,
  type BlockSums,
  type DeflatedSharpe,
  deflatedSharpe,
  type PboResult,
  pboOfBlocks,
  sharpeEstimate,
  type TrackRecord,
} from '../../significance/index.ts';
import { pooled, type TrialSharpes } from '../research/research-entry.ts';
import type { TrialLog } from './trial-log.ts';
import { blockCount } from './trial-rows.ts';
import type { TrialRunner } from './trial-runner.ts';

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
/** Trials whose returns are added up together. */
const groupSize = 8;
/** Most trials that are cross-validated. */
const mostCrossValidated = 20_000;

/** How alike a sample of trials is. */
export interface SampledCorrelation {
  readonly sampled: number;
  readonly averageCorrelation: number;
}

/** The Sharpe ratios of the trials of a sweep, and how alike the trials are. */
export interface SweepSharpes extends TrialSharpes, SampledCorrelation {}

/** Trials whose returns are compared, in groups that do not hang on where they are looked at. */
export function comparedTrials<P extends object>(log: TrialLog<P>, returns: number, seed: number): readonly (readonly number[])[] {
  const most = Math.max(2, Math.min(mostCompared, Math.floor(mostReturns / returns)));
  const sample = sampleOf(triedOn(log), most, new Rng(seed).fork(1));
  return Array.from({ length: Math.ceil(sample.length / groupSize) }, (_, k) => sample.slice(k * groupSize, (k + 1) * groupSize));
}

/**
 * The Sharpe ratios of all trials on all bars; a seeded sample of them, run again, tells how alike they are.
 *
 * @param compared how alike they are, where workers have told.
 */
export function sharpesOf<P extends object>(
  log: TrialLog<P>,
  runner: TrialRunner<P>,
  seed: number,
  compared?: SampledCorrelation,
): SweepSharpes | undefined {
  const tried = triedOn(log);
  if (tried.length === 0) return undefined;
  const first = log.params(tried[0]);
  const { periodsPerYear, riskFree } = runner.result(tried[0], first);
  const { sampled, averageCorrelation: rho } = compared ?? compareHere(log, runner, runner.counted(first), seed);
  const alike = Math.max(0, rho);
  const rows = log.cells === undefined ? 0 : runner.rowsOfBlock(first);
  const rate = rateOf(riskFree, periodsPerYear);
  const sharpes = Float64Array.from(tried, (trial) =>
    rows > 0 ? pooledSharpe(log.blocks(trial), rows * blockCount, rate) : log.value(trial, 'sharpe') / Math.sqrt(periodsPerYear),
  );
  const moments = new Float64Array(centralMomentsLength);
  centralMomentsInto(moments, sharpes, 0, sharpes.length);
  return {
    tried: tried.length,
    effective: alike + (1 - alike) * tried.length,
    mean: moments[0],
    variance: tried.length < 2 ? 0 : moments[1] / (tried.length - 1),
    sampled,
    averageCorrelation: rho,
  };
}

/** Compares the sample in this thread. */
function compareHere<P extends object>(log: TrialLog<P>, runner: TrialRunner<P>, returns: number, seed: number): SampledCorrelation {
  const groups = comparedTrials(log, returns, seed);
  const sampled = groups.flat().length;
  if (returns < 2) return { sampled, averageCorrelation: 0 };
  const parts = groups.map((trials) => runner.compare(trials, (trial) => log.params(trial)));
  return { sampled, averageCorrelation: averageCorrelation(parts) };
}

/** Trials on all bars that have a Sharpe ratio. */
export function triedOn<P extends object>(log: TrialLog<P>): readonly number[] {
  return trialsOn(log, (trial) => Number.isFinite(log.value(trial, 'sharpe')));
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
  const record = recordOf(log, runner, best);
  if (record === undefined) return undefined;
  const [alone, all] = [own, pooled([own, before])].map(({ effective, variance }) =>
    deflatedSharpe(record, { trials: effective, sharpeVariance: variance }),
  );
  const { tried, sampled, averageCorrelation } = own;
  return { ...(all.threshold >= alone.threshold ? all : alone), tried, before: before.tried, sampled, averageCorrelation };
}

/**
 * The returns of a trial above the risk-free rate. Those of its cells are one pool, of as many observations as there are bar times:
 * instruments that run side by side are taken to move as one, which is strict.
 */
function recordOf<P extends object>(log: TrialLog<P>, runner: TrialRunner<P>, trial: number): TrackRecord | undefined {
  const params = log.params(trial);
  const result = runner.result(trial, params);
  const rate = rateOf(result.riskFree, result.periodsPerYear);
  const returns = log.cells === undefined ? result.returns.subarray(result.from) : runner.returns(trial, params);
  const record = returns.map((change) => change - rate);
  if (record.length < 2) return undefined;
  return log.cells === undefined ? record : { ...sharpeEstimate(record), observations: runner.times(params) };
}

/** The risk-free return of one period. */
function rateOf(riskFree: number, periodsPerYear: number): number {
  return Math.expm1(Math.log1p(riskFree) / periodsPerYear);
}

/** The Sharpe ratio of one period of `count` returns whose sums over blocks are known. */
function pooledSharpe({ sums, squares }: ReturnType<TrialLog<object>['blocks']>, count: number, rate: number): number {
  const sum = sums.reduce((total, value) => total + value, 0);
  const square = squares.reduce((total, value) => total + value, 0);
  return (sum / count - rate) / Math.sqrt((square - (sum * sum) / count) / (count - 1));
}

/** Sums over blocks of the trials that are cross-validated, on shared memory. */
export interface ValidatedSums {
  readonly sums: BlockSums;
  /** Trials that could have been chosen. */
  readonly tried: number;
}

/** The sums over blocks of a seeded sample of the trials that count; undefined where there are too few trials or returns. */
export function validatedSums<P extends object>(log: TrialLog<P>, rows: number, seed: number): ValidatedSums | undefined {
  const tried = trialsOn(log, (trial) => log.status(trial) === 'ok' && areFinite(log.blocks(trial)));
  if (rows === 0 || tried.length < 2) return undefined;
  const sample = sampleOf(tried, mostCrossValidated, new Rng(seed).fork(2));
  const sums = allocate(sample.length * blockCount, { shared: true });
  const squares = allocate(sample.length * blockCount, { shared: true });
  sample.forEach((trial, k) => {
    const blocks = log.blocks(trial);
    sums.set(blocks.sums, k * blockCount);
    squares.set(blocks.squares, k * blockCount);
  });
  return { sums: { blocks: blockCount, rows, sums, squares }, tried: tried.length };
}

/** What the best of each half is chosen by: the mean return where the objective is a return. */
export function pboMetricOf(objective: string): 'sharpe' | 'mean' {
  return ['totalReturn', 'netProfit', 'cagr', 'annualReturn'].includes(objective) ? 'mean' : 'sharpe';
}

/**
 * How often the best of one half of the blocks is no better than the median in the other.
 *
 * @param contests those of all halves, where workers have reckoned them.
 */
export function pboOf({ sums, tried }: ValidatedSums, metric: 'sharpe' | 'mean', contests?: Float64Array): SweepPbo {
  return Object.assign(pboOfBlocks(sums, { metric, ...(contests !== undefined && { contests }) }), { metric, tried });
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
