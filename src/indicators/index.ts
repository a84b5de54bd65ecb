/**
 * Indicators in batch and bar by bar, and their catalog.
 *
 * @module indicators
 */
export { catalog } from './catalog.ts';
export * from './chart/index.ts';
export type { BarOf, ColumnsOf, IndicatorData, InputName, OutColumns, OutOption, OutputColumns } from './compute.ts';
export { Crossing, type CrossingOptions, type CrossingSnapshot, crossedAbove, crossedBelow } from './crossing/crossings.ts';
export * from './cycle/index.ts';
export { type DefinedIndicator, defineIndicator, type IndicatorDefinition } from './define-indicator.ts';
export {
  defineEntry,
  type EntryOptions,
  type IndicatorEntry,
  type IndicatorGroup,
  type IndicatorKind,
  type IndicatorLaws,
  type StreamInput,
  type StreamOutput,
  type StreamRow,
} from './entry.ts';
export * from './flow/index.ts';
export * from './math/index.ts';
export * from './momentum/index.ts';
export * from './overlap/index.ts';
export type { IndicatorParameters, IntegerParameter, RealParameter, ValuesOf, WordParameter } from './parameters.ts';
export * from './pattern/index.ts';
export * from './price/index.ts';
export { findEntry, isDefined, knownNames } from './registry.ts';
export * from './statistic/index.ts';
export { SeriesIndicator, type Snapshot, type StreamingClass, StreamingIndicator } from './streaming.ts';
export { fromTechnicalIndicators, type TechnicalIndicator, type TechnicalIndicatorSettings } from './technical-indicators.ts';
export * from './volatility/index.ts';
export * from './volume/index.ts';
