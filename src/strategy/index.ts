/**
 * Base classes of strategies, their parameters and signals.
 *
 * @module strategy
 */
export type { Context, FundingPayment, OrderChange, OrderLevel, OrderRequest, OrderView, PositionView, ProtectLevels } from './context.ts';
export { IndicatorHandle, type IndicatorInput, type IndicatorReading, type KnownBars } from './indicator-handle.ts';
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
export { type Declared, Strategy } from './strategy.ts';
export * from './templates/index.ts';
