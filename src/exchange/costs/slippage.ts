import { ArgumentError, checkKeys, checkNumber, madeBy } from '../../core/index.ts';

/** A fill that takes liquidity, as a {@link SlippageModel} sees it. What is not known is NaN. */
export interface TakerFill {
  /** 1 buys, -1 sells. */
  readonly side: 1 | -1;
  /** Units dealt, > 0. */
  readonly quantity: number;
  /** The price that was there before the fill, quote units, > 0. */
  readonly price: number;
  /** Volume of the bar of the fill, units; 0 where nobody traded, NaN where it is not known. */
  readonly volume: number;
  /** Standard deviation of the returns of recent bars, as a fraction for one bar; NaN where it is not known. */
  readonly volatility: number;
  /** Step of prices, quote units; 0 where the instrument has none. */
  readonly tickSize: number;
  /** Quoted spread, quote units; NaN where it is not known. */
  readonly spread: number;
  /** Bar of the fill. */
  readonly index: number;
}

/** By how much a fill that takes liquidity is worse than the price that was there. */
export interface SlippageModel {
  readonly name: string;
  /** Whether the answer hangs on `quantity`; where it does not, a size can be found without asking twice. */
  readonly needsQuantity: boolean;
  /**
   * Quote units against the trader, >= 0 and below the price; a buy adds them to the price, a sell takes them off. Tick rounding
   * comes after it. More quantity never slips less, and what is not known is never taken to be free.
   */
  slippage(fill: TakerFill): number;
  /** Throws where the model cannot be used on an instrument; asked once before a run. */
  checkInstrument?(instrument: { readonly symbol: string; readonly tickSize: number }): void;
}

/** The most that the models here take of a price, so that a sell always brings something. */
const largestFraction = 0.99;

/** A slippage that leaves something of the price. */
export function againstTrader(slippage: number, price: number): number {
  return Math.min(slippage, largestFraction * price);
}

/**
 * No slippage: fills at the price that was there. Optimistic for all but small orders in deep books.
 *
 * @example
 * ```ts
 * import { noSlippage } from 'barwright/exchange';
 * noSlippage().name; // 'none'
 * ```
 */
export function noSlippage(): SlippageModel {
  return madeBy('noSlippage', [], { name: 'none', needsQuantity: false, slippage: () => 0 });
}

/**
 * A fixed number of basis points of the price, whatever is dealt: slippage = price x bps / 10,000.
 *
 * @param bps - basis points (hundredths of a percent), in [0, 9,900].
 * @throws ArgumentError where `bps` is out of range.
 * @example
 * ```ts
 * import { basisPointSlippage } from 'barwright/exchange';
 * const fill = { side: 1, quantity: 2, price: 100, volume: 500, volatility: 0.01, tickSize: 0.01, spread: 0.02, index: 0 } as const;
 * basisPointSlippage(5).slippage(fill); // 0.05
 * ```
 */
export function basisPointSlippage(bps: number): SlippageModel {
  const fraction = checkNumber('bps', bps, { min: 0, max: 10_000 * largestFraction }) / 10_000;
  return madeBy('basisPointSlippage', [bps], {
    name: `${bps} bps of price`,
    needsQuantity: false,
    slippage: ({ price }) => price * fraction,
  });
}

/**
 * A fixed number of ticks, whatever is dealt: slippage = ticks x tickSize, at most 99 % of the price.
 *
 * @param ticks - ticks of the instrument, >= 0; parts of a tick are allowed.
 * @throws ArgumentError where `ticks` is out of range, and where the model is used on an instrument without a `tickSize`.
 * @example
 * ```ts
 * import { tickSlippage } from 'barwright/exchange';
 * const fill = { side: -1, quantity: 2, price: 100, volume: 500, volatility: 0.01, tickSize: 0.25, spread: 0.25, index: 0 } as const;
 * tickSlippage(2).slippage(fill); // 0.5
 * ```
 */
export function tickSlippage(ticks: number): SlippageModel {
  const count = checkNumber('ticks', ticks, { min: 0 });
  const need = (of: string, tickSize: number): void => {
    if (tickSize > 0) return;
    throw new ArgumentError(`Expected ${of} to have a \`tickSize\` > 0, as slippage in ticks needs one, was \`${tickSize}\`.`);
  };
  return madeBy('tickSlippage', [ticks], {
    name: `${ticks} ${ticks === 1 ? 'tick' : 'ticks'}`,
    needsQuantity: false,
    slippage({ price, tickSize }) {
      need('the instrument', tickSize);
      return againstTrader(count * tickSize, price);
    },
    checkInstrument: ({ symbol, tickSize }) => need(`\`${symbol}\``, tickSize),
  });
}

/** Options of {@link spreadSlippage}. */
export interface SpreadSlippageOptions {
  /** Spread taken where none is quoted, as a fraction of the price, in [0, 1). @default 0.001 */
  readonly fallback?: number;
}

/**
 * A share of the quoted spread: slippage = share x spread, at most 99 % of the price.
 *
 * Where the reference is the middle of the quotes, half the spread is what taking costs; where it is the last trade, which may
 * have been on either side, up to the whole of it. Without a quoted spread, as in bars, or with one below 0, the spread is taken
 * to be `fallback` x price: 10 basis points unless told, wider than liquid markets quote, since an unknown spread is no zero spread.
 *
 * @param share - share of the spread, >= 0 (default: 0.5).
 * @param options - `fallback`: spread where none is quoted, as a fraction of the price, in [0, 1) (default: 0.001).
 * @throws ArgumentError where a number is out of range.
 * @example
 * ```ts
 * import { spreadSlippage } from 'barwright/exchange';
 * const fill = { side: 1, quantity: 2, price: 100, volume: 500, volatility: 0.01, tickSize: 0.01, spread: 0.04, index: 0 } as const;
 * spreadSlippage().slippage(fill); // 0.02
 * spreadSlippage().slippage({ ...fill, spread: Number.NaN }); // 0.05
 * ```
 */
export function spreadSlippage(share = 0.5, options: SpreadSlippageOptions = {}): SlippageModel {
  checkNumber('share', share, { min: 0 });
  checkKeys('options', options, ['fallback']);
  const fallback = checkNumber('fallback', options.fallback ?? 0.001, { min: 0, below: 1 });
  return madeBy('spreadSlippage', [share, options], {
    name: `${share} of the spread, ${fallback} of price where none is quoted`,
    needsQuantity: false,
    slippage: ({ price, spread }) => againstTrader(share * (spread >= 0 ? spread : fallback * price), price),
  });
}
