import { ArgumentError, checkKeys, checkNumber, checkOneOf, show } from '../../core/index.ts';
import { Bars, type InstrumentKind, type InstrumentOptions } from '../../market/index.ts';
import { type FeeModel, type FeeRates, toFeeModel } from '../costs/fees.ts';
import { completeTiers, type FundingRates, type RiskTier, type VenuePreset } from './venue-preset.ts';

/** Options of the contracts of Bybit. */
export interface BybitContractOptions {
  /** Largest sum of position values as a multiple of equity, 1 to 100. @default 1 */
  readonly leverage?: number;
  /** Whether positions share the equity as their margin, or each has its own. @default 'cross' */
  readonly marginMode?: 'cross' | 'isolated';
  /** Fee rates, or a model such as `tieredFees`. @default taker 0.00055, maker 0.0002: the base table */
  readonly fees?: FeeRates | FeeModel;
  /** Funding rates by symbol. @default none is paid */
  readonly funding?: Readonly<Record<string, FundingRates>>;
  /** Mark prices by symbol, as bars: the value that funding is paid on, and liquidation where they are no longer than those of the run. @default the prices of the run */
  readonly marks?: Readonly<Record<string, Bars>>;
  /** Steps and minimums by symbol: fields of an instrument, or rows of the venue's `instruments-info`. @default those of the bars */
  readonly instruments?: Readonly<Record<string, Omit<InstrumentOptions, 'symbol'>>> | readonly BybitInstrument[];
  /** Margin tiers by symbol. @default one tier of 0.5 % */
  readonly riskTiers?: Readonly<Record<string, readonly RiskTier[]>>;
  /** Prices that dated contracts are settled by at their expiry, by symbol. @default their last price */
  readonly settlements?: Readonly<Record<string, number>>;
  /** Fee of that settlement, a fraction of the value. @default 0.0005 */
  readonly deliveryFee?: number;
}

/** A row of the venue's `instruments-info`; numbers come as text. */
export interface BybitInstrument {
  readonly symbol: string;
  readonly baseCoin?: string;
  readonly quoteCoin?: string;
  /** When the contract expires, ms; '0' for never. */
  readonly deliveryTime?: string;
  readonly priceFilter: { readonly tickSize: string };
  /** How far from the mark a limit price may lie. */
  readonly riskParameters?: { readonly priceLimitRatioX?: string };
  readonly lotSizeFilter: {
    readonly qtyStep?: string;
    readonly minOrderQty?: string;
    readonly maxOrderQty?: string;
    readonly minNotionalValue?: string;
    /** Of spot: step of quantities, largest limit order, smallest value. */
    readonly basePrecision?: string;
    readonly maxLimitOrderQty?: string;
    readonly minOrderAmt?: string;
  };
}

const everyTier: readonly RiskTier[] = [{ limit: Number.POSITIVE_INFINITY, maintenance: 0.005 }];

/** A preset of contracts with margin. */
export function contractPreset(name: string, kind: 'linear' | 'inverse', options: BybitContractOptions): VenuePreset {
  const known = ['leverage', 'marginMode', 'fees', 'funding', 'instruments', 'riskTiers', 'settlements', 'deliveryFee', 'marks'];
  checkKeys(name, options, known);
  const { leverage = 1, fees = { taker: 0.00055, maker: 0.0002 }, funding = {}, instruments = {}, riskTiers = {} } = options;
  const { marginMode = 'cross', settlements = {}, deliveryFee = 0.0005, marks = {} } = options;
  for (const [symbol, bars] of Object.entries(marks)) {
    if (!(bars instanceof Bars)) throw new ArgumentError(`Expected \`marks.${symbol}\` to be Bars, was \`${show(bars)}\`.`);
  }
  checkNumber('leverage', leverage, { min: 1, max: 100 });
  checkOneOf('marginMode', marginMode, ['cross', 'isolated']);
  checkNumber('deliveryFee', deliveryFee, { min: 0, below: 1 });
  for (const [symbol, price] of Object.entries(settlements)) checkNumber(`settlements.${symbol}`, price, { min: 0 });
  for (const [symbol, rates] of Object.entries(funding)) checkFunding(symbol, rates);
  const tiers = Object.entries({ '': everyTier, ...riskTiers }).map(([symbol, given]) => [symbol, completeTiers(given)]);
  return Object.freeze({
    name: `Bybit ${kind}`,
    kind,
    fees: toFeeModel(fees),
    leverage,
    instruments: ofKind(kind, instruments),
    funding,
    tiers: Object.fromEntries(tiers),
    marks,
    marginMode,
    settlements,
    deliveryFee,
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

/** Instruments of one kind. */
export function ofKind(kind: InstrumentKind, given: NonNullable<BybitContractOptions['instruments']>): VenuePreset['instruments'] {
  if (!Array.isArray(given)) {
    const own = given as VenuePreset['instruments'];
    return Object.fromEntries(Object.entries(own).map(([symbol, fields]) => [symbol, { kind, ...fields }]));
  }
  return Object.fromEntries(
    (given as readonly BybitInstrument[]).map(
      ({ symbol, baseCoin = '', quoteCoin = '', priceFilter, lotSizeFilter, deliveryTime, riskParameters }) => [
        symbol,
        {
          kind,
          base: baseCoin,
          quote: quoteCoin,
          tickSize: Number(priceFilter.tickSize),
          quantityStep: Number(lotSizeFilter.qtyStep ?? lotSizeFilter.basePrecision ?? 0),
          minQuantity: kind === 'spot' ? 0 : Number(lotSizeFilter.minOrderQty ?? 0),
          maxQuantity: Number(lotSizeFilter.maxOrderQty ?? lotSizeFilter.maxLimitOrderQty ?? Number.POSITIVE_INFINITY),
          minNotional: Number(lotSizeFilter.minNotionalValue ?? lotSizeFilter.minOrderAmt ?? 0),
          ...(Number(riskParameters?.priceLimitRatioX) > 0 && { priceBand: Number(riskParameters?.priceLimitRatioX) }),
          ...(Number(deliveryTime) > 0 && { expiry: Number(deliveryTime) }),
        },
      ],
    ),
  );
}
