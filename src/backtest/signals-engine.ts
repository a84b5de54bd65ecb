import { type BarVenue, type EntrySizer, momentCodes, noProtection, type Protection, reasonCodes, typeCodes } from '../exchange/index.ts';
import type { Liquidity } from '../market/index.ts';
import { levelAt, reduceQuantity, sizeQuantity } from '../risk/index.ts';
import { type Action, type DecisionRules, decide, decisionRules, hasExit } from './decide.ts';
import type { CompleteOptions } from './options.ts';
import { type Plan, readProtection, spanEnd } from './plan.ts';
import { passQuiet, touchPrices } from './quiet-stretch.ts';

/** When and by how much the account was worth nothing. */
export interface Ruin {
  readonly index: number;
  readonly time: number;
  /** Loss beyond the capital, written off. */
  readonly shortfall: number;
}

/**
 * The signals driver: it turns plans into orders at the venue, bar by bar, for all instruments of one account.
 *
 * In a bar: pending orders at the open; orders working inside the bar; pending orders at the close; decisions; equity.
 */
export class SignalsEngine {
  readonly venue: BarVenue;
  readonly equity: Float64Array;
  ruin: Ruin | undefined = undefined;

  readonly #plans: readonly Plan[];
  readonly #rules: DecisionRules;
  readonly #time: Float64Array;
  readonly #pending: Action[];
  readonly #pendingOrder: Int32Array;
  readonly #pendingDecided: Int32Array;
  readonly #pendingSide: Int8Array;
  /** First bar at which each position is too old. */
  readonly #timeStop: Float64Array;
  /** Side of each position after its last fill. */
  readonly #side: Int8Array;
  /** 1 where the order that waits makes the position smaller. */
  readonly #reducing: Uint8Array;
  readonly #scratch: Protection = noProtection();
  readonly #sizeEntry: EntrySizer;

  constructor(venue: BarVenue, plans: readonly Plan[], options: CompleteOptions, time: Float64Array, equity: Float64Array) {
    this.venue = venue;
    this.#plans = plans;
    this.#rules = decisionRules(options);
    this.#time = time;
    this.equity = equity;
    this.#pending = plans.map(() => 'none');
    this.#pendingOrder = new Int32Array(plans.length);
    this.#pendingDecided = new Int32Array(plans.length);
    this.#pendingSide = new Int8Array(plans.length);
    this.#timeStop = new Float64Array(plans.length).fill(Number.POSITIVE_INFINITY);
    this.#side = new Int8Array(plans.length);
    this.#reducing = new Uint8Array(plans.length);
    this.#sizeEntry = (k, i, side, price, liquidity, closing) =>
      this.#openQuantity(k, i, side, price, liquidity, venue.entryDecided[k], venue.entryOrder[k], closing);
  }

  /** Runs one instrument from bar `from` on, passing over bars in which nothing can happen unless `everyBar` asks for each. */
  runOne(from: number, everyBar = false): void {
    const n = this.#time.length;
    this.equity.fill(this.venue.ledger.cash, 0, from);
    let i = from;
    while (i < n) {
      this.#openPhase(0, i);
      const ruined = this.#crossPhase(0, i);
      if (ruined || !this.#closePhase(0, i)) {
        this.#end(i);
        return;
      }
      i++;
      if (!everyBar) {
        const next = this.#pending[0] === 'none' ? passQuiet(this.venue, this.#plans[0], this.equity, this.#timeStop[0], i, n) : i;
        touchPrices(this.venue, this.#plans[0], i, next);
        i = next;
      }
    }
  }

  /** Runs several instruments on one account; `rows[k][t]` is the bar of instrument k at time t, or -1. */
  runMany(rows: readonly Int32Array[], from: number): void {
    const n = this.#time.length;
    const { ledger } = this.venue;
    this.equity.fill(ledger.cash, 0, from);
    const count = rows.length;
    const atOpen = (k: number, i: number): void => this.#openPhase(k, i);
    const atClose = (k: number, i: number): void => this.#fillAtClose(k, i);
    const atDecision = (k: number, i: number): void => this.#fillPending(k, i, momentCodes.close);
    for (let t = from; t < n; t++) {
      for (let k = 0; k < count; k++) if (rows[k][t] >= 0) ledger.mark[k] = this.venue.markets[k].open[rows[k][t]];
      this.#reducingFirst(rows, t, atOpen);
      for (let k = 0; k < count; k++) if (rows[k][t] >= 0) this.#crossPhase(k, rows[k][t]);
      for (let k = 0; k < count; k++) if (rows[k][t] >= 0) ledger.mark[k] = this.venue.markets[k].close[rows[k][t]];
      this.#reducingFirst(rows, t, atClose);
      for (let k = 0; k < count; k++) if (rows[k][t] >= 0) this.#decide(k, rows[k][t]);
      if (this.#rules.fillAt === 'close') {
        this.#reducingFirst(rows, t, atDecision);
        for (let k = 0; k < count; k++) if (rows[k][t] >= 0) ledger.mark[k] = this.venue.markets[k].close[rows[k][t]];
      }
      this.equity[t] = ledger.equity();
      if (this.equity[t] <= 0) {
        for (let k = 0; k < count; k++) if (ledger.quantity[k] !== 0) this.#liquidate(k, this.#lastRow(rows[k], t));
        this.#end(t);
        return;
      }
    }
  }

  /** Does the work of each instrument with a bar at time t, those first whose waiting orders free money. */
  #reducingFirst(rows: readonly Int32Array[], t: number, work: (instrument: number, index: number) => void): void {
    const reducing = this.#reducing;
    for (let k = 0; k < rows.length; k++) reducing[k] = rows[k][t] >= 0 && this.#reduces(k, rows[k][t]) ? 1 : 0;
    for (let pass = 1; pass >= 0; pass--) {
      for (let k = 0; k < rows.length; k++) if (rows[k][t] >= 0 && reducing[k] === pass) work(k, rows[k][t]);
    }
  }

  /** Whether the order that waits for instrument k makes its position smaller, so that it goes first. */
  #reduces(k: number, i: number): boolean {
    const action = this.#pending[k];
    if (action === 'close' || action === 'reduce') return true;
    if (action !== 'target' || this.#timeStop[k] <= i) return this.#timeStop[k] <= i;
    const held = this.venue.ledger.quantity[k] * this.venue.unitValue(k, this.venue.ledger.mark[k]);
    const target = (this.#plans[k].exposure as Float64Array)[this.#pendingDecided[k]] * this.venue.ledger.equity();
    return Math.abs(target) < Math.abs(held);
  }

  #lastRow(rows: Int32Array, t: number): number {
    let at = t;
    while (rows[at] < 0) at--;
    return rows[at];
  }

  /** Closes at the mark a position that the account can no longer carry. */
  #liquidate(k: number, i: number): void {
    const { venue } = this;
    const held = venue.ledger.quantity[k];
    const price = venue.ledger.mark[k];
    const orderId = venue.addOrder(k, typeCodes.market, held > 0 ? -1 : 1, reasonCodes.liquidation, Number.NaN, i);
    venue.deal(orderId, k, i, -held, price, price, false, reasonCodes.liquidation, momentCodes.close);
  }

  /** Ends a ruined account: what is owed beyond the capital is written off, and equity is 0 from here on. */
  #end(t: number): void {
    const { ledger } = this.venue;
    this.ruin = { index: t, time: this.#time[t], shortfall: Math.max(0, -ledger.cash) };
    ledger.cash = 0;
    this.equity.fill(0, t);
    for (let k = 0; k < this.#plans.length; k++) {
      this.venue.cancelEntry(k, 'canceled');
      if (this.#pending[k] !== 'none') this.venue.orders.end(this.#pendingOrder[k], 'canceled', Number.NaN);
      this.#pending[k] = 'none';
    }
  }

  #openPhase(k: number, i: number): void {
    const { venue } = this;
    if (this.#timeStop[k] <= i && venue.ledger.quantity[k] !== 0)
      this.#closePosition(k, i, reasonCodes.timeStop, venue.markets[k].open[i], momentCodes.open);
    if (this.#rules.fillAt === 'nextOpen' && this.#pending[k] !== 'none') this.#fillPending(k, i, momentCodes.open);
  }

  #crossPhase(k: number, i: number): boolean {
    const { venue } = this;
    const ordersBefore = venue.entrySide[k];
    if (ordersBefore === 0 && venue.ledger.quantity[k] === 0) return false;
    const fillsBefore = venue.fills.length;
    const liquidated = venue.crossBar(k, i, this.#sizeEntry);
    if (venue.fills.length > fillsBefore) this.#positionChanged(k, i);
    return liquidated;
  }

  /** Pending fills at the close, decisions, and the equity of the bar; false when the account is worth nothing. */
  #closePhase(k: number, i: number): boolean {
    const { ledger, markets } = this.venue;
    this.#fillAtClose(k, i);
    ledger.mark[k] = markets[k].close[i];
    this.#decide(k, i);
    if (this.#rules.fillAt === 'close') {
      this.#fillPending(k, i, momentCodes.close);
      ledger.mark[k] = markets[k].close[i];
    }
    this.equity[i] = ledger.equity();
    if (this.equity[i] > 0) return true;
    if (ledger.quantity[k] !== 0) this.#liquidate(k, i);
    return false;
  }

  #fillAtClose(k: number, i: number): void {
    if (this.#rules.fillAt === 'nextClose' && this.#pending[k] !== 'none') this.#fillPending(k, i, momentCodes.close);
  }

  /** Reads the signals of bar i and makes the orders that they ask for. */
  #decide(k: number, i: number): void {
    const plan = this.#plans[k];
    const { venue } = this;
    const held = venue.ledger.quantity[k];
    if (venue.entrySide[k] !== 0) this.#cancelOnExit(k, i, plan);
    const act = held === 0 ? plan.actFlat : held > 0 ? plan.actLong : plan.actShort;
    if (act[i] === 0) return;
    if (this.#rules.signalsAfterExit === 'drop' && venue.exitBar[k] === i) return;
    const position = held > 0 ? 1 : held < 0 ? -1 : 0;
    const action = decide(plan, i, position, this.#rules);
    if (action === 'none') return;
    if (action === 'long' || action === 'short') {
      const side = action === 'long' ? 1 : -1;
      if (!this.#restEntry(k, i, side, plan)) {
        venue.cancelEntry(k, 'canceled');
        this.#submit(k, i, action, side, position === -side ? reasonCodes.reverse : reasonCodes.entry);
      } else if (position === -side && hasExit(plan, i, position)) this.#submit(k, i, 'close', side, reasonCodes.exit);
    } else if (action === 'target') {
      const target = (plan.exposure as Float64Array)[i] * venue.ledger.equity();
      this.#submit(k, i, action, target > held * venue.unitValue(k, venue.markets[k].close[i]) ? 1 : -1, reasonCodes.rebalance);
    } else this.#submit(k, i, action, -position, reasonCodes.exit);
  }

  /** Makes the order that fills at the next fill point. */
  #submit(k: number, i: number, action: Action, side: number, reason: number): void {
    this.#pending[k] = action;
    this.#pendingDecided[k] = i;
    this.#pendingSide[k] = side;
    this.#pendingOrder[k] = this.venue.addOrder(k, typeCodes.market, side, reason, Number.NaN, i);
  }

  /** An exit signal takes away the resting entry of its side. */
  #cancelOnExit(k: number, i: number, plan: Plan): void {
    const exits = this.venue.entrySide[k] > 0 ? plan.exits : plan.shortExits;
    if (exits[i] !== 0) this.venue.cancelEntry(k, 'canceled');
  }

  /** Rests a limit or stop entry where the signals give a price for bar i. */
  #restEntry(k: number, i: number, side: number, plan: Plan): boolean {
    const limit = plan.limit === undefined ? Number.NaN : plan.limit[i];
    const stop = plan.stop === undefined ? Number.NaN : plan.stop[i];
    if (Number.isNaN(limit) && Number.isNaN(stop)) return false;
    const { venue } = this;
    const type = Number.isNaN(limit) ? 'stop' : 'limit';
    const base = this.#rules.stopBase === 'decisionClose' ? venue.markets[k].close[i] : Number.NaN;
    const expires = spanEnd(venue.markets[k], i + 1, plan.expiry);
    venue.restEntry(k, type, side, type === 'limit' ? limit : stop, i, expires, readProtection(plan, i, noProtection()), base);
    return true;
  }

  /** Fills what waits for instrument k at the open or the close of bar i. */
  #fillPending(k: number, i: number, moment: number): void {
    const action = this.#pending[k];
    if (action === 'none') return;
    this.#pending[k] = 'none';
    const bars = this.venue.markets[k];
    const reference = moment === momentCodes.open ? bars.open[i] : bars.close[i];
    const order = this.#pendingOrder[k];
    const decided = this.#pendingDecided[k];
    const held = this.venue.ledger.quantity[k];
    if (action === 'long' || action === 'short') this.#enter(k, i, action === 'long' ? 1 : -1, order, decided, reference, moment);
    else if (action === 'target') this.#rebalance(k, i, order, decided, reference, moment);
    else if (held * this.#pendingSide[k] >= 0) this.venue.orders.end(order, 'canceled', Number.NaN);
    else if (action === 'close') this.#reducePosition(k, i, Math.abs(held), order, reasonCodes.exit, reference, moment);
    else this.#reducePosition(k, i, this.#reduceBy(k, decided, reference), order, reasonCodes.exit, reference, moment);
  }

  /** Opens, adds to or reverses into a position on `side`. */
  #enter(k: number, i: number, side: number, order: number, decided: number, reference: number, moment: number): void {
    const { venue } = this;
    const held = venue.ledger.quantity[k];
    const closing = held * side < 0 ? Math.abs(held) : 0;
    const price = venue.fillPrice(k, i, side, reference, true);
    const opening = this.#openQuantity(k, i, side, price, 'taker', decided, order, closing);
    if (opening === 0) {
      if (closing > 0) this.#closePosition(k, i, reasonCodes.reverse, reference, moment);
      return;
    }
    venue.deal(
      order,
      k,
      i,
      side * (opening + closing),
      reference,
      price,
      false,
      closing > 0 ? reasonCodes.reverse : reasonCodes.entry,
      moment,
    );
    if (held * side <= 0 || this.#rules.stopOnAdd === 'override') this.#protect(k, i, decided, moment);
    this.#positionChanged(k, i);
  }

  /** Units that an entry may open; 0, and the order ended as rejected, where the venue refuses. */
  #openQuantity(
    k: number,
    i: number,
    side: number,
    price: number,
    liquidity: Liquidity,
    decided: number,
    order: number,
    closing: number,
  ): number {
    const plan = this.#plans[k];
    const base = this.#rules.stopBase === 'decisionClose' ? this.venue.markets[k].close[decided] : price;
    const stop = plan.stopLoss === undefined ? Number.NaN : levelAt(plan.stopLoss, decided, base, -side);
    const wanted = sizeQuantity(plan.size, { venue: this.venue, instrument: k, decided, index: i, side, price, liquidity, closing, stop });
    const accepted = this.venue.accept(k, i, side, wanted, closing, price, liquidity);
    if (typeof accepted === 'number') return accepted;
    this.venue.orders.end(order, 'rejected', wanted, accepted);
    return 0;
  }

  /** Brings the position to its target share of equity. */
  #rebalance(k: number, i: number, order: number, decided: number, reference: number, moment: number): void {
    const { venue } = this;
    const target = (this.#plans[k].exposure as Float64Array)[decided];
    const held = venue.ledger.quantity[k];
    const wanted = (target * venue.ledger.equityAt(k, reference)) / venue.unitValue(k, reference);
    const side = wanted > held ? 1 : -1;
    if (wanted === 0 && held === 0) {
      venue.orders.end(order, 'canceled', Number.NaN);
      return;
    }
    venue.orders.turn(order, side);
    if (held !== 0 && held * wanted >= 0 && Math.abs(wanted) < Math.abs(held)) {
      this.#reducePosition(k, i, Math.abs(held) - Math.abs(wanted), order, reasonCodes.rebalance, reference, moment);
      return;
    }
    const price = venue.fillPrice(k, i, side, reference, true);
    const closing = held * side < 0 ? Math.abs(held) : 0;
    const kept = closing > 0 ? 0 : Math.abs(held);
    const budget = Math.abs(target) * venue.ledger.equityAt(k, price) - kept * venue.unitValue(k, price);
    const opening = Math.max(0, venue.fees.affordable(budget, venue.unitValue(k, price), 'taker', i, closing));
    const accepted = venue.accept(k, i, side, opening, closing, price, 'taker');
    if (typeof accepted !== 'number') {
      venue.orders.end(order, 'rejected', opening, accepted);
      if (closing > 0) this.#closePosition(k, i, reasonCodes.rebalance, reference, moment);
      return;
    }
    venue.deal(order, k, i, side * (accepted + closing), reference, price, false, reasonCodes.rebalance, moment);
    if (held * side <= 0) this.#protect(k, i, decided, moment);
    this.#positionChanged(k, i);
  }

  /** Units by which an exit makes the position smaller; all of it where the size has no answer. */
  #reduceBy(k: number, decided: number, reference: number): number {
    const { ledger } = this.venue;
    const { size, stopLoss } = this.#plans[k];
    const side = Math.sign(ledger.quantity[k]);
    const stop = stopLoss === undefined ? Number.NaN : levelAt(stopLoss, decided, reference, -side);
    const quantity = reduceQuantity(size, { venue: this.venue, instrument: k, decided, side, price: reference, stop });
    return Number.isNaN(quantity) ? Math.abs(ledger.quantity[k]) : quantity;
  }

  #closePosition(k: number, i: number, reason: number, reference: number, moment: number): void {
    const held = this.venue.ledger.quantity[k];
    const order = this.venue.addOrder(k, typeCodes.market, held > 0 ? -1 : 1, reason, Number.NaN, i);
    this.#reducePosition(k, i, Math.abs(held), order, reason, reference, moment);
  }

  #reducePosition(k: number, i: number, quantity: number, order: number, reason: number, reference: number, moment: number): void {
    const { venue } = this;
    const held = venue.ledger.quantity[k];
    const side = held > 0 ? -1 : 1;
    const price = venue.fillPrice(k, i, side, reference, true);
    const accepted = venue.acceptReduction(k, quantity, price);
    if (typeof accepted !== 'number') {
      venue.orders.end(order, 'rejected', quantity, accepted);
      return;
    }
    venue.deal(order, k, i, side * accepted, reference, price, false, reason, moment);
    this.#positionChanged(k, i);
  }

  #protect(k: number, i: number, decided: number, moment: number): void {
    const plan = this.#plans[k];
    if (plan.stopLoss === undefined && plan.takeProfit === undefined && plan.trailingStop === undefined) return;
    const { venue } = this;
    const { stopBase } = this.#rules;
    const close = venue.markets[k].close;
    const base = stopBase === 'fill' ? venue.ledger.averagePrice[k] : stopBase === 'barClose' ? close[i] : close[decided];
    const known = stopBase === 'barClose' ? momentCodes.close : moment;
    venue.protect(k, i, readProtection(plan, decided, this.#scratch), base, known);
  }

  /** Starts or ends the clock of the time stop after a fill. */
  #positionChanged(k: number, i: number): void {
    const held = this.venue.ledger.quantity[k];
    const side = held > 0 ? 1 : held < 0 ? -1 : 0;
    if (side === this.#side[k]) return;
    this.#side[k] = side;
    const { timeStop } = this.#plans[k];
    this.#timeStop[k] = side === 0 || timeStop === undefined ? Number.POSITIVE_INFINITY : spanEnd(this.venue.markets[k], i, timeStop);
  }
}
