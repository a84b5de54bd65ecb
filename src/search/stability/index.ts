/**
 * Stability of searches: how trials stand among their neighbours, and which parameters matter.
 *
 * @module search
 */
export type { EffectLevel, ParameterEffect, SensitivityOptions } from './effects.ts';
export type { Neighbourhood, NeighbourhoodOptions } from './neighbourhood.ts';
