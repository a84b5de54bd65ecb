import { dayMs } from '../core/index.ts';
import { type Bars, listedSymbol, settledPrice } from '../market/index.ts';
import type { VenueJournals } from './account.ts';
import type { BorrowModel } from './costs/borrow.ts';
import type { VenueCosts } from './costs/venue-costs.ts';
import { momentCodes, reasonCodes, typeCodes } from './ledger/journal.ts';
import type { ProtectiveReason } from './matching/bar-walk.ts';
import { BarVenue } from './venue.ts';
import type { VenueRules } from './venue-rules.ts';
import { type CompleteTier, maintenanceMargin, tierOf } from './venues/venue-preset.ts';

/** Rules of a venue that lends. */
export interface MarginRules extends VenueRules {
  /** Margin tiers of each instrument; undefined where positions live until the account is worth nothing. */
  readonly tiers: readonly (readonly CompleteTier[] | undefined)[];
  /** Mark prices of each instrument, as bars no longer than its own: they decide when it is liquidated. @default its own prices */
  readonly marks?: readonly (Bars | undefined)[];
  /** Whether positions share the equity as their margin, or each has its own. @default 'cross' */
  readonly marginMode?: 'cross' | 'isolated';
  /** Fee of a settlement at expiry, a fraction of the value. @default 0 */
  readonly deliveryFee?: number;
}

/** What a short position paid on one day for what it borrowed. */
export interface BorrowPayment {
  readonly symbol: string;
  /** Begin of the day, ms, UTC. */
  readonly time: number;
  /** Quote units paid. */
  amount: number;
}

/** The venue over bars with funding, maintenance margin, borrowing and expiry: one account in cross or isolated margin. */
export class MarginVenue extends BarVenue {
  readonly tiers: MarginRules['tiers'];
  /** Whether each position stands alone with its own margin. */
  readonly isIsolated: boolean;
  /** Fee of a settlement at expiry, a fraction of the value. */
  readonly deliveryFee: number;

  /** What short positions paid for what they borrowed: one row for each instrument and day (UTC). */
  readonly borrowed: BorrowPayment[] = [];
  readonly #borrow: BorrowModel | undefined;
  readonly #marks: readonly (Bars | undefined)[];
  readonly #markAt: Int32Array;
  /** Whether positions live until the account is worth nothing at their own prices. */
  readonly #isPlain: boolean;

  constructor(
    markets: readonly Bars[],
    rules: MarginRules,
    costs: VenueCosts,
    cash: number,
    finer: readonly (Bars | undefined)[],
    journals?: VenueJournals,
  ) {
    super(markets, rules, costs, cash, finer, journals);
    this.tiers = rules.tiers;
    this.isIsolated = rules.marginMode === 'isolated';
    this.deliveryFee = rules.deliveryFee ?? 0;
    this.endsWithLiquidation = !this.isIsolated;
    this.#borrow = costs.borrow;
    this.#marks = rules.marks ?? markets.map(() => undefined);
    this.#markAt = new Int32Array(markets.length);
    const isKnown = (of: unknown): boolean => of !== undefined;
    this.#isPlain = !this.ledger.isInverse && !this.isIsolated && !this.#marks.some(isKnown) && !this.tiers.some(isKnown);
  }

  /** Pays or receives funding on the position of `instrument`; above 0 is received. */
  settleFunding(instrument: number, rate: number, mark: number): number {
    const amount = -this.ledger.quantity[instrument] * this.unitValue(instrument, mark) * rate;
    this.ledger.cash += amount;
    return amount;
  }

  /** Whether no price can do anything to a position: a paid long one without protection, of an account without margin rules. */
  isUnmoved(instrument: number): boolean {
    return (
      this.#isPlain &&
      this.ledger.quantity[instrument] > 0 &&
      this.ledger.cash >= 0 &&
      this.trailKind[instrument] === 0 &&
      Number.isNaN(this.stop[instrument]) &&
      Number.isNaN(this.target[instrument])
    );
  }

  /** Whether short positions pay for what they borrow. */
  get lends(): boolean {
    return this.#borrow !== undefined;
  }

  /** Pays for a short position that was held from one time to another, ms, at its mark. */
  payBorrow(instrument: number, from: number, to: number): void {
    const held = this.ledger.quantity[instrument];
    if (this.#borrow === undefined || !(held < 0)) return;
    const { symbol } = this.markets[instrument];
    const value = -held * this.unitValue(instrument, this.ledger.mark[instrument]);
    const amount = this.#borrow.cost(listedSymbol(symbol), value, from, to);
    this.ledger.cash -= amount;
    const time = Math.floor(to / dayMs) * dayMs;
    const row = this.borrowed.findLast((payment) => payment.symbol === symbol);
    if (row?.time === time) row.amount += amount;
    else this.borrowed.push({ symbol, time, amount });
  }

  /**
   * The price at which a position is liquidated: where the equity falls to the maintenance margin, or without tiers to nothing; in
   * isolated margin where its own margin does, whatever else the account holds.
   */
  override bankruptcyPrice(instrument: number): number {
    const tiers = this.tiers[instrument];
    const held = this.ledger.quantity[instrument] * this.ledger.multiplier[instrument];
    if (this.isIsolated && held !== 0) return this.#isolatedPrice(instrument, held, tiers ?? noTiers);
    if (tiers === undefined || held === 0 || this.markets.length > 1) return super.bankruptcyPrice(instrument);
    return this.#liquidationPrice(instrument, held, this.ledger.cash, tiers);
  }

  /** The price at which `cash` and the position are worth its maintenance margin. */
  #liquidationPrice(instrument: number, held: number, cash: number, tiers: readonly CompleteTier[]): number {
    const size = Math.abs(held);
    const { isInverse } = this.ledger;
    let price = this.ledger.mark[instrument];
    for (let round = 0; round < 4; round++) {
      const { maintenance, deduction } = tierOf(tiers, isInverse ? size / price : size * price);
      price = isInverse ? (held + size * maintenance) / (cash + deduction) : (-cash - deduction) / (held - size * maintenance);
      if (!(price > 0 && price < Number.POSITIVE_INFINITY)) return Number.NaN;
    }
    return price;
  }

  /** An isolated position stands alone with its initial margin: value at entry / leverage. */
  #isolatedPrice(instrument: number, held: number, tiers: readonly CompleteTier[]): number {
    const entry = this.ledger.averagePrice[instrument];
    const { isInverse } = this.ledger;
    const value = isInverse ? Math.abs(held) / entry : Math.abs(held) * entry;
    const paid = isInverse ? held / entry : -held * entry;
    return this.#liquidationPrice(instrument, held, value / this.rules.leverage + paid, tiers);
  }

  /** The price at which nothing is left of a position's own margin, or of the account: a liquidated position is dealt there. */
  #bustPrice(instrument: number): number {
    if (!this.isIsolated) return super.bankruptcyPrice(instrument);
    const held = this.ledger.quantity[instrument] * this.ledger.multiplier[instrument];
    return this.#isolatedPrice(instrument, held, noTiers);
  }

  protected override liquidationByTrades(instrument: number): number {
    return this.#marks[instrument] === undefined ? this.bankruptcyPrice(instrument) : Number.NaN;
  }

  /** Liquidates a position that mark prices inside bar `index` have reached. True when that was the end of the account. */
  crossMarks(instrument: number, index: number): boolean {
    const marks = this.#marks[instrument];
    const held = this.ledger.quantity[instrument];
    if (marks === undefined || held === 0) return false;
    const { time, intervalMs } = this.markets[instrument];
    let at = this.#markAt[instrument];
    while (at < marks.length && marks.time[at] < time[index]) at++;
    const price = this.bankruptcyPrice(instrument);
    let isReached = false;
    for (; at < marks.length && marks.time[at] < time[index] + intervalMs; at++) {
      isReached ||= held > 0 ? marks.low[at] <= price : marks.high[at] >= price;
    }
    this.#markAt[instrument] = at;
    if (isReached) this.protectiveExit(instrument, index, 'liquidation', price, momentCodes.intrabar);
    return this.isLiquidated;
  }

  override protectiveExit(instrument: number, index: number, reason: ProtectiveReason, reference: number, moment: number): void {
    const bust = reason === 'liquidation' ? this.#bustPrice(instrument) : Number.NaN;
    super.protectiveExit(instrument, index, reason, Number.isNaN(bust) ? reference : bust, moment);
  }

  /**
   * Closes a contract that has expired at its settlement price, in cash.
   *
   * @param settlement price that the venue settles by: of the contract, or of what an option is on; NaN for the contract's last.
   */
  settleExpiry(instrument: number, index: number, settlement: number, moment: number): void {
    const held = this.ledger.quantity[instrument];
    if (held === 0) return;
    const { mark } = this.ledger;
    const price = Number.isNaN(settlement) ? mark[instrument] : settledPrice(this.markets[instrument].instrument, settlement);
    const side = held > 0 ? -1 : 1;
    const orderId = this.addOrder(instrument, typeCodes.market, side, reasonCodes.settlement, Number.NaN, index);
    this.deal(orderId, instrument, index, -held, price, price, false, reasonCodes.settlement, moment);
  }

  protected override feeOf(instrument: number, size: number, value: number, isMaker: boolean, reason: number, index: number): number {
    if (reason === reasonCodes.settlement) return size * value * this.deliveryFee;
    return super.feeOf(instrument, size, value, isMaker, reason, index);
  }

  /** Whether the equity has fallen to the maintenance margin of the positions. */
  isCalled(): boolean {
    if (this.isIsolated) return false;
    const margin = this.maintenance();
    return margin > 0 && this.ledger.equity() <= margin;
  }

  /** The maintenance margin of all positions at their marks. */
  maintenance(): number {
    let sum = 0;
    this.tiers.forEach((tiers, k) => {
      if (tiers !== undefined && this.ledger.quantity[k] !== 0)
        sum += maintenanceMargin(tiers, Math.abs(this.ledger.quantity[k]) * this.unitValue(k, this.ledger.mark[k]));
    });
    return sum;
  }
}

const noTiers: readonly CompleteTier[] = [{ limit: Number.POSITIVE_INFINITY, maintenance: 0, deduction: 0 }];
