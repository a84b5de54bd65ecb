/**
 * @module kernels
 */
export { lowestRatioOfPeak, underwaterInto } from './drawdown.ts';
export { equityMomentsInto, momentBlock, momentStateLength, momentsInto } from './moments.ts';
export { selectInto } from './select.ts';
export { slidingMomentsInto } from './sliding-moments.ts';
