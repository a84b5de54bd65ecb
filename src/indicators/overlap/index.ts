export { Accbands, type AccbandsOptions, type AccbandsValue, accbands } from './accbands.ts';
export { Alligator, type AlligatorOptions, type AlligatorValue, type AlligatorVariants, alligator } from './alligator.ts';
export { Alma, type AlmaOptions, type AlmaVariants, alma } from './alma.ts';
export { AtrStop, type AtrStopOptions, type AtrStopVariants, atr_stop } from './atr-stop.ts';
export { Bbands, type BbandsOptions, type BbandsValue, type BbandsVariants, bbands } from './bbands.ts';
export {
  ChandeKrollStop,
  type ChandeKrollStopOptions,
  type ChandeKrollStopValue,
  type ChandeKrollStopVariants,
  chande_kroll_stop,
} from './chande-kroll-stop.ts';
export {
  ChandelierExit,
  type ChandelierExitOptions,
  type ChandelierExitValue,
  type ChandelierExitVariants,
  chandelier_exit,
} from './chandelier-exit.ts';
export { Dema, dema } from './dema.ts';
export { Ema, type EmaOptions, type EmaSeed, ema } from './ema.ts';
export { Envelope, type EnvelopeOptions, type EnvelopeValue, type EnvelopeVariants, envelope } from './envelope.ts';
export { Evwma, evwma } from './evwma.ts';
export { Frama, frama } from './frama.ts';
export { GannHilo, type GannHiloOptions, type GannHiloValue, gann_hilo } from './gann-hilo.ts';
export { Hma, hma } from './hma.ts';
export { HtTrendline, ht_trendline } from './ht-trendline.ts';
export { Ichimoku, type IchimokuOptions, type IchimokuValue, type IchimokuVariants, ichimoku } from './ichimoku.ts';
export { Kama, type KamaOptions, type KamaVariants, kama } from './kama.ts';
export { Ma, type MaOptions, type MaVariants, ma } from './ma.ts';
export { Mama, type MamaOptions, type MamaValue, type MamaVariants, mama } from './mama.ts';
export { Mavp, type MavpOptions, type MavpVariants, mavp } from './mavp.ts';
export { Mcginley, mcginley } from './mcginley.ts';
export { Midpoint, midpoint } from './midpoint.ts';
export { Midprice, midprice } from './midprice.ts';
export { Sar, type SarOptions, type SarVariants, sar } from './sar.ts';
export { Sarext, type SarextOptions, type SarextVariants, sarext } from './sarext.ts';
export { Sinwma, sinwma } from './sinwma.ts';
export { Sma, sma } from './sma.ts';
export { Starc, type StarcOptions, type StarcValue, type StarcVariants, starc } from './starc.ts';
export { Supertrend, type SupertrendOptions, type SupertrendValue, type SupertrendVariants, supertrend } from './supertrend.ts';
export { Swma, swma } from './swma.ts';
export { T3, type T3Options, type T3Variants, t3 } from './t3.ts';
export { Tema, tema } from './tema.ts';
export { Trima, trima } from './trima.ts';
export { Vidya, vidya } from './vidya.ts';
export { Vwma, vwma } from './vwma.ts';
export { Wilder, wilder } from './wilder.ts';
export { Wma, wma } from './wma.ts';
export { Zlema, zlema } from './zlema.ts';
