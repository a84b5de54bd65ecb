import { checkInteger, type NumberColumn, once, type Rng } from '../core/index.ts';
import { normalCdf, normalQuantile } from '../kernels/index.ts';
import { type FittedModel, likelihoodFigures, type SimulatedPath } from './fitted-model.ts';
import { type Minimum, minimise } from './minimise.ts';
import { checkSeries, rngOf, scaled } from './series.ts';

/** Parameters of a {@link jumpDiffusion}, of one period. */
export interface JumpDiffusionParameters {
  /** Mean return without jumps. */
  readonly mu: number;
  /** Standard deviation without jumps. */
  readonly sigma: number;
  /** Mean number of jumps, above 0 and below 2. */
  readonly lambda: number;
  readonly jumpMean: number;
  readonly jumpDeviation: number;
}

/** What {@link jumpDiffusion} finds. */
export interface JumpDiffusionFit extends FittedModel<JumpDiffusionParameters> {
  /** Share of the variance that is of jumps. */
  readonly jumpShare: number;
  /** Chance of each return to have held a jump, given its size. */
  readonly jumpChances: Float64Array;
}

const least = 100;
/** Beyond it jumps are no longer told from diffusion. */
const mostJumps = 2;
/** Least variance without jumps, as a share of that of the series: without a bound one return is infinitely likely. */
const leastVariance = 1e-3;

/**
 * Jump diffusion: returns that are normal but for a random number of normal jumps, fitted by maximum likelihood.
 *
 * `r = mu + sigma z + sum_1^N J`, `N` Poisson of mean lambda, `J` normal of mean jumpMean and deviation jumpDeviation; so the density is
 * `sum_k e^-lambda lambda^k / k! phi(r; mu + k jumpMean, sigma^2 + k jumpDeviation^2)`. Returns are independent: it has fat tails and no
 * clusters of volatility. Where the returns hold no jumps, the parameters of jumps mean nothing and `standardErrors` may be null. The variance without jumps is at least 1e-3 of that of the series, since otherwise the likelihood has no maximum
 * (Honore 1998).
 *
 * Source: Merton, Option pricing when underlying stock returns are discontinuous, Journal of Financial Economics 3, 1976; Honore, Pitfalls
 * in estimating jump-diffusion models, University of Aarhus, 1998.
 *
 * @param returns logarithmic returns of periods one after the other; at least 100, not all the same.
 * @throws NotEnoughDataError where there are fewer than 100 returns.
 * @throws DataError where a return is not finite, or none differs.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { jumpDiffusion } from 'barwright/statistics';
 * const { close } = syntheticBars({ seed: 7, length: 2_000, interval: '1d', tails: 3 });
 * const returns = close.slice(1).map((price, i) => Math.log(price / close[i]));
 * const { parameters, jumpShare } = jumpDiffusion(returns);
 * parameters.lambda; // jumps a day
 * ```
 */
export function jumpDiffusion(returns: NumberColumn): JumpDiffusionFit {
  const values = checkSeries('returns', returns, least);
  const { values: unit, scale, mean } = scaled(values);
  const best = fitted(unit, mean);
  const x = naturalOf(best.x);
  for (const k of [0, 1, 3, 4]) x[k] *= scale;
  const densities = (at: Float64Array, out: Float64Array): number => densitiesInto(out, values, at);
  const scales = Float64Array.of(x[1], x[1], x[2], x[4], x[4]);
  const figures = likelihoodFigures(densities, x, scales, values.length, named);
  const [mu, sigma, lambda, jumpMean, jumpDeviation] = x;
  const ofJumps = lambda * (jumpMean ** 2 + jumpDeviation ** 2);
  const deviation = Math.sqrt(sigma ** 2 + ofJumps);
  const centre = mu + lambda * jumpMean;
  const logs = new Float64Array(values.length);
  densitiesInto(logs, values, x);
  const quantiles = once(() => values.map((value) => normalScore(value, x)));
  return {
    model: 'Jump diffusion',
    ...figures,
    converged: best.converged,
    jumpShare: ofJumps / deviation ** 2,
    jumpChances: values.map((value, t) => 1 - Math.exp(-lambda - 0.5 * ((value - mu) / sigma) ** 2 - Math.log(sigma) - logRoot - logs[t])),
    deviations: new Float64Array(values.length).fill(deviation),
    residuals: values.map((value) => (value - centre) / deviation),
    get quantileResiduals(): Float64Array {
      return quantiles();
    },
    simulate: (length, seed = 1) => simulated(x, centre, deviation, checkInteger('length', length, { min: 0 }), rngOf(seed)),
  };
}

const logRoot = 0.5 * Math.log(2 * Math.PI);

/** Chances of 0, 1, 2 ... jumps, until the rest is nothing. */
function jumpWeights(lambda: number): Float64Array {
  const weights = [Math.exp(-lambda)];
  for (let k = 1; weights[k - 1] > 1e-18 && k < 60; k++) weights.push((weights[k - 1] * lambda) / k);
  return Float64Array.from(weights);
}

function densitiesInto(out: Float64Array, values: Float64Array, x: Float64Array): number {
  const [mu, sigma, lambda, jumpMean, jumpDeviation] = x;
  if (!(sigma > 0 && lambda >= 0 && jumpDeviation >= 0)) return Number.NEGATIVE_INFINITY;
  const weights = jumpWeights(lambda);
  const halves = weights.map((_, k) => 0.5 / (sigma ** 2 + k * jumpDeviation ** 2));
  const heights = weights.map((weight, k) => Math.log(weight) + 0.5 * Math.log(2 * halves[k]));
  const count = weights.length;
  const terms = new Float64Array(count);
  let sum = 0;
  for (let t = 0; t < values.length; t++) {
    const off = values[t] - mu;
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      const far = off - k * jumpMean;
      const height = heights[k] - halves[k] * far * far;
      terms[k] = height;
      if (height > highest) highest = height;
    }
    let total = 0;
    for (let k = 0; k < count; k++) if (terms[k] > highest - 40) total += Math.exp(terms[k] - highest);
    out[t] = highest + Math.log(total) - logRoot;
    sum += out[t];
  }
  return sum;
}

/** The best of the minima reached from starts that take moves beyond 2, 3 and 4 usual ones for jumps; the series has variance 1. */
function fitted(unit: Float64Array, mean: number): Minimum {
  const out = new Float64Array(unit.length);
  const height = (free: Float64Array): number => -densitiesInto(out, unit, naturalOf(free)) / unit.length;
  const sizes = unit.map((value) => Math.abs(value - mean)).sort();
  const usual = Math.max(1.4826 * sizes[unit.length >> 1], 0.1);
  const starts = [2, 3, 4].map((beyond) => {
    const limit = beyond * usual;
    const jumps = unit.filter((value) => Math.abs(value - mean) > limit);
    const share = Math.min(0.5, Math.max(1 / unit.length, jumps.length / unit.length));
    const middle = jumps.length === 0 ? 0 : jumps.reduce((sum, value) => sum + value - mean, 0) / jumps.length;
    const spread = jumps.reduce((sum, value) => sum + (value - mean - middle) ** 2, 0) / Math.max(1, jumps.length);
    const [diffusion, jumpSize] = [usual ** 2, Math.max(spread, usual ** 2)];
    const free = Float64Array.of(mean, Math.log(diffusion), Math.log(share / (mostJumps - share)), middle, 0.5 * Math.log(jumpSize));
    return { free, value: height(free) };
  });
  return starts
    .sort((a, b) => a.value - b.value)
    .slice(0, 2)
    .map(({ free }) => minimise(height, free))
    .reduce((best, found) => (found.value < best.value - 1e-13 ? found : best));
}

function naturalOf([mu, diffusion, jumps, jumpMean, jumpDeviation]: Float64Array): Float64Array {
  return Float64Array.of(
    mu,
    Math.sqrt(leastVariance + Math.exp(diffusion)),
    mostJumps / (1 + Math.exp(-jumps)),
    jumpMean,
    Math.exp(jumpDeviation),
  );
}

function named([mu, sigma, lambda, jumpMean, jumpDeviation]: Float64Array): JumpDiffusionParameters {
  return { mu, sigma, lambda, jumpMean, jumpDeviation };
}

function normalScore(value: number, [mu, sigma, lambda, jumpMean, jumpDeviation]: Float64Array): number {
  let below = 0;
  let above = 0;
  jumpWeights(lambda).forEach((weight, k) => {
    const z = (value - mu - k * jumpMean) / Math.sqrt(sigma ** 2 + k * jumpDeviation ** 2);
    below += weight * normalCdf(z);
    above += weight * normalCdf(-z);
  });
  return below < above ? normalQuantile(Math.max(below, 1e-300)) : -normalQuantile(Math.max(above, 1e-300));
}

function simulated(x: Float64Array, centre: number, deviation: number, length: number, rng: Rng): SimulatedPath {
  const [mu, sigma, lambda, jumpMean, jumpDeviation] = x;
  const none = Math.exp(-lambda);
  const returns = Float64Array.from({ length }, () => {
    let jumps = 0;
    let chance = none;
    for (let left = rng.uniform() - chance; left >= 0 && jumps < 100; left -= chance) chance *= lambda / ++jumps;
    return mu + jumps * jumpMean + Math.sqrt(sigma ** 2 + jumps * jumpDeviation ** 2) * rng.normal();
  });
  return { returns, deviations: new Float64Array(length).fill(deviation), residuals: returns.map((r) => (r - centre) / deviation) };
}
