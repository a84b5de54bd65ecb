import { ArgumentError, checkKeys, checkNumber, dayMs, madeBy, show } from '../../core/index.ts';
import type { Liquidity } from '../../market/index.ts';
import type { FeeModel } from './fees.ts';

/** Rates from a traded volume on. */
export interface FeeTier {
  /** Notional traded in the window from which these rates hold, quote units. */
  readonly volume: number;
  /** Fraction of the notional of a fill that gives liquidity, in (-1, 1); negative is a rebate. */
  readonly maker: number;
  /** Fraction of the notional of a fill that takes liquidity, in (-1, 1). */
  readonly taker: number;
}

/** Options of {@link tieredFees}. */
export interface TieredFeesOptions {
  /** Length of the window of volume, whole days in milliseconds. @default 2592000000 */
  readonly windowMs?: number;
}

class TieredFees implements FeeModel {
  readonly name: string;
  readonly #tiers: readonly FeeTier[];
  readonly #days: number;
  /** Notional of each day, the day of the epoch modulo the length; the day that runs has a place too. */
  readonly #volumes: Float64Array;
  #today = Number.NEGATIVE_INFINITY;
  #tier: FeeTier;

  constructor(tiers: readonly FeeTier[], days: number) {
    this.#tiers = tiers;
    this.#days = days;
    this.#volumes = new Float64Array(days + 1);
    this.#tier = tiers[0];
    const range = (rates: readonly number[]): string => [...new Set([Math.max(...rates), Math.min(...rates)])].join(' to ');
    const rates = `maker ${range(tiers.map(({ maker }) => maker))}, taker ${range(tiers.map(({ taker }) => taker))}`;
    this.name = `${rates}, ${tiers.length} ${tiers.length === 1 ? 'tier' : 'tiers'} by the notional of ${days} days`;
  }

  fee(quantity: number, price: number, liquidity: Liquidity): number {
    return quantity * price * (liquidity === 'maker' ? this.#tier.maker : this.#tier.taker);
  }

  affordable(budget: number, price: number, liquidity: Liquidity, _index: number, closing: number): number {
    const unitFee = price * (liquidity === 'maker' ? this.#tier.maker : this.#tier.taker);
    return (budget - unitFee * closing) / (price + unitFee);
  }

  fresh(): FeeModel {
    return new TieredFees(this.#tiers, this.#days);
  }

  advance(time: number): void {
    const day = Math.floor(time / dayMs);
    if (day <= this.#today) return;
    const places = this.#volumes.length;
    const first = Math.max(this.#today + 1, day - this.#days);
    for (let skipped = first; skipped <= day; skipped++) this.#volumes[placeOf(skipped, places)] = 0;
    this.#today = day;
    let volume = 0;
    for (let before = 1; before <= this.#days; before++) volume += this.#volumes[placeOf(day - before, places)];
    let level = this.#tiers.length - 1;
    while (this.#tiers[level].volume > volume) level--;
    this.#tier = this.#tiers[level];
  }

  traded(value: number, time: number): void {
    this.advance(time);
    const day = Math.floor(time / dayMs);
    if (this.#today - day <= this.#days) this.#volumes[placeOf(day, this.#volumes.length)] += value;
  }
}

/** The place of a day, of days before 1970 too. */
function placeOf(day: number, places: number): number {
  return ((day % places) + places) % places;
}

/**
 * Maker and taker rates by the notional traded in the last 30 days, as venues with VIP levels charge them.
 *
 * The tier of a UTC day is the last one whose `volume` is not above the notional of the 30 UTC days before that day. It holds
 * for the whole day: a fill counts from the next day on, and a run begins in the first tier. Venues that count each fill at
 * once (Kraken) lower their rates some hours sooner. What was traded before the run or elsewhere, balances held and tokens
 * staked are not known to it: an account that is past a tier leaves it out and gives its own rates from `volume: 0`.
 *
 * @param tiers - one or more; the first with `volume: 0`, volumes rising, rates in (-1, 1).
 * @param options - `windowMs`: length of the window, whole days in milliseconds (default: 30 days).
 * @throws ArgumentError where tiers are missing, out of order or out of range, or the window is not of whole days.
 * @example
 * ```ts
 * import { tieredFees } from 'barwright/exchange';
 * const fees = tieredFees([
 *   { volume: 0, maker: 0.0002, taker: 0.00055 },
 *   { volume: 10_000_000, maker: 0.00018, taker: 0.0004 },
 * ]);
 * fees.fee(2, 50_000, 'taker', 0); // 55
 * fees.traded?.(12_000_000, Date.UTC(2026, 0, 1, 12));
 * fees.advance?.(Date.UTC(2026, 0, 2));
 * fees.fee(2, 50_000, 'taker', 0); // 40
 * ```
 *
 * Source: Binance, Tiered Trading Fee Discount Program: volume of the past 30 days evaluated at 00:00 UTC, rates for 24 hours;
 * Kraken, How are trading volume discounts calculated, for the other choice.
 */
export function tieredFees(tiers: readonly FeeTier[], options: TieredFeesOptions = {}): FeeModel {
  if (!Array.isArray(tiers) || tiers.length === 0) {
    throw new ArgumentError(`Expected \`tiers\` to be an array of at least one tier, was \`${show(tiers)}\`.`);
  }
  const checked = tiers.map((tier: FeeTier, i) => {
    checkKeys(`tiers[${i}]`, tier, ['volume', 'maker', 'taker']);
    if (i === 0 && tier.volume !== 0) {
      throw new ArgumentError(`Expected \`tiers[0].volume\` to be 0, where every account begins, was \`${show(tier.volume)}\`.`);
    }
    return {
      volume: i === 0 ? 0 : checkNumber(`tiers[${i}].volume`, tier.volume, { above: tiers[i - 1].volume }),
      maker: checkNumber(`tiers[${i}].maker`, tier.maker, { above: -1, below: 1 }),
      taker: checkNumber(`tiers[${i}].taker`, tier.taker, { above: -1, below: 1 }),
    };
  });
  checkKeys('options', options, ['windowMs']);
  const windowMs = checkNumber('windowMs', options.windowMs ?? 30 * dayMs, { min: dayMs, max: 3_660 * dayMs });
  if (windowMs % dayMs !== 0) {
    throw new ArgumentError(`Expected \`windowMs\` to be whole days, a multiple of ${dayMs}, was \`${windowMs}\`.`);
  }
  return madeBy('tieredFees', [tiers, options], new TieredFees(checked, windowMs / dayMs));
}
