import { symmetricEigenInto } from '../../kernels/index.ts';

/** The constants of CMA-ES for a number of dimensions and of points in a generation. */
export interface CmaSettings {
  readonly dimensions: number;
  readonly population: number;
  /** Weight of each point from the best to the worst; those of the worse half are negative. */
  readonly weights: Float64Array;
  readonly parents: number;
  readonly effective: number;
  readonly pathRate: number;
  readonly sigmaRate: number;
  readonly damping: number;
  readonly rankOne: number;
  readonly rankMu: number;
  /** Mean length of a standard normal vector. */
  readonly meanLength: number;
}

/** The distribution that CMA-ES draws from, N(mean, sigma^2 C), and its paths. Matrices are by rows. */
export interface CmaState {
  readonly mean: Float64Array;
  sigma: number;
  readonly covariance: Float64Array;
  readonly sigmaPath: Float64Array;
  readonly path: Float64Array;
  generation: number;
  /** Eigenvectors of the covariance by columns, and the roots of its eigenvalues. */
  readonly axes: Float64Array;
  readonly lengths: Float64Array;
}

/**
 * The default constants.
 *
 * Source: Hansen 2016, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, table 1 and equations 49 to 58.
 */
export function cmaSettings(dimensions: number, population: number = defaultPopulation(dimensions)): CmaSettings {
  const n = dimensions;
  const raw = Float64Array.from({ length: population }, (_, i) => Math.log((population + 1) / 2) - Math.log(i + 1));
  const parents = Math.floor(population / 2);
  const effective = effectiveSize(raw.subarray(0, parents));
  const effectiveWorse = effectiveSize(raw.subarray(parents));
  const rankOne = 2 / ((n + 1.3) ** 2 + effective);
  const rankMu = Math.min(1 - rankOne, (2 * (1 / 4 + effective + 1 / effective - 2)) / ((n + 2) ** 2 + effective));
  const worse = Math.min(1 + rankOne / rankMu, 1 + (2 * effectiveWorse) / (effective + 2), (1 - rankOne - rankMu) / (n * rankMu));
  let positive = 0;
  let negative = 0;
  for (const weight of raw) {
    if (weight >= 0) positive += weight;
    else negative -= weight;
  }
  const sigmaRate = (effective + 2) / (n + effective + 5);
  return {
    dimensions,
    population,
    weights: raw.map((weight) => (weight >= 0 ? weight / positive : (worse * weight) / negative)),
    parents,
    effective,
    pathRate: (4 + effective / n) / (n + 4 + (2 * effective) / n),
    sigmaRate,
    damping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + sigmaRate,
    rankOne,
    rankMu,
    meanLength: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

/** 4 + 3 ln n, rounded down. */
export function defaultPopulation(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(dimensions));
}

/** A round distribution about a mean. */
export function cmaStart(mean: Float64Array, sigma: number): CmaState {
  const n = mean.length;
  const identity = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  return {
    mean: Float64Array.from(mean),
    sigma,
    covariance: identity,
    sigmaPath: new Float64Array(n),
    path: new Float64Array(n),
    generation: 0,
    axes: Float64Array.from(identity),
    lengths: new Float64Array(n).fill(1),
  };
}

/** The step (x - mean) / sigma that standard normal numbers lead to. */
export function cmaStep({ axes, lengths }: CmaState, normals: Float64Array): Float64Array {
  const n = lengths.length;
  const step = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) step[i] += axes[i * n + j] * lengths[j] * normals[j];
  return step;
}

/** Learns from the steps of one generation, from the best to the worst. Equations 38 to 48 of the tutorial. */
export function cmaLearn(state: CmaState, settings: CmaSettings, steps: readonly Float64Array[]): void {
  const { dimensions: n, weights, parents, effective, pathRate, sigmaRate, damping, rankOne, rankMu, meanLength } = settings;
  const { mean, covariance: c, path, sigmaPath } = state;
  state.generation++;
  const move = new Float64Array(n);
  for (let k = 0; k < parents; k++) for (let i = 0; i < n; i++) move[i] += weights[k] * steps[k][i];
  for (let i = 0; i < n; i++) mean[i] += state.sigma * move[i];

  const white = whitened(state, move);
  for (let i = 0; i < n; i++) sigmaPath[i] = (1 - sigmaRate) * sigmaPath[i] + Math.sqrt(sigmaRate * (2 - sigmaRate) * effective) * white[i];
  const length = Math.hypot(...sigmaPath);
  const grown = length / Math.sqrt(1 - (1 - sigmaRate) ** (2 * state.generation));
  const isSteady = grown < (1.4 + 2 / (n + 1)) * meanLength ? 1 : 0;
  for (let i = 0; i < n; i++) path[i] = (1 - pathRate) * path[i] + isSteady * Math.sqrt(pathRate * (2 - pathRate) * effective) * move[i];

  const shares = weights.map((weight, k) => (weight >= 0 ? weight : (weight * n) / squareOf(whitened(state, steps[k]))));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const keep = 1 + rankOne * (1 - isSteady) * pathRate * (2 - pathRate) - rankOne - rankMu * total;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < steps.length; k++) sum += shares[k] * steps[k][i] * steps[k][j];
      const value = keep * c[i * n + j] + rankOne * path[i] * path[j] + rankMu * sum;
      c[i * n + j] = value;
      c[j * n + i] = value;
    }
  }
  state.sigma *= Math.exp((sigmaRate / damping) * (length / meanLength - 1));
  cmaDecompose(state);
}

/** Brings axes and lengths in line with the covariance. */
export function cmaDecompose({ covariance, axes, lengths }: CmaState): void {
  symmetricEigenInto(Float64Array.from(covariance), lengths.length, lengths, axes);
  for (let i = 0; i < lengths.length; i++) lengths[i] = Math.sqrt(Math.max(lengths[i], 1e-300));
}

/** C^(-1/2) times a vector. */
function whitened({ axes, lengths }: CmaState, vector: Float64Array): Float64Array {
  const n = lengths.length;
  const along = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) along[j] += axes[i * n + j] * vector[i];
    along[j] /= lengths[j];
  }
  const white = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) white[i] += axes[i * n + j] * along[j];
  return white;
}

function squareOf(vector: Float64Array): number {
  return Math.max(
    1e-300,
    vector.reduce((sum, x) => sum + x * x, 0),
  );
}

function effectiveSize(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
