export { type DeviationEstimator, Stddev, type StddevOptions, type StddevVariants, stddev } from './stddev.ts';
