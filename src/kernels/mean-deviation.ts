import { finiteCheck } from './finite.ts';
import { longestSimdPeriod, simd, throughRegions } from './simd.ts';

/** Mean of `values[start..start + period)`, summed from the first of them in four strands, which do not wait for one another. */
export function meanOf(values: Float64Array, start: number, period: number): number {
  const origin = values[start];
  const end = start + period;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = start;
  for (; k + 3 < end; k += 4) {
    a += values[k] - origin;
    b += values[k + 1] - origin;
    c += values[k + 2] - origin;
    d += values[k + 3] - origin;
  }
  for (; k < end; k++) a += values[k] - origin;
  return origin + (a + b + (c + d)) / period;
}

/** Sum of the distances of `values[start..start + period)` from `mean`, in four strands. */
export function distancesFrom(mean: number, values: Float64Array, start: number, period: number): number {
  const end = start + period;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = start;
  for (; k + 3 < end; k += 4) {
    a += Math.abs(values[k] - mean);
    b += Math.abs(values[k + 1] - mean);
    c += Math.abs(values[k + 2] - mean);
    d += Math.abs(values[k + 3] - mean);
  }
  for (; k < end; k++) a += Math.abs(values[k] - mean);
  return a + b + (c + d);
}

/**
 * Writes the mean distance of each window of `period` values of the run `x[start..end)` from its mean; NaN before the first full
 * window. Returns NaN where a value of the run is not finite.
 */
export function meanDistanceInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  const fast = period > longestSimdPeriod ? undefined : simd();
  if (fast === undefined) return plainMeanDistanceInto(out, x, start, end, period);
  const check = throughRegions(fast, out, [x], start, end, period, 2, (n) => fast.kernels.meanDistances(n, period));
  for (let i = start + period - 1; i < end; i++) out[i] /= period;
  return check;
}

/** {@link meanDistanceInto} without WebAssembly. */
export function plainMeanDistanceInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  const first = Math.min(start + period - 1, end);
  out.fill(Number.NaN, start, first);
  for (let i = first; i < end; i++) {
    const from = i - period + 1;
    out[i] = distancesFrom(meanOf(x, from, period), x, from, period) / period;
  }
  return finiteCheck(x, start, end);
}

/**
 * Writes the commodity channel index of the run `[start, end)`: the distance of the typical price from its mean over 0.015 mean
 * distances, 0 where there is none; NaN before the first full window. Returns NaN where a value of the run is not finite.
 */
export function commodityChannelInto(
  out: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  end: number,
  period: number,
): number {
  const fast = period > longestSimdPeriod ? undefined : simd();
  if (fast === undefined) return plainCommodityChannelInto(out, high, low, close, start, end, period);
  return throughRegions(fast, out, [high, low, close], start, end, period, 1, (n) => fast.kernels.commodityChannel(n, period));
}

/** {@link commodityChannelInto} without WebAssembly. The column holds the typical prices until an index takes their place, from the end on. */
export function plainCommodityChannelInto(
  out: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  end: number,
  period: number,
): number {
  for (let i = start; i < end; i++) out[i] = (high[i] + low[i] + close[i]) / 3;
  const check = finiteCheck(out, start, end);
  const first = Math.min(start + period - 1, end);
  for (let i = end - 1; i >= first; i--) out[i] = commodityChannel(out, i - period + 1, period);
  out.fill(Number.NaN, start, first);
  return check;
}

/** The index at the last of `prices[start..start + period)`. */
export function commodityChannel(prices: Float64Array, start: number, period: number): number {
  const mean = meanOf(prices, start, period);
  const distance = distancesFrom(mean, prices, start, period);
  return distance > 0 ? (prices[start + period - 1] - mean) / ((0.015 * distance) / period) : 0;
}
