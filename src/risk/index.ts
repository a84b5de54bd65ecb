/**
 * Sizing, stops and targets.
 *
 * @module risk
 */
export { type Level, type LevelRule, levelAt, levelValue, toLevelRule } from './levels.ts';
export { reduceQuantity, type Size, type SizeContext, type SizeRule, sizeQuantity, toSizeRule } from './sizing.ts';
