export { Beta, beta } from './beta.ts';
export { Correl, correl } from './correl.ts';
export { Linearreg, linearreg } from './linearreg.ts';
export { LinearregAngle, linearreg_angle } from './linearreg-angle.ts';
export { LinearregIntercept, linearreg_intercept } from './linearreg-intercept.ts';
export { LinearregSlope, linearreg_slope } from './linearreg-slope.ts';
export { type DeviationEstimator, Stddev, type StddevOptions, type StddevVariants, stddev } from './stddev.ts';
export { Tsf, tsf } from './tsf.ts';
export { Var, variance as var } from './var.ts';
