import { type LevelKind, levelPrice } from './protection.ts';

/**
 * Runs of bars in which nothing can happen, written in one go. Each function fills `equity` from bar `from` on and
 * returns the first bar that needs the venue: one where `act` is set, a level is reached, or `to`.
 */

const pricesPerCacheLine = 8;
const sink: Float64Array = new Float64Array(1);

/**
 * Reads one price of each cache line of the bars `[from, to)`. Columns that only fills read are otherwise met cold at
 * each fill, which costs more than the rest of it; read on the way they stream like the others.
 */
export function touch(column: Float64Array, from: number, to: number): void {
  let sum = 0;
  const end = Math.min(to, column.length);
  for (let i = from - (from % pricesPerCacheLine); i < end; i += pricesPerCacheLine) sum += column[i];
  sink[0] = sum;
}

/** No position and no working order: equity is the cash. */
export function quietFlat(equity: Float64Array, act: Uint8Array, cash: number, from: number, to: number): number {
  let i = from;
  while (i < to && act[i] === 0) equity[i++] = cash;
  return i;
}

/** No position and an entry order at `price`, reached from above (`falls`) or from below. */
export function quietWaiting(
  equity: Float64Array,
  act: Uint8Array,
  cash: number,
  extreme: Float64Array,
  price: number,
  falls: boolean,
  from: number,
  to: number,
): number {
  let i = from;
  if (falls) while (i < to && act[i] === 0 && extreme[i] > price) equity[i++] = cash;
  else while (i < to && act[i] === 0 && extreme[i] < price) equity[i++] = cash;
  return i;
}

/** A position that nothing protects; `quantity` is in units of base. */
export function quietHeld(
  equity: Float64Array,
  act: Uint8Array,
  cash: number,
  quantity: number,
  close: Float64Array,
  from: number,
  to: number,
): number {
  let i = from;
  for (; i < to && act[i] === 0; i++) equity[i] = cash + quantity * close[i];
  return i;
}

/** A position with fixed levels: quiet while `low > floor` and `high < ceiling`. */
export function quietBetween(
  equity: Float64Array,
  act: Uint8Array,
  cash: number,
  quantity: number,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  floor: number,
  ceiling: number,
  from: number,
  to: number,
): number {
  let i = from;
  for (; i < to; i++) {
    if (act[i] !== 0 || low[i] <= floor || high[i] >= ceiling) break;
    equity[i] = cash + quantity * close[i];
  }
  return i;
}

/** A position with a trail beside the fixed levels; `peak[slot]` is read and moved. */
export function quietTrailing(
  equity: Float64Array,
  act: Uint8Array,
  cash: number,
  quantity: number,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  floor: number,
  ceiling: number,
  kind: LevelKind,
  value: number,
  tickSize: number,
  inside: boolean,
  peak: Float64Array,
  slot: number,
  from: number,
  to: number,
): number {
  const isLong = quantity > 0;
  let best = peak[slot];
  let i = from;
  for (; i < to; i++) {
    if (act[i] !== 0 || low[i] <= floor || high[i] >= ceiling) break;
    const next = isLong ? Math.max(best, high[i]) : Math.min(best, low[i]);
    const level = levelPrice(kind, value, inside ? next : best, isLong ? -1 : 1, tickSize);
    if (isLong ? low[i] <= level : high[i] >= level) break;
    best = next;
    equity[i] = cash + quantity * close[i];
  }
  peak[slot] = best;
  return i;
}
