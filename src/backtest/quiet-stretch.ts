import {
  type BarVenue,
  type LevelKind,
  quietBetween,
  quietFlat,
  quietHeld,
  quietTrailing,
  quietWaiting,
  touch,
} from '../exchange/index.ts';
import type { Plan } from './plan.ts';

/** Brings the prices near that the next fill of the only instrument reads, which is decided at bar `to` and dealt at the next. */
export function touchPrices(venue: BarVenue, plan: Plan, from: number, to: number): void {
  const { open, high, low, close } = venue.markets[0];
  touch(open, from, to + 2);
  if (venue.ledger.quantity[0] !== 0) return;
  touch(close, from, to + 2);
  if (plan.stopLoss === undefined && plan.takeProfit === undefined && plan.trailingStop === undefined) return;
  touch(high, from, to + 2);
  touch(low, from, to + 2);
}

/**
 * Writes the equity of the bars from `i` on in which nothing can happen to the only instrument, and returns the first
 * that needs a look. No market order may wait.
 *
 * @param timeStop first bar at which the position is too old.
 */
export function passQuiet(venue: BarVenue, plan: Plan, equity: Float64Array, timeStop: number, i: number, n: number): number {
  const { ledger } = venue;
  const held = ledger.quantity[0];
  const bars = venue.markets[0];
  if (venue.entrySide[0] !== 0) {
    if (held !== 0) return i;
    const falls = venue.entrySide[0] > 0 === (venue.entryIsLimit[0] === 1);
    const to = Math.min(n, venue.entryExpires[0]);
    return quietWaiting(equity, plan.actAny, ledger.cash, falls ? bars.low : bars.high, venue.entryPrice[0], falls, i, to);
  }
  if (held === 0) return quietFlat(equity, plan.actFlat, ledger.cash, i, n);
  if (venue.protectedFrom[0] > i) return i;
  const to = Math.min(n, timeStop);
  const act = held > 0 ? plan.actLong : plan.actShort;
  const quantity = held * ledger.multiplier[0];
  const bankruptcy = venue.bankruptcyPrice(0);
  const stop = held > 0 ? highest(venue.stop[0], bankruptcy) : lowest(venue.stop[0], bankruptcy);
  const floor = held > 0 ? stop : venue.target[0];
  const ceiling = held > 0 ? venue.target[0] : stop;
  const kind = venue.trailKind[0] as LevelKind;
  if (kind !== 0) {
    const inside = venue.rules.trailRatchet === 'intrabar';
    const tick = bars.instrument.tickSize;
    return quietTrailing(
      equity,
      act,
      ledger.cash,
      quantity,
      bars.high,
      bars.low,
      bars.close,
      floor,
      ceiling,
      kind,
      venue.trailValue[0],
      tick,
      inside,
      venue.peak,
      0,
      i,
      to,
    );
  }
  if (Number.isNaN(floor) && Number.isNaN(ceiling)) return quietHeld(equity, act, ledger.cash, quantity, bars.close, i, to);
  return quietBetween(equity, act, ledger.cash, quantity, bars.high, bars.low, bars.close, floor, ceiling, i, to);
}

function highest(a: number, b: number): number {
  return Number.isNaN(a) ? b : a >= b || Number.isNaN(b) ? a : b;
}

function lowest(a: number, b: number): number {
  return Number.isNaN(a) ? b : a <= b || Number.isNaN(b) ? a : b;
}
