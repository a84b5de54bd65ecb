export { Aroon, type AroonOptions, type AroonValue, aroon } from './aroon.ts';
export { Aroonosc, aroonosc } from './aroonosc.ts';
export { Bop, bop } from './bop.ts';
export { Cci, cci } from './cci.ts';
export { Cmo, cmo } from './cmo.ts';
export { Imi, imi } from './imi.ts';
export { Macd, type MacdOptions, type MacdPeriods, type MacdValue, macd } from './macd.ts';
export { Mfi, mfi } from './mfi.ts';
export { Mom, mom } from './mom.ts';
export { Roc, roc } from './roc.ts';
export { Rocp, rocp } from './rocp.ts';
export { Rocr, rocr } from './rocr.ts';
export { Rocr100, rocr100 } from './rocr100.ts';
export { Rsi, rsi } from './rsi.ts';
export {
  Stoch,
  type StochOptions,
  type StochPeriods,
  type StochValue,
  stoch,
} from './stoch.ts';
export { Trix, trix } from './trix.ts';
export { Ultosc, type UltoscOptions, type UltoscVariants, ultosc } from './ultosc.ts';
export { Willr, willr } from './willr.ts';
