/**
 * Ways to choose the points of a search.
 *
 * @module search
 */
export { type CmaEsOptions, cmaEs } from './cma-es.ts';
export { type GeneticOptions, genetic } from './genetic.ts';
export { gridSearch } from './grid-search.ts';
export { hyperband } from './hyperband.ts';
export { latinHypercube } from './latin-hypercube.ts';
export { randomSearch, type TrialsOptions } from './random-search.ts';
export { type Batch, defineSampler, type Sampler, type SamplerDefinition, type SamplerRun } from './sampler.ts';
export type { Generations } from './sampler-run.ts';
export { type SobolOptions, sobol } from './sobol.ts';
export type { Scramble } from './sobol-sequence.ts';
export { type HalvingOptions, type SuccessiveHalvingOptions, successiveHalving } from './successive-halving.ts';
export { type TpeOptions, tpe } from './tpe.ts';
