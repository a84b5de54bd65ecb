import { checkInteger, checkKeys, checkOneOf, type NumberColumn, once, type Rng } from '../core/index.ts';
import { normalQuantile, studentTails } from '../kernels/index.ts';
import { type FittedModel, likelihoodFigures, type SimulatedPath } from './fitted-model.ts';
import { type GarchPath, type GarchShape, garchDensitiesInto, garchPathInto, persistenceOf, placesOf } from './garch-likelihood.ts';
import { garchParameters, garchStart } from './garch-transform.ts';
import { type Minimum, minimise } from './minimise.ts';
import { checkFlag, checkSeries, rngOf, scaled } from './series.ts';

/** The form of a {@link garch} model. */
export interface GarchOptions {
  /** Lags of squared shocks, 1 to 5. @default 1 */
  readonly p?: number;
  /** Lags of the variance, 0 to 5; 0 is ARCH. @default 1 */
  readonly q?: number;
  /** Distribution of the standardised shocks; `'t'` is Student's, brought to variance 1. @default 'normal' */
  readonly innovations?: 'normal' | 't';
  /** Whether falls raise the variance more than rises do (GJR). @default false */
  readonly leverage?: boolean;
  /** Whether the mean is estimated or 0. @default 'constant' */
  readonly mean?: 'constant' | 'zero';
  /**
   * Whether the variance in the long run is set to that of the series (variance targeting) and not estimated: for simulations that are to
   * be as wild as the series is. `standardErrors` are null then, as those of the likelihood alone would be too small. @default false
   */
  readonly targeting?: boolean;
}

/** Parameters of a {@link garch} model by name: `alpha1`, `gamma1`, `beta1` and so on for the lags. */
export interface GarchParameters {
  readonly omega: number;
  readonly [lag: `alpha${number}` | `beta${number}`]: number;
  readonly [lag: `gamma${number}`]: number | undefined;
  /** Mean return; undefined where the mean is 0. */
  readonly mu?: number;
  /** Degrees of freedom, 2.05 to 1000; undefined for normal shocks. */
  readonly nu?: number;
}

/** What {@link garch} finds. */
export interface GarchFit extends FittedModel<GarchParameters> {
  /** Share of the variance that lives on from one period to the next, at most 0.9999. */
  readonly persistence: number;
  /** Variance in the long run, `omega / (1 - persistence)`. */
  readonly variance: number;
}

const least = 100;
const longestBurnIn = 10_000;

export const garchDefaults: Required<GarchOptions> = {
  p: 1,
  q: 1,
  innovations: 'normal',
  leverage: false,
  mean: 'constant',
  targeting: false,
};

/**
 * GARCH: returns whose variance follows their own squares and its own past, fitted by maximum likelihood.
 *
 * `h[t] = omega + sum_k (alpha_k + gamma_k [e[t-k] < 0]) e[t-k]^2 + sum_k beta_k h[t-k]`, `e[t] = r[t] - mu = sqrt(h[t]) z[t]`; without
 * `leverage` all gammas are 0. All of omega, alpha, alpha + gamma and beta are at least 0 and the persistence, sum(alpha + gamma / 2 +
 * beta), is at most 0.9999, by construction. Squares and variances before the first return are the mean square of all shocks, as in the benchmark
 * of Fiorentini, Calzolari and Panattoni; programs that weigh the first shocks more (arch) differ in the third digit on short series.
 * Several starts with the variance of the series as that of the long run; the best is polished.
 *
 * `p` counts shocks and `q` variances, as in arch and fGarch; Bollerslev's own GARCH(p, q) has them the other way round.
 *
 * Source: Bollerslev, Generalized autoregressive conditional heteroskedasticity, Journal of Econometrics 31, 1986; Bollerslev, A
 * conditionally heteroskedastic time series model, Review of Economics and Statistics 69, 1987 (Student's t); Glosten, Jagannathan and
 * Runkle, Journal of Finance 48, 1993 (leverage); Francq, Horvath and Zakoian, Journal of Financial Econometrics 9, 2011 (targeting); Fiorentini, Calzolari and Panattoni, Journal of Applied Econometrics 11, 1996.
 *
 * @param returns returns of periods one after the other, best in logarithms; at least 100, not all the same.
 * @throws ArgumentError where an option is unknown or out of range.
 * @throws NotEnoughDataError where there are fewer than 100 returns.
 * @throws DataError where a return is not finite, or none differs.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { garch } from 'barwright/statistics';
 * const { close } = syntheticBars({ seed: 7, length: 2_000, interval: '1d' });
 * const returns = close.slice(1).map((price, i) => Math.log(price / close[i]));
 * const fit = garch(returns, { innovations: 't', leverage: true });
 * fit.parameters; // { mu, omega, alpha1, gamma1, beta1, nu }
 * fit.persistence; // below 1
 * const { returns: drawn } = fit.simulate(500, 3); // another history of the same kind
 * ```
 */
export function garch(returns: NumberColumn, options: GarchOptions = {}): GarchFit {
  checkKeys('options', options, Object.keys(garchDefaults));
  const given = { ...garchDefaults, ...options };
  const shape: GarchShape = {
    p: checkInteger('p', given.p, { min: 1, max: 5 }),
    q: checkInteger('q', given.q, { min: 0, max: 5 }),
    innovations: checkOneOf('innovations', given.innovations, ['normal', 't']),
    leverage: checkFlag('leverage', given.leverage),
    mean: checkOneOf('mean', given.mean, ['constant', 'zero']),
    targeting: checkFlag('targeting', given.targeting),
  };
  const values = checkSeries('returns', returns, least);
  const { values: unit, scale, mean } = scaled(values);
  const best = fitted(unit, shape, mean);
  const places = placesOf(shape);
  const x = garchParameters(best.x, shape);
  if (places.mu >= 0) x[places.mu] *= scale;
  x[places.omega] *= scale * scale;
  const room = roomFor(values.length);
  const densities = (at: Float64Array, out: Float64Array): number => garchDensitiesInto(out, room, values, at, shape);
  const scales = x.map((value, k) => (k === places.mu ? scale : Math.max(Math.abs(value), k === places.omega ? 1e-12 * scale ** 2 : 0.01)));
  const figures = likelihoodFigures(densities, x, scales, values.length, (at) => named(at, shape));
  const path = roomFor(values.length);
  garchPathInto(path, values, x, shape);
  const deviations = path.variances.map(Math.sqrt);
  const residuals = path.shocks.map((shock, t) => shock / deviations[t]);
  const freedom = places.nu < 0 ? undefined : x[places.nu];
  const quantiles = once(() => (freedom === undefined ? residuals : residuals.map((z) => normalScore(z, freedom))));
  const persistence = persistenceOf(x, shape);
  return {
    model: `${shape.leverage ? 'GJR-GARCH' : 'GARCH'}(${shape.p},${shape.q}), ${freedom === undefined ? 'normal' : "Student's t"}`,
    ...figures,
    ...(shape.targeting && { standardErrors: null, robustErrors: null }),
    converged: best.converged,
    persistence,
    variance: x[places.omega] / (1 - persistence),
    deviations,
    residuals,
    get quantileResiduals(): Float64Array {
      return quantiles();
    },
    simulate: (length, seed = 1) => simulated(x, shape, checkInteger('length', length, { min: 0 }), rngOf(seed)),
  };
}

function roomFor(length: number): GarchPath {
  return { shocks: new Float64Array(length), variances: new Float64Array(length) };
}

/** The best of the minima reached from the best starts, for a series of variance 1. */
function fitted(unit: Float64Array, shape: GarchShape, mean: number): Minimum {
  const room = roomFor(unit.length);
  const out = new Float64Array(unit.length);
  const height = (free: Float64Array): number => -garchDensitiesInto(out, room, unit, garchParameters(free, shape), shape) / unit.length;
  const starts = [0.5, 0.9, 0.98, 0.995]
    .flatMap((persistence) => [0.02, 0.06, 0.2].map((shocks) => garchStart(mean, persistence, shocks, shape)))
    .map((free) => ({ free, value: height(free) }))
    .sort((a, b) => a.value - b.value);
  return starts.slice(0, 3).reduce<Minimum | undefined>((best, { free }) => {
    const found = minimise(height, free);
    return best === undefined || found.value < best.value - 1e-13 ? found : best;
  }, undefined) as Minimum;
}

function named(x: Float64Array, shape: GarchShape): GarchParameters {
  const { mu, omega, alpha, gamma, beta, nu } = placesOf(shape);
  const lags = (name: string, from: number, count: number): [string, number][] =>
    Array.from({ length: count }, (_, k) => [`${name}${k + 1}`, x[from + k]]);
  return Object.fromEntries([
    ...(mu < 0 ? [] : [['mu', x[mu]]]),
    ['omega', x[omega]],
    ...lags('alpha', alpha, shape.p),
    ...lags('gamma', gamma, gamma < 0 ? 0 : shape.p),
    ...lags('beta', beta, shape.q),
    ...(nu < 0 ? [] : [['nu', x[nu]]]),
  ]);
}

/** The standard normal quantile of a standardised t at `z`. */
function normalScore(z: number, freedom: number): number {
  const tail = studentTails(z * Math.sqrt(freedom / (freedom - 2)), freedom) / 2;
  return -Math.sign(z) * normalQuantile(Math.max(tail, 1e-300));
}

function simulated(x: Float64Array, shape: GarchShape, length: number, rng: Rng): SimulatedPath {
  const { mu, omega, alpha, gamma, beta, nu } = placesOf(shape);
  const persistence = persistenceOf(x, shape);
  const mean = mu < 0 ? 0 : x[mu];
  const longRun = x[omega] / (1 - persistence);
  // Until a thousandth of where it began is left.
  const burnIn = Math.min(longestBurnIn, Math.ceil(Math.log(1e-3) / Math.log(Math.max(persistence, 1e-3))));
  const reach = Math.max(shape.p, shape.q);
  const path = roomFor(reach + burnIn + length);
  for (let t = 0; t < reach; t++) {
    path.variances[t] = longRun;
    path.shocks[t] = Math.sqrt(longRun) * (t % 2 === 0 ? 1 : -1);
  }
  for (let t = reach; t < path.shocks.length; t++) {
    let variance = x[omega];
    for (let k = 0; k < shape.p; k++) {
      const shock = path.shocks[t - k - 1];
      variance += (x[alpha + k] + (gamma >= 0 && shock < 0 ? x[gamma + k] : 0)) * shock * shock;
    }
    for (let k = 0; k < shape.q; k++) variance += x[beta + k] * path.variances[t - k - 1];
    path.variances[t] = variance;
    path.shocks[t] = Math.sqrt(variance) * (nu < 0 ? rng.normal() : standardStudent(x[nu], rng));
  }
  const shocks = path.shocks.slice(reach + burnIn);
  const deviations = path.variances.slice(reach + burnIn).map(Math.sqrt);
  return { returns: shocks.map((shock) => mean + shock), deviations, residuals: shocks.map((shock, t) => shock / deviations[t]) };
}

/** Student's t of variance 1. */
function standardStudent(freedom: number, rng: Rng): number {
  return rng.normal() * Math.sqrt((freedom - 2) / (2 * rng.gamma(freedom / 2)));
}
