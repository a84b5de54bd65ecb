import type { Bars } from '../market/index.ts';
import { VenueAccount, type VenueJournals } from './account.ts';
import { impactAt } from './costs/price-impact.ts';
import type { VenueCosts } from './costs/venue-costs.ts';
import { momentCodes, reasonCodes, typeCodes } from './ledger/journal.ts';
import { BarWalk } from './matching/bar-walk.ts';
import type { Protection } from './matching/protection.ts';
import { ceilToStep, floorToStep } from './steps.ts';
import type { AmbiguousBar, EntrySizer, FinerBars, VenueRules } from './venue-rules.ts';

/**
 * The simulated venue over bars: it fills orders by the rules, keeps the ledger and the journals, and works protective
 * and entry orders inside each bar. It never decides.
 */
export class BarVenue extends VenueAccount {
  readonly ambiguous: AmbiguousBar[] = [];
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

  /** @param journals where orders and fills are noted, and the number that the first market has there. */
  constructor(
    markets: readonly Bars[],
    rules: VenueRules,
    costs: VenueCosts,
    cash: number,
    finer: readonly (Bars | undefined)[],
    journals?: VenueJournals,
  ) {
    super(markets, rules, costs, cash, journals);
    const count = markets.length;
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

  /** Works protective and entry orders of `instrument` inside bar `index`. True when the account was liquidated. */
  crossBar(instrument: number, index: number, sizer: EntrySizer): boolean {
    if (this.entrySide[instrument] !== 0 && index >= this.entryExpires[instrument]) this.cancelEntry(instrument, 'expired');
    const bars = this.markets[instrument];
    if (this.entrySide[instrument] === 0 && !this.#isReached(instrument, index, bars)) return false;
    const finer = this.finerBars(instrument, index);
    return finer === undefined ? this.#crossWhole(instrument, index, bars, sizer) : this.#crossFiner(instrument, index, bars, finer, sizer);
  }

  /** Whether the bar can make anything happen to the position; true where a trail has to be followed. */
  #isReached(instrument: number, index: number, bars: Bars): boolean {
    const held = this.ledger.quantity[instrument];
    if (held === 0) return false;
    if (this.trailKind[instrument] !== 0) return true;
    const stop = this.stop[instrument];
    const target = this.target[instrument];
    const bankruptcy = this.liquidationByTrades(instrument);
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

  /** The finer bars of bar `index`; undefined where there are none, or they do not reach both its extremes. */
  protected finerBars(instrument: number, index: number): FinerBars | undefined {
    const finer = this.#finer[instrument];
    if (finer === undefined) return undefined;
    const { time, high, low, intervalMs } = this.markets[instrument];
    const start = time[index];
    let first = this.#finerAt[instrument];
    while (first < finer.length && finer.time[first] < start) first++;
    let last = first;
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    for (; last < finer.length && finer.time[last] < start + intervalMs; last++) {
      highest = Math.max(highest, finer.high[last]);
      lowest = Math.min(lowest, finer.low[last]);
    }
    this.#finerAt[instrument] = last;
    return highest >= high[index] && lowest <= low[index] ? { bars: finer, first, last } : undefined;
  }

  /** Crosses the finer bars of a bar one by one. */
  #crossFiner(instrument: number, index: number, bars: Bars, { bars: finer, first, last }: FinerBars, sizer: EntrySizer): boolean {
    const [high, low] = [bars.high[index], bars.low[index]];
    const inside = (price: number): number => Math.min(high, Math.max(low, price));
    const follows = this.rules.trailRatchet === 'intrabar';
    const heldAtOpen = this.ledger.quantity[instrument];
    for (let at = first; at < last; at++) {
      const held = this.ledger.quantity[instrument];
      const exits = this.exits;
      const [top, bottom, end] = [inside(finer.high[at]), inside(finer.low[at]), inside(finer.close[at])];
      if (this.#cross(instrument, index, inside(finer.open[at]), top, bottom, end, at === first, sizer)) return true;
      if (this.exits > exits) return false;
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
    if (!exitAtOpen && walk.isAmbiguous(open, high, low, close)) this.noteAmbiguous(instrument, index);
    if (exit === undefined) return false;
    this.protectiveExit(instrument, index, exit, exitPrice, exitAtOpen && isBarOpen ? momentCodes.open : momentCodes.intrabar);
    return this.isLiquidated;
  }

  /** Notes a bar whose outcome hung on the intrabar rule. */
  protected noteAmbiguous(instrument: number, index: number): void {
    const number = this.first + instrument;
    const last = this.ambiguous[this.ambiguous.length - 1];
    if (last?.instrument !== number || last.index !== index) this.ambiguous.push({ instrument: number, index });
  }

  #loadEntry(instrument: number, index: number): void {
    const walk = this.#walk;
    walk.entrySide = this.entrySide[instrument];
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
}

const unprotected: Protection = { stopKind: 0, stopValue: 0, targetKind: 0, targetValue: 0, trailKind: 0, trailValue: 0 };
