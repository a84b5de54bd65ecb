import { checkInteger, checkKeys, checkNumber, type NumberColumn, Rng } from '../core/index.ts';
import { normalCdf, studentTails, studentTailsQuantile } from '../kernels/index.ts';
import { adjustPValues, type PValueAdjustment } from './adjust-p-values.ts';
import { checkReturns } from './returns.ts';
import { estimateOf, type TrackRecord } from './sharpe-estimate.ts';

/** The search that a strategy was chosen from. */
export interface HaircutSharpeOptions {
  /**
   * Number of trials, at least 1, the chosen one included. The length of `trialSharpes` where it is left out; where it is more,
   * the others are taken to have p-values of 1.
   */
  readonly trials?: number;
  /**
   * Sharpe ratios of one period of all trials, the chosen one included: Holm and BHY then go by these. Left out, they go by the
   * median of worlds of trials as published strategies have been found to be distributed.
   */
  readonly trialSharpes?: NumberColumn;
  /**
   * Correlation of the trials in those worlds, 0 to 0.9.
   *
   * @default 0.2
   */
  readonly correlation?: number;
  /**
   * Number of those worlds.
   *
   * @default 2000
   */
  readonly worlds?: number;
  /**
   * The same seed gives the same worlds.
   *
   * @default 1
   */
  readonly seed?: number;
}

/** A Sharpe ratio with what the number of trials leaves of it. */
export interface Haircut {
  /** P-value, two-sided, raised for the number of trials. */
  readonly pValue: number;
  /** Sharpe ratio of one period that has this p-value as the only trial. */
  readonly sharpe: number;
  /** Share of the Sharpe ratio that is taken off, 0 to 1. */
  readonly haircut: number;
}

/** Haircuts by each way of raising p-values, and by the average of the three p-values. */
export interface HaircutSharpe {
  /** Sharpe ratio of one period before. */
  readonly sharpe: number;
  /** P-value, two-sided, as the only trial. */
  readonly pValue: number;
  readonly bonferroni: Haircut;
  readonly holm: Haircut;
  readonly bhy: Haircut;
  readonly average: Haircut;
}

/**
 * Haircut Sharpe ratio: what is left of a Sharpe ratio once its p-value is raised for the number of trials.
 *
 * `t = SR sqrt(n)`, two-sided p-value of Student's t with n - 1 degrees of freedom, raised by Bonferroni, Holm and BHY
 * ({@link adjustPValues}), and turned back into a Sharpe ratio. High ratios lose little, middling ones almost all.
 *
 * Without `trialSharpes`, Holm and BHY compare with simulated trials: a share of strategies has no edge, the others have
 * exponential monthly means; share, mean and number follow the correlation as estimated by Harvey, Liu and Zhu (between their
 * five correlations in a straight line, above 0.8 on along the last one). A ratio of 0 or less is left as it is.
 *
 * Source: Harvey and Liu, Backtesting, Journal of Portfolio Management 42, 2015; Harvey, Liu and Zhu, ... and the
 * cross-section of expected returns, Review of Financial Studies 29, 2016.
 *
 * @param record returns a period of the chosen trial, or its {@link SharpeEstimate}, of which the ratio and number are used.
 * @throws ArgumentError where the number of trials is missing, or an option is unknown or out of range.
 * @throws DataError where a return is not finite or all are the same.
 * @example
 * ```ts
 * import { haircutSharpe } from 'barwright/significance';
 * // 1 a year over ten years of months, the best of 100:
 * const { bonferroni, bhy } = haircutSharpe({ sharpe: 1 / Math.sqrt(12), observations: 120 }, { trials: 100 });
 * bonferroni.haircut; // 0.5912...
 * bhy.sharpe * Math.sqrt(12); // 0.5690... a year
 * ```
 */
export function haircutSharpe(record: TrackRecord, options: HaircutSharpeOptions): HaircutSharpe {
  checkKeys('options', options, ['trials', 'trialSharpes', 'correlation', 'worlds', 'seed']);
  const { sharpe, observations } = estimateOf(record);
  const sharpes = options.trialSharpes === undefined ? undefined : checkReturns('trialSharpes', options.trialSharpes, 1);
  const trials = checkInteger('trials', options.trials ?? sharpes?.length, { min: sharpes?.length ?? 1 });
  const correlation = checkNumber('correlation', options.correlation ?? 0.2, { min: 0, max: 0.9 });
  const worlds = checkInteger('worlds', options.worlds ?? 2000, { min: 1 });
  const rng = new Rng(options.seed ?? 1);
  if (sharpe <= 0) {
    const none = { pValue: 1, sharpe, haircut: 0 };
    return { sharpe, pValue: 1, bonferroni: none, holm: none, bhy: none, average: none };
  }
  const pValueOf = (ratio: number): number => studentTails(ratio * Math.sqrt(observations), observations - 1);
  const pValue = pValueOf(sharpe);
  const left = (raised: number): Haircut => {
    const rest = Math.min(sharpe, studentTailsQuantile(raised, observations - 1) / Math.sqrt(observations));
    return { pValue: raised, sharpe: rest, haircut: 1 - rest / sharpe };
  };
  const bonferroni = Math.min(1, trials * pValue);
  const [holm, bhy] =
    sharpes === undefined
      ? amongSimulated(pValue, trials, simulated(trials, correlation, rng), worlds)
      : amongTrials(pValue, Float64Array.from(sharpes, pValueOf), trials);
  return { sharpe, pValue, bonferroni: left(bonferroni), holm: left(holm), bhy: left(bhy), average: left((bonferroni + holm + bhy) / 3) };
}

/** The p-value raised among those of the trials; trials that are not known are taken to have p-values of 1. */
function amongTrials(pValue: number, known: Float64Array, trials: number): readonly number[] {
  const all = new Float64Array(trials).fill(1);
  all.set(known);
  // The chosen trial is the one of these whose p-value is nearest, but for rounding the same.
  let at = 0;
  for (let k = 1; k < known.length; k++) if (Math.abs(known[k] - pValue) < Math.abs(known[at] - pValue)) at = k;
  all[at] = pValue;
  return raised(all, at);
}

function raised(pValues: Float64Array, at: number): readonly number[] {
  return (['holm', 'bhy'] as readonly PValueAdjustment[]).map((method) => adjustPValues(pValues, { method })[at]);
}

/** The medians over worlds of the p-value raised among simulated ones. */
function amongSimulated(pValue: number, trials: number, draw: (out: Float64Array) => void, worlds: number): readonly number[] {
  const holm = new Float64Array(worlds);
  const bhy = new Float64Array(worlds);
  const pValues = new Float64Array(trials + 1);
  for (let world = 0; world < worlds; world++) {
    draw(pValues);
    pValues[trials] = pValue;
    [holm[world], bhy[world]] = raised(pValues, trials);
  }
  return [medianOf(holm), medianOf(bhy)];
}

function medianOf(values: Float64Array): number {
  values.sort();
  return (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2;
}

/** Correlation, share of strategies without an edge, and monthly mean of the others: Harvey, Liu and Zhu, table 5. */
const published = [
  [0, 0.3966, 0.0054995],
  [0.2, 0.44589, 0.0055508],
  [0.4, 0.48604, 0.0055413],
  [0.6, 0.59902, 0.0055512],
  [0.8, 0.83901, 0.0055956],
] as const;

/** Two-sided p-values of trials over 240 months with a volatility of 15 % a year. */
function simulated(trials: number, correlation: number, rng: Rng): (out: Float64Array) => void {
  const row = Math.min(published.length - 2, Math.floor(correlation / 0.2 + 1e-9));
  const [from, to] = [published[row], published[row + 1]];
  const weight = (correlation - from[0]) / 0.2;
  const idle = Math.min(1, from[1] + weight * (to[1] - from[1]));
  const mean = from[2] + weight * (to[2] - from[2]);
  const error = 0.15 / Math.sqrt(12) / Math.sqrt(240);
  const [shared, own] = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
  return (out) => {
    const common = shared * rng.normal();
    for (let k = 0; k < trials; k++) {
      const edge = rng.uniform() > idle ? -Math.log(1 - rng.uniform()) * mean : 0;
      out[k] = 2 * normalCdf(-Math.abs(edge / error + common + own * rng.normal()));
    }
  };
}
