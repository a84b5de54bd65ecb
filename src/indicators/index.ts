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
export { Max, max } from './math/max.ts';
export { Min, min } from './math/min.ts';
export { Macd, type MacdColumns, type MacdOptions, type MacdPeriods, type MacdValue, macd } from './momentum/macd.ts';
export { Roc, roc } from './momentum/roc.ts';
export { Rsi, rsi } from './momentum/rsi.ts';
export {
  Stoch,
  type StochBar,
  type StochColumns,
  type StochInput,
  type StochOptions,
  type StochPeriods,
  type StochValue,
  stoch,
} from './momentum/stoch.ts';
export { Bbands, type BbandsColumns, type BbandsOptions, type BbandsParameters, type BbandsValue, bbands } from './overlap/bbands.ts';
export { Ema, type EmaOptions, type EmaSeed, ema } from './overlap/ema.ts';
export { Sma, sma } from './overlap/sma.ts';
export { Wilder, wilder } from './overlap/wilder.ts';
export type { IndicatorParameters, IntegerParameter, RealParameter, ValuesOf, WordParameter } from './parameters.ts';
export { type DeviationEstimator, Stddev, type StddevOptions, type StddevVariants, stddev } from './statistic/stddev.ts';
export { type Snapshot, StreamingIndicator } from './streaming.ts';
export { Atr, type AtrBar, type AtrInput, atr } from './volatility/atr.ts';
export { Obv, type ObvBar, type ObvInput, obv } from './volume/obv.ts';
