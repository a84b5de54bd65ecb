import { Rng } from 'barwright/core';

/** Columns of independent normal returns, `edge` added to the first in standard deviations. */
export function noiseTrials(seed: number, trials: number, rows: number, edge = 0): Float64Array[] {
  const rng = new Rng(seed);
  return Array.from({ length: trials }, (_, k) => Float64Array.from({ length: rows }, () => 0.01 * (rng.normal() + (k === 0 ? edge : 0))));
}

/** `uniform` of golden/significance.py, value for value. */
export function uniforms(seed: number, count: number): Float64Array {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

/** `returns_of` of golden/significance.py. */
export function goldenReturns(seed: number, count: number, drift: number): Float64Array {
  const u = uniforms(seed, 2 * count);
  const shocks = Float64Array.from({ length: count }, (_, i) => (u[i] - 0.5) / (0.1 + u[count + i]));
  return shocks.map((shock, i) => 0.01 * (shock + (i === 0 ? 0 : 0.3 * shocks[i - 1])) + drift);
}

/** `trials_of` of golden/significance.py. */
export function goldenTrials(seed: number, trials: number, rows: number): Float64Array[] {
  const common = goldenReturns(seed, rows, 0);
  return Array.from({ length: trials }, (_, k) => {
    const own = goldenReturns(seed + 1 + k, rows, 0.0001 * (k - trials / 2));
    return own.map((value, i) => 0.5 * common[i] + value);
  });
}

/** `drawn_rows` of golden/significance.py. */
export function goldenRows(seed: number, rows: number, resamples: number, block: number): Int32Array[] {
  const starts = uniforms(seed, resamples * rows).map((u) => Math.floor(u * rows));
  return Array.from({ length: resamples }, (_, b) =>
    Int32Array.from({ length: rows }, (_, i) => (starts[b * rows + Math.floor(i / block)] + (i % block)) % rows),
  );
}

/** `smoothed` of golden/significance.py. */
export function smoothed(x: Float64Array, weight: number): Float64Array {
  const out = x.slice();
  for (let i = 1; i < out.length; i++) out[i] += weight * out[i - 1];
  return out;
}
