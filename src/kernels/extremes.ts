import { finiteCheck } from './finite.ts';
import { longestSimdPeriod, simd, throughRegions } from './simd.ts';

/** Index of the highest value of `x[from..end)`, the latest of equals. */
export function latestMaximum(x: Float64Array, from: number, end: number): number {
  let at = from;
  let best = x[from];
  for (let i = from + 1; i < end; i++) {
    const value = x[i];
    if (value >= best) {
      best = value;
      at = i;
    }
  }
  return at;
}

/** Index of the lowest value of `x[from..end)`, the latest of equals. */
export function latestMinimum(x: Float64Array, from: number, end: number): number {
  let at = from;
  let best = x[from];
  for (let i = from + 1; i < end; i++) {
    const value = x[i];
    if (value <= best) {
      best = value;
      at = i;
    }
  }
  return at;
}

/**
 * Writes the highest of each window of `period` values of the run `x[start..end)`; NaN before the first full window. -0 is
 * written as 0. Returns NaN where a value of the run is not finite.
 */
export function rollingMaximumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  const fast = period > longestSimdPeriod ? undefined : simd();
  if (fast === undefined) return plainRollingMaximumInto(out, x, start, end, period);
  return throughRegions(fast, out, [x], start, end, period, 0, (n) => fast.kernels.rollingMaximum(n, period));
}

/** As {@link rollingMaximumInto}, the lowest. */
export function rollingMinimumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  const fast = period > longestSimdPeriod ? undefined : simd();
  if (fast === undefined) return plainRollingMinimumInto(out, x, start, end, period);
  return throughRegions(fast, out, [x], start, end, period, 0, (n) => fast.kernels.rollingMinimum(n, period));
}

/**
 * {@link rollingMaximumInto} without WebAssembly.
 *
 * A window is the end of one block of `period` values and the beginning of the next (van Herk 1992, Gil and Werman 1993):
 * three comparisons a value, however prices move.
 */
export function plainRollingMaximumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  for (let i = start; i < start + period - 1 && i < end; i++) out[i] = Number.NaN;
  for (let block = start; block + period <= end; block += period) {
    const last = block + period - 1;
    const shift = period - 1;
    const written = Math.min(end - shift, last + 1);
    let best = x[last];
    let i = last;
    for (; i >= written; i--) {
      const value = x[i];
      if (value > best) best = value;
    }
    for (; i >= block; i--) {
      const value = x[i];
      if (value > best) best = value;
      out[i + shift] = best + 0;
    }
    const stop = Math.min(last + period, end);
    best = Number.NEGATIVE_INFINITY;
    for (let k = last + 1; k < stop; k++) {
      const value = x[k];
      if (value > best) best = value;
      const before = out[k];
      out[k] = before > best ? before : best + 0;
    }
  }
  return finiteCheck(x, start, end);
}

/** As {@link plainRollingMaximumInto}, the lowest. */
export function plainRollingMinimumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  for (let i = start; i < start + period - 1 && i < end; i++) out[i] = Number.NaN;
  for (let block = start; block + period <= end; block += period) {
    const last = block + period - 1;
    const shift = period - 1;
    const written = Math.min(end - shift, last + 1);
    let best = x[last];
    let i = last;
    for (; i >= written; i--) {
      const value = x[i];
      if (value < best) best = value;
    }
    for (; i >= block; i--) {
      const value = x[i];
      if (value < best) best = value;
      out[i + shift] = best + 0;
    }
    const stop = Math.min(last + period, end);
    best = Number.POSITIVE_INFINITY;
    for (let k = last + 1; k < stop; k++) {
      const value = x[k];
      if (value < best) best = value;
      const before = out[k];
      out[k] = before < best ? before : best + 0;
    }
  }
  return finiteCheck(x, start, end);
}

/**
 * Writes where `close` lies between the lowest of the last `period` lows and the highest of the last highs, in percent, 0 where
 * they are one; NaN before the first full window. `spare` is a column that may be written to.
 * Returns NaN where a value of the run is not finite.
 */
export function placeInRangeInto(
  out: Float64Array,
  spare: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  end: number,
  period: number,
): number {
  const fast = period > longestSimdPeriod ? undefined : simd();
  if (fast === undefined) return plainPlaceInRangeInto(out, spare, high, low, close, start, end, period);
  return throughRegions(fast, out, [high, low, close], start, end, period, 2, (n) => fast.kernels.placeInRange(n, period));
}

/** {@link placeInRangeInto} without WebAssembly. */
export function plainPlaceInRangeInto(
  out: Float64Array,
  spare: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  end: number,
  period: number,
): number {
  const check = plainRollingMaximumInto(out, high, start, end, period) + plainRollingMinimumInto(spare, low, start, end, period);
  for (let i = start + period - 1; i < end; i++) out[i] = placeInRange(out[i], spare[i], close[i]);
  return check + finiteCheck(close, start, end);
}

/** Where a close lies between a lowest and a highest price, in percent; 0 where they are one. */
export function placeInRange(highest: number, lowest: number, close: number): number {
  return highest === lowest ? 0 : ((close - lowest) / (highest - lowest)) * 100;
}
