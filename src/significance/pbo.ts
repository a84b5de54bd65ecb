import { ArgumentError, checkInteger, checkKeys, checkLength, checkOneOf, type NumberColumn, once } from '../core/index.ts';
import type { HalfContest } from '../kernels/index.ts';
import { type BlockSums, blockSums, checkBlocks, rowsOfBlock } from './block-sums.ts';
import { halfMasks } from './combinations.ts';
import { type Dominance, dominanceOf } from './dominance.ts';
import { meanOf } from './figure.ts';
import { type Contestants, contestantsOfRows, contestantsOfSums } from './half-performance.ts';
import type { Objective } from './objective.ts';
import { checkReturns, checkTrials } from './returns.ts';

/** How trials are cross-validated. */
export interface PboOptions {
  /**
   * Number of equal blocks S that the rows are split into: even, 2 to 20.
   *
   * @default 16
   */
  readonly blocks?: number;
  /**
   * What the best trial is chosen by: the Sharpe ratio or the mean of the returns of a period, or a function of returns.
   *
   * @default 'sharpe'
   */
  readonly metric?: 'sharpe' | 'mean' | Objective;
}

/** How cross-validation chose and how its choices fared. The arrays have one entry for each combination. */
export interface PboResult {
  /** Probability of backtest overfitting: share of the combinations whose logit is at most 0. */
  readonly probability: number;
  /** Logarithm of `w / (1 - w)` with the relative rank w of the chosen trial out of sample; 0 is the median trial. */
  readonly logits: Float64Array;
  /** Index of the trial that was best in sample. */
  readonly selected: Int32Array;
  /** Performance of the chosen trial in sample. */
  readonly inSample: Float64Array;
  /** Performance of the chosen trial out of sample. */
  readonly outOfSample: Float64Array;
  /** Mean performance of all trials out of sample, reckoned when it or `dominance` is first read. */
  readonly averageOutOfSample: Float64Array;
  /** Line of performance out of sample on that in sample: a negative slope says that choosing harder does worse. */
  readonly degradation: { readonly slope: number; readonly intercept: number; readonly r2: number };
  /** Share of the combinations in which the chosen trial performs below 0 out of sample. */
  readonly probabilityOfLoss: number;
  /** Whether choosing the best dominates taking any trial, out of sample. */
  readonly dominance: Dominance;
  readonly trials: number;
  readonly blocks: number;
  /** Rows of each block. */
  readonly rows: number;
  /** Oldest rows left out, where the rows do not divide by the blocks. */
  readonly droppedRows: number;
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: how often the trial that is best in one
 * half of the data is no better than the median trial in the other half.
 *
 * The rows are split into S blocks. For each choice of half of them, the chosen ones in order are the sample; the trial that
 * is best there (the first of equals) has rank r of N out of sample (1 is worst, equals share their average), `w = r / (N + 1)`
 * and logit `ln(w / (1 - w))`. The probability is the share of logits `<= 0`.
 *
 * About 0.5 where trials differ by luck alone, near 0 where one is truly better. Blocks touch each other without a purge, which
 * matters little where they are much longer than the trades. Performance is of one period, not annualised; a half in which a
 * trial does not vary has a Sharpe ratio of 0. R's `pbo` divides the rank by N, which gives infinite logits.
 *
 * Source: Bailey, Borwein, Lopez de Prado and Zhu, The probability of backtest overfitting, Journal of Computational Finance
 * 20, 2017.
 *
 * @param trials a column of returns for each trial of the search, all of one length: at least 2 trials and 2 S rows.
 * @throws ArgumentError where S is odd or out of range, lengths differ or an option is unknown.
 * @throws NotEnoughDataError with one trial, or fewer rows than two a block.
 * @throws DataError where a return, or a figure of the metric, is not finite.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { pbo } from 'barwright/significance';
 * const rng = new Rng(5);
 * const trials = Array.from({ length: 20 }, () => Float64Array.from({ length: 500 }, () => 0.01 * rng.normal()));
 * const { probability, degradation } = pbo(trials);
 * probability; // 0.5090...: choosing among noise
 * degradation.slope; // -0.4046...
 * ```
 */
export function pbo(trials: readonly NumberColumn[], options: PboOptions = {}): PboResult {
  checkKeys('options', options, ['blocks', 'metric']);
  const blocks = checkBlocks(options.blocks ?? 16);
  const metric = options.metric ?? 'sharpe';
  if (typeof metric !== 'function') {
    checkOneOf('metric', metric, ['sharpe', 'mean']);
    const sums = blockSums(atLeastTwo(trials), blocks);
    return crossValidated(() => contestantsOfSums(sums, metric), sums, trials.length, trials[0].length);
  }
  const columns = checkTrials('trials', atLeastTwo(trials), { trials: 2, rows: 2 * blocks });
  const rows = rowsOfBlock(columns[0].length, blocks);
  return crossValidated(() => contestantsOfRows(columns, blocks, rows, metric), { blocks, rows }, columns.length, columns[0].length);
}

/**
 * {@link pbo} from sums over blocks, for a search that keeps those instead of returns.
 *
 * @param sums of at least 2 trials, as {@link blockSums} gives them.
 * @param options `metric`; `contests`: what {@link pboContests} left of all shares of the same sums, in their order, joined.
 * @throws ArgumentError where a field is out of range or of another length.
 * @throws DataError where a sum is not finite.
 * @example
 * ```ts
 * import { blockSums, pboOfBlocks } from 'barwright/significance';
 * const trials = [[1, 2, 1, 3, 2, 2, 1, 3], [-1, 1, 0, 2, -1, 0, 1, -2]];
 * pboOfBlocks(blockSums(trials, 4)).probability; // 0
 * ```
 */
export function pboOfBlocks(
  sums: BlockSums,
  options: { readonly metric?: 'sharpe' | 'mean'; readonly contests?: Float64Array } = {},
): PboResult {
  checkKeys('options', options, ['metric', 'contests']);
  const checked = checkSums(sums);
  const { blocks, rows } = checked;
  const metric = checkOneOf('metric', options.metric ?? 'sharpe', ['sharpe', 'mean']);
  if (options.contests !== undefined) checkLength('contests', options.contests, 2 * halfMasks(blocks).length, 'four a pair of halves');
  return crossValidated(
    () => contestantsOfSums(checked, metric),
    { blocks, rows },
    checked.sums.length / blocks,
    blocks * rows,
    options.contests,
  );
}

/** A share of the halves: number `index` of `count` equal ones. */
export interface PboShare {
  /** From 0 to `count - 1`. */
  readonly index: number;
  /** An integer >= 1. */
  readonly count: number;
}

/**
 * The contests of a share of the halves, for {@link pboOfBlocks} in several threads: four numbers for each pair of a half and the other
 * one, the best trial of the half, its rank in the other, the best trial of the other and its rank in the half. Joined in the order of
 * the shares they are the same however many shares there are.
 *
 * @param sums as {@link pboOfBlocks} takes them.
 * @param share which share of how many.
 * @param options `metric`, by Sharpe ratio or mean.
 * @throws ArgumentError where a field or the share is out of range; DataError where a sum is not finite.
 * @example
 * ```ts
 * import { blockSums, pboContests, pboOfBlocks } from 'barwright/significance';
 * const sums = blockSums([[1, 2, 1, 3, 2, 2, 1, 3], [-1, 1, 0, 2, -1, 0, 1, -2]], 4);
 * const shares = [0, 1].map((index) => pboContests(sums, { index, count: 2 }));
 * pboOfBlocks(sums, { contests: Float64Array.from(shares.flatMap((share) => [...share])) }).probability; // 0
 * ```
 */
export function pboContests(sums: BlockSums, share: PboShare, options: { readonly metric?: 'sharpe' | 'mean' } = {}): Float64Array {
  checkKeys('options', options, ['metric']);
  checkKeys('share', share, ['index', 'count']);
  const checked = checkSums(sums);
  const metric = checkOneOf('metric', options.metric ?? 'sharpe', ['sharpe', 'mean']);
  const count = checkInteger('share.count', share.count, { min: 1 });
  const index = checkInteger('share.index', share.index, { min: 0, max: count - 1 });
  const masks = halfMasks(checked.blocks);
  const [from, to] = [index, index + 1].map((at) => Math.floor((at * masks.length) / 2 / count));
  return contestsOf(contestantsOfSums(checked, metric), masks, from, to);
}

function checkSums(sums: BlockSums): BlockSums {
  checkKeys('sums', sums, ['blocks', 'rows', 'sums', 'squares']);
  const blocks = checkBlocks(sums.blocks);
  const rows = checkInteger('sums.rows', sums.rows, { min: 2 });
  const values = checkReturns('sums.sums', sums.sums, 2 * blocks);
  const squares = checkReturns('sums.squares', sums.squares, 2 * blocks);
  checkLength('sums.squares', squares, values.length, '`sums.sums`');
  if (values.length % blocks === 0) return { blocks, rows, sums: values, squares };
  throw new ArgumentError(`Expected \`sums.sums\` to have ${blocks} values a trial, had ${values.length}.`);
}

/** The contests of the halves `from` up to `to` and of what they leave. */
function contestsOf(contestants: Contestants, masks: Int32Array, from: number, to: number): Float64Array {
  const out = new Float64Array(4 * (to - from));
  const contest: HalfContest = { best: 0, rank: 0, other: 0, otherRank: 0 };
  for (let i = from, at = 0; i < to; i++, at += 4) {
    contestants.contestInto(contest, masks[i]);
    out[at] = contest.best;
    out[at + 1] = contest.rank;
    out[at + 2] = contest.other;
    out[at + 3] = contest.otherRank;
  }
  return out;
}

function atLeastTwo(trials: readonly NumberColumn[]): readonly NumberColumn[] {
  return Array.isArray(trials) && trials.length < 2 ? checkTrials('trials', trials, { trials: 2, rows: 1 }) : trials;
}

/** Goes through the combinations in pairs: the sample of one is what is out of sample in the other. */
function crossValidated(
  contestantsOf: () => Contestants,
  { blocks, rows }: { readonly blocks: number; readonly rows: number },
  trials: number,
  allRows: number,
  given?: Float64Array,
): PboResult {
  const contestants = contestantsOf();
  const masks = halfMasks(blocks);
  const count = masks.length;
  const logits = new Float64Array(count);
  const selected = new Int32Array(count);
  const inSample = new Float64Array(count);
  const outOfSample = new Float64Array(count);
  const judge = (at: number, best: number, rank: number): void => {
    selected[at] = best;
    inSample[at] = contestants.performance(masks[at], best);
    outOfSample[at] = contestants.performance(~masks[at], best);
    const w = rank / (trials + 1);
    logits[at] = Math.log(w / (1 - w));
  };
  const contests = given ?? contestsOf(contestants, masks, 0, count / 2);
  for (let i = 0, at = 0; i < count / 2; i++, at += 4) {
    judge(i, contests[at], contests[at + 1]);
    judge(count - 1 - i, contests[at + 2], contests[at + 3]);
  }
  const averages = once(() => averagesOf(contestantsOf(), masks));
  const dominance = once(() => dominanceOf(outOfSample, averages()));
  return {
    probability: logits.reduce((sum, logit) => sum + Number(logit <= 0), 0) / count,
    logits,
    selected,
    inSample,
    outOfSample,
    get averageOutOfSample() {
      return averages();
    },
    degradation: lineOf(inSample, outOfSample),
    probabilityOfLoss: outOfSample.reduce((sum, value) => sum + Number(value < 0), 0) / count,
    get dominance() {
      return dominance();
    },
    trials,
    blocks,
    rows,
    droppedRows: allRows - blocks * rows,
  };
}

/** Mean performance of all trials on what each half leaves. */
function averagesOf(contestants: Contestants, masks: Int32Array): Float64Array {
  const out = new Float64Array(masks.length);
  const contest: HalfContest = { best: 0, rank: 0, other: 0, otherRank: 0 };
  for (let i = 0; i < masks.length / 2; i++) {
    contestants.contestInto(contest, masks[i]);
    [out[masks.length - 1 - i], out[i]] = contestants.means();
  }
  return out;
}

/** Least squares line of y on x; flat where x does not vary. */
function lineOf(x: Float64Array, y: Float64Array): { slope: number; intercept: number; r2: number } {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let products = 0;
  let squaresX = 0;
  let squaresY = 0;
  for (let k = 0; k < x.length; k++) {
    products += (x[k] - meanX) * (y[k] - meanY);
    squaresX += (x[k] - meanX) ** 2;
    squaresY += (y[k] - meanY) ** 2;
  }
  const slope = squaresX === 0 ? 0 : products / squaresX;
  return { slope, intercept: meanY - slope * meanX, r2: squaresX === 0 || squaresY === 0 ? 0 : (slope * products) / squaresY };
}
