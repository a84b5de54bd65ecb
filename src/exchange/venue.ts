import type { Bars, Liquidity, RejectCode } from '../market/index.ts';
import type { FeeModel } from './costs/fees.ts';
import { impactAt, type PriceImpact, takerPrice } from './costs/price-impact.ts';
import { FillJournal, momentCodes, OrderJournal, reasonCodes, typeCodes } from './ledger/journal.ts';
import { Ledger } from './ledger/ledger.ts';
import { BarWalk, type ProtectiveReason } from './matching/bar-walk.ts';
import { type LevelKind, levelPrice, type Protection } from './matching/protection.ts';
import { ceilToStep, floorToStep } from './steps.ts';
import type { AmbiguousBar, EntrySizer, VenueRules } from './venue-rules.ts';

/**
 * The simulated venue over bars: it fills orders by the rules, keeps the ledger and the journals, and works protective
 * and entry orders inside each bar. It never decides.
 */
export class BarVenue {
  readonly ledger: Ledger;
  readonly orders: OrderJournal;
  readonly fills: FillJournal;
  readonly ambiguous: AmbiguousBar[] = [];
  readonly markets: readonly Bars[];
  readonly rules: VenueRules;
  readonly fees: FeeModel;
  readonly impact: PriceImpact;
  /** Bar of the last protective exit of each instrument; -1 for none. */
  readonly exitBar: Int32Array;

  readonly stop: Float64Array;
  readonly target: Float64Array;
  readonly trailKind: Uint8Array;
  readonly trailValue: Float64Array;
  readonly peak: Float64Array;
  /** First bar in which the protective orders of each instrument work. */
  readonly protectedFrom: Int32Array;

  readonly entryOrder: Int32Array;
  readonly entrySide: Int8Array;
  readonly entryIsLimit: Uint8Array;
  readonly entryPrice: Float64Array;
  /** Bar at whose close each working entry order was decided. */
  readonly entryDecided: Int32Array;
  /** First bar in which each working entry order no longer works. */
  readonly entryExpires: Float64Array;
  readonly entryProtection: (Protection | undefined)[];
  readonly entryBase: Float64Array;

  readonly #walk: BarWalk = new BarWalk();
  readonly #finer: readonly (Bars | undefined)[];
  readonly #finerAt: Int32Array;
  /** Number of the first instrument in the journals. */
  readonly #first: number;
  /** Protective exits so far. */
  #exits = 0;

  /** @param journals where orders and fills are noted, and the number that the first market has there. */
  constructor(
    markets: readonly Bars[],
    rules: VenueRules,
    costs: { readonly fees: FeeModel; readonly impact: PriceImpact },
    cash: number,
    finer: readonly (Bars | undefined)[],
    journals: { readonly orders: OrderJournal; readonly fills: FillJournal; readonly first: number } = {
      orders: new OrderJournal(),
      fills: new FillJournal(),
      first: 0,
    },
  ) {
    const count = markets.length;
    this.markets = markets;
    this.rules = {
      intrabar: rules.intrabar,
      limitFill: rules.limitFill,
      protectFrom: rules.protectFrom,
      slipStops: rules.slipStops,
      trailRatchet: rules.trailRatchet,
      leverage: rules.leverage,
      insufficientFunds: rules.insufficientFunds,
      stopOnAdd: rules.stopOnAdd,
    };
    this.fees = costs.fees;
    this.impact = costs.impact;
    this.orders = journals.orders;
    this.fills = journals.fills;
    this.#first = journals.first;
    this.ledger = new Ledger(
      cash,
      markets.map((bars) => bars.instrument.multiplier),
    );
    this.exitBar = new Int32Array(count).fill(-1);
    this.stop = new Float64Array(count).fill(Number.NaN);
    this.target = new Float64Array(count).fill(Number.NaN);
    this.trailKind = new Uint8Array(count);
    this.trailValue = new Float64Array(count).fill(Number.NaN);
    this.peak = new Float64Array(count).fill(Number.NaN);
    this.protectedFrom = new Int32Array(count);
    this.entryOrder = new Int32Array(count).fill(-1);
    this.entrySide = new Int8Array(count);
    this.entryIsLimit = new Uint8Array(count);
    this.entryPrice = new Float64Array(count).fill(Number.NaN);
    this.entryDecided = new Int32Array(count).fill(-1);
    this.entryExpires = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.entryProtection = new Array(count).fill(undefined);
    this.entryBase = new Float64Array(count).fill(Number.NaN);
    this.#finer = finer;
    this.#finerAt = new Int32Array(count);
  }

  /** The price of a fill against `reference`: slippage and spread for one that takes, then the tick, against the trader. */
  fillPrice(instrument: number, index: number, side: number, reference: number, slips: boolean): number {
    if (!slips) return reference;
    return takerPrice(reference, side, impactAt(this.impact, index), this.markets[instrument].instrument.tickSize);
  }

  /** Notes an order, its type and reason as codes of the journals, and returns its id. */
  addOrder(instrument: number, type: number, side: number, reason: number, price: number, index: number): number {
    return this.orders.add(this.#first + instrument, type, side, reason, price, index);
  }

  /** Value of one unit at `price`, quote units. */
  unitValue(instrument: number, price: number): number {
    return price * this.ledger.multiplier[instrument];
  }

  /** What the account can still put into positions with `instrument` at `price`, once `closing` units of it are closed. */
  freeFunds(instrument: number, price: number, closing: number): number {
    const gross = this.ledger.grossAt(instrument, price) - closing * this.unitValue(instrument, price);
    return Math.max(0, this.rules.leverage * this.ledger.equityAt(instrument, price) - gross);
  }

  /** The largest quantity that can be opened at `price` with the fee paid, beside closing `closing` units. */
  largestOpening(instrument: number, index: number, price: number, liquidity: Liquidity, closing: number): number {
    const { leverage } = this.rules;
    const value = this.unitValue(instrument, price);
    const funds = this.freeFunds(instrument, price, closing);
    let quantity = Math.max(0, this.fees.affordable(funds, value, liquidity, index, closing));
    for (let round = 0; leverage !== 1 && round < 20; round++) {
      const fee = this.fees.fee(quantity + closing, value, liquidity, index);
      quantity = Math.max(0, (funds - leverage * fee) / value);
    }
    return quantity;
  }

  /**
   * The quantity that the venue accepts of an order to deal `opening` units beyond the `closing` ones: rounded to the
   * step and, with `clip`, cut to the funds; or why it refuses.
   */
  accept(
    instrument: number,
    index: number,
    side: number,
    opening: number,
    closing: number,
    price: number,
    liquidity: Liquidity,
  ): number | RejectCode {
    const { quantityStep, minQuantity, maxQuantity, minNotional } = this.markets[instrument].instrument;
    if (!(price > 0 && price < Number.POSITIVE_INFINITY)) return 'INVALID_PRICE';
    if (opening === 0) return this.#hasFunds(instrument, price, closing) ? 'QUANTITY_ROUNDS_TO_ZERO' : 'INSUFFICIENT_FUNDS';
    if (!(opening > 0 && opening < Number.POSITIVE_INFINITY)) return 'INVALID_SIZE';
    let quantity = floorToStep(opening, quantityStep);
    if (!this.isFunded(instrument, index, side, quantity, closing, price, liquidity)) {
      if (this.rules.insufficientFunds === 'reject') return 'INSUFFICIENT_FUNDS';
      const largest = this.largestOpening(instrument, index, price, liquidity, closing);
      quantity = Math.min(quantity, floorToStep(largest, quantityStep));
      if (quantity === 0) return 'INSUFFICIENT_FUNDS';
    }
    if (quantity === 0) return 'QUANTITY_ROUNDS_TO_ZERO';
    if (quantity < minQuantity) return 'QUANTITY_BELOW_MINIMUM';
    if (quantity > maxQuantity) return 'QUANTITY_ABOVE_MAXIMUM';
    if (quantity * this.unitValue(instrument, price) < minNotional) return 'NOTIONAL_BELOW_MINIMUM';
    return quantity;
  }

  /**
   * The quantity that the venue accepts of an order to make the position smaller by `quantity` units: rounded to the
   * step, and no less than a minimum unless it closes the position; or why it refuses.
   */
  acceptReduction(instrument: number, quantity: number, price: number): number | RejectCode {
    const { quantityStep, minQuantity, minNotional } = this.markets[instrument].instrument;
    const held = Math.abs(this.ledger.quantity[instrument]);
    if (quantity >= held) return held;
    const rounded = floorToStep(quantity, quantityStep);
    if (!(rounded > 0)) return 'QUANTITY_ROUNDS_TO_ZERO';
    if (rounded < minQuantity) return 'QUANTITY_BELOW_MINIMUM';
    return rounded * this.unitValue(instrument, price) < minNotional ? 'NOTIONAL_BELOW_MINIMUM' : rounded;
  }

  /** Whether the account can put more than the rounding of its sums into positions. */
  #hasFunds(instrument: number, price: number, closing: number): boolean {
    return this.freeFunds(instrument, price, closing) > 1e-9 * this.ledger.equityAt(instrument, price);
  }

  /** Whether the positions after a fill stay within leverage x equity; a relative 1e-9 is left for binary rounding. */
  protected isFunded(
    instrument: number,
    index: number,
    side: number,
    opening: number,
    closing: number,
    price: number,
    liquidity: Liquidity,
  ): boolean {
    const { ledger } = this;
    const value = this.unitValue(instrument, price);
    const fee = this.fees.fee(opening + closing, value, liquidity, index);
    const equity = ledger.equityAt(instrument, price) - fee;
    const held = ledger.quantity[instrument];
    const after = held + side * (opening + closing);
    const gross = ledger.grossAt(instrument, price) + (Math.abs(after) - Math.abs(held)) * value;
    return gross <= this.rules.leverage * equity * (1 + 1e-9);
  }

  /** Books a fill of signed `quantity` that was asked for at `reference` and dealt at `price`; answers its fee. */
  deal(
    orderId: number,
    instrument: number,
    index: number,
    quantity: number,
    reference: number,
    price: number,
    isMaker: boolean,
    reason: number,
    moment: number,
  ): number {
    const size = Math.abs(quantity);
    const value = this.unitValue(instrument, price);
    const fee = reason === reasonCodes.liquidation ? 0 : this.fees.fee(size, value, isMaker ? 'maker' : 'taker', index);
    this.ledger.apply(instrument, quantity, price, fee);
    this.ledger.mark[instrument] = reference;
    this.fills.add(
      orderId,
      this.#first + instrument,
      quantity,
      price,
      fee,
      Math.abs(price - reference) * this.ledger.multiplier[instrument] * size,
      isMaker,
      reason,
      index,
      moment,
    );
    this.orders.end(orderId, 'filled', size);
    if (this.ledger.quantity[instrument] === 0) this.unprotect(instrument);
    return fee;
  }

  /** Puts protective orders around the position of `instrument`, from their distances to `base`. */
  protect(instrument: number, index: number, protection: Protection, base: number, moment: number): void {
    const side = this.ledger.quantity[instrument] > 0 ? 1 : -1;
    const tick = this.markets[instrument].instrument.tickSize;
    this.stop[instrument] = levelPrice(protection.stopKind, protection.stopValue, base, -side, tick);
    this.target[instrument] = levelPrice(protection.targetKind, protection.targetValue, base, side, tick);
    this.trailKind[instrument] = protection.trailKind;
    this.trailValue[instrument] = protection.trailValue;
    this.peak[instrument] = base;
    this.protectedFrom[instrument] = this.rules.protectFrom === 'nextBar' || moment === momentCodes.close ? index + 1 : index;
  }

  /** Takes all protective orders away. */
  unprotect(instrument: number): void {
    this.stop[instrument] = Number.NaN;
    this.target[instrument] = Number.NaN;
    this.trailKind[instrument] = 0;
    this.peak[instrument] = Number.NaN;
  }

  /** Rests an entry order that works from the bar after `decided` up to, not including, bar `expires`. */
  restEntry(
    instrument: number,
    type: 'limit' | 'stop',
    side: number,
    price: number,
    decided: number,
    expires: number,
    protection: Protection,
    base: number,
  ): void {
    this.cancelEntry(instrument, 'canceled');
    const tick = this.markets[instrument].instrument.tickSize;
    const rounded = (type === 'limit') === side > 0 ? floorToStep(price, tick) : ceilToStep(price, tick);
    this.entryOrder[instrument] = this.addOrder(instrument, typeCodes[type], side, reasonCodes.entry, rounded, decided);
    this.entrySide[instrument] = side;
    this.entryIsLimit[instrument] = type === 'limit' ? 1 : 0;
    this.entryPrice[instrument] = rounded;
    this.entryDecided[instrument] = decided;
    this.entryExpires[instrument] = expires;
    this.entryProtection[instrument] = protection;
    this.entryBase[instrument] = base;
  }

  /** Takes a working entry order away, if there is one. */
  cancelEntry(instrument: number, status: 'canceled' | 'expired'): void {
    if (this.entrySide[instrument] === 0) return;
    this.orders.end(this.entryOrder[instrument], status, Number.NaN);
    this.entrySide[instrument] = 0;
    this.entryOrder[instrument] = -1;
  }

  /** The price at which the account is worth nothing, where `instrument` is all that it holds; NaN where there is none (or only one that rounding makes). */
  bankruptcyPrice(instrument: number): number {
    const held = this.ledger.quantity[instrument] * this.ledger.multiplier[instrument];
    const price = -this.ledger.cash / held;
    const negligible = 1e-9 * this.ledger.averagePrice[instrument];
    return this.markets.length === 1 && price > negligible && price < Number.POSITIVE_INFINITY ? price : Number.NaN;
  }

  /** Works protective and entry orders of `instrument` inside bar `index`. True when the account was liquidated. */
  crossBar(instrument: number, index: number, sizer: EntrySizer): boolean {
    if (this.entrySide[instrument] !== 0 && index >= this.entryExpires[instrument]) this.cancelEntry(instrument, 'expired');
    const bars = this.markets[instrument];
    if (this.entrySide[instrument] === 0 && !this.#isReached(instrument, index, bars)) return false;
    const finer = this.#finer[instrument];
    return finer === undefined ? this.#crossWhole(instrument, index, bars, sizer) : this.#crossFiner(instrument, index, bars, finer, sizer);
  }

  /** Whether the bar can make anything happen to the position; true where a trail has to be followed. */
  #isReached(instrument: number, index: number, bars: Bars): boolean {
    const held = this.ledger.quantity[instrument];
    if (held === 0) return false;
    if (this.trailKind[instrument] !== 0) return true;
    const stop = this.stop[instrument];
    const target = this.target[instrument];
    const bankruptcy = this.bankruptcyPrice(instrument);
    if (Number.isNaN(stop) && Number.isNaN(target) && Number.isNaN(bankruptcy)) return false;
    const high = bars.high[index];
    const low = bars.low[index];
    const works = index >= this.protectedFrom[instrument];
    if (held > 0) return low <= bankruptcy || (works && (low <= stop || high >= target));
    return high >= bankruptcy || (works && (high >= stop || low <= target));
  }

  #crossWhole(instrument: number, index: number, bars: Bars, sizer: EntrySizer): boolean {
    const held = this.ledger.quantity[instrument];
    const { high, low, close } = bars;
    if (this.#cross(instrument, index, bars.open[index], high[index], low[index], close[index], true, sizer)) return true;
    this.ratchet(instrument, held, high[index], low[index], close[index]);
    return false;
  }

  /** Crosses the finer bars of a bar one by one; the bar itself where they do not reach both its extremes. */
  #crossFiner(instrument: number, index: number, bars: Bars, finer: Bars, sizer: EntrySizer): boolean {
    const start = bars.time[index];
    const high = bars.high[index];
    const low = bars.low[index];
    let first = this.#finerAt[instrument];
    while (first < finer.length && finer.time[first] < start) first++;
    let last = first;
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    for (; last < finer.length && finer.time[last] < start + bars.intervalMs; last++) {
      highest = Math.max(highest, finer.high[last]);
      lowest = Math.min(lowest, finer.low[last]);
    }
    this.#finerAt[instrument] = last;
    if (!(highest >= high && lowest <= low)) return this.#crossWhole(instrument, index, bars, sizer);
    const inside = (price: number): number => Math.min(high, Math.max(low, price));
    const follows = this.rules.trailRatchet === 'intrabar';
    const heldAtOpen = this.ledger.quantity[instrument];
    for (let at = first; at < last; at++) {
      const held = this.ledger.quantity[instrument];
      const exits = this.#exits;
      const [top, bottom, end] = [inside(finer.high[at]), inside(finer.low[at]), inside(finer.close[at])];
      if (this.#cross(instrument, index, inside(finer.open[at]), top, bottom, end, at === first, sizer)) return true;
      if (this.#exits > exits) return false;
      if (follows) this.ratchet(instrument, held, top, bottom, end);
    }
    if (!follows) this.ratchet(instrument, heldAtOpen, high, low, bars.close[index]);
    return false;
  }

  /** Works the orders of one instrument over one stretch of prices. True when the account was liquidated. */
  #cross(
    instrument: number,
    index: number,
    open: number,
    high: number,
    low: number,
    close: number,
    isBarOpen: boolean,
    sizer: EntrySizer,
  ): boolean {
    const walk = this.#walk;
    const { intrabar } = this.rules;
    this.loadPosition(walk, instrument, index);
    if (this.entrySide[instrument] !== 0) this.#loadEntry(instrument, index);
    else if (walk.isQuiet(high, low)) return false;
    walk.run(intrabar, open, high, low, close);
    if (walk.entered && !this.#fillEntry(instrument, index, walk.entryFill, walk.entryAtOpen, isBarOpen, close, sizer)) {
      if (this.ledger.quantity[instrument] === 0) return false;
      walk.entrySide = 0;
      walk.run(intrabar, open, high, low, close);
    }
    const { exit, exitPrice, exitAtOpen } = walk;
    if (!exitAtOpen && walk.isAmbiguous(open, high, low, close)) this.#noteAmbiguous(instrument, index);
    if (exit === undefined) return false;
    this.protectiveExit(instrument, index, exit, exitPrice, exitAtOpen && isBarOpen ? momentCodes.open : momentCodes.intrabar);
    return exit === 'liquidation';
  }

  #noteAmbiguous(instrument: number, index: number): void {
    const number = this.#first + instrument;
    const last = this.ambiguous[this.ambiguous.length - 1];
    if (last?.instrument !== number || last.index !== index) this.ambiguous.push({ instrument: number, index });
  }

  /** Sets a walk up for the position and its protection. */
  loadPosition(walk: BarWalk, instrument: number, index: number): void {
    const held = this.ledger.quantity[instrument];
    const guarded = held !== 0 && index >= this.protectedFrom[instrument];
    walk.side = held > 0 ? 1 : held < 0 ? -1 : 0;
    walk.stop = guarded ? this.stop[instrument] : Number.NaN;
    walk.target = guarded ? this.target[instrument] : Number.NaN;
    walk.trailKind = (guarded ? this.trailKind[instrument] : 0) as LevelKind;
    walk.trailValue = this.trailValue[instrument];
    walk.peak = this.peak[instrument];
    walk.trailInside = this.rules.trailRatchet === 'intrabar';
    walk.liquidation = held === 0 ? Number.NaN : this.bankruptcyPrice(instrument);
    walk.touch = this.rules.limitFill === 'touch';
    walk.tickSize = this.markets[instrument].instrument.tickSize;
    walk.entrySide = this.entrySide[instrument];
  }

  #loadEntry(instrument: number, index: number): void {
    const walk = this.#walk;
    walk.entryIsLimit = this.entryIsLimit[instrument] === 1;
    walk.entryPrice = this.entryPrice[instrument];
    walk.base = this.entryBase[instrument];
    walk.impact = walk.entryIsLimit ? 0 : impactAt(this.impact, index);
    const protection = this.entryProtection[instrument] as Protection;
    walk.protection = this.rules.protectFrom === 'nextBar' ? unprotected : protection;
  }

  /** Deals the entry order; false where it is refused, though what it was against is closed even then. */
  #fillEntry(
    instrument: number,
    index: number,
    reference: number,
    atOpen: boolean,
    isBarOpen: boolean,
    close: number,
    sizer: EntrySizer,
  ): boolean {
    const side = this.entrySide[instrument];
    const isLimit = this.entryIsLimit[instrument] === 1;
    const isFirst = atOpen && isBarOpen;
    const isMaker = isLimit && !(isFirst && index === this.entryDecided[instrument] + 1);
    const price = this.fillPrice(instrument, index, side, reference, !isLimit);
    const moment = isFirst ? momentCodes.open : momentCodes.intrabar;
    const orderId = this.entryOrder[instrument];
    const before = this.ledger.quantity[instrument];
    const closing = before * side < 0 ? Math.abs(before) : 0;
    const opening = sizer(instrument, index, side, price, isMaker ? 'maker' : 'taker', closing);
    this.entrySide[instrument] = 0;
    if (opening === 0) {
      if (closing === 0) return false;
      const exit = this.addOrder(instrument, typeCodes.market, side, reasonCodes.reverse, Number.NaN, index);
      this.deal(exit, instrument, index, side * closing, reference, price, isMaker, reasonCodes.reverse, moment);
      return false;
    }
    const reason = closing > 0 ? reasonCodes.reverse : reasonCodes.entry;
    this.deal(orderId, instrument, index, side * (opening + closing), reference, price, isMaker, reason, moment);
    if (before * side > 0 && this.rules.stopOnAdd === 'keep') return true;
    const base = Number.isNaN(this.entryBase[instrument]) ? this.ledger.averagePrice[instrument] : this.entryBase[instrument];
    this.protect(instrument, index, this.entryProtection[instrument] as Protection, base, moment);
    if (!atOpen) this.peak[instrument] = side > 0 ? Math.max(base, close) : Math.min(base, close);
    return true;
  }

  /** Closes the position by a protective order that the price has reached. */
  protectiveExit(instrument: number, index: number, reason: ProtectiveReason, reference: number, moment: number): void {
    const held = this.ledger.quantity[instrument];
    const side = held > 0 ? -1 : 1;
    const isLimit = reason === 'takeProfit';
    const code = protectiveCode(reason);
    const slips = !isLimit && reason !== 'liquidation' && this.rules.slipStops;
    const price = this.fillPrice(instrument, index, side, reference, slips);
    const orderId = this.addOrder(instrument, isLimit ? typeCodes.limit : typeCodes.stop, side, code, reference, index);
    this.deal(orderId, instrument, index, -held, reference, price, isLimit, code, moment);
    this.exitBar[instrument] = index;
    this.#exits++;
  }

  /** Moves the best price that the trail has seen to this bar's; a position opened inside the bar has seen only its close. */
  ratchet(instrument: number, heldBefore: number, high: number, low: number, close: number): void {
    if (this.trailKind[instrument] === 0) return;
    const held = this.ledger.quantity[instrument];
    const best = heldBefore !== held ? close : held > 0 ? high : low;
    const { peak } = this;
    peak[instrument] = held > 0 ? Math.max(peak[instrument], best) : Math.min(peak[instrument], best);
  }
}

/** The code of a reason, by comparison: a lookup by name would be the dearest part of an exit. */
function protectiveCode(reason: ProtectiveReason): number {
  if (reason === 'stopLoss') return reasonCodes.stopLoss;
  if (reason === 'takeProfit') return reasonCodes.takeProfit;
  return reason === 'trailingStop' ? reasonCodes.trailingStop : reasonCodes.liquidation;
}

const unprotected: Protection = { stopKind: 0, stopValue: 0, targetKind: 0, targetValue: 0, trailKind: 0, trailValue: 0 };
