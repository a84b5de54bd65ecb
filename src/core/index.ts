/**
 * Errors, option checks, time, seeded randomness and columns: what every other folder stands on.
 *
 * @module core
 */
export { alignedText } from './aligned-text.ts';
export { checkInteger, checkKeys, checkLength, checkNumber, checkOneOf, type NumberRange, show, suggestion } from './check.ts';
export { allocate, type FlagColumn, lowerBound, type NumberColumn, type ScalarOrColumn, toFlags, toFloat64, toShared } from './columns.ts';
export {
  ArgumentError,
  BarwrightError,
  DataError,
  type ErrorCode,
  LookaheadError,
  NotEnoughDataError,
  SourceError,
  StrategyError,
} from './errors.ts';
export { hashColumns } from './hash.ts';
export { once } from './once.ts';
export { Rng } from './random.ts';
export { madeBy, type Recipe, recipeOf } from './recipe.ts';
export { crossingInScope, type IndicatorCall, type IndicatorScope, type MakeColumn, throughScope, withScope } from './scope.ts';
export {
  dayMs,
  detectEpochUnit,
  type EpochUnit,
  epochIn,
  formatDuration,
  formatInterval,
  formatTime,
  type Interval,
  parseInterval,
  parseTime,
  parseTimeText,
  unitsPerMs,
} from './time.ts';
export { version } from './version.ts';
