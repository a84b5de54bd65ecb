import { checkInteger } from './check.ts';

/**
 * Seeded random numbers: xoshiro128** (Blackman and Vigna 2018), seeded by splitmix32. The same seed gives the same
 * numbers on every machine.
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
    let state = (seed ^ Math.floor(seed / 0x1_0000_0000)) | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return z ^ (z >>> 15);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1;
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

  /** A stream of its own for part `index` of the work, the same whatever was drawn before. */
  fork(index: number): Rng {
    const mixed = Math.imul(this.seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b);
    return new Rng((mixed ^ (mixed >>> 13)) + index);
  }
}
