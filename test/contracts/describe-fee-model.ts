import type { FeeModel } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** One thing that holds for every fee model; `check` throws where it does not. */
export interface FeeLaw {
  readonly name: string;
  readonly check: (create: () => FeeModel, runs: number) => void;
}

/** Judges the fee models that `create` gives, each new, by every law. Their columns have two numbers at least. */
export function describeFeeModel(name: string, create: () => FeeModel, runs = 200): void {
  describe(`fees: ${name}`, () => {
    for (const law of feeLaws) it(law.name, () => law.check(create, runs));
  });
}

const dayMs = 86_400_000;
const amount = fc.double({ min: 10, max: 1e6, noNaN: true });
const price = fc.double({ min: 0.01, max: 1e5, noNaN: true });
const liquidity = fc.constantFrom('maker' as const, 'taker' as const);
const index = fc.integer({ min: 0, max: 1 });
const share = fc.constantFrom(0, 0.5, 3);

/** Notionals of fills and the days between them. */
const history = fc.array(fc.tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true })), {
  maxLength: 20,
});

type History = readonly (readonly [value: number, days: number])[];

function trade(model: FeeModel, fills: History): void {
  let time = Date.UTC(2026, 0, 1);
  for (const [value, days] of fills) {
    time += days * dayMs;
    model.advance?.(time);
    model.traded?.(value, time);
  }
  model.advance?.(time + dayMs);
}

/** What the model asks for some fills, to compare. */
function asked(model: FeeModel): readonly number[] {
  const out: number[] = [];
  for (const of of ['maker', 'taker'] as const) {
    for (const at of [0, 1]) out.push(model.fee(3, 70, of, at), model.fee(1e6, 9, of, at), model.affordable(5_000, 70, of, at, 2));
  }
  return out;
}

export const feeLaws: readonly FeeLaw[] = [
  {
    name: 'has a name and asks a finite fee',
    check: (create, runs) => {
      const one = create();
      expect(one.name).not.toBe('');
      fc.assert(
        fc.property(amount, price, liquidity, index, (quantity, at, of, i) => {
          expect(Number.isFinite(one.fee(quantity, at, of, i))).toBe(true);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'affords what leaves nothing of the budget',
    check: (create, runs) => {
      const one = create();
      fc.assert(
        fc.property(amount, price, liquidity, index, share, history, (budget, at, of, i, part, fills) => {
          trade(one, fills);
          const closing = (part * budget) / at;
          const quantity = one.affordable(budget, at, of, i, closing);
          expect(Number.isNaN(quantity)).toBe(false);
          if (quantity <= 0) return;
          const spent = quantity * at + one.fee(quantity + closing, at, of, i);
          expect(Math.abs(spent - budget)).toBeLessThanOrEqual(1e-9 * budget);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'affords no less with more',
    check: (create, runs) => {
      const one = create();
      fc.assert(
        fc.property(amount, amount, price, liquidity, index, (budget, more, at, of, i) => {
          const [little, much] = [budget, budget + more].map((of_) => one.affordable(of_, at, of, i, 0));
          if (little > 0) expect(much).toBeGreaterThanOrEqual(little);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'asks no less in all, price and fee together, for more',
    check: (create, runs) => {
      const one = create();
      fc.assert(
        fc.property(amount, amount, price, liquidity, index, (quantity, more, at, of, i) => {
          const [little, much] = [quantity, quantity + more].map((units) => units * at + one.fee(units, at, of, i));
          expect(much).toBeGreaterThanOrEqual(little);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'is not changed by being asked',
    check: (create, runs) => {
      const one = create();
      const before = asked(one);
      fc.assert(
        fc.property(amount, price, liquidity, index, (quantity, at, of, i) => {
          one.fee(quantity, at, of, i);
          one.affordable(quantity, at, of, i, 0);
          expect(asked(one)).toEqual(before);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'gives a fresh copy where it remembers, which has forgotten all and is apart from it',
    check: (create, runs) => {
      const first = create();
      if (first.traded !== undefined || first.advance !== undefined) expect(first.fresh).toBeTypeOf('function');
      if (first.fresh === undefined) return;
      const untouched = asked(create());
      fc.assert(
        fc.property(history, history, (fills, others) => {
          const one = create();
          trade(one, fills);
          const after = asked(one);
          const copy = one.fresh?.() as FeeModel;
          expect(asked(copy)).toEqual(untouched);
          trade(copy, others);
          expect(asked(one)).toEqual(after);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'asks the same after the same fills',
    check: (create, runs) => {
      fc.assert(
        fc.property(history, (fills) => {
          const answers = [create(), create()].map((one) => {
            trade(one, fills);
            return asked(one);
          });
          expect(answers[0]).toEqual(answers[1]);
        }),
        { numRuns: runs },
      );
    },
  },
];
