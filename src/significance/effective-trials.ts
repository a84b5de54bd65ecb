import { checkKeys, checkOneOf, type NumberColumn } from '../core/index.ts';
import { centralMomentsInto, centralMomentsLength } from '../kernels/index.ts';
import { averageCorrelation, correlationPart, dot } from './average-correlation.ts';
import { averageLinkage, bestCut } from './average-linkage.ts';
import { figureOf } from './figure.ts';
import { checkTrials, isConstant } from './returns.ts';
import { standardised } from './standardised.ts';

/** How trials that resemble each other are counted. */
export interface EffectiveTrialsOptions {
  /**
   * `'correlation'`: by the average correlation of all pairs. `'clusters'`: the number of groups of like trials.
   *
   * @default 'correlation'
   */
  readonly method?: 'correlation' | 'clusters';
}

/** How many independent trials a search amounts to. */
export interface EffectiveTrials {
  /** Effective number of independent trials, from 1 to the number of trials. */
  readonly trials: number;
  /** Average correlation of all pairs of trials; 0 for one trial. */
  readonly averageCorrelation: number;
  /** Number of the cluster that each trial is in, from 0; only by clusters. */
  readonly clusters?: Int32Array;
  /**
   * Sharpe ratio of one period of each cluster, of its trials weighed by the inverse of their variances: `trialSharpes` for
   * {@link deflatedSharpe}; only by clusters.
   */
  readonly clusterSharpes?: Float64Array;
}

/**
 * Effective number of independent trials of a search, for {@link deflatedSharpe}: neighbours in a parameter grid trade almost
 * alike and are not as many chances to be lucky.
 *
 * By correlation: `N_eff = rho + (1 - rho) N` with the average correlation rho of all pairs, taken as 0 where it is negative.
 * By clusters: average linkage of the distances `sqrt((1 - correlation) / 2)`, cut where the silhouettes have the greatest
 * ratio of mean to standard deviation. The cost of clusters grows with the cube of the trials (a second for 1,000).
 *
 * Clusters give fewer trials, and so a lower bar, than correlation where trials have little in common. The paper clusters by
 * k-means, whose answer hangs on its random starts; here the same trials give the same clusters. A trial whose returns are
 * all the same is like no other.
 *
 * Source: Bailey and Lopez de Prado, The deflated Sharpe ratio, Journal of Portfolio Management 40, 2014, appendix 3; Lopez
 * de Prado and Lewis, Detection of false investment strategies using unsupervised learning methods, Quantitative Finance 19,
 * 2019; Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20, 1987.
 *
 * @param trials a column of returns for each trial, all of one length of at least 2.
 * @throws ArgumentError where lengths differ or an option is unknown.
 * @throws NotEnoughDataError without trials, or below two returns.
 * @throws DataError where a return is not finite.
 * @example
 * ```ts
 * import { effectiveTrials } from 'barwright/significance';
 * const trials = [[1, -1, 2, 0], [1, -1, 2, 0], [0, 2, 1, -1]];
 * effectiveTrials(trials).trials; // 2.6
 * effectiveTrials(trials, { method: 'clusters' }); // { trials: 2, clusters: [0, 0, 1], clusterSharpes: [0.3872..., 0.3872...], ... }
 * ```
 */
export function effectiveTrials(trials: readonly NumberColumn[], options: EffectiveTrialsOptions = {}): EffectiveTrials {
  checkKeys('options', options, ['method']);
  const method = checkOneOf('method', options.method ?? 'correlation', ['correlation', 'clusters']);
  const returns = checkTrials('trials', trials, { trials: 1, rows: 2 });
  const alike = averageCorrelation([correlationPart(returns)]);
  if (method === 'correlation') {
    const rho = Math.max(0, alike);
    return { trials: rho + (1 - rho) * returns.length, averageCorrelation: alike };
  }
  const columns = standardised(returns);
  const distances = distancesOf(columns);
  const clusters = bestCut(distances, averageLinkage(distances, columns.length), columns.length);
  const clusterSharpes = sharpesOf(returns, clusters);
  return { trials: clusterSharpes.length, averageCorrelation: alike, clusters, clusterSharpes };
}

/** Sharpe ratio of each cluster; 0 for one that does not vary. */
function sharpesOf(returns: readonly Float64Array[], clusters: Int32Array): Float64Array {
  const state = new Float64Array(centralMomentsLength);
  const sums = Array.from({ length: 1 + Math.max(...clusters) }, () => new Float64Array(returns[0].length));
  returns.forEach((column, trial) => {
    if (isConstant(column)) return;
    centralMomentsInto(state, column, 0, column.length);
    const sum = sums[clusters[trial]];
    for (let i = 0; i < sum.length; i++) sum[i] += column[i] / state[1];
  });
  return Float64Array.from(sums, (sum) => figureOf(sum, 'sharpe'));
}

/** Matrix of `sqrt((1 - correlation) / 2)`, row by row. */
function distancesOf(columns: readonly Float64Array[]): Float64Array {
  const count = columns.length;
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const distance = Math.sqrt(Math.max(0, (1 - dot(columns[i], columns[j])) / 2));
      out[i * count + j] = distance;
      out[j * count + i] = distance;
    }
  }
  return out;
}
