export { Macd, type MacdOptions, type MacdPeriods, type MacdValue, macd } from './macd.ts';
export { Roc, roc } from './roc.ts';
export { Rsi, rsi } from './rsi.ts';
export {
  Stoch,
  type StochOptions,
  type StochPeriods,
  type StochValue,
  stoch,
} from './stoch.ts';
