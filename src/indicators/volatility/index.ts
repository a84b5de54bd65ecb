export { Atr, atr } from './atr.ts';
export { Chop, chop } from './chop.ts';
export { Keltner, type KeltnerOptions, type KeltnerValue, type KeltnerVariants, keltner } from './keltner.ts';
export { Natr, natr } from './natr.ts';
export { Trange, trange } from './trange.ts';
