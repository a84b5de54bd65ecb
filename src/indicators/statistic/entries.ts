import type { IndicatorEntry } from '../entry.ts';
import { autocorrelationEntry } from './autocorrelation.ts';
import { betaEntry } from './beta.ts';
import { correlEntry } from './correl.ts';
import { covarianceEntry } from './covariance.ts';
import { halfLifeEntry } from './half-life.ts';
import { hurstEntry } from './hurst.ts';
import { kendallEntry } from './kendall.ts';
import { kurtosisEntry } from './kurtosis.ts';
import { linearregEntry } from './linearreg.ts';
import { linearregAngleEntry } from './linearreg-angle.ts';
import { linearregInterceptEntry } from './linearreg-intercept.ts';
import { linearregSlopeEntry } from './linearreg-slope.ts';
import { logReturnEntry } from './log-return.ts';
import { madEntry } from './mad.ts';
import { medianEntry } from './median.ts';
import { percentRankEntry } from './percent-rank.ts';
import { permutationEntropyEntry } from './permutation-entropy.ts';
import { quantileEntry } from './quantile.ts';
import { regressionR2Entry } from './regression-r2.ts';
import { skewEntry } from './skew.ts';
import { spearmanEntry } from './spearman.ts';
import { standardErrorEntry } from './standard-error.ts';
import { stddevEntry } from './stddev.ts';
import { tsfEntry } from './tsf.ts';
import { varEntry } from './var.ts';
import { zscoreEntry } from './zscore.ts';

/** The indicators of this group, by name. */
export const statisticEntries: readonly IndicatorEntry[] = [
  autocorrelationEntry,
  betaEntry,
  correlEntry,
  covarianceEntry,
  halfLifeEntry,
  hurstEntry,
  kendallEntry,
  kurtosisEntry,
  linearregAngleEntry,
  linearregEntry,
  linearregInterceptEntry,
  linearregSlopeEntry,
  logReturnEntry,
  madEntry,
  medianEntry,
  percentRankEntry,
  permutationEntropyEntry,
  quantileEntry,
  regressionR2Entry,
  skewEntry,
  spearmanEntry,
  standardErrorEntry,
  stddevEntry,
  tsfEntry,
  varEntry,
  zscoreEntry,
];
