import { checkInteger } from './check.ts';

/**
 * Seeded random numbers: xoshiro128** (Blackman and Vigna 2018), seeded through the finaliser of
 * splitmix32. The same seed gives the same numbers on every machine; all 2^53 safe integers are different seeds.
 *
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * const rng = new Rng(42);
 * rng.uniform(); // in [0, 1)
 * rng.fork(3).normal(); // an independent stream
 * ```
 */
export class Rng {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare: number = Number.NaN;
  readonly seed: number;

  /** @param seed integer; negative seeds and seeds beyond 32 bits are allowed. */
  constructor(seed: number) {
    this.seed = checkInteger('seed', seed);
    const low = seed | 0;
    const high = Math.floor(seed / 0x1_0000_0000) | 0;
    this.#a = scramble(low + golden);
    this.#b = scramble(low + 2 * golden);
    this.#c = scramble((high + 3 * golden) ^ this.#a);
    this.#d = scramble((high + 4 * golden) ^ this.#b) | 1;
  }

  /** An unsigned 32-bit integer. */
  uint32(): number {
    const r = Math.imul(this.#b, 5);
    const result = Math.imul((r << 7) | (r >>> 25), 9);
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** A double in [0, 1) with 53 random bits. */
  uniform(): number {
    return ((this.uint32() >>> 5) * 67_108_864 + (this.uint32() >>> 6)) / 9_007_199_254_740_992;
  }

  /** An integer in [0, n). */
  int(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** A standard normal draw (Marsaglia's polar method). */
  normal(): number {
    if (!Number.isNaN(this.#spare)) {
      const spare = this.#spare;
      this.#spare = Number.NaN;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      this.#spare = v * scale;
      return u * scale;
    }
  }

  /** A gamma draw of mean `shape` and scale 1 (Marsaglia and Tsang 2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = 1 - this.uniform();
      if (u < 1 - 0.0331 * x * x * x * x || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  }

  /** A stream of its own for part `index` of the work, the same whatever was drawn before. */
  fork(index: number): Rng {
    const part = scramble(checkInteger('index', index) + golden);
    const low = scramble((this.seed | 0) ^ part);
    const high = scramble((Math.floor(this.seed / 0x1_0000_0000) | 0) + Math.imul(low, golden) + part);
    return new Rng((high >>> 11) * 0x1_0000_0000 + (low >>> 0));
  }
}

const golden = 0x9e3779b9;

/** The finaliser of splitmix32: one 32-bit word to another, no two to the same. */
function scramble(word: number): number {
  let z = word | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
