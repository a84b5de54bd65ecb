import { frontAfter, type QueueModel, riskAverseQueue } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** One thing that holds for every queue model; `check` throws where it does not. */
export interface QueueLaw {
  readonly name: string;
  readonly check: (model: QueueModel, runs: number) => void;
}

/** Judges a queue model by every law. */
export function describeQueueModel(name: string, model: QueueModel, runs = 500): void {
  describe(`queue: ${name}`, () => {
    for (const law of queueLaws) it(law.name, () => law.check(model, runs));
  });
}

/** Units at a level: none, whole, small and large ones. */
const units = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 50 }),
  fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  fc.double({ min: 1e3, max: 1e9, noNaN: true }),
);

/** A level that goes from `before` to `now` units, `traded` of them by trades; `front` of them stood before an order. */
interface Change {
  readonly front: number;
  readonly before: number;
  readonly now: number;
  readonly traded: number;
}

const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const change: fc.Arbitrary<Change> = fc.tuple(units, units, share, share).map(([front, back, traded, left]) => {
  const gone = traded * back * 0.5;
  return { front, before: front + back, now: left * (front + back), traded: gone };
});

const after = (model: QueueModel, { front, before, now, traded }: Change): number => frontAfter(model, front, before, now, traded);
/** What two sums of other order may differ by. */
const dust = ({ before }: Change): number => 1e-9 * (1 + before);

export const queueLaws: readonly QueueLaw[] = [
  {
    name: 'has a name, and a chance from 0 to 1',
    check: (model, runs) => {
      expect(model.name).not.toBe('');
      fc.assert(
        fc.property(units, units, (front, back) => {
          fc.pre(front + back > 0);
          const chance = model.behind(front, back);
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'looks for who left rather where more stand',
    check: (model, runs) => {
      fc.assert(
        fc.property(units, units, units, (front, back, more) => {
          fc.pre(front + back > 0);
          const chance = model.behind(front, back);
          expect(model.behind(front, back + more)).toBeGreaterThanOrEqual(chance - 1e-12);
          expect(model.behind(front + more, back)).toBeLessThanOrEqual(chance + 1e-12);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'says the same when it is asked again',
    check: (model, runs) => {
      fc.assert(
        fc.property(units, units, units, (front, back, other) => {
          const first = model.behind(front, back);
          model.behind(other, front);
          expect(model.behind(front, back)).toBe(first);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'never moves an order back, below nothing, or behind more than there is',
    check: (model, runs) => {
      fc.assert(
        fc.property(change, (of) => {
          const front = after(model, of);
          expect(front).toBeGreaterThanOrEqual(0);
          expect(front).toBeLessThanOrEqual(of.front);
          expect(front).toBeLessThanOrEqual(of.now);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'moves an order up no less the more leave',
    check: (model, runs) => {
      fc.assert(
        fc.property(change, share, (of, left) => {
          expect(after(model, { ...of, now: left * of.now })).toBeLessThanOrEqual(after(model, of) + dust(of));
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'moves an order up by all that leave where nobody stands behind it',
    check: (model, runs) => {
      fc.assert(
        fc.property(units, share, (front, left) => {
          const now = left * front;
          expect(Math.abs(frontAfter(model, front, front, now, 0) - now)).toBeLessThanOrEqual(1e-9 * (1 + front));
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'moves no order up by who comes, and none less than the careful model',
    check: (model, runs) => {
      fc.assert(
        fc.property(change, units, (of, more) => {
          expect(frontAfter(model, of.front, of.before, of.before + more, 0)).toBe(of.front);
          expect(after(model, of)).toBeLessThanOrEqual(after(riskAverseQueue(), of) + dust(of));
        }),
        { numRuns: runs },
      );
    },
  },
];
