import { type BybitContractOptions, contractPreset } from './bybit-contracts.ts';
import type { VenuePreset } from './venue-preset.ts';

/**
 * Bybit's linear contracts: its base fees, its steps and minimums, funding at the symbol's own times, and liquidation where the equity
 * (in isolated margin the position's own part of it, value at entry / leverage) falls to the maintenance margin at the last price.
 *
 * maintenance margin = value x rate - deduction of its tier; a liquidated position is dealt at the price at which the account, or the
 * position's own margin, is worth nothing.
 *
 * @throws ArgumentError where an option is unknown or out of range.
 * Source: Bybit, "New Margin Calculation" (2025), cross margin; fee table of level 0.
 *
 * @example
 * ```ts
 * import { bybitLinear } from 'barwright';
 * const venue = bybitLinear({
 *   leverage: 5,
 *   instruments: { BTCUSDT: { tickSize: 0.1, quantityStep: 0.001, minNotional: 5 } },
 *   funding: { BTCUSDT: { time: [1_700_000_000_000], rate: [0.0001] } },
 * });
 * ```
 */
export function bybitLinear(options: BybitContractOptions = {}): VenuePreset {
  return contractPreset('bybitLinear', 'linear', options);
}
