export { Adx, adx } from './adx.ts';
export { Adxr, adxr } from './adxr.ts';
export { Apo, type ApoOptions, type ApoVariants, apo } from './apo.ts';
export { Aroon, type AroonOptions, type AroonValue, aroon } from './aroon.ts';
export { Aroonosc, aroonosc } from './aroonosc.ts';
export { Bop, bop } from './bop.ts';
export { Cci, cci } from './cci.ts';
export { Cmo, cmo } from './cmo.ts';
export { Dx, dx } from './dx.ts';
export { EfficiencyRatio, efficiency_ratio } from './efficiency-ratio.ts';
export { Imi, imi } from './imi.ts';
export { Macd, type MacdOptions, type MacdPeriods, type MacdValue, macd } from './macd.ts';
export { Macdext, type MacdextOptions, type MacdextValue, type MacdextVariants, macdext } from './macdext.ts';
export { Macdfix, type MacdfixOptions, type MacdfixValue, type MacdfixVariants, macdfix } from './macdfix.ts';
export { Mfi, mfi } from './mfi.ts';
export { MinusDi, minus_di } from './minus-di.ts';
export { MinusDm, minus_dm } from './minus-dm.ts';
export { Mom, mom } from './mom.ts';
export { PlusDi, plus_di } from './plus-di.ts';
export { PlusDm, plus_dm } from './plus-dm.ts';
export { Ppo, type PpoOptions, type PpoVariants, ppo } from './ppo.ts';
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
export { Stochf, type StochfOptions, type StochfValue, type StochfVariants, stochf } from './stochf.ts';
export { Stochrsi, type StochrsiOptions, type StochrsiValue, type StochrsiVariants, stochrsi } from './stochrsi.ts';
export { Trix, trix } from './trix.ts';
export { Ultosc, type UltoscOptions, type UltoscVariants, ultosc } from './ultosc.ts';
export { Willr, willr } from './willr.ts';
