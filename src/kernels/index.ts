/**
 * @module kernels
 */
export {
  equalBlocksInto,
  fourSumsOfBlocksInto,
  type GeometricLengths,
  gatherBlocksInto,
  geometricLengths,
  lanes,
  runningLaneInto,
  runningSumsInto,
  stationaryBlocksInto,
  sumOfBlocks,
} from './bootstrap-blocks.ts';
export { centralMomentsInto, centralMomentsLength } from './central-moments.ts';
export { chiSquaredTail } from './chi-squared.ts';
export { ColumnMemory, type Crossings } from './column-memory.ts';
export {
  crossedAboveInto,
  crossedAboveLevelInto,
  crossedBelowInto,
  crossedBelowLevelInto,
  crossingsInto,
  tieTolerance,
} from './crossings.ts';
export { lowestRatioOfPeak, underwaterInto } from './drawdown.ts';
export { exponentialInto, seededExponentialInto } from './exponential.ts';
export {
  latestMaximum,
  latestMinimum,
  placeInRange,
  placeInRangeInto,
  plainPlaceInRangeInto,
  plainRollingMaximumInto,
  plainRollingMinimumInto,
  rollingMaximumInto,
  rollingMinimumInto,
} from './extremes.ts';
export { finiteCheck } from './finite.ts';
export { type FlaggedCounts, flaggedApartInto, plainFlaggedApartInto } from './flagged.ts';
export { type HalfContest, Halves } from './halves.ts';
export {
  commodityChannel,
  commodityChannelInto,
  distancesFrom,
  meanDistanceInto,
  meanOf,
  plainCommodityChannelInto,
  plainMeanDistanceInto,
} from './mean-deviation.ts';
export { equityMomentsInto, momentBlock, momentStateLength, momentsInto } from './moments.ts';
export { normalCdf, normalQuantile } from './normal.ts';
export { resumEvery, resumLength, rollingMeanInto, shiftedSquares, shiftedSum, squaredDeviations } from './rolling.ts';
export { isLostInRounding, rollingBandsInto, rollingDeviationInto } from './rolling-deviation.ts';
export { plainRollingQuantileInto, rollingQuantileInto, SortedWindow } from './rolling-quantile.ts';
export { runningSums } from './running-sums.ts';
export { selectInto } from './select.ts';
export { slidingMomentsInto } from './sliding-moments.ts';
export { gammaRatio, studentTails, studentTailsQuantile } from './student.ts';
export { symmetricEigenInto } from './symmetric-eigen.ts';
export { lineFactors, weightedMeanFactors, weightedSum, weightedSumsInto } from './weighted-sums.ts';
