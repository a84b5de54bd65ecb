import type { Bars, InstrumentKind, InstrumentOptions } from '../../market/index.ts';
import type { FeeModel } from '../costs/fees.ts';

/** Funding rates of a perpetual contract: what long positions pay short ones at each time, as a fraction of the position's value. */
export interface FundingRates {
  /** Settlement times, ms since the epoch, rising. */
  readonly time: ArrayLike<number>;
  readonly rate: ArrayLike<number>;
}

/** One step of the margin that a position needs to stay open. */
export interface RiskTier {
  /** Largest position value of the tier, quote units; Infinity for the last. */
  readonly limit: number;
  /** Maintenance margin as a fraction of the position's value. */
  readonly maintenance: number;
  /** Amount taken off, which makes the margin rise without jumps. @default from the tiers before */
  readonly deduction?: number;
}

/** A tier with its deduction. */
export type CompleteTier = Required<RiskTier>;

/** What is known of a venue: its costs, its instruments and its margin rules. Options of the run override it. */
export interface VenuePreset {
  readonly name: string;
  readonly fees: FeeModel;
  readonly leverage: number;
  /** What instruments of an unknown kind are. @default spot */
  readonly kind?: InstrumentKind;
  readonly instruments: Readonly<Record<string, Omit<InstrumentOptions, 'symbol'>>>;
  readonly funding: Readonly<Record<string, FundingRates>>;
  /** Margin tiers by symbol; the empty symbol is for all others. None: positions live until the account is worth nothing. */
  readonly tiers: Readonly<Record<string, readonly CompleteTier[]>>;
  /** Mark prices by symbol: the value that funding is paid on, and where their bars are no longer than those of the run, liquidation. @default the prices of the run */
  readonly marks?: Readonly<Record<string, Bars>>;
  /** Whether positions share the equity as their margin, or each has its own. @default 'cross' */
  readonly marginMode?: 'cross' | 'isolated';
  /** Whether more than what is held may be sold. @default true */
  readonly shorts?: boolean;
  /** Prices that contracts are settled by at their expiry, by symbol: of the contract, or of what an option is on. @default their last price */
  readonly settlements?: Readonly<Record<string, number>>;
  /** Fee of a settlement at expiry, a fraction of the value. @default 0 */
  readonly deliveryFee?: number;
}

/** The tier that a position of this value is in. */
export function tierOf(tiers: readonly CompleteTier[], value: number): CompleteTier {
  return tiers.find(({ limit }) => value <= limit) ?? tiers[tiers.length - 1];
}

/** The maintenance margin of a position of this value, quote units. */
export function maintenanceMargin(tiers: readonly CompleteTier[], value: number): number {
  const tier = tierOf(tiers, value);
  return value * tier.maintenance - tier.deduction;
}

/** Tiers with the deductions that make the margin continuous: D(n) = D(n-1) + limit(n-1) x (rate(n) - rate(n-1)). */
export function completeTiers(tiers: readonly RiskTier[]): readonly CompleteTier[] {
  const complete: CompleteTier[] = [];
  for (const { limit, maintenance, deduction } of tiers) {
    const before = complete[complete.length - 1];
    const continuous = before === undefined ? 0 : before.deduction + before.limit * (maintenance - before.maintenance);
    complete.push({ limit, maintenance, deduction: deduction ?? continuous });
  }
  return complete;
}
