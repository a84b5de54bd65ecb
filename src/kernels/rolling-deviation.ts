import { resumLength, shiftedSquares, shiftedSum, squaredDeviations } from './rolling.ts';

/**
 * Whether a sum of squared deviations that slid may be rounding alone: it is small against `energy`, all squares that
 * went into it since the last fresh sum. It is then taken from the window itself, which gives exactly 0 for equal values.
 */
export function isLostInRounding(total: number, energy: number): boolean {
  return total <= energy * 1e-6;
}

/**
 * Writes `multiplier * sqrt(D / divisor)` of each window of `period` values of the run `x[start..end)`, where D is the sum
 * of squared deviations from the window's mean; NaN before the first full window.
 * Returns NaN where a value of the run is not finite.
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
    let addedSum = 0;
    let addedSquares = 0;
    let addedEnergy = 0;
    let left = 1;
    for (let i = block; i < stop; i++) {
      if (i > block) {
        const old = x[i - period];
        const d = x[i] - old;
        const e = x[i] - origin;
        addedSum += d;
        addedSquares += d * (e + (old - origin));
        addedEnergy += e * e;
      }
      const s = sum + addedSum;
      const q = squares + addedSquares;
      const w = energy + addedEnergy;
      if (--left === 0) {
        sum = s;
        squares = q;
        energy = w;
        addedSum = 0;
        addedSquares = 0;
        addedEnergy = 0;
        left = 4;
      }
      let total = q - s * (s * share);
      if (isLostInRounding(total, w)) total = squaredDeviations(x, i - period + 1, period);
      out[i] = Math.sqrt(total * divisorShare) * multiplier;
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
    let addedSum = 0;
    let addedSquares = 0;
    let addedEnergy = 0;
    let left = 1;
    for (let i = block; i < stop; i++) {
      if (i > block) {
        const old = x[i - period];
        const d = x[i] - old;
        const e = x[i] - origin;
        addedSum += d;
        addedSquares += d * (e + (old - origin));
        addedEnergy += e * e;
      }
      const s = sum + addedSum;
      const q = squares + addedSquares;
      const w = energy + addedEnergy;
      if (--left === 0) {
        sum = s;
        squares = q;
        energy = w;
        addedSum = 0;
        addedSquares = 0;
        addedEnergy = 0;
        left = 4;
      }
      const shift = s * share;
      let total = q - s * shift;
      if (isLostInRounding(total, w)) total = squaredDeviations(x, i - period + 1, period);
      const mean = origin + shift;
      const width = Math.sqrt(total * share) * multiplier;
      upper[i] = mean + width;
      middle[i] = mean;
      lower[i] = mean - width;
    }
    check += (sum + addedSum) * 0;
  }
  return check;
}
