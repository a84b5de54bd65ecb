import { type BybitContractOptions, contractPreset } from './bybit-contracts.ts';
import type { VenuePreset } from './venue-preset.ts';

/**
 * Bybit's inverse contracts, one dollar each: cash, equity, fees, funding and profits are in the base coin; `cash` of the run too.
 *
 * value = quantity / price; profit = quantity x (1 / entry - 1 / exit); maintenance margin = value x rate - deduction of its tier. All
 * instruments of a run are on one coin.
 *
 * @throws ArgumentError where an option is unknown or out of range.
 * Source: Bybit, "Liquidation price calculation: inverse contract", "Profit and loss calculations".
 *
 * @example
 * ```ts
 * import { bybitInverse } from 'barwright';
 * const venue = bybitInverse({ leverage: 3, marginMode: 'isolated', instruments: { BTCUSD: { base: 'BTC', tickSize: 0.1, quantityStep: 1 } } });
 * ```
 */
export function bybitInverse(options: BybitContractOptions = {}): VenuePreset {
  return contractPreset('bybitInverse', 'inverse', options);
}
