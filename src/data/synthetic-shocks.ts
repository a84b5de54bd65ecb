import type { Rng } from '../core/index.ts';

/** Steps of the path inside one bar. */
export const substeps = 4;

/** Half-lives of the three components of log variance, ms: two hours, one day, twelve days. */
const halfLives = [7_200_000, 86_400_000, 1_036_800_000] as const;

/** What shapes the shocks of one source of risk. */
export interface ShockOptions {
  readonly tails: number;
  readonly clustering: number;
  readonly leverage: number;
}

/**
 * One source of risk: bars of fat-tailed returns of variance 1 whose size clusters.
 *
 * The variance of a bar is `exp(h1 + h2 + h3 - V/2) * w`: three autoregressions of log variance with total variance
 * `V = (2 * clustering)^2`, and an inverse gamma draw `w` of mean 1 that makes the return Student-t. It is fixed before
 * the return is drawn, so that the returns are uncorrelated; the return then moves the second component (`leverage`).
 */
export class Shocks {
  /** Moves of the path inside the bar that was drawn last. */
  readonly steps: Float64Array = new Float64Array(substeps);
  /** Variance that this bar was drawn with; 1 in the long run. */
  variance = 1;

  readonly #rng: Rng;
  readonly #tails: number;
  readonly #leverage: number;
  readonly #ownShare: number;
  readonly #halfVariance: number;
  readonly #decay: readonly number[];
  readonly #scale: readonly number[];
  readonly #state: number[];

  constructor(rng: Rng, options: ShockOptions, intervalMs: number) {
    const total = (2 * options.clustering) ** 2;
    const each = total / halfLives.length;
    this.#rng = rng;
    this.#tails = options.tails;
    this.#leverage = options.leverage;
    this.#ownShare = Math.sqrt(1 - options.leverage ** 2);
    this.#halfVariance = total / 2;
    this.#decay = halfLives.map((halfLife) => 0.5 ** (intervalMs / halfLife));
    this.#scale = this.#decay.map((decay) => Math.sqrt(each * (1 - decay * decay)));
    this.#state = halfLives.map(() => Math.sqrt(each) * rng.normal());
  }

  /** Draws the next bar into {@link Shocks.steps} and {@link Shocks.variance}. */
  next(): void {
    const rng = this.#rng;
    const state = this.#state;
    const decay = this.#decay;
    const scale = this.#scale;
    const tails = this.#tails;
    const mixing = tails === Number.POSITIVE_INFINITY ? 1 : (tails - 2) / (2 * rng.gamma(tails / 2));
    this.variance = Math.exp(state[0] + state[1] + state[2] - this.#halfVariance) * mixing;
    const size = Math.sqrt(this.variance / substeps);
    let sum = 0;
    for (let k = 0; k < substeps; k++) {
      const draw = rng.normal();
      sum += draw;
      this.steps[k] = size * draw;
    }
    const shock = sum / Math.sqrt(substeps);
    state[0] = decay[0] * state[0] + scale[0] * rng.normal();
    state[1] = decay[1] * state[1] + scale[1] * (this.#leverage * shock + this.#ownShare * rng.normal());
    state[2] = decay[2] * state[2] + scale[2] * rng.normal();
  }
}
