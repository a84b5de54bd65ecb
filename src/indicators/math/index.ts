export { Max, max } from './max.ts';
export { Maxindex, maxindex } from './maxindex.ts';
export { Min, min } from './min.ts';
export { Minindex, minindex } from './minindex.ts';
export { Minmax, type MinmaxOptions, type MinmaxValue, minmax } from './minmax.ts';
export { Minmaxindex, type MinmaxindexOptions, type MinmaxindexValue, minmaxindex } from './minmaxindex.ts';
export { Sum, sum } from './sum.ts';
