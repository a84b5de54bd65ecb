import { type GarchShape, persistenceOf, placesOf } from './garch-likelihood.ts';

/** Greatest persistence: nearer to 1 the variance in the long run is lost in rounding. */
const mostPersistence = 0.9999;
/** Least and greatest degrees of freedom. */
const freedoms = [2.05, 1000] as const;

/**
 * Parameters for a series of variance 1 of free numbers, so that every one of them is a stationary model: the shares of the variance that shocks and past variances
 * carry on are those of a multinomial logit whose last share, above 0, is what does not live on; together they are at most 0.9999.
 */
export function garchParameters(free: Float64Array, shape: GarchShape): Float64Array {
  const { p, q } = shape;
  const { mu, omega, alpha, gamma, beta, nu, count } = placesOf(shape);
  const x = new Float64Array(count);
  if (mu >= 0) x[mu] = free[mu];
  x[omega] = Math.exp(free[omega]);
  let largest = 0;
  for (let k = 0; k < p; k++) largest = Math.max(largest, free[alpha + k]);
  for (let k = 0; k < q; k++) largest = Math.max(largest, free[beta + k]);
  let sum = Math.exp(-largest);
  for (let k = 0; k < p; k++) sum += Math.exp(free[alpha + k] - largest);
  for (let k = 0; k < q; k++) sum += Math.exp(free[beta + k] - largest);
  for (let k = 0; k < p; k++) {
    const carried = (mostPersistence * Math.exp(free[alpha + k] - largest)) / sum;
    const lean = gamma < 0 ? 0 : Math.tanh(free[gamma + k]);
    x[alpha + k] = carried * (1 - lean);
    if (gamma >= 0) x[gamma + k] = 2 * carried * lean;
  }
  for (let k = 0; k < q; k++) x[beta + k] = (mostPersistence * Math.exp(free[beta + k] - largest)) / sum;
  if (nu >= 0) {
    const [least, most] = freedoms;
    x[nu] = 1 / (1 / most + (1 / least - 1 / most) / (1 + Math.exp(-free[nu])));
  }
  if (shape.targeting) x[omega] = 1 - persistenceOf(x, shape);
  return x;
}

/** Free numbers at which to begin: variance 1 in the long run, shared out by the persistence and its part from shocks. */
export function garchStart(mean: number, persistence: number, fromShocks: number, shape: GarchShape): Float64Array {
  const { p, q } = shape;
  const { mu, omega, alpha, beta, nu, count } = placesOf(shape);
  const free = new Float64Array(count);
  const carried = q === 0 ? Math.min(persistence, 0.5) : persistence;
  const shocks = q === 0 ? carried : Math.min(fromShocks, 0.9 * carried);
  if (mu >= 0) free[mu] = mean;
  free[omega] = Math.log(1 - carried);
  for (let k = 0; k < p; k++) free[alpha + k] = Math.log(shocks / p / (1 - carried));
  for (let k = 0; k < q; k++) free[beta + k] = Math.log((carried - shocks) / q / (1 - carried));
  if (nu >= 0) free[nu] = -1.1;
  return free;
}
