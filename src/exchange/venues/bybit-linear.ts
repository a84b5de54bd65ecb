import { ArgumentError, checkKeys, checkNumber, show } from '../../core/index.ts';
import type { InstrumentOptions } from '../../market/index.ts';
import { type FeeRates, toFeeModel } from '../costs/fees.ts';
import { completeTiers, type FundingRates, type RiskTier, type VenuePreset } from './venue-preset.ts';

/** Options of {@link bybitLinear}. */
export interface BybitLinearOptions {
  /** Largest sum of position values as a multiple of equity, 1 to 100. @default 1 */
  readonly leverage?: number;
  /** Fee rates. @default taker 0.00055, maker 0.0002: the base table */
  readonly fees?: FeeRates;
  /** Funding rates by symbol. @default none is paid */
  readonly funding?: Readonly<Record<string, FundingRates>>;
  /** Steps and minimums by symbol: fields of an instrument, or rows of the venue's `instruments-info`. @default those of the bars */
  readonly instruments?: Readonly<Record<string, Omit<InstrumentOptions, 'symbol'>>> | readonly BybitInstrument[];
  /** Margin tiers by symbol. @default one tier of 0.5 % */
  readonly riskTiers?: Readonly<Record<string, readonly RiskTier[]>>;
}

/** A row of the venue's `instruments-info`; numbers come as text. */
export interface BybitInstrument {
  readonly symbol: string;
  readonly baseCoin?: string;
  readonly quoteCoin?: string;
  readonly priceFilter: { readonly tickSize: string };
  readonly lotSizeFilter: {
    readonly qtyStep: string;
    readonly minOrderQty: string;
    readonly maxOrderQty: string;
    readonly minNotionalValue?: string;
  };
}

const everyTier: readonly RiskTier[] = [{ limit: Number.POSITIVE_INFINITY, maintenance: 0.005 }];

/**
 * Bybit's linear contracts in cross margin: its base fees, its steps and minimums, funding at the symbol's own times, and liquidation
 * where the equity falls to the maintenance margin at the last price.
 *
 * maintenance margin = value x rate - deduction of its tier; a liquidated position is dealt at the price at which the account is
 * worth nothing.
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
export function bybitLinear(options: BybitLinearOptions = {}): VenuePreset {
  checkKeys('bybitLinear', options, ['leverage', 'fees', 'funding', 'instruments', 'riskTiers']);
  const { leverage = 1, fees = { taker: 0.00055, maker: 0.0002 }, funding = {}, instruments = {}, riskTiers = {} } = options;
  checkNumber('leverage', leverage, { min: 1, max: 100 });
  for (const [symbol, rates] of Object.entries(funding)) checkFunding(symbol, rates);
  const tiers = Object.entries({ '': everyTier, ...riskTiers }).map(([symbol, given]) => [symbol, completeTiers(given)]);
  return Object.freeze({
    name: 'Bybit linear',
    fees: toFeeModel(fees),
    leverage,
    instruments: instrumentsOf(instruments),
    funding,
    tiers: Object.fromEntries(tiers),
  });
}

function checkFunding(symbol: string, rates: FundingRates): void {
  const name = `funding.${symbol}`;
  if (typeof rates !== 'object' || rates === null || rates.time?.length === undefined || rates.rate?.length !== rates.time.length) {
    throw new ArgumentError(`Expected \`${name}\` to have columns \`time\` and \`rate\` of one length, was \`${show(rates)}\`.`);
  }
  for (let i = 0; i < rates.time.length; i++) {
    checkNumber(`${name}.rate[${i}]`, rates.rate[i], { above: -1, below: 1 });
    checkNumber(`${name}.time[${i}]`, rates.time[i], i === 0 ? {} : { above: rates.time[i - 1] });
  }
}

function instrumentsOf(given: NonNullable<BybitLinearOptions['instruments']>): VenuePreset['instruments'] {
  if (!Array.isArray(given)) return given as VenuePreset['instruments'];
  return Object.fromEntries(
    (given as readonly BybitInstrument[]).map(({ symbol, baseCoin = '', quoteCoin = '', priceFilter, lotSizeFilter }) => [
      symbol,
      {
        kind: 'linear',
        base: baseCoin,
        quote: quoteCoin,
        tickSize: Number(priceFilter.tickSize),
        quantityStep: Number(lotSizeFilter.qtyStep),
        minQuantity: Number(lotSizeFilter.minOrderQty),
        maxQuantity: Number(lotSizeFilter.maxOrderQty),
        minNotional: Number(lotSizeFilter.minNotionalValue ?? 0),
      },
    ]),
  );
}
