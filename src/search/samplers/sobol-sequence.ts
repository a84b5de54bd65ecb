import type { Rng } from '../../core/index.ts';
import { sobolDirections } from './sobol-directions.ts';

/** How the bits of a Sobol sequence are changed at random: nested for each bit, one shift for all points, or not. */
export type Scramble = 'owen' | 'shift' | 'none';

/** Dimensions that there are direction numbers for. */
export const mostSobolDimensions: number = sobolDirections.length + 1;

const bits = 32;
const whole = 2 ** bits;

/**
 * The points of a Sobol sequence, one with each call: in the order of a Gray code, from the origin on.
 *
 * Source: Antonov and Saleev 1979; Owen 1995 for the nested scrambling, whose random bit at each node of the binary tree is a hash of
 * the node; Cranley and Patterson 1976 for the shift, here a digital one.
 */
export function sobolSequence(dimensions: number, scramble: Scramble, rng: Rng): (unit: Float64Array) => void {
  const directions = Array.from({ length: dimensions }, (_, d) => directionNumbers(d));
  const keys = Uint32Array.from({ length: dimensions }, () => rng.uint32());
  const state = new Uint32Array(dimensions);
  let index = 0;
  return (unit) => {
    for (let d = 0; d < dimensions; d++) {
      const word = scramble === 'owen' ? owenScrambled(state[d], keys[d]) : scramble === 'shift' ? (state[d] ^ keys[d]) >>> 0 : state[d];
      unit[d] = word / whole;
    }
    const bit = 31 - Math.clz32(~index & (index + 1));
    index = (index + 1) >>> 0;
    for (let d = 0; d < dimensions; d++) state[d] ^= directions[d][bit & 31];
  };
}

/** The 32 direction numbers of a dimension, scaled by 2^32. */
function directionNumbers(dimension: number): Uint32Array {
  const v = new Uint32Array(bits);
  if (dimension === 0) return v.map((_, i) => 2 ** (bits - 1 - i));
  const [coefficients, ...m] = sobolDirections[dimension - 1];
  const degree = m.length;
  for (let i = 0; i < bits; i++) {
    if (i < degree) {
      v[i] = m[i] * 2 ** (bits - 1 - i);
      continue;
    }
    v[i] = v[i - degree] ^ (v[i - degree] >>> degree);
    for (let k = 1; k < degree; k++) if ((coefficients >>> (degree - 1 - k)) & 1) v[i] ^= v[i - k];
  }
  return v;
}

/** Flips each bit by a hash of the bits above it. */
function owenScrambled(word: number, key: number): number {
  let flips = 0;
  for (let bit = 31; bit >= 0; bit--) {
    const above = bit === 31 ? 0 : word >>> (bit + 1);
    flips |= (hash(above, key + bit) & 1) << bit;
  }
  return (word ^ flips) >>> 0;
}

/** A word of two, well mixed: the constants are Wellons' for low bias in 32 bits. */
function hash(word: number, key: number): number {
  let z = Math.imul(word ^ Math.imul(key, 0x9e3779b1), 0x7feb352d);
  z = Math.imul(z ^ (z >>> 15), 0x846ca68b) ^ key;
  z = Math.imul(z ^ (z >>> 16), 0x7feb352d);
  return z ^ (z >>> 15);
}
