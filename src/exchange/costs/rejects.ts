import { checkNumber, madeBy, type Rng } from '../../core/index.ts';

/** Whether a venue turns an order away for reasons of its own: overload, limits of the rate, a lost message. */
export interface RejectModel {
  readonly name: string;
  /** Whether the next message is turned away. All that is random comes from `rng`; the model itself remembers nothing. */
  rejects(rng: Rng): boolean;
}

/**
 * Each message is turned away with the same probability, whatever became of the others.
 *
 * Draws one random number each time, for a probability of 0 too: runs of one seed at two probabilities differ by the orders
 * that only the higher one turns away.
 *
 * @param probability - in [0, 1]; 0 rejects none, 1 rejects all.
 * @throws ArgumentError where `probability` is out of range.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { randomRejects } from 'barwright/exchange';
 * randomRejects(0.01).rejects(new Rng(1)); // true once in a hundred
 * ```
 */
export function randomRejects(probability: number): RejectModel {
  checkNumber('probability', probability, { min: 0, max: 1 });
  return madeBy('randomRejects', [probability], { name: `${probability} of messages`, rejects: (rng) => rng.uniform() < probability });
}
