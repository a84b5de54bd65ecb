export {
  AcceleratorOscillator,
  type AcceleratorOscillatorOptions,
  type AcceleratorOscillatorVariants,
  accelerator_oscillator,
} from './accelerator-oscillator.ts';
export { Adx, adx } from './adx.ts';
export { Adxr, adxr } from './adxr.ts';
export { Apo, type ApoOptions, type ApoVariants, apo } from './apo.ts';
export { Aroon, type AroonOptions, type AroonValue, aroon } from './aroon.ts';
export { Aroonosc, aroonosc } from './aroonosc.ts';
export {
  AwesomeOscillator,
  type AwesomeOscillatorOptions,
  type AwesomeOscillatorVariants,
  awesome_oscillator,
} from './awesome-oscillator.ts';
export { Bias, bias } from './bias.ts';
export { Bop, bop } from './bop.ts';
export { Cci, cci } from './cci.ts';
export { Cfo, cfo } from './cfo.ts';
export { Cg, cg } from './cg.ts';
export { Cmo, cmo } from './cmo.ts';
export { ConnorsRsi, type ConnorsRsiOptions, type ConnorsRsiVariants, connors_rsi } from './connors-rsi.ts';
export { Coppock, type CoppockOptions, type CoppockVariants, coppock } from './coppock.ts';
export { Demarker, demarker } from './demarker.ts';
export { Dpo, dpo } from './dpo.ts';
export { Dx, dx } from './dx.ts';
export { EfficiencyRatio, efficiency_ratio } from './efficiency-ratio.ts';
export { ElderRay, type ElderRayOptions, type ElderRayValue, elder_ray } from './elder-ray.ts';
export { Fisher, type FisherOptions, type FisherValue, fisher } from './fisher.ts';
export { Imi, imi } from './imi.ts';
export { Inertia, type InertiaOptions, type InertiaVariants, inertia } from './inertia.ts';
export { Kst, type KstOptions, type KstValue, type KstVariants, kst } from './kst.ts';
export { LaguerreRsi, type LaguerreRsiOptions, type LaguerreRsiVariants, laguerre_rsi } from './laguerre-rsi.ts';
export { Macd, type MacdOptions, type MacdPeriods, type MacdValue, macd } from './macd.ts';
export { Macdext, type MacdextOptions, type MacdextValue, type MacdextVariants, macdext } from './macdext.ts';
export { Macdfix, type MacdfixOptions, type MacdfixValue, type MacdfixVariants, macdfix } from './macdfix.ts';
export { Mfi, mfi } from './mfi.ts';
export { MinusDi, minus_di } from './minus-di.ts';
export { MinusDm, minus_dm } from './minus-dm.ts';
export { Mom, mom } from './mom.ts';
export { PlusDi, plus_di } from './plus-di.ts';
export { PlusDm, plus_dm } from './plus-dm.ts';
export { Pmo, type PmoOptions, type PmoValue, type PmoVariants, pmo } from './pmo.ts';
export { Ppo, type PpoOptions, type PpoVariants, ppo } from './ppo.ts';
export { PsychologicalLine, psychological_line } from './psychological-line.ts';
export { Qqe, type QqeOptions, type QqeValue, type QqeVariants, qqe } from './qqe.ts';
export { Qstick, qstick } from './qstick.ts';
export { Rmi, type RmiOptions, type RmiVariants, rmi } from './rmi.ts';
export { Roc, roc } from './roc.ts';
export { Rocp, rocp } from './rocp.ts';
export { Rocr, rocr } from './rocr.ts';
export { Rocr100, rocr100 } from './rocr100.ts';
export { Rsi, rsi } from './rsi.ts';
export { Rvgi, type RvgiOptions, type RvgiValue, rvgi } from './rvgi.ts';
export { Rvi, type RviOptions, type RviVariants, rvi } from './rvi.ts';
export { Smi, type SmiOptions, type SmiValue, type SmiVariants, smi } from './smi.ts';
export {
  SqueezeMomentum,
  type SqueezeMomentumOptions,
  type SqueezeMomentumValue,
  type SqueezeMomentumVariants,
  squeeze_momentum,
} from './squeeze-momentum.ts';
export { Stc, type StcOptions, type StcVariants, stc } from './stc.ts';
export {
  Stoch,
  type StochOptions,
  type StochPeriods,
  type StochValue,
  stoch,
} from './stoch.ts';
export { Stochf, type StochfOptions, type StochfValue, type StochfVariants, stochf } from './stochf.ts';
export { Stochrsi, type StochrsiOptions, type StochrsiValue, type StochrsiVariants, stochrsi } from './stochrsi.ts';
export { TdSetup, td_setup } from './td-setup.ts';
export { Trix, trix } from './trix.ts';
export { Tsi, type TsiOptions, type TsiVariants, tsi } from './tsi.ts';
export { Ultosc, type UltoscOptions, type UltoscVariants, ultosc } from './ultosc.ts';
export { Vortex, type VortexOptions, type VortexValue, vortex } from './vortex.ts';
export { Wavetrend, type WavetrendOptions, type WavetrendValue, type WavetrendVariants, wavetrend } from './wavetrend.ts';
export { Willr, willr } from './willr.ts';
