import { ArgumentError, checkKeys, checkNumber, madeBy, type ScalarOrColumn, show } from '../../core/index.ts';
import type { Liquidity } from '../../market/index.ts';
import { checkSettingLength, fullSetting, type Setting, settingAt } from '../setting.ts';

/** What a fill costs in fees. */
export interface FeeModel {
  readonly name: string;
  /** Fee of a fill in quote units; negative is a rebate. `index` is the bar of the fill. */
  fee(quantity: number, price: number, liquidity: Liquidity, index: number): number;
  /** The quantity that `budget` buys when the fee on it, and on `closing` units dealt in the same fill, is paid from the budget too. */
  affordable(budget: number, price: number, liquidity: Liquidity, index: number, closing: number): number;
  /** Throws unless its columns have one number for each of `length` bars; a model without columns has none. */
  checkLength?(length: number): void;
  /** A copy that remembers nothing, one for each run; only a model that remembers has it. */
  fresh?(): FeeModel;
  /** Called with the time, milliseconds since the epoch, UTC, before fees are asked for at a later time than before. */
  advance?(time: number): void;
  /** Called after each fill with its notional, quote units, and its time, milliseconds since the epoch, UTC. */
  traded?(value: number, time: number): void;
}

/** Rates of a {@link feeSchedule}. */
export interface FeeRates {
  /** Fraction of the notional of a fill that takes liquidity. @default 0 */
  readonly taker?: ScalarOrColumn;
  /** Fraction of the notional of a fill that gives liquidity; negative is a rebate. @default the taker rate */
  readonly maker?: ScalarOrColumn;
  /** Amount for each unit or contract, quote units. @default 0 */
  readonly perUnit?: number;
  /** Amount for each fill, quote units. @default 0 */
  readonly fixed?: number;
}

class FeeSchedule implements FeeModel {
  readonly name: string;
  readonly #taker: Setting;
  readonly #maker: Setting;
  readonly #perUnit: number;
  readonly #fixed: number;

  constructor(rates: FeeRates) {
    this.#taker = fullSetting('fees.taker', rates.taker ?? 0, { above: -1, below: 1 });
    this.#maker = rates.maker === undefined ? this.#taker : fullSetting('fees.maker', rates.maker, { above: -1, below: 1 });
    this.#perUnit = checkNumber('fees.perUnit', rates.perUnit ?? 0);
    this.#fixed = checkNumber('fees.fixed', rates.fixed ?? 0);
    const parts = [`taker ${this.#taker.label}`, `maker ${this.#maker.label}`];
    if (this.#perUnit !== 0) parts.push(`${this.#perUnit} a unit`);
    if (this.#fixed !== 0) parts.push(`${this.#fixed} a fill`);
    this.name = this.#maker === this.#taker && parts.length === 2 ? `${this.#taker.label} of notional` : parts.join(', ');
  }

  fee(quantity: number, price: number, liquidity: Liquidity, index: number): number {
    const rate = settingAt(liquidity === 'maker' ? this.#maker : this.#taker, index);
    return quantity * price * rate + quantity * this.#perUnit + this.#fixed;
  }

  affordable(budget: number, price: number, liquidity: Liquidity, index: number, closing: number): number {
    const unitFee = price * settingAt(liquidity === 'maker' ? this.#maker : this.#taker, index) + this.#perUnit;
    return (budget - this.#fixed - unitFee * closing) / (price + unitFee);
  }

  checkLength(length: number): void {
    checkSettingLength('fees.taker', this.#taker, length);
    checkSettingLength('fees.maker', this.#maker, length);
  }
}

/**
 * Fees as a fraction of the notional, an amount a unit and an amount a fill, with separate maker and taker rates.
 *
 * fee = quantity x price x rate + quantity x perUnit + fixed
 *
 * @throws ArgumentError where a rate is not in (-1, 1) or an amount is not finite.
 * @example
 * ```ts
 * import { feeSchedule } from 'barwright/exchange';
 * const fees = feeSchedule({ maker: -0.0001, taker: 0.0006 });
 * fees.fee(2, 100, 'taker', 0); // 0.12
 * ```
 */
export function feeSchedule(rates: FeeRates): FeeModel {
  checkKeys('fees', rates, ['taker', 'maker', 'perUnit', 'fixed']);
  return madeBy('feeSchedule', [rates], new FeeSchedule(rates));
}

/**
 * Fees by a function of the user's.
 *
 * @example
 * ```ts
 * import { feeFunction } from 'barwright/exchange';
 * const perOrder = feeFunction('at least 1', (quantity, price) => Math.max(1, quantity * price * 0.001));
 * ```
 */
export function feeFunction(name: string, fee: FeeModel['fee']): FeeModel {
  return {
    name,
    fee,
    affordable(budget, price, liquidity, index, closing) {
      let quantity = budget / price;
      for (let round = 0; round < 50 && quantity > 0; round++) {
        const next = (budget - fee(quantity + closing, price, liquidity, index)) / price;
        if (Math.abs(next - quantity) <= 1e-15 * quantity) return next;
        quantity = next;
      }
      return quantity;
    },
  };
}

/** The fee model of an option: a number is a fraction of the notional of each fill. */
export function toFeeModel(fees: ScalarOrColumn | FeeRates | FeeModel): FeeModel {
  if (typeof fees === 'number' || fees instanceof Float64Array) return new FeeSchedule({ taker: fees });
  if (typeof fees !== 'object' || fees === null) {
    throw new ArgumentError(`Expected \`fees\` to be a fraction, a column, rates or a fee model, was \`${show(fees)}\`.`);
  }
  if ('affordable' in fees) return fees;
  return feeSchedule(fees);
}
