/**
 * Base classes of strategies, their parameters and signals.
 *
 * @module strategy
 */
export {
  type BooleanParameter,
  type ChoiceParameter,
  completeParameters,
  type FloatParameter,
  type IntParameter,
  type ParameterSpace,
  type ParameterSpec,
  type ParametersOf,
} from './parameters.ts';
export { defineStrategy, SignalStrategy, type SignalStrategyClass, type StrategyDefinition } from './signal-strategy.ts';
export { type Duration, type OrderSettings, type Signals, signalFields } from './signals.ts';
