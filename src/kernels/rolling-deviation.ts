import { resumLength, shiftedSquares, shiftedSum, squaredDeviations } from './rolling.ts';

/**
 * Whether a sum of squared deviations that slid may be rounding alone: it is small against `energy`, all squares that
 * went into it since the last fresh sum. It is then taken from the window itself, which gives exactly 0 for equal values.
 */
export function isLostInRounding(total: number, energy: number): boolean {
  return total <= energy * 1e-6;
}

/** The slid sum of squared deviations of the window that ends at `i`, or the window's own where little is left of it. */
function squaresLeft(x: Float64Array, i: number, period: number, total: number, energy: number): number {
  return isLostInRounding(total, energy) ? squaredDeviations(x, i - period + 1, period) : total;
}

/**
 * Writes `multiplier * sqrt(D / divisor)` of each window of `period` values of the run `x[start..end)`, where D is the sum
 * of squared deviations from the window's mean; NaN before the first full window. Sums slide in blocks of four as in
 * `rollingMeanInto`. Returns NaN where a value of the run is not finite.
 */
export function rollingDeviationInto(
  out: Float64Array,
  x: Float64Array,
  start: number,
  end: number,
  period: number,
  divisor: number,
  multiplier: number,
): number {
  const length = resumLength(period);
  const share = 1 / period;
  const divisorShare = 1 / divisor;
  const first = start + period - 1;
  let check = 0;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  for (let block = first; block < end; block += length) {
    const stop = Math.min(block + length, end);
    const from = block - period + 1;
    const origin = x[from];
    let sum = shiftedSum(x, from, period, origin);
    let squares = shiftedSquares(x, from, period, origin);
    let energy = squares;
    const total = squaresLeft(x, block, period, squares - sum * (sum * share), energy);
    out[block] = Math.sqrt(total * divisorShare) * multiplier;
    let i = block + 1;
    for (; i + 3 < stop; i += 4) {
      const k = i - period;
      const x0 = x[i];
      const x1 = x[i + 1];
      const x2 = x[i + 2];
      const x3 = x[i + 3];
      const o0 = x[k];
      const o1 = x[k + 1];
      const o2 = x[k + 2];
      const o3 = x[k + 3];
      const d0 = x0 - o0;
      const d1 = x1 - o1;
      const d2 = x2 - o2;
      const d3 = x3 - o3;
      const e0 = x0 - origin;
      const e1 = x1 - origin;
      const e2 = x2 - origin;
      const e3 = x3 - origin;
      const p1 = d0 + d1;
      const p2 = p1 + d2;
      const q0 = d0 * (e0 + (o0 - origin));
      const q1 = q0 + d1 * (e1 + (o1 - origin));
      const q2 = q1 + d2 * (e2 + (o2 - origin));
      const q3 = q2 + d3 * (e3 + (o3 - origin));
      const w0 = e0 * e0;
      const w1 = w0 + e1 * e1;
      const w2 = w1 + e2 * e2;
      const w3 = w2 + e3 * e3;
      const s0 = sum + d0;
      const s1 = sum + p1;
      const s2 = sum + p2;
      sum += p2 + d3;
      const m0 = s0 * share;
      const m1 = s1 * share;
      const m2 = s2 * share;
      const m3 = sum * share;
      const t0 = squaresLeft(x, i, period, squares + q0 - s0 * m0, energy + w0);
      const t1 = squaresLeft(x, i + 1, period, squares + q1 - s1 * m1, energy + w1);
      const t2 = squaresLeft(x, i + 2, period, squares + q2 - s2 * m2, energy + w2);
      squares += q3;
      energy += w3;
      const t3 = squaresLeft(x, i + 3, period, squares - sum * m3, energy);
      out[i] = Math.sqrt(t0 * divisorShare) * multiplier;
      out[i + 1] = Math.sqrt(t1 * divisorShare) * multiplier;
      out[i + 2] = Math.sqrt(t2 * divisorShare) * multiplier;
      out[i + 3] = Math.sqrt(t3 * divisorShare) * multiplier;
    }
    let addedSum = 0;
    let addedSquares = 0;
    let addedEnergy = 0;
    for (; i < stop; i++) {
      const old = x[i - period];
      const d = x[i] - old;
      const e = x[i] - origin;
      addedSum += d;
      addedSquares += d * (e + (old - origin));
      addedEnergy += e * e;
      const s = sum + addedSum;
      const m = s * share;
      const t = squaresLeft(x, i, period, squares + addedSquares - s * m, energy + addedEnergy);
      out[i] = Math.sqrt(t * divisorShare) * multiplier;
    }
    check += (sum + addedSum) * 0;
  }
  return check;
}

/**
 * Writes the mean of each window of `period` values of the run `x[start..end)` and the bands `multiplier` population
 * deviations above and below; NaN before the first full window. The mean has the bits of `rollingMeanInto`.
 * Returns NaN where a value of the run is not finite.
 */
export function rollingBandsInto(
  upper: Float64Array,
  middle: Float64Array,
  lower: Float64Array,
  x: Float64Array,
  start: number,
  end: number,
  period: number,
  multiplier: number,
): number {
  const length = resumLength(period);
  const share = 1 / period;
  const first = start + period - 1;
  let check = 0;
  for (let i = start; i < first && i < end; i++) {
    upper[i] = Number.NaN;
    middle[i] = Number.NaN;
    lower[i] = Number.NaN;
  }
  for (let block = first; block < end; block += length) {
    const stop = Math.min(block + length, end);
    const from = block - period + 1;
    const origin = x[from];
    let sum = shiftedSum(x, from, period, origin);
    let squares = shiftedSquares(x, from, period, origin);
    let energy = squares;
    const shift = sum * share;
    const total = squaresLeft(x, block, period, squares - sum * shift, energy);
    const mean = origin + shift;
    const width = Math.sqrt(total * share) * multiplier;
    upper[block] = mean + width;
    middle[block] = mean;
    lower[block] = mean - width;
    let i = block + 1;
    for (; i + 3 < stop; i += 4) {
      const k = i - period;
      const x0 = x[i];
      const x1 = x[i + 1];
      const x2 = x[i + 2];
      const x3 = x[i + 3];
      const o0 = x[k];
      const o1 = x[k + 1];
      const o2 = x[k + 2];
      const o3 = x[k + 3];
      const d0 = x0 - o0;
      const d1 = x1 - o1;
      const d2 = x2 - o2;
      const d3 = x3 - o3;
      const e0 = x0 - origin;
      const e1 = x1 - origin;
      const e2 = x2 - origin;
      const e3 = x3 - origin;
      const p1 = d0 + d1;
      const p2 = p1 + d2;
      const q0 = d0 * (e0 + (o0 - origin));
      const q1 = q0 + d1 * (e1 + (o1 - origin));
      const q2 = q1 + d2 * (e2 + (o2 - origin));
      const q3 = q2 + d3 * (e3 + (o3 - origin));
      const w0 = e0 * e0;
      const w1 = w0 + e1 * e1;
      const w2 = w1 + e2 * e2;
      const w3 = w2 + e3 * e3;
      const s0 = sum + d0;
      const s1 = sum + p1;
      const s2 = sum + p2;
      sum += p2 + d3;
      const m0 = s0 * share;
      const m1 = s1 * share;
      const m2 = s2 * share;
      const m3 = sum * share;
      const t0 = squaresLeft(x, i, period, squares + q0 - s0 * m0, energy + w0);
      const t1 = squaresLeft(x, i + 1, period, squares + q1 - s1 * m1, energy + w1);
      const t2 = squaresLeft(x, i + 2, period, squares + q2 - s2 * m2, energy + w2);
      squares += q3;
      energy += w3;
      const t3 = squaresLeft(x, i + 3, period, squares - sum * m3, energy);
      const c0 = origin + m0;
      const c1 = origin + m1;
      const c2 = origin + m2;
      const c3 = origin + m3;
      const h0 = Math.sqrt(t0 * share) * multiplier;
      const h1 = Math.sqrt(t1 * share) * multiplier;
      const h2 = Math.sqrt(t2 * share) * multiplier;
      const h3 = Math.sqrt(t3 * share) * multiplier;
      upper[i] = c0 + h0;
      upper[i + 1] = c1 + h1;
      upper[i + 2] = c2 + h2;
      upper[i + 3] = c3 + h3;
      middle[i] = c0;
      middle[i + 1] = c1;
      middle[i + 2] = c2;
      middle[i + 3] = c3;
      lower[i] = c0 - h0;
      lower[i + 1] = c1 - h1;
      lower[i + 2] = c2 - h2;
      lower[i + 3] = c3 - h3;
    }
    let addedSum = 0;
    let addedSquares = 0;
    let addedEnergy = 0;
    for (; i < stop; i++) {
      const old = x[i - period];
      const d = x[i] - old;
      const e = x[i] - origin;
      addedSum += d;
      addedSquares += d * (e + (old - origin));
      addedEnergy += e * e;
      const s = sum + addedSum;
      const m = s * share;
      const t = squaresLeft(x, i, period, squares + addedSquares - s * m, energy + addedEnergy);
      const c = origin + m;
      const h = Math.sqrt(t * share) * multiplier;
      upper[i] = c + h;
      middle[i] = c;
      lower[i] = c - h;
    }
    check += (sum + addedSum) * 0;
  }
  return check;
}
