import { ArgumentError, checkKeys, checkNumber, madeBy, type NumberColumn, type Rng, show, toFloat64 } from '../../core/index.ts';

/** How long a message is on its way, one direction. */
export interface LatencyModel {
  readonly name: string;
  /** Milliseconds, finite and >= 0. All that is random comes from `rng`; the model itself remembers nothing. */
  delayMs(rng: Rng): number;
}

/**
 * The same delay each time; draws no random number.
 *
 * @param ms - milliseconds, >= 0.
 * @throws ArgumentError where `ms` is out of range.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { constantLatency } from 'barwright/exchange';
 * constantLatency(50).delayMs(new Rng(1)); // 50
 * ```
 */
export function constantLatency(ms: number): LatencyModel {
  return madeBy('constantLatency', [ms], constant('ms', ms));
}

function constant(argument: string, ms: number): LatencyModel {
  checkNumber(argument, ms, { min: 0 });
  return { name: `${ms} ms`, delayMs: () => ms };
}

/**
 * Delays that are all equally likely between two bounds: delay = min + (max - min) x u, u uniform in [0, 1).
 *
 * @param minMs - shortest delay, milliseconds, >= 0.
 * @param maxMs - longest delay, milliseconds, >= `minMs`.
 * @throws ArgumentError where a bound is out of range.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { uniformLatency } from 'barwright/exchange';
 * uniformLatency(20, 80).delayMs(new Rng(1)); // between 20 and 80
 * ```
 */
export function uniformLatency(minMs: number, maxMs: number): LatencyModel {
  checkNumber('minMs', minMs, { min: 0 });
  checkNumber('maxMs', maxMs, { min: minMs });
  const width = maxMs - minMs;
  return madeBy('uniformLatency', [minMs, maxMs], {
    name: `uniform from ${minMs} to ${maxMs} ms`,
    delayMs: (rng) => minMs + width * rng.uniform(),
  });
}

/** Shape of a {@link lognormalLatency}. */
export interface LognormalLatencyOptions {
  /** The delay that half of the messages do not exceed, milliseconds, > 0. */
  readonly median: number;
  /** Standard deviation of the logarithm of the delay, in [0, 5]. */
  readonly sigma: number;
}

/**
 * Delays with a long tail: delay = median x exp(sigma x z), z standard normal.
 *
 * The mean is median x exp(sigma^2 / 2), the 99th percentile median x exp(2.326 x sigma): with sigma 0.5, 1.13 and 3.2 medians.
 *
 * @param options - `median`: milliseconds, > 0; `sigma`: standard deviation of the logarithm, in [0, 5].
 * @throws ArgumentError where a number is missing or out of range.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { lognormalLatency } from 'barwright/exchange';
 * lognormalLatency({ median: 40, sigma: 0.5 }).delayMs(new Rng(1)); // half of them below 40
 * ```
 *
 * Source: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, 1994, chapter 14; Downey, Lognormal and Pareto
 * distributions in the Internet, Computer Communications 28, 2005, for delays on networks.
 */
export function lognormalLatency(options: LognormalLatencyOptions): LatencyModel {
  checkKeys('options', options, ['median', 'sigma']);
  const median = checkNumber('median', options.median, { above: 0, max: 1e9 });
  const sigma = checkNumber('sigma', options.sigma, { min: 0, max: 5 });
  return madeBy('lognormalLatency', [options], {
    name: `lognormal, median ${median} ms, sigma ${sigma}`,
    delayMs: (rng) => median * Math.exp(sigma * rng.normal()),
  });
}

/**
 * Delays drawn from measured ones, each equally likely, with replacement. How they follow each other is lost: bursts of slow
 * messages are spread over the run.
 *
 * @param delays - measured delays, milliseconds, each >= 0; at least one. Copied.
 * @throws ArgumentError where there is none, or one is negative or not finite.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { sampledLatency } from 'barwright/exchange';
 * sampledLatency([12, 14, 11, 90]).delayMs(new Rng(1)); // one of the four
 * ```
 */
export function sampledLatency(delays: NumberColumn): LatencyModel {
  const column = Float64Array.from(toFloat64('delays', delays));
  if (column.length === 0) throw new ArgumentError('Expected `delays` to have at least one delay, was empty.');
  for (let i = 0; i < column.length; i++) checkNumber(`delays[${i}]`, column[i], { min: 0 });
  const median = column.toSorted()[column.length >>> 1];
  return madeBy('sampledLatency', [column], {
    name: `one of ${column.length} measured, median ${median} ms`,
    delayMs: (rng) => column[rng.int(column.length)],
  });
}

/**
 * The latency model of an option: a number is that many milliseconds each time, a model is itself.
 *
 * @param name - name of the option, for the text of errors.
 * @param latency - milliseconds, >= 0, or a model.
 * @throws ArgumentError where it is neither.
 * @example
 * ```ts
 * import { toLatencyModel } from 'barwright/exchange';
 * toLatencyModel('latency.orderMs', 50).name; // '50 ms'
 * ```
 */
export function toLatencyModel(name: string, latency: number | LatencyModel): LatencyModel {
  if (typeof latency === 'number') return constant(name, latency);
  if (typeof latency === 'object' && latency !== null && typeof latency.delayMs === 'function') return latency;
  throw new ArgumentError(`Expected \`${name}\` to be milliseconds or a latency model, was \`${show(latency)}\`.`);
}
