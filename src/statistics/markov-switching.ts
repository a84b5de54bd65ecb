import { checkInteger, checkKeys, type NumberColumn, once, type Rng } from '../core/index.ts';
import { normalCdf, normalQuantile } from '../kernels/index.ts';
import { type FittedModel, likelihoodFigures, type SimulatedPath } from './fitted-model.ts';
import { chancesFor, hamiltonFilterInto, kimSmootherInto, longRunOf, type RegimeChances, type RegimeModel } from './hamilton-filter.ts';
import { estimatedRegimes } from './regime-estimation.ts';
import { checkSeries, rngOf, scaled } from './series.ts';

/** The form of a {@link markovSwitching} model. */
export interface MarkovSwitchingOptions {
  /** Number of regimes, 2 to 5. @default 2 */
  readonly regimes?: number;
}

/** Parameters by name: `mu1`, `sigma1`, and `p12` for the chance to go from regime 1 to 2; calm regimes come first. */
export type MarkovSwitchingParameters = Readonly<Record<`mu${number}` | `sigma${number}` | `p${number}`, number>>;

/** One regime. */
export interface Regime {
  readonly mean: number;
  readonly deviation: number;
  /** Share of the time in the long run. */
  readonly share: number;
  /** Mean length of a stay, periods: `1 / (1 - p)`. */
  readonly duration: number;
}

/** What {@link markovSwitching} finds. */
export interface MarkovSwitchingFit extends FittedModel<MarkovSwitchingParameters> {
  /** The regimes, calm ones first. */
  readonly regimes: readonly Regime[];
  /** Chances to go from regime `[from]` to `[to]` in one period; rows sum to 1. */
  readonly transition: readonly Float64Array[];
  /** For each regime, its chance given the returns up to each time: what was known then. */
  readonly filtered: readonly Float64Array[];
  /** For each regime, its chance given all returns: hindsight, not for signals. */
  readonly smoothed: readonly Float64Array[];
}

const least = 100;

export const markovSwitchingDefaults: Required<MarkovSwitchingOptions> = { regimes: 2 };

/**
 * Markov switching: returns drawn from one of several normal distributions, where a hidden chain decides which.
 *
 * `r[t] = mu[s] + sigma[s] z[t]`, `P(s[t] = k | s[t-1] = j) = p[j][k]`. Chances of regimes by the filter of Hamilton, from the chain's long
 * run on, and the smoother of Kim; parameters by expectation maximisation from several starts, the best of which is brought to the maximum
 * of the likelihood. No variance of a regime falls below 1e-4 of that of the series, since a regime of equal returns would be infinitely
 * likely.
 *
 * Source: Hamilton, Econometrica 57, 1989, and Journal of Econometrics 45, 1990; Kim, Journal of Econometrics 60, 1994.
 *
 * @param returns returns of periods one after the other; at least 100, not all the same.
 * @throws ArgumentError where an option is unknown or out of range.
 * @throws NotEnoughDataError where there are fewer than 100 returns.
 * @throws DataError where a return is not finite, or none differs.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { markovSwitching } from 'barwright/statistics';
 * const { close } = syntheticBars({ seed: 7, length: 2_000, interval: '1d' });
 * const returns = close.slice(1).map((price, i) => Math.log(price / close[i]));
 * const { regimes, filtered } = markovSwitching(returns);
 * regimes[1].deviation; // of the wild regime
 * filtered[1].at(-1); // the chance that it is wild now
 * ```
 */
export function markovSwitching(returns: NumberColumn, options: MarkovSwitchingOptions = {}): MarkovSwitchingFit {
  checkKeys('options', options, Object.keys(markovSwitchingDefaults));
  const count = checkInteger('regimes', options.regimes ?? markovSwitchingDefaults.regimes, { min: 2, max: 5 });
  const values = checkSeries('returns', returns, least);
  const { values: unit, scale, mean } = scaled(values);
  const { model: found, converged } = estimatedRegimes(unit, mean, count);
  const model: RegimeModel = { ...found, means: found.means.map((m) => m * scale), deviations: found.deviations.map((d) => d * scale) };
  const { means, deviations: sigmas, transition } = model;
  const room = chancesFor(values.length, count);
  const densities = (at: Float64Array, out: Float64Array): number => {
    const tried = modelAt(at, count);
    return tried === undefined ? Number.NEGATIVE_INFINITY : hamiltonFilterInto(out, room, values, tried);
  };
  const moves = transition.filter((_, k) => k % (count + 1) !== 0);
  const x = Float64Array.of(...means, ...sigmas, ...moves);
  const scales = Float64Array.of(...sigmas, ...sigmas, ...moves.map((p) => p * (1 - p)));
  const figures = likelihoodFigures(densities, x, scales, values.length, (at) => named(at, count));
  const chances = chancesFor(values.length, count);
  hamiltonFilterInto(new Float64Array(values.length), chances, values, model);
  const smoothed = new Float64Array(values.length * count);
  kimSmootherInto(smoothed, chances, model);
  const shares = longRunOf(transition, count);
  const quantiles = once(() => values.map((value, t) => normalScore(value, t, chances, model)));
  return {
    model: `${count} regimes, normal`,
    ...figures,
    converged,
    ...standardised(values, chances, model),
    regimes: Array.from(means, (mu, k) => ({
      mean: mu,
      deviation: sigmas[k],
      share: shares[k],
      duration: 1 / (1 - transition[k * (count + 1)]),
    })),
    transition: Array.from(means, (_, k) => transition.slice(k * count, (k + 1) * count)),
    filtered: columnsOf(chances.filtered, count),
    smoothed: columnsOf(smoothed, count),
    get quantileResiduals(): Float64Array {
      return quantiles();
    },
    simulate: (length, seed = 1) => simulated(model, shares, checkInteger('length', length, { min: 0 }), rngOf(seed)),
  };
}

/** The model of parameters; undefined where they are none. */
function modelAt(x: Float64Array, count: number): RegimeModel | undefined {
  const transition = new Float64Array(count * count);
  let at = 2 * count;
  for (let j = 0; j < count; j++) {
    let stay = 1;
    for (let k = 0; k < count; k++) {
      if (k === j) continue;
      transition[j * count + k] = x[at];
      stay -= x[at++];
    }
    transition[j * (count + 1)] = stay;
  }
  const deviations = x.slice(count, 2 * count);
  if (!transition.every((p) => p >= 0) || !deviations.every((sigma) => sigma > 0)) return undefined;
  return { count, means: x.slice(0, count), deviations, transition };
}

function named(x: Float64Array, count: number): MarkovSwitchingParameters {
  const entries: [string, number][] = [];
  for (let k = 0; k < count; k++) entries.push([`mu${k + 1}`, x[k]]);
  for (let k = 0; k < count; k++) entries.push([`sigma${k + 1}`, x[count + k]]);
  let at = 2 * count;
  for (let j = 1; j <= count; j++) for (let k = 1; k <= count; k++) if (k !== j) entries.push([`p${j}${k}`, x[at++]]);
  return Object.fromEntries(entries);
}

/** Deviations and residuals of returns given those before each. */
function standardised(
  values: Float64Array,
  { predicted }: RegimeChances,
  { count, means, deviations: sigmas }: RegimeModel,
): Pick<SimulatedPath, 'deviations' | 'residuals'> {
  const deviations = new Float64Array(values.length);
  const residuals = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    let mean = 0;
    for (let k = 0; k < count; k++) mean += predicted[t * count + k] * means[k];
    let variance = 0;
    for (let k = 0; k < count; k++) variance += predicted[t * count + k] * (sigmas[k] ** 2 + (means[k] - mean) ** 2);
    deviations[t] = Math.sqrt(variance);
    residuals[t] = (values[t] - mean) / deviations[t];
  }
  return { deviations, residuals };
}

function normalScore(value: number, t: number, { predicted }: RegimeChances, { count, means, deviations }: RegimeModel): number {
  let below = 0;
  let above = 0;
  for (let k = 0; k < count; k++) {
    const z = (value - means[k]) / deviations[k];
    below += predicted[t * count + k] * normalCdf(z);
    above += predicted[t * count + k] * normalCdf(-z);
  }
  return below < above ? normalQuantile(Math.max(below, 1e-300)) : -normalQuantile(Math.max(above, 1e-300));
}

function columnsOf(rows: Float64Array, count: number): Float64Array[] {
  return Array.from({ length: count }, (_, k) => Float64Array.from({ length: rows.length / count }, (__, t) => rows[t * count + k]));
}

function simulated(model: RegimeModel, shares: Float64Array, length: number, rng: Rng): SimulatedPath {
  const { count, means, deviations, transition } = model;
  const returns = new Float64Array(length);
  let regime = drawn(shares, rng);
  for (let t = 0; t < length; t++) {
    if (t > 0) regime = drawn(transition.subarray(regime * count, (regime + 1) * count), rng);
    returns[t] = means[regime] + deviations[regime] * rng.normal();
  }
  const chances = chancesFor(length, count);
  if (length > 0) hamiltonFilterInto(new Float64Array(length), chances, returns, model);
  return { returns, ...standardised(returns, chances, model) };
}

function drawn(chances: Float64Array, rng: Rng): number {
  let left = rng.uniform();
  for (let k = 0; k < chances.length - 1; k++) {
    left -= chances[k];
    if (left < 0) return k;
  }
  return chances.length - 1;
}
