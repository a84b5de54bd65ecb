import {
  noProtection,
  type OrderTicket,
  type OrderVenue,
  type Protection,
  plainTerms,
  reasonCodes,
  type WorkingOrder,
} from '../exchange/index.ts';
import { levelAt, reduceQuantity, sizeQuantity } from '../risk/index.ts';
import { type DecisionRules, decide, decisionRules, hasExit } from './decide.ts';
import type { CompleteOptions } from './options.ts';
import { type Plan, readProtection, spanEnd } from './plan.ts';

/** Turns the signals of a strategy into orders at the close of each bar: what the event driver calls in place of `onBar`. */
export class SignalsDriver {
  readonly #venue: OrderVenue;
  readonly #plans: readonly Plan[];
  readonly #rules: DecisionRules;
  /** The entry order that rests for each instrument. */
  readonly #resting: (WorkingOrder | undefined)[];
  /** First bar at which each position is too old, and its side. */
  readonly #timeStop: Float64Array;
  readonly #side: Int8Array;

  constructor(venue: OrderVenue, plans: readonly Plan[], options: CompleteOptions) {
    this.#venue = venue;
    this.#plans = plans;
    this.#rules = decisionRules(options);
    this.#resting = plans.map(() => undefined);
    this.#timeStop = new Float64Array(plans.length).fill(Number.POSITIVE_INFINITY);
    this.#side = new Int8Array(plans.length);
  }

  /** Starts or ends the clock of the time stop after a fill in bar i. */
  filled(k: number, i: number): void {
    const side = Math.sign(this.#venue.ledger.quantity[k]);
    if (side === this.#side[k]) return;
    this.#side[k] = side;
    const { timeStop } = this.#plans[k];
    this.#timeStop[k] = side === 0 || timeStop === undefined ? Number.POSITIVE_INFINITY : spanEnd(this.#venue.markets[k], i, timeStop);
  }

  /** Whether the position is too old at bar i. */
  isTooOld(k: number, i: number): boolean {
    return this.#timeStop[k] <= i;
  }

  /** Closes at the open of bar i a position that is too old. */
  open(k: number, i: number): void {
    const held = this.#venue.ledger.quantity[k];
    if (!this.isTooOld(k, i) || held === 0) return;
    this.#venue.dealAtOpen(this.#closing(k, i, held > 0 ? -1 : 1, reasonCodes.timeStop), i);
    this.filled(k, i);
  }

  /** Reads the signals of bar i and sends the orders that they ask for. */
  decide(k: number, i: number): void {
    const plan = this.#plans[k];
    const venue = this.#venue;
    const held = venue.ledger.quantity[k];
    const position = Math.sign(held);
    const resting = this.#resting[k];
    if (resting !== undefined && !resting.isDone && (resting.ticket.side > 0 ? plan.exits : plan.shortExits)[i] !== 0)
      venue.cancel(resting);
    const act = held === 0 ? plan.actFlat : held > 0 ? plan.actLong : plan.actShort;
    if (act[i] === 0 || (this.#rules.signalsAfterExit === 'drop' && venue.exitBar[k] === i)) return;
    const action = decide(plan, i, position, this.#rules);
    if (action === 'long' || action === 'short') {
      const side = action === 'long' ? 1 : -1;
      if (!this.#rest(k, i, side, plan)) {
        this.#cancelResting(k);
        const reason = position === -side ? reasonCodes.reverse : reasonCodes.entry;
        venue.submit({ ...this.#entry(k, i, side, plan), type: 'market', reason }, i);
      } else if (position === -side && hasExit(plan, i, position)) this.#close(k, i, side, reasonCodes.exit);
    } else if (action === 'target') {
      const target = (plan.exposure as Float64Array)[i];
      const side = target * venue.ledger.equity() > held * venue.unitValue(k, venue.markets[k].close[i]) ? 1 : -1;
      venue.submit({ ...this.#entry(k, i, side, plan), type: 'market', exposure: target, reason: reasonCodes.rebalance }, i);
    } else if (action === 'close') this.#close(k, i, -position as 1 | -1, reasonCodes.exit);
    else if (action === 'reduce') this.#close(k, i, -position as 1 | -1, reasonCodes.exit, plan);
  }

  #cancelResting(k: number): void {
    const resting = this.#resting[k];
    if (resting !== undefined && !resting.isDone) this.#venue.cancel(resting);
    this.#resting[k] = undefined;
  }

  /** Rests a limit or stop entry where the signals give a price for bar i. */
  #rest(k: number, i: number, side: 1 | -1, plan: Plan): boolean {
    const limit = plan.limit === undefined ? Number.NaN : plan.limit[i];
    const stop = plan.stop === undefined ? Number.NaN : plan.stop[i];
    if (Number.isNaN(limit) && Number.isNaN(stop)) return false;
    this.#cancelResting(k);
    const bars = this.#venue.markets[k];
    const end = spanEnd(bars, i + 1, plan.expiry);
    const isLimit = !Number.isNaN(limit);
    this.#resting[k] = this.#venue.submit(
      {
        ...this.#entry(k, i, side, plan),
        type: isLimit ? 'limit' : 'stop',
        fromClose: false,
        ...(isLimit ? { price: limit } : { trigger: stop }),
        expires: end < bars.length ? bars.time[end] : Number.POSITIVE_INFINITY,
        reason: -1,
      },
      i,
    );
    return true;
  }

  /** Closes the position, or makes it smaller by the size of an entry. */
  #close(k: number, i: number, side: 1 | -1, reason: number, reducing?: Plan): void {
    this.#venue.submit(this.#closing(k, i, side, reason, reducing), i);
  }

  #closing(k: number, i: number, side: 1 | -1, reason: number, reducing?: Plan): OrderTicket {
    const venue = this.#venue;
    const sizer: OrderTicket['sizer'] = (_order, index, _price, _liquidity, closing) => {
      if (reducing === undefined) return closing;
      const bars = venue.markets[k];
      const reference = this.#rules.fillAt === 'nextOpen' ? bars.open[index] : bars.close[index];
      const stop = reducing.stopLoss === undefined ? Number.NaN : levelAt(reducing.stopLoss, i, reference, side);
      const quantity = reduceQuantity(reducing.size, { venue, instrument: k, decided: i, side: -side, price: reference, stop });
      return Number.isNaN(quantity) ? closing : quantity;
    };
    return { ...plainTerms, instrument: k, side, type: 'market', sizer, reduceOnly: true, beyond: false, protection: undefined, reason };
  }

  #entry(k: number, i: number, side: 1 | -1, plan: Plan): Omit<OrderTicket, 'type' | 'reason'> {
    const close = this.#venue.markets[k].close[i];
    const fromDecision = this.#rules.stopBase === 'decisionClose';
    const sizer: OrderTicket['sizer'] = (_, index, price, liquidity, closing) => {
      const stop = plan.stopLoss === undefined ? Number.NaN : levelAt(plan.stopLoss, i, fromDecision ? close : price, -side);
      return sizeQuantity(plan.size, { venue: this.#venue, instrument: k, decided: i, index, side, price, liquidity, closing, stop });
    };
    return {
      ...plainTerms,
      instrument: k,
      side,
      sizer,
      reduceOnly: false,
      beyond: true,
      protection: protectionOf(plan, i),
      base: fromDecision ? close : Number.NaN,
      fromClose: this.#rules.stopBase === 'barClose',
    };
  }
}

/** What protects an entry, as it stands at its decision bar. A level without a number is none. */
function protectionOf(plan: Plan, decided: number): Protection | undefined {
  const protection = readProtection(plan, decided, noProtection());
  if (Number.isNaN(protection.stopValue)) protection.stopKind = 0;
  if (Number.isNaN(protection.targetValue)) protection.targetKind = 0;
  const { stopKind, targetKind, trailKind } = protection;
  return stopKind === 0 && targetKind === 0 && trailKind === 0 ? undefined : protection;
}
