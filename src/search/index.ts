/**
 * Parameter search: spaces and samplers.
 *
 * @module search
 */
export * from './samplers/index.ts';
export * from './spaces/index.ts';
