export { Bbands, type BbandsOptions, type BbandsValue, type BbandsVariants, bbands } from './bbands.ts';
export { Ema, type EmaOptions, type EmaSeed, ema } from './ema.ts';
export { Sma, sma } from './sma.ts';
export { Wilder, wilder } from './wilder.ts';
