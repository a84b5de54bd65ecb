import { checkKeys } from '../../core/index.ts';
import type { InstrumentOptions } from '../../market/index.ts';
import { type FeeModel, type FeeRates, toFeeModel } from '../costs/fees.ts';
import { type BybitInstrument, ofKind } from './bybit-contracts.ts';
import type { VenuePreset } from './venue-preset.ts';

/** Options of {@link bybitSpot}. */
export interface BybitSpotOptions {
  /** Fee rates, or a model such as `tieredFees`. @default taker 0.001, maker 0.001: the base table */
  readonly fees?: FeeRates | FeeModel;
  /** Steps and minimums by symbol: fields of an instrument, or rows of the venue's `instruments-info`. @default those of the bars */
  readonly instruments?: Readonly<Record<string, Omit<InstrumentOptions, 'symbol'>>> | readonly BybitInstrument[];
}

/**
 * Bybit's spot market: its base fees, its steps and minimums, no leverage, and nothing is sold that is not held (`SHORT_NOT_ALLOWED`).
 * Fees are paid in the quote currency.
 *
 * @throws ArgumentError where an option is unknown or out of range.
 * Source: Bybit, "Trading fee structure", level 0.
 *
 * @example
 * ```ts
 * import { bybitSpot } from 'barwright';
 * const venue = bybitSpot({ instruments: { BTCUSDT: { tickSize: 0.01, quantityStep: 0.000001, minNotional: 5 } } });
 * ```
 */
export function bybitSpot(options: BybitSpotOptions = {}): VenuePreset {
  checkKeys('bybitSpot', options, ['fees', 'instruments']);
  return Object.freeze({
    name: 'Bybit spot',
    fees: toFeeModel(options.fees ?? { taker: 0.001, maker: 0.001 }),
    leverage: 1,
    instruments: ofKind('spot', options.instruments ?? {}),
    funding: {},
    tiers: {},
    shorts: false,
  });
}
