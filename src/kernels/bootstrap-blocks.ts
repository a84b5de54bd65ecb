import type { Rng } from '../core/index.ts';

/** The inverse of a geometric distribution function, with 32 bits. */
export interface GeometricLengths {
  /** A draw is the first length whose threshold is above 32 random bits; lengths count from 1. */
  readonly thresholds: Uint32Array;
  /** Index at which the search begins, for the first 10 of the bits. */
  readonly guide: Int32Array;
}

/** Lengths of mean `mean` >= 1, none longer than `most`. */
export function geometricLengths(mean: number, most: number): GeometricLengths {
  const bits = 0x1_0000_0000;
  const thresholds: number[] = [];
  const stay = Math.log1p(-1 / mean);
  for (let length = 1; length < most; length++) {
    const threshold = Math.round(-Math.expm1(length * stay) * bits);
    if (threshold >= bits - 1) break;
    thresholds.push(threshold);
  }
  thresholds.push(bits - 1);
  const guide = new Int32Array(1024);
  for (let bucket = 0, at = 0; bucket < guide.length; bucket++) {
    while (at < thresholds.length - 1 && thresholds[at] <= bucket * (bits / guide.length)) at++;
    guide[bucket] = at;
  }
  return { thresholds: Uint32Array.from(thresholds), guide };
}

/**
 * Draws the blocks of one resample of the stationary bootstrap: starts anywhere, geometric lengths, the last one cut so that
 * the lengths add up to `rows`. Writes from index `at` on, at most `rows` blocks, and returns the index after the last.
 */
export function stationaryBlocksInto(
  starts: Int32Array,
  lengths: Int32Array,
  at: number,
  rows: number,
  { thresholds, guide }: GeometricLengths,
  rng: Rng,
): number {
  const share = rows / 0x1_0000_0000;
  const last = thresholds.length - 1;
  let next = at;
  for (let left = rows; left > 0; next++) {
    const bits = rng.uint32();
    let index = guide[bits >>> 22];
    while (bits >= thresholds[index] && index < last) index++;
    const length = index + 1 < left ? index + 1 : left;
    starts[next] = rng.uint32() * share;
    lengths[next] = length;
    left -= length;
  }
  return next;
}

/**
 * Draws blocks of one length for one resample, starting at any of the first `places` rows, the last one cut so that the
 * lengths add up to `rows`. All rows are places for the circular bootstrap; for moving blocks those that leave room.
 */
export function equalBlocksInto(
  starts: Int32Array,
  lengths: Int32Array,
  at: number,
  rows: number,
  length: number,
  places: number,
  rng: Rng,
): number {
  const share = places / 0x1_0000_0000;
  let next = at;
  for (let left = rows; left > 0; next++) {
    starts[next] = rng.uint32() * share;
    lengths[next] = length < left ? length : left;
    left -= length;
  }
  return next;
}

/** Running sums of `x`, one more than there are values: `out[i]` is the sum of the first i. */
export function runningSumsInto(out: Float64Array, x: Float64Array): void {
  let sum = 0;
  out[0] = 0;
  for (let i = 0; i < x.length; i++) {
    sum += x[i];
    out[i + 1] = sum;
  }
}

/** Sum of the values in blocks `[from, to)`, from their running sums; blocks go on at the first row after the last. */
export function sumOfBlocks(running: Float64Array, starts: Int32Array, lengths: Int32Array, from: number, to: number): number {
  const rows = running.length - 1;
  const all = running[rows];
  let sum = 0;
  for (let block = from; block < to; block++) {
    const start = starts[block];
    const end = start + lengths[block];
    sum += end <= rows ? running[end] - running[start] : all - running[start] + running[end - rows];
  }
  return sum;
}

/** Writes the values in blocks `[from, to)` to `out`. */
export function gatherBlocksInto(
  out: Float64Array,
  x: Float64Array,
  starts: Int32Array,
  lengths: Int32Array,
  from: number,
  to: number,
): void {
  let at = 0;
  for (let block = from; block < to; block++) {
    let row = starts[block];
    for (const end = at + lengths[block]; at < end; at++) {
      out[at] = x[row];
      row = row + 1 === x.length ? 0 : row + 1;
    }
  }
}

/** Columns that {@link fourSumsOfBlocksInto} adds at once. */
export const lanes = 4;

/** Running sums of `x` less `centre` in one lane of four: `out[4 i + lane]` is the sum of the first i. */
export function runningLaneInto(out: Float64Array, x: Float64Array, centre: number, lane: number): void {
  let sum = 0;
  out[lane] = 0;
  for (let i = 0; i < x.length; i++) {
    sum += x[i] - centre;
    out[lanes * (i + 1) + lane] = sum;
  }
}

/**
 * Sums of the values in blocks `[from, to)` of four columns at once, from the lanes of their running sums: finding a block
 * costs more than adding it. Writes to `out[at + lane * step]`.
 */
export function fourSumsOfBlocksInto(
  out: Float64Array,
  running: Float64Array,
  starts: Int32Array,
  lengths: Int32Array,
  from: number,
  to: number,
  at: number,
  step: number,
): void {
  const rows = running.length / lanes - 1;
  const last = lanes * rows;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let block = from; block < to; block++) {
    const i = lanes * starts[block];
    let j = i + lanes * lengths[block];
    if (j > last) {
      j -= last;
      a += running[last];
      b += running[last + 1];
      c += running[last + 2];
      d += running[last + 3];
    }
    a += running[j] - running[i];
    b += running[j + 1] - running[i + 1];
    c += running[j + 2] - running[i + 2];
    d += running[j + 3] - running[i + 3];
  }
  out[at] = a;
  out[at + step] = b;
  out[at + 2 * step] = c;
  out[at + 3 * step] = d;
}
