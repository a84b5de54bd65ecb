import { checkInteger, checkKeys, checkNumber } from '../core/index.ts';
import { type OrderDesk, type OrderGuard, type OrderTicket, reasonCodes } from '../exchange/index.ts';
import type { RejectCode } from '../market/index.ts';

/** The trader's own limits: orders that would break one are refused with its code. Orders that only reduce a position always pass. */
export interface RiskLimits {
  /** Largest value of a position as a multiple of equity. */
  readonly maxPosition?: number;
  /** Orders that may be alive at once, over all instruments. */
  readonly maxOpenOrders?: number;
  /** Loss since the last midnight (UTC), as a fraction of the equity then, after which nothing new is opened that day. */
  readonly maxDailyLoss?: number;
  /** Loss since the highest equity, as a fraction of it, after which nothing new is opened any more. */
  readonly maxDrawdown?: number;
  /** Largest distance of a limit or trigger price from the last price, as a fraction. */
  readonly priceCollar?: number;
  /** After so many losing exits of an instrument in a row, nothing new is opened in it for so many bars. */
  readonly cooldown?: { readonly losses: number; readonly bars: number };
  /** After so many stop-loss exits of all instruments within so many bars, nothing new is opened for so many. */
  readonly stopLossGuard?: { readonly stops: number; readonly within: number; readonly bars: number };
}

/** Checks {@link RiskLimits}. */
export function checkLimits(limits: RiskLimits): RiskLimits {
  checkKeys('limits', limits, ['maxPosition', 'maxOpenOrders', 'maxDailyLoss', 'maxDrawdown', 'priceCollar', 'cooldown', 'stopLossGuard']);
  const { maxPosition, maxOpenOrders, maxDailyLoss, maxDrawdown, priceCollar, cooldown, stopLossGuard } = limits;
  if (maxPosition !== undefined) checkNumber('limits.maxPosition', maxPosition, { above: 0 });
  if (maxOpenOrders !== undefined) checkInteger('limits.maxOpenOrders', maxOpenOrders, { min: 1 });
  for (const [name, value] of Object.entries({ maxDailyLoss, maxDrawdown, priceCollar }))
    if (value !== undefined) checkNumber(`limits.${name}`, value, { above: 0, max: 1 });
  if (cooldown !== undefined) {
    checkKeys('limits.cooldown', cooldown, ['losses', 'bars']);
    checkInteger('limits.cooldown.losses', cooldown.losses, { min: 1 });
    checkInteger('limits.cooldown.bars', cooldown.bars, { min: 1 });
  }
  if (stopLossGuard !== undefined) {
    checkKeys('limits.stopLossGuard', stopLossGuard, ['stops', 'within', 'bars']);
    for (const name of ['stops', 'within', 'bars'] as const) checkInteger(`limits.stopLossGuard.${name}`, stopLossGuard[name], { min: 1 });
  }
  return limits;
}

const dayMs = 86_400_000;

/** Holds orders to the trader's limits. */
export class RiskGuard implements OrderGuard {
  readonly #limits: RiskLimits;
  #day = Number.NaN;
  #dayStart = Number.NaN;
  #peak = Number.NEGATIVE_INFINITY;
  #equity = Number.NaN;
  #isStopped = false;
  readonly #losses: Map<number, number> = new Map();
  readonly #pausedTo: Map<number, number> = new Map();
  readonly #stops: number[] = [];
  #guardedTo = -1;

  constructor(limits: RiskLimits) {
    this.#limits = checkLimits(limits);
  }

  refuse(ticket: OrderTicket, venue: OrderDesk, index: number): RejectCode | undefined {
    if (ticket.reduceOnly) return undefined;
    const { maxOpenOrders, maxDailyLoss, priceCollar } = this.#limits;
    const { instrument, side, quantity, price, trigger } = ticket;
    const { ledger } = venue;
    if (this.#isStopped) return 'RISK_MAX_DRAWDOWN';
    if (maxDailyLoss !== undefined && this.#equity <= this.#dayStart * (1 - maxDailyLoss)) return 'RISK_MAX_DAILY_LOSS';
    if (index < (this.#pausedTo.get(instrument) ?? -1)) return 'RISK_COOLDOWN';
    if (index < this.#guardedTo) return 'RISK_STOP_LOSS_GUARD';
    if (maxOpenOrders !== undefined && venue.working.reduce((sum, orders) => sum + orders.length, 0) >= maxOpenOrders)
      return 'RISK_MAX_OPEN_ORDERS';
    const last = ledger.mark[instrument];
    const isFar = (level: number): boolean => Math.abs(level - last) > (priceCollar as number) * last;
    if (priceCollar !== undefined && (isFar(price) || isFar(trigger))) return 'RISK_PRICE_COLLAR';
    const after = ledger.quantity[instrument] + side * quantity;
    return this.isTooLarge(instrument, after, venue) ? 'RISK_MAX_POSITION' : undefined;
  }

  isTooLarge(instrument: number, quantity: number, venue: OrderDesk): boolean {
    const { ledger } = venue;
    const { maxPosition = Number.POSITIVE_INFINITY } = this.#limits;
    const value = Math.abs(quantity) * venue.unitValue(instrument, ledger.mark[instrument]);
    return value > maxPosition * ledger.equity() && Math.abs(quantity) > Math.abs(ledger.quantity[instrument]);
  }

  closed(instrument: number, profit: number, reason: number, index: number): void {
    const { cooldown, stopLossGuard } = this.#limits;
    const losses = profit < 0 ? (this.#losses.get(instrument) ?? 0) + 1 : 0;
    this.#losses.set(instrument, losses);
    if (cooldown !== undefined && losses >= cooldown.losses) {
      this.#pausedTo.set(instrument, index + cooldown.bars);
      this.#losses.set(instrument, 0);
    }
    if (stopLossGuard === undefined || reason !== reasonCodes.stopLoss) return;
    this.#stops.push(index);
    while (this.#stops[0] <= index - stopLossGuard.within) this.#stops.shift();
    if (this.#stops.length >= stopLossGuard.stops) this.#guardedTo = index + stopLossGuard.bars;
  }

  marked(time: number, equity: number): void {
    const day = Math.floor(time / dayMs);
    if (day !== this.#day) {
      this.#day = day;
      this.#dayStart = equity;
    }
    this.#equity = equity;
    this.#peak = Math.max(this.#peak, equity);
    const { maxDrawdown } = this.#limits;
    if (maxDrawdown !== undefined && equity <= this.#peak * (1 - maxDrawdown)) this.#isStopped = true;
  }
}
