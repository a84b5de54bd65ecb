export { Max, max } from './max.ts';
export { Min, min } from './min.ts';
