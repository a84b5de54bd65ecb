export { Autocorrelation, type AutocorrelationOptions, type AutocorrelationVariants, autocorrelation } from './autocorrelation.ts';
export { Beta, beta } from './beta.ts';
export { Correl, correl } from './correl.ts';
export { Covariance, covariance } from './covariance.ts';
export { HalfLife, half_life } from './half-life.ts';
export { Hurst, type HurstOptions, type HurstVariants, hurst } from './hurst.ts';
export { Kendall, kendall } from './kendall.ts';
export { Kurtosis, kurtosis } from './kurtosis.ts';
export { Linearreg, linearreg } from './linearreg.ts';
export { LinearregAngle, linearreg_angle } from './linearreg-angle.ts';
export { LinearregIntercept, linearreg_intercept } from './linearreg-intercept.ts';
export { LinearregSlope, linearreg_slope } from './linearreg-slope.ts';
export { LogReturn, log_return } from './log-return.ts';
export { Mad, mad } from './mad.ts';
export { Median, median } from './median.ts';
export { PercentRank, percent_rank } from './percent-rank.ts';
export {
  PermutationEntropy,
  type PermutationEntropyOptions,
  type PermutationEntropyVariants,
  permutation_entropy,
} from './permutation-entropy.ts';
export { Quantile, type QuantileOptions, type QuantileVariants, quantile } from './quantile.ts';
export { RegressionR2, regression_r2 } from './regression-r2.ts';
export { Skew, skew } from './skew.ts';
export { Spearman, spearman } from './spearman.ts';
export { StandardError, standard_error } from './standard-error.ts';
export { type DeviationEstimator, Stddev, type StddevOptions, type StddevVariants, stddev } from './stddev.ts';
export { Tsf, tsf } from './tsf.ts';
export { Var, variance as var } from './var.ts';
export { Zscore, zscore } from './zscore.ts';
