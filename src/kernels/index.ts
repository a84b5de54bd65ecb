/**
 * @module kernels
 */
export {
  crossedAboveInto,
  crossedAboveLevelInto,
  crossedBelowInto,
  crossedBelowLevelInto,
  tieTolerance,
} from './crossings.ts';
export { lowestRatioOfPeak, underwaterInto } from './drawdown.ts';
export { exponentialInto, seededExponentialInto } from './exponential.ts';
export { latestMaximum, latestMinimum, rollingMaximumInto, rollingMinimumInto } from './extremes.ts';
export { finiteCheck } from './finite.ts';
export { distancesFrom, meanOf } from './mean-deviation.ts';
export { equityMomentsInto, momentBlock, momentStateLength, momentsInto } from './moments.ts';
export { resumEvery, resumLength, rollingMeanInto, shiftedSquares, shiftedSum, squaredDeviations } from './rolling.ts';
export { isLostInRounding, rollingBandsInto, rollingDeviationInto } from './rolling-deviation.ts';
export { selectInto } from './select.ts';
export { slidingMomentsInto } from './sliding-moments.ts';
export { lineFactors, weightedMeanFactors, weightedSumsInto } from './weighted-sums.ts';
