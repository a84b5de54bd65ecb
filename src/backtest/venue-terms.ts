import { ArgumentError } from '../core/index.ts';
import type { OrderRules, VenuePreset } from '../exchange/index.ts';
import { type Instrument, type InstrumentOptions, listedSymbol } from '../market/index.ts';
import type { CompleteOptions } from './options.ts';

/** What the venue of a run lends, limits and charges for what is traded there. */
export function venueTerms(
  { venue, participation = Number.POSITIVE_INFINITY, maxOrders = 500 }: CompleteOptions,
  instruments: readonly Instrument[],
): Pick<OrderRules, 'participation' | 'maxOrders' | 'tiers' | 'shorts' | 'marginMode' | 'deliveryFee'> {
  return {
    participation,
    maxOrders,
    tiers: instruments.map(({ symbol }) => venue?.tiers[listedSymbol(symbol)] ?? venue?.tiers['']),
    shorts: venue?.shorts ?? true,
    marginMode: venue?.marginMode ?? 'cross',
    deliveryFee: venue?.deliveryFee ?? 0,
  };
}

/** What a venue knows better of an instrument than its data; undefined for nothing. */
export function venueFields(
  venue: VenuePreset | undefined,
  { symbol, kind }: Pick<Instrument, 'symbol' | 'kind'>,
): Omit<InstrumentOptions, 'symbol'> | undefined {
  const own = venue?.instruments[symbol];
  const isUnknown = kind === 'spot' && venue?.kind !== undefined;
  return isUnknown ? { kind: venue.kind, ...own } : own;
}

/**
 * Throws unless all contracts are settled in one currency.
 *
 * @throws ArgumentError that names the two that are not.
 */
export function checkSettlement(instruments: readonly Instrument[]): void {
  const [first] = instruments;
  for (const one of instruments) {
    const isOther = one.kind === 'inverse' && (one.base !== first.base || one.base === '');
    if (one !== first && ((one.kind === 'inverse') !== (first.kind === 'inverse') || isOther))
      throw new ArgumentError(
        `Expected all contracts to be settled in one currency, ${first.symbol} is ${first.kind} on ${first.base || 'no base'} and ${one.symbol} ${one.kind} on ${one.base || 'no base'}. Run them apart.`,
      );
  }
}
