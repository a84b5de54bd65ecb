import type { Bars, Liquidity, RejectCode } from '../market/index.ts';
import type { FeeModel } from './costs/fees.ts';
import { impactAt, type PriceImpact, takerPrice } from './costs/price-impact.ts';
import type { VenueCosts } from './costs/venue-costs.ts';
import { FillJournal, momentCodes, OrderJournal, reasonCodes, typeCodes } from './ledger/journal.ts';
import { Ledger } from './ledger/ledger.ts';
import type { BarWalk, ProtectiveReason } from './matching/bar-walk.ts';
import { type LevelKind, levelPrice, type Protection } from './matching/protection.ts';
import { floorToStep } from './steps.ts';
import type { VenueRules } from './venue-rules.ts';

/** Where orders and fills are noted, and the number that the first market has there. */
export interface VenueJournals {
  readonly orders: OrderJournal;
  readonly fills: FillJournal;
  readonly first: number;
}

/** An account at a simulated venue: what it holds and may deal, what fills cost it, and the protection of its positions. */
export class VenueAccount {
  readonly ledger: Ledger;
  readonly orders: OrderJournal;
  readonly fills: FillJournal;
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

  /** Number of the first instrument in the journals. */
  protected readonly first: number;
  /** Whether the account was liquidated. */
  isLiquidated = false;
  /** Whether the account ends with the liquidation of a position. */
  protected endsWithLiquidation = true;
  /** Protective exits so far. */
  protected exits = 0;
  /** Whether fees hang on what was traded before. */
  readonly #remembers: boolean;

  constructor(markets: readonly Bars[], rules: VenueRules, costs: VenueCosts, cash: number, journals: VenueJournals = freshJournals()) {
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
    this.fees = costs.fees.fresh?.() ?? costs.fees;
    this.#remembers = this.fees.traded !== undefined;
    this.impact = costs.impact;
    this.orders = journals.orders;
    this.fills = journals.fills;
    this.first = journals.first;
    this.ledger = new Ledger(
      cash,
      markets.map((bars) => bars.instrument.multiplier),
      markets.some((bars) => bars.instrument.kind === 'inverse'),
    );
    this.exitBar = new Int32Array(count).fill(-1);
    this.stop = new Float64Array(count).fill(Number.NaN);
    this.target = new Float64Array(count).fill(Number.NaN);
    this.trailKind = new Uint8Array(count);
    this.trailValue = new Float64Array(count).fill(Number.NaN);
    this.peak = new Float64Array(count).fill(Number.NaN);
    this.protectedFrom = new Int32Array(count);
  }

  /** The price of a fill against `reference`: slippage and spread for one that takes, then the tick, against the trader. */
  fillPrice(instrument: number, index: number, side: number, reference: number, slips: boolean, _quantity = 0): number {
    if (!slips) return reference;
    return takerPrice(reference, side, impactAt(this.impact, index), this.markets[instrument].instrument.tickSize);
  }

  /** When something that happens at bar `index` is said to have happened, ms: the open of the bar. */
  protected timeOf(instrument: number, index: number): number {
    return this.markets[instrument].time[index];
  }

  /** Notes an order, its type and reason as codes of the journals, and returns its id. */
  addOrder(instrument: number, type: number, side: number, reason: number, price: number, index: number): number {
    return this.orders.add(this.first + instrument, type, side, reason, price, index);
  }

  /** Value of one unit at `price`, in the currency of the account. */
  unitValue(instrument: number, price: number): number {
    const multiplier = this.ledger.multiplier[instrument];
    return this.ledger.isInverse ? multiplier / price : price * multiplier;
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
    if (this.#remembers) this.fees.advance?.(this.timeOf(instrument, index));
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
    if (this.#remembers) this.fees.advance?.(this.timeOf(instrument, index));
    const fee = this.feeOf(instrument, size, value, isMaker, reason, index);
    this.ledger.apply(instrument, quantity, price, fee);
    if (this.#remembers) this.fees.traded?.(size * value, this.timeOf(instrument, index));
    this.ledger.mark[instrument] = reference;
    this.fills.add(
      orderId,
      this.first + instrument,
      quantity,
      price,
      fee,
      this.slippageOf(instrument, reference, price, size),
      isMaker,
      reason,
      index,
      moment,
    );
    this.orders.end(orderId, 'filled', size);
    if (this.ledger.quantity[instrument] === 0) this.unprotect(instrument);
    return fee;
  }

  /** The fee of a fill of units that are worth `value` each. */
  protected feeOf(_instrument: number, size: number, value: number, isMaker: boolean, reason: number, index: number): number {
    return reason === reasonCodes.liquidation ? 0 : this.fees.fee(size, value, isMaker ? 'maker' : 'taker', index);
  }

  /** What a fill lost against the price that it was asked for at, in the currency of the account. */
  protected slippageOf(instrument: number, reference: number, price: number, size: number): number {
    const { isInverse, multiplier } = this.ledger;
    return isInverse
      ? Math.abs(1 / price - 1 / reference) * multiplier[instrument] * size
      : Math.abs(price - reference) * multiplier[instrument] * size;
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

  /** The price at which the account is worth nothing, where `instrument` is all that it holds; NaN where there is none (or only one that rounding makes). */
  bankruptcyPrice(instrument: number): number {
    const held = this.ledger.quantity[instrument] * this.ledger.multiplier[instrument];
    const price = this.ledger.isInverse ? held / this.ledger.cash : -this.ledger.cash / held;
    const negligible = 1e-9 * this.ledger.averagePrice[instrument];
    return this.markets.length === 1 && price > negligible && price < Number.POSITIVE_INFINITY ? price : Number.NaN;
  }

  /** The price of the instrument's own bars at which its position is liquidated; NaN where they do not decide. */
  protected liquidationByTrades(instrument: number): number {
    return this.bankruptcyPrice(instrument);
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
    walk.liquidation = held === 0 ? Number.NaN : this.liquidationByTrades(instrument);
    walk.touch = this.rules.limitFill === 'touch';
    walk.tickSize = this.markets[instrument].instrument.tickSize;
    walk.entrySide = 0;
  }

  /** Closes the position by a protective order that the price has reached. */
  protectiveExit(instrument: number, index: number, reason: ProtectiveReason, reference: number, moment: number): void {
    const held = this.ledger.quantity[instrument];
    const side = held > 0 ? -1 : 1;
    const isLimit = reason === 'takeProfit';
    const code = protectiveCode(reason);
    const slips = !isLimit && reason !== 'liquidation' && this.rules.slipStops;
    const price = this.fillPrice(instrument, index, side, reference, slips, Math.abs(held));
    const orderId = this.addOrder(instrument, isLimit ? typeCodes.limit : typeCodes.stop, side, code, reference, index);
    this.deal(orderId, instrument, index, -held, reference, price, isLimit, code, moment);
    this.exitBar[instrument] = index;
    this.exits++;
    if (reason === 'liquidation' && this.endsWithLiquidation) this.isLiquidated = true;
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

function freshJournals(): VenueJournals {
  return { orders: new OrderJournal(), fills: new FillJournal(), first: 0 };
}

/** The code of a reason, by comparison: a lookup by name would be the dearest part of an exit. */
function protectiveCode(reason: ProtectiveReason): number {
  if (reason === 'stopLoss') return reasonCodes.stopLoss;
  if (reason === 'takeProfit') return reasonCodes.takeProfit;
  return reason === 'trailingStop' ? reasonCodes.trailingStop : reasonCodes.liquidation;
}
