/**
 * Indicators in batch and bar by bar, and their catalog.
 *
 * @module indicators
 */
export { catalog } from './catalog.ts';
export type { OutColumns, OutOption } from './compute.ts';
export { Crossing, type CrossingOptions, type CrossingSnapshot, crossedAbove, crossedBelow } from './crossing/crossings.ts';
export {
  defineEntry,
  type EntryOptions,
  type IndicatorData,
  type IndicatorEntry,
  type IndicatorGroup,
  type IndicatorKind,
  type InputName,
  type StreamInput,
  type StreamOutput,
} from './entry.ts';
export { Ema, type EmaOptions, type EmaSeed, ema } from './overlap/ema.ts';
export { Sma, sma } from './overlap/sma.ts';
export { Wilder, wilder } from './overlap/wilder.ts';
export type { IndicatorParameters, IntegerParameter, RealParameter, ValuesOf, WordParameter } from './parameters.ts';
export { type Snapshot, StreamingIndicator } from './streaming.ts';
