/**
 * Sizing, stops and targets.
 *
 * @module risk
 */
export { type BalanceRisk, riskAtBalance } from './balance-risk.ts';
export { type Level, type LevelRule, levelAt, levelValue, toLevelRule } from './levels.ts';
export { checkLimits, RiskGuard, type RiskLimits } from './limits.ts';
export { type KellyOptions, kellyShare, kellyShareOfReturns, volatilityShares } from './shares.ts';
export { isRisk, reduceQuantity, type Size, type SizeContext, type SizeRule, sizeQuantity, toSizeRule } from './sizing.ts';
