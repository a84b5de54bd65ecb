import type { Step } from './step.ts';

/**
 * One exponential average, seeded with the mean of its first values: the streaming twin of the kernel
 * `seededExponentialInto`, with the same blocks of four.
 */
export class ExponentialStep implements Step {
  /** Values seen until the seed, then no more. */
  count: number = 0;
  /** Sum of the warm-up, then the average at the last full block. */
  level: number = 0;
  /** What the block's values add to it. */
  added: number = 0;
  /** Place in the block of four. */
  phase: number = 0;
  readonly #alpha: number;
  readonly #warmup: number;
  readonly #powers: readonly number[];

  constructor(alpha: number, warmup: number) {
    const decay = 1 - alpha;
    const square = decay * decay;
    this.#alpha = alpha;
    this.#warmup = warmup;
    this.#powers = [decay, square, square * decay, square * square];
  }

  next(x: number): number {
    if (this.count < this.#warmup) {
      this.level += x;
      if (++this.count < this.#warmup) return Number.NaN;
      this.level /= this.#warmup;
      return this.level;
    }
    const added = this.#alpha * x + this.#powers[0] * this.added;
    const value = added + this.#powers[this.phase] * this.level;
    if (this.phase === 3) {
      this.phase = 0;
      this.added = 0;
      this.level = value;
    } else {
      this.phase++;
      this.added = added;
    }
    return value;
  }

  peek(x: number): number {
    if (this.count < this.#warmup) return this.count + 1 < this.#warmup ? Number.NaN : (this.level + x) / this.#warmup;
    return this.#alpha * x + this.#powers[0] * this.added + this.#powers[this.phase] * this.level;
  }

  reset(): void {
    this.count = 0;
    this.level = 0;
    this.added = 0;
    this.phase = 0;
  }
}
