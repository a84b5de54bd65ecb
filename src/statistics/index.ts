/**
 * Models of returns, fitted by maximum likelihood, and tests of what they leave: pure functions of arrays.
 *
 * @module statistics
 */
export type { FittedModel, SimulatedPath } from './fitted-model.ts';
export { type GarchFit, type GarchOptions, type GarchParameters, garch } from './garch.ts';
export { jarqueBera } from './jarque-bera.ts';
export { type JumpDiffusionFit, type JumpDiffusionParameters, jumpDiffusion } from './jump-diffusion.ts';
export { type ChiSquaredTest, type LjungBoxOptions, ljungBox } from './ljung-box.ts';
export {
  type MarkovSwitchingFit,
  type MarkovSwitchingOptions,
  type MarkovSwitchingParameters,
  markovSwitching,
  type Regime,
} from './markov-switching.ts';
