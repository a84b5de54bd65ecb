/**
 * Parameter search: spaces, samplers and sweeps.
 *
 * @module search
 */
export * from './cells/index.ts';
export * from './executors/index.ts';
export * from './research/index.ts';
export * from './samplers/index.ts';
export * from './spaces/index.ts';
export * from './stability/index.ts';
export * from './sweep/index.ts';
