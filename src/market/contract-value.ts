import type { Instrument } from './instrument.ts';

/** What tells the value of a contract. */
export type ContractTerms = Pick<Instrument, 'kind' | 'multiplier'>;

/**
 * What one unit is worth at a price, in the currency of the account: multiplier x price, of an inverse contract multiplier / price of the
 * base coin.
 *
 * Source: Bybit, "Inverse contract" and "Linear contract", position value.
 *
 * @example
 * ```ts
 * import { contractValue } from 'barwright/market';
 * contractValue({ kind: 'inverse', multiplier: 1 }, 50_000); // 0.00002
 * ```
 */
export function contractValue({ kind, multiplier }: ContractTerms, price: number): number {
  return kind === 'inverse' ? multiplier / price : price * multiplier;
}

/**
 * The profit of a position before fees: side x (exit - entry) x quantity x multiplier, of an inverse contract side x (1 / entry - 1 / exit)
 * x quantity x multiplier in base coins.
 *
 * @param side 1 for long, -1 for short.
 * @param quantity units or contracts, above 0.
 * @example
 * ```ts
 * import { contractProfit } from 'barwright/market';
 * contractProfit({ kind: 'inverse', multiplier: 1 }, 1, 50_000, 62_500, 100_000); // 0.4
 * ```
 */
export function contractProfit({ kind, multiplier }: ContractTerms, side: number, entry: number, exit: number, quantity: number): number {
  return kind === 'inverse' ? side * (1 / entry - 1 / exit) * quantity * multiplier : side * (exit - entry) * quantity * multiplier;
}

/**
 * What a contract is worth at its expiry: an option what it is in the money by, max(0, settlement - strike) of a call and
 * max(0, strike - settlement) of a put; others the settlement price.
 *
 * @example
 * ```ts
 * import { settledPrice } from 'barwright/market';
 * settledPrice({ optionType: 'put', strike: 100 }, 92); // 8
 * ```
 */
export function settledPrice({ optionType, strike }: Pick<Instrument, 'optionType' | 'strike'>, settlement: number): number {
  if (optionType === '') return settlement;
  return Math.max(0, optionType === 'call' ? settlement - strike : strike - settlement);
}
