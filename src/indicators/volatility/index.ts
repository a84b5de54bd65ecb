export { Adr, adr } from './adr.ts';
export { Atr, atr } from './atr.ts';
export { BbandsPercent, type BbandsPercentOptions, type BbandsPercentVariants, bbands_percent } from './bbands-percent.ts';
export { BbandsWidth, type BbandsWidthOptions, type BbandsWidthVariants, bbands_width } from './bbands-width.ts';
export {
  ChaikinVolatility,
  type ChaikinVolatilityOptions,
  type ChaikinVolatilityVariants,
  chaikin_volatility,
} from './chaikin-volatility.ts';
export { Chop, chop } from './chop.ts';
export { Donchian, type DonchianOptions, type DonchianValue, donchian } from './donchian.ts';
export { GarmanKlass, type GarmanKlassOptions, type GarmanKlassVariants, garman_klass } from './garman-klass.ts';
export {
  HistoricalVolatility,
  type HistoricalVolatilityOptions,
  type HistoricalVolatilityVariants,
  historical_volatility,
} from './historical-volatility.ts';
export { Keltner, type KeltnerOptions, type KeltnerValue, type KeltnerVariants, keltner } from './keltner.ts';
export { MassIndex, type MassIndexOptions, type MassIndexVariants, mass_index } from './mass-index.ts';
export { Natr, natr } from './natr.ts';
export { Parkinson, type ParkinsonOptions, type ParkinsonVariants, parkinson } from './parkinson.ts';
export { RogersSatchell, type RogersSatchellOptions, type RogersSatchellVariants, rogers_satchell } from './rogers-satchell.ts';
export { Trange, trange } from './trange.ts';
export { UlcerIndex, ulcer_index } from './ulcer-index.ts';
export { Vhf, vhf } from './vhf.ts';
export { YangZhang, type YangZhangOptions, type YangZhangVariants, yang_zhang } from './yang-zhang.ts';
