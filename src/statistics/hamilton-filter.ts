/** Gaussian regimes that follow each other by a Markov chain. */
export interface RegimeModel {
  readonly count: number;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** Row by row: chances to go from a regime to each, the rows sum to 1. */
  readonly transition: Float64Array;
}

/** Chances of each regime at each time, time by time. */
export interface RegimeChances {
  /** Given the returns before. */
  readonly predicted: Float64Array;
  /** Given the returns up to now. */
  readonly filtered: Float64Array;
}

export function chancesFor(length: number, count: number): RegimeChances {
  return { predicted: new Float64Array(length * count), filtered: new Float64Array(length * count) };
}

const logRoot = 0.5 * Math.log(2 * Math.PI);

/**
 * The filter of Hamilton from the long run of the chain on: log-likelihoods of the returns to `out`, chances to `chances`; answers the sum
 * of the log-likelihoods.
 *
 * Source: Hamilton, A new approach to the economic analysis of nonstationary time series and the business cycle, Econometrica 57, 1989.
 */
export function hamiltonFilterInto(out: Float64Array, chances: RegimeChances, returns: Float64Array, model: RegimeModel): number {
  const { count, means, deviations, transition } = model;
  const { predicted, filtered } = chances;
  const logs = deviations.map((deviation) => -Math.log(deviation) - logRoot);
  const heights = new Float64Array(count);
  predicted.set(longRunOf(transition, count));
  let sum = 0;
  for (let t = 0, at = 0; t < returns.length; t++, at += count) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      const z = (returns[t] - means[k]) / deviations[k];
      heights[k] = logs[k] - 0.5 * z * z;
      if (heights[k] > highest) highest = heights[k];
    }
    let total = 0;
    for (let k = 0; k < count; k++) {
      filtered[at + k] = predicted[at + k] * Math.exp(heights[k] - highest);
      total += filtered[at + k];
    }
    for (let k = 0; k < count; k++) filtered[at + k] /= total;
    out[t] = highest + Math.log(total);
    sum += out[t];
    if (t + 1 === returns.length) break;
    for (let k = 0; k < count; k++) {
      let chance = 0;
      for (let j = 0; j < count; j++) chance += filtered[at + j] * transition[j * count + k];
      predicted[at + count + k] = chance;
    }
  }
  return sum;
}

/**
 * The smoother of Kim: chances given all returns.
 *
 * Source: Kim, Dynamic linear models with Markov-switching, Journal of Econometrics 60, 1994.
 */
export function kimSmootherInto(out: Float64Array, { predicted, filtered }: RegimeChances, { count, transition }: RegimeModel): void {
  const last = out.length - count;
  for (let k = 0; k < count; k++) out[last + k] = filtered[last + k];
  for (let at = last - count; at >= 0; at -= count) {
    for (let j = 0; j < count; j++) {
      let back = 0;
      for (let k = 0; k < count; k++) {
        const ahead = predicted[at + count + k];
        if (ahead > 0) back += (transition[j * count + k] * out[at + count + k]) / ahead;
      }
      out[at + j] = filtered[at + j] * back;
    }
  }
}

/**
 * Share of the time that a chain spends in each regime, without a subtraction.
 *
 * Source: Grassmann, Taksar and Heyman, Regenerative analysis and steady state distributions for Markov chains, Operations Research 33, 1985.
 */
export function longRunOf(transition: Float64Array, count: number): Float64Array {
  const a = transition.slice();
  for (let n = count - 1; n > 0; n--) {
    let out = 0;
    for (let j = 0; j < n; j++) out += a[n * count + j];
    for (let i = 0; i < n; i++) a[i * count + n] /= out;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a[i * count + j] += a[i * count + n] * a[n * count + j];
  }
  const shares = new Float64Array(count);
  shares[0] = 1;
  let sum = 1;
  for (let n = 1; n < count; n++) {
    for (let i = 0; i < n; i++) shares[n] += shares[i] * a[i * count + n];
    sum += shares[n];
  }
  return shares.map((share) => share / sum);
}
