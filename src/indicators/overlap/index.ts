export { Bbands, type BbandsOptions, type BbandsValue, type BbandsVariants, bbands } from './bbands.ts';
export { Ema, type EmaOptions, type EmaSeed, ema } from './ema.ts';
export { Midpoint, midpoint } from './midpoint.ts';
export { Midprice, midprice } from './midprice.ts';
export { Sma, sma } from './sma.ts';
export { Wilder, wilder } from './wilder.ts';
