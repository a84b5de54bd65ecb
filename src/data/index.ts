/**
 * Readers, writers and tools for data: synthetic markets, adjustment, quality, frames.
 *
 * @module data
 */
export { type SyntheticMarketOptions, type SyntheticOptions, type SyntheticSymbol, syntheticBars, syntheticMarket } from './synthetic.ts';
