/** Log-likelihoods of the observations under parameters, written to `out`; their sum, not finite where the parameters are no model. */
export type LogDensities = (parameters: Float64Array, out: Float64Array) => number;

/** Errors of maximum-likelihood estimates. */
export interface EstimateErrors {
  /** From the second derivatives of the log-likelihood: right where the model is. */
  readonly information: Float64Array;
  /** With the scatter of the scores: right for returns of other tails too. */
  readonly robust: Float64Array;
}

/** Steps of the differences, in standard errors: small against the bend of the likelihood, large against rounding. */
const share = 0.003;

/**
 * Standard errors at a maximum of the likelihood, by central differences; undefined where the likelihood does not bend down in every
 * direction, as at a parameter that the data do not tell.
 *
 * Source: Bollerslev and Wooldridge, Quasi-maximum likelihood estimation and inference in dynamic models with time-varying covariances,
 * Econometric Reviews 11, 1992 (the robust ones).
 *
 * @param scales a small length for each parameter.
 */
export function estimateErrors(
  densities: LogDensities,
  at: Float64Array,
  scales: Float64Array,
  observations: number,
): EstimateErrors | undefined {
  const n = at.length;
  const scratch = new Float64Array(observations);
  const point = at.slice();
  const height = (i: number, di: number, j = i, dj = 0): number => {
    point[i] += di;
    point[j] += dj;
    const sum = densities(point, scratch);
    point[i] = at[i];
    point[j] = at[j];
    return sum;
  };
  const centre = densities(at, scratch);
  const bend = (i: number, h: number): number => -(height(i, h) - 2 * centre + height(i, -h)) / (h * h);
  const steps = scales.map((scale, i) => {
    const first = bend(i, 1e-3 * scale);
    return first > 0 ? share / Math.sqrt(bend(i, Math.min(share / Math.sqrt(first), scale)) || first) : Number.NaN;
  });
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const hi = steps[i];
    hessian[i * n + i] = bend(i, hi);
    for (let j = 0; j < i; j++) {
      const hj = steps[j];
      const cross = height(i, hi, j, hj) - height(i, hi, j, -hj) - height(i, -hi, j, hj) + height(i, -hi, j, -hj);
      hessian[i * n + j] = -cross / (4 * hi * hj);
      hessian[j * n + i] = hessian[i * n + j];
    }
  }
  const covariance = inverseOf(hessian, n);
  if (covariance === undefined) return undefined;
  const scores = Array.from(at, (_, i) => {
    point[i] = at[i] + steps[i];
    densities(point, scratch);
    const above = scratch.slice();
    point[i] = at[i] - steps[i];
    densities(point, scratch);
    point[i] = at[i];
    return above.map((value, t) => (value - scratch[t]) / (2 * steps[i]));
  });
  const scatter = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) for (let t = 0; t < observations; t++) scatter[i * n + j] += scores[i][t] * scores[j][t];
  const sandwich = product(product(covariance, scatter, n), covariance, n);
  const roots = (matrix: Float64Array): Float64Array => at.map((_, i) => Math.sqrt(matrix[i * n + i]));
  const errors = { information: roots(covariance), robust: roots(sandwich) };
  return [...errors.information, ...errors.robust].every(Number.isFinite) ? errors : undefined;
}

/** The inverse of a symmetric matrix by its Cholesky factor; undefined where it is not positive definite. */
function inverseOf(matrix: Float64Array, n: number): Float64Array | undefined {
  const size = Float64Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i]));
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * n + j] / (size[i] * size[j]);
      for (let k = 0; k < j; k++) rest -= lower[i * n + k] * lower[j * n + k];
      if (i !== j) lower[i * n + j] = rest / lower[j * n + j];
      else if (rest > 1e-12) lower[i * n + i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    const x = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      x[i] = i === column ? 1 : 0;
      for (let k = 0; k < i; k++) x[i] -= lower[i * n + k] * x[k];
      x[i] /= lower[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i] -= lower[k * n + i] * x[k];
      x[i] /= lower[i * n + i];
    }
    for (let i = 0; i < n; i++) inverse[i * n + column] = x[i] / (size[i] * size[column]);
  }
  return inverse.every(Number.isFinite) ? inverse : undefined;
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) out[i * n + j] += a[i * n + k] * b[k * n + j];
  return out;
}
