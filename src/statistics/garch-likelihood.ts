import { gammaRatio } from '../kernels/index.ts';

/** The orders of a model of conditional variance. */
export interface GarchShape {
  /** Lags of squared shocks. */
  readonly p: number;
  /** Lags of the variance. */
  readonly q: number;
  readonly leverage: boolean;
  readonly mean: 'constant' | 'zero';
  readonly innovations: 'normal' | 't';
  /** Whether the variance in the long run is that of the series. */
  readonly targeting: boolean;
}

/** Where each parameter stands: mean (if any), omega, alphas, gammas (if any), betas, degrees of freedom (if any). */
export interface GarchPlaces {
  readonly mu: number;
  readonly omega: number;
  readonly alpha: number;
  /** -1 without leverage. */
  readonly gamma: number;
  readonly beta: number;
  /** -1 for normal innovations. */
  readonly nu: number;
  readonly count: number;
}

export function placesOf({ p, q, leverage, mean, innovations }: GarchShape): GarchPlaces {
  const omega = mean === 'constant' ? 1 : 0;
  const alpha = omega + 1;
  const gamma = alpha + p;
  const beta = leverage ? gamma + p : gamma;
  const nu = beta + q;
  const hasTails = innovations === 't';
  return { mu: omega - 1, omega, alpha, gamma: leverage ? gamma : -1, beta, nu: hasTails ? nu : -1, count: hasTails ? nu + 1 : nu };
}

/** Room for shocks and variances of a series. */
export interface GarchPath {
  readonly shocks: Float64Array;
  readonly variances: Float64Array;
}

/**
 * Shocks and variances of returns under parameters; false where a variance is not above 0.
 *
 * Squares and variances before the first return are the mean square of all shocks.
 */
export function garchPathInto({ shocks, variances }: GarchPath, returns: Float64Array, x: Float64Array, shape: GarchShape): boolean {
  const { p, q } = shape;
  const { mu, omega, alpha, gamma, beta } = placesOf(shape);
  const mean = mu < 0 ? 0 : x[mu];
  let squares = 0;
  for (let t = 0; t < returns.length; t++) {
    const shock = returns[t] - mean;
    shocks[t] = shock;
    squares += shock * shock;
  }
  const before = squares / returns.length;
  for (let t = 0; t < returns.length; t++) {
    let variance = x[omega];
    for (let k = 0; k < p; k++) {
      const shock = t > k ? shocks[t - k - 1] : Number.NaN;
      const square = t > k ? shock * shock : before;
      variance += x[alpha + k] * square;
      if (gamma >= 0) variance += x[gamma + k] * square * (t > k ? +(shock < 0) : 0.5);
    }
    for (let k = 0; k < q; k++) variance += x[beta + k] * (t > k ? variances[t - k - 1] : before);
    if (!(variance > 0)) return false;
    variances[t] = variance;
  }
  return true;
}

/** Log-likelihoods of returns, written to `out`; their sum. */
export function garchDensitiesInto(out: Float64Array, path: GarchPath, returns: Float64Array, x: Float64Array, shape: GarchShape): number {
  if (!garchPathInto(path, returns, x, shape)) return Number.NEGATIVE_INFINITY;
  const { nu } = placesOf(shape);
  const { shocks, variances } = path;
  const freedom = nu < 0 ? Number.POSITIVE_INFINITY : x[nu];
  if (!(freedom > 2)) return Number.NEGATIVE_INFINITY;
  const isNormal = nu < 0;
  const constant = isNormal ? -0.5 * Math.log(2 * Math.PI) : Math.log(gammaRatio(freedom / 2)) - 0.5 * Math.log(Math.PI * (freedom - 2));
  let sum = 0;
  for (let t = 0; t < returns.length; t++) {
    const square = (shocks[t] * shocks[t]) / variances[t];
    const tail = isNormal ? 0.5 * square : 0.5 * (freedom + 1) * Math.log1p(square / (freedom - 2));
    out[t] = constant - 0.5 * Math.log(variances[t]) - tail;
    sum += out[t];
  }
  return sum;
}

/** Share of the variance that lives on from one period to the next; below 1 the model is stationary. */
export function persistenceOf(x: Float64Array, { p, q, ...rest }: GarchShape): number {
  const { alpha, gamma, beta } = placesOf({ p, q, ...rest });
  let sum = 0;
  for (let k = 0; k < p; k++) sum += x[alpha + k] + (gamma < 0 ? 0 : x[gamma + k] / 2);
  for (let k = 0; k < q; k++) sum += x[beta + k];
  return sum;
}
