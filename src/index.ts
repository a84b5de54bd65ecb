/**
 * The everyday names of barwright.
 *
 * @module barwright
 */
export { ArgumentError, BarwrightError, DataError, NotEnoughDataError, SourceError } from './core/index.ts';
export { syntheticBars } from './data/index.ts';
export { type Bar, type BarRow, Bars, type BarsOptions, type Instrument, instrument } from './market/index.ts';
