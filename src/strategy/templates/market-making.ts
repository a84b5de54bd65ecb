import type { BookView, Quote, Side } from '../../market/index.ts';
import type { Context, OrderView } from '../context.ts';
import { Strategy } from '../strategy.ts';

/** Parameters of {@link MarketMaking}. */
export interface MarketMakingParameters {
  readonly share: number;
  readonly maxInventory: number;
  readonly aversion: number;
  readonly decay: number;
  readonly horizon: number;
  readonly refresh: number;
  readonly shorts: boolean;
}

/** What a quote is reckoned from. */
export interface MarketMakingState {
  /** Fair price, quote units. */
  readonly fair: number;
  /** Position in orders of the strategy's size, above 0 long. */
  readonly inventory: number;
  /** Variance of the fair price, square basis points a second. */
  readonly variance: number;
}

/** What is kept of an instrument. */
interface Market {
  /** Base units or contracts of a whole order. */
  readonly units: number;
  /** Time from which it is quoted, ms. */
  readonly from: number;
  /** Fair price at the last refresh and its time, ms. */
  fair: number;
  time: number;
  /** Squared changes in basis points and seconds, both fading with the horizon. */
  squares: number;
  seconds: number;
}

/**
 * Quotes both sides of a book or of best quotes with post-only orders, further from the price the more it moves, and both lower the more
 * it holds: the reservation price leans against the inventory.
 *
 * With q the inventory in orders, v the variance of the fair price in square basis points a second and h the horizon in seconds, in basis
 * points of the fair price: reservation = -q x aversion x v x h; half spread = aversion x v x h / 2 + ln(1 + aversion / decay) / aversion.
 * The paper's time to the close is a horizon that stays as it is. The variance is that of the changes from refresh to refresh, fading
 * with the horizon; the first quotes come after one horizon. A side that would cross is quoted at the best price of its side. A position
 * never goes beyond `maxInventory` orders, and what is left to that by less than a tenth of one is not quoted.
 *
 * Source: Marco Avellaneda and Sasha Stoikov, High-frequency trading in a limit order book, Quantitative Finance 8 (2008), section
 * 3.2.
 *
 * @example
 * ```ts
 * import { backtest, Quotes, syntheticBars } from 'barwright';
 * import { MarketMaking } from 'barwright/strategy';
 * const { time, close } = syntheticBars({ seed: 1, length: 3_000, interval: '1s' });
 * const quotes = Quotes.fromColumns({ time, bid: close.map((price) => price * 0.9999), ask: close.map((price) => price * 1.0001) });
 * const result = backtest(new MarketMaking({ refresh: 5 }), { ABC: { quotes } }, { fees: { maker: -0.0001, taker: 0.0005 } });
 * ```
 */
export class MarketMaking extends Strategy<MarketMakingParameters> {
  static parameters = {
    share: { type: 'float', min: 0.0001, max: 1, default: 0.02, description: 'Share of equity in each order, as it is at the first quote' },
    maxInventory: { type: 'int', min: 1, max: 1000, default: 10, description: 'Orders that a position is worth at most' },
    aversion: { type: 'float', min: 0.0001, max: 10, default: 0.05, description: 'Aversion to the risk of inventory, per basis point' },
    decay: { type: 'float', min: 0.001, max: 100, default: 0.5, description: 'How fast fills become rarer with distance, per basis point' },
    horizon: { type: 'float', min: 0.1, max: 86_400, default: 10, description: 'Seconds for which inventory is at risk' },
    refresh: { type: 'float', min: 0.001, max: 3600, default: 1, description: 'Seconds between quotes' },
    shorts: { type: 'boolean', default: true, description: 'Whether more than what is held is offered' },
  } as const;
  readonly #markets: Map<string, Market> = new Map();
  /** When each instrument is quoted anew, ms. */
  readonly #due: Map<string, number> = new Map();

  override onBook(symbol: string, _book: BookView, ctx: Context): void {
    this.#refresh(symbol, ctx);
  }

  override onQuote({ symbol }: Quote, ctx: Context): void {
    this.#refresh(symbol, ctx);
  }

  /** The price that both sides are quoted around; NaN takes them away. Override it for one that weighs the sizes, or knows another market. */
  protected fairPrice({ bid, ask }: Quote, _ctx: Context): number {
    return (bid + ask) / 2;
  }

  /** How far the reservation price is above the fair one, basis points. */
  protected skew({ inventory, variance }: MarketMakingState): number {
    const { aversion, horizon } = this.params;
    return -inventory * aversion * variance * horizon;
  }

  /** How far each side is from the reservation price, basis points, above 0. */
  protected halfSpread({ variance }: MarketMakingState): number {
    const { aversion, decay, horizon } = this.params;
    return (aversion * variance * horizon) / 2 + Math.log1p(aversion / decay) / aversion;
  }

  /** Units of a whole order, asked for once for each instrument. */
  protected unitsOf(_symbol: string, fair: number, ctx: Context): number {
    return (this.params.share * ctx.equity) / fair;
  }

  /** Whether a side may be quoted now; orders of one that may not are taken away. */
  protected mayQuote(_side: Side, _symbol: string, _ctx: Context): boolean {
    return true;
  }

  #refresh(symbol: string, ctx: Context): void {
    if (ctx.time < (this.#due.get(symbol) ?? Number.NEGATIVE_INFINITY)) return;
    const quote = ctx.quote(symbol);
    if (quote === undefined) return;
    const { refresh, horizon } = this.params;
    this.#due.set(symbol, ctx.time + refresh * 1000);
    const fair = quote.bid < quote.ask ? this.fairPrice(quote, ctx) : Number.NaN;
    if (!(fair > 0)) {
      ctx.cancelAll(symbol);
      return;
    }
    const market = this.#markets.get(symbol);
    if (market === undefined) {
      const from = ctx.time + horizon * 1000;
      this.#markets.set(symbol, { units: this.unitsOf(symbol, fair, ctx), from, fair, time: ctx.time, squares: 0, seconds: 0 });
      return;
    }
    observe(market, fair, ctx.time, horizon);
    if (ctx.time < market.from) return;
    const held = ctx.position(symbol).quantity;
    const state = { fair, inventory: held / market.units, variance: market.squares / market.seconds };
    const [skew, half] = [this.skew(state), this.halfSpread(state)];
    const bid = fair * (1 + (skew - half) / 1e4);
    const ask = fair * (1 + (skew + half) / 1e4);
    const room = this.params.maxInventory * market.units;
    const working = ctx.orders(symbol);
    const buy = (): void => this.#work('buy', symbol, bid < quote.ask ? bid : quote.bid, Math.min(market.units, room - held), working, ctx);
    const sell = (): void =>
      this.#work(
        'sell',
        symbol,
        ask > quote.bid ? ask : quote.ask,
        Math.min(market.units, held + (this.params.shorts ? room : 0)),
        working,
        ctx,
      );
    // The side that gives way goes first, so that the two never meet.
    const before = working.find(({ side }) => side === 'sell');
    for (const each of before !== undefined && ask > before.limit ? [sell, buy] : [buy, sell]) each();
  }

  /** Moves the order of a side to its price, or sends one. */
  #work(side: Side, symbol: string, limit: number, units: number, working: readonly OrderView[], ctx: Context): void {
    const order = working.find((each) => each.side === side);
    const isWanted = limit > 0 && this.mayQuote(side, symbol, ctx);
    if (order !== undefined) {
      if (!isWanted) ctx.cancel(order.id);
      else if (order.limit !== limit) ctx.amend(order.id, { limit });
    } else if (isWanted && units >= 0.1 * (this.#markets.get(symbol) as Market).units)
      ctx[side](symbol, { size: { units }, limit, postOnly: true, tag: 'quote' });
  }
}

/** Takes a new price into the variance. */
function observe(market: Market, fair: number, time: number, horizon: number): void {
  const seconds = (time - market.time) / 1000;
  const fade = Math.exp(-seconds / horizon);
  const change = 1e4 * Math.log(fair / market.fair);
  market.squares = fade * market.squares + change * change;
  market.seconds = fade * market.seconds + seconds;
  market.fair = fair;
  market.time = time;
}
