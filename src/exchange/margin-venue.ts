import type { Bars } from '../market/index.ts';
import type { ProtectiveReason } from './matching/bar-walk.ts';
import { BarVenue } from './venue.ts';
import type { VenueRules } from './venue-rules.ts';
import { type CompleteTier, maintenanceMargin } from './venues/venue-preset.ts';

/** Rules of a venue that lends. */
export interface MarginRules extends VenueRules {
  /** Margin tiers of each instrument; undefined where positions live until the account is worth nothing. */
  readonly tiers: readonly (readonly CompleteTier[] | undefined)[];
}

/** The venue over bars with funding and maintenance margin: cross margin, one account. */
export class MarginVenue extends BarVenue {
  readonly tiers: MarginRules['tiers'];
  /** Whether the account was liquidated. */
  isLiquidated = false;

  constructor(
    markets: readonly Bars[],
    rules: MarginRules,
    costs: ConstructorParameters<typeof BarVenue>[2],
    cash: number,
    finer: readonly (Bars | undefined)[],
    journals?: ConstructorParameters<typeof BarVenue>[5],
  ) {
    super(markets, rules, costs, cash, finer, journals);
    this.tiers = rules.tiers;
  }

  /** Pays or receives funding on the position of `instrument`; above 0 is received. */
  settleFunding(instrument: number, rate: number, mark: number): number {
    const amount = -this.ledger.quantity[instrument] * this.unitValue(instrument, mark) * rate;
    this.ledger.cash += amount;
    return amount;
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
