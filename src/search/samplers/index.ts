/**
 * Ways to choose the points of a search.
 *
 * @module search
 */
export { gridSearch } from './grid-search.ts';
export { randomSearch, type TrialsOptions } from './random-search.ts';
export type { Batch, Sampler, SamplerRun } from './sampler.ts';
