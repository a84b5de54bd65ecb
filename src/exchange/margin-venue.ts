import { dayMs } from '../core/index.ts';
import type { Bars } from '../market/index.ts';
import type { VenueJournals } from './account.ts';
import type { BorrowModel } from './costs/borrow.ts';
import type { VenueCosts } from './costs/venue-costs.ts';
import type { ProtectiveReason } from './matching/bar-walk.ts';
import { BarVenue } from './venue.ts';
import type { VenueRules } from './venue-rules.ts';
import { type CompleteTier, maintenanceMargin } from './venues/venue-preset.ts';

/** Rules of a venue that lends. */
export interface MarginRules extends VenueRules {
  /** Margin tiers of each instrument; undefined where positions live until the account is worth nothing. */
  readonly tiers: readonly (readonly CompleteTier[] | undefined)[];
}

/** What a short position paid on one day for what it borrowed. */
export interface BorrowPayment {
  readonly symbol: string;
  /** Begin of the day, ms, UTC. */
  readonly time: number;
  /** Quote units paid. */
  amount: number;
}

/** The venue over bars with funding and maintenance margin: cross margin, one account. */
export class MarginVenue extends BarVenue {
  readonly tiers: MarginRules['tiers'];
  /** Whether the account was liquidated. */
  isLiquidated = false;

  /** What short positions paid for what they borrowed: one row for each instrument and day (UTC). */
  readonly borrowed: BorrowPayment[] = [];
  readonly #borrow: BorrowModel | undefined;

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
    this.#borrow = costs.borrow;
  }

  /** Pays or receives funding on the position of `instrument`; above 0 is received. */
  settleFunding(instrument: number, rate: number, mark: number): number {
    const amount = -this.ledger.quantity[instrument] * this.unitValue(instrument, mark) * rate;
    this.ledger.cash += amount;
    return amount;
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
    const amount = this.#borrow.cost(symbol, value, from, to);
    this.ledger.cash -= amount;
    const time = Math.floor(to / dayMs) * dayMs;
    const row = this.borrowed.findLast((payment) => payment.symbol === symbol);
    if (row?.time === time) row.amount += amount;
    else this.borrowed.push({ symbol, time, amount });
  }

  /** The price at which the equity falls to the maintenance margin, or without tiers to nothing. */
  override bankruptcyPrice(instrument: number): number {
    const tiers = this.tiers[instrument];
    const worthless = super.bankruptcyPrice(instrument);
    const held = this.ledger.quantity[instrument] * this.ledger.multiplier[instrument];
    if (tiers === undefined || held === 0 || this.markets.length > 1) return worthless;
    const size = Math.abs(held);
    let price = this.ledger.mark[instrument];
    for (let round = 0; round < 4; round++) {
      const value = size * price;
      const { maintenance, deduction } = tiers.find(({ limit }) => value <= limit) ?? tiers[tiers.length - 1];
      price = (-this.ledger.cash - deduction) / (held - size * maintenance);
      if (!(price > 0)) return Number.NaN;
    }
    return price;
  }

  override protectiveExit(instrument: number, index: number, reason: ProtectiveReason, reference: number, moment: number): void {
    const worthless = reason === 'liquidation' ? super.bankruptcyPrice(instrument) : Number.NaN;
    super.protectiveExit(instrument, index, reason, Number.isNaN(worthless) ? reference : worthless, moment);
    if (reason === 'liquidation') this.isLiquidated = true;
  }

  /** Whether the equity has fallen to the maintenance margin of the positions. */
  isCalled(): boolean {
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
