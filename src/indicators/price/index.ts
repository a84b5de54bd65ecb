export {
  AnchoredVwap,
  type AnchoredVwapOptions,
  type AnchoredVwapValue,
  type AnchoredVwapVariants,
  anchored_vwap,
} from './anchored-vwap.ts';
export { Avgdev, avgdev } from './avgdev.ts';
export { Avgprice, avgprice } from './avgprice.ts';
export { Basis, basis } from './basis.ts';
export { Medprice, medprice } from './medprice.ts';
export {
  PivotsCamarilla,
  type PivotsCamarillaOptions,
  type PivotsCamarillaValue,
  type PivotsCamarillaVariants,
  pivots_camarilla,
} from './pivots-camarilla.ts';
export {
  PivotsClassic,
  type PivotsClassicOptions,
  type PivotsClassicValue,
  type PivotsClassicVariants,
  pivots_classic,
} from './pivots-classic.ts';
export {
  PivotsDemark,
  type PivotsDemarkOptions,
  type PivotsDemarkValue,
  type PivotsDemarkVariants,
  pivots_demark,
} from './pivots-demark.ts';
export {
  PivotsFibonacci,
  type PivotsFibonacciOptions,
  type PivotsFibonacciValue,
  type PivotsFibonacciVariants,
  pivots_fibonacci,
} from './pivots-fibonacci.ts';
export {
  PivotsWoodie,
  type PivotsWoodieOptions,
  type PivotsWoodieValue,
  type PivotsWoodieVariants,
  pivots_woodie,
} from './pivots-woodie.ts';
export { RollingVwap, rolling_vwap } from './rolling-vwap.ts';
export { Typprice, typprice } from './typprice.ts';
export { ValueArea, type ValueAreaOptions, type ValueAreaValue, type ValueAreaVariants, value_area } from './value-area.ts';
export { Vwap, type VwapOptions, type VwapValue, type VwapVariants, vwap } from './vwap.ts';
export { Wclprice, wclprice } from './wclprice.ts';
