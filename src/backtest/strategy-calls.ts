import { StrategyError } from '../core/index.ts';
import { barMoments, type FillNotice, type OrderNotice, orderReasons } from '../exchange/index.ts';
import type { Bar, BookView, Fill, MarketTrade, Quote } from '../market/index.ts';
import { type FundingPayment, type IndicatorHandle, Strategy } from '../strategy/index.ts';
import type { EventContext } from './event-context.ts';

/** Where a run is: the number of its bar and the time of that bar, ms. */
export interface Place {
  readonly index: number;
  readonly time: number;
}

/** Calls a strategy for what happens, and turns what it throws into a StrategyError with its place. */
export class StrategyCalls {
  readonly handles: readonly IndicatorHandle[];
  readonly #strategy: Strategy<object>;
  readonly #name: string;
  readonly #context: EventContext;
  readonly #place: () => Place;
  #fills = 0;
  /** Instrument that the last callback was about. */
  #about = 0;

  /** @param place where the run is, asked for when something goes wrong. */
  constructor(strategy: Strategy<object>, name: string, context: EventContext, place: () => Place) {
    this.#strategy = strategy;
    this.#name = name;
    this.#context = context;
    this.#place = place;
    this.handles = Strategy.declaredBy(strategy).handles;
  }

  start(): void {
    this.#call('onStart', () => this.#strategy.onStart?.(this.#context));
  }

  stop(): void {
    this.#call('onStop', () => this.#strategy.onStop?.(this.#context));
  }

  bar(instrument: number, bar: Bar): void {
    if (this.#strategy.onBar === undefined) return;
    this.#turnTo(instrument);
    try {
      this.#strategy.onBar(bar, this.#context);
    } catch (error) {
      throw this.#failure('onBar', error);
    }
  }

  trade(instrument: number, trade: MarketTrade): void {
    this.#turnTo(instrument);
    this.#call('onTrade', () => this.#strategy.onTrade?.(trade, this.#context));
  }

  quote(instrument: number, quote: Quote): void {
    this.#turnTo(instrument);
    this.#call('onQuote', () => this.#strategy.onQuote?.(quote, this.#context));
  }

  book(instrument: number, symbol: string, book: BookView): void {
    this.#turnTo(instrument);
    this.#call('onBook', () => this.#strategy.onBook?.(symbol, book, this.#context));
  }

  funding(instrument: number, payment: FundingPayment): void {
    if (this.#strategy.onFunding === undefined) return;
    this.#turnTo(instrument);
    this.#call('onFunding', () => this.#strategy.onFunding?.(payment, this.#context));
  }

  /** Tells of orders and fills, in the order of their happening. */
  tell(notices: (FillNotice | OrderNotice)[]): void {
    for (const notice of notices.splice(0)) {
      if ('order' in notice) {
        this.#turnTo(notice.order.ticket.instrument % this.#context.symbols.length);
        this.#call('onOrder', () => this.#strategy.onOrder?.(this.#context.view(notice.order, notice), this.#context));
      } else {
        const id = this.#fills++;
        this.#turnTo(notice.instrument % this.#context.symbols.length);
        this.#call('onFill', () => this.#strategy.onFill?.(this.#fillOf(notice, id), this.#context));
      }
    }
  }

  /** Calls the timers that are due. */
  ring(): void {
    const { timers, time } = this.#context;
    this.#turnTo(this.#about);
    for (const timer of [...timers]) {
      if (timer.next > time) continue;
      if (timer.every === 0) timers.splice(timers.indexOf(timer), 1);
      else timer.next = Math.floor((time - timer.shift) / timer.every + 1) * timer.every + timer.shift;
      this.#call('onTimer', () => this.#strategy.onTimer?.(timer.name, this.#context));
    }
  }

  /** The next callback is about an instrument: the indicators stand where it is. */
  #turnTo(instrument: number): void {
    this.#about = instrument;
    for (let h = 0; h < this.handles.length; h++) this.handles[h].about(instrument);
  }

  #fillOf({ orderId, instrument, quantity, price, fee, slippage, reason, index, time, moment, isMaker }: FillNotice, id: number): Fill {
    return {
      id,
      orderId,
      symbol: this.#context.symbols[instrument % this.#context.symbols.length],
      side: quantity > 0 ? 'buy' : 'sell',
      reason: orderReasons[reason],
      quantity: Math.abs(quantity),
      price,
      fee,
      slippage,
      liquidity: isMaker ? 'maker' : 'taker',
      index,
      time,
      moment: barMoments[moment],
    };
  }

  #call(name: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      throw this.#failure(name, error);
    }
  }

  #failure(callback: string, error: unknown): StrategyError {
    const text = error instanceof Error ? error.message : String(error);
    const { index, time } = this.#place();
    return new StrategyError(`${this.#name}.${callback} threw at bar ${index}: ${text}`, { cause: error, index, time });
  }
}
