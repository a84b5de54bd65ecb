import type { BorrowModel } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** One thing that holds for every borrow model; `check` throws where it does not. */
export interface BorrowLaw {
  readonly name: string;
  readonly check: (model: BorrowModel, runs: number) => void;
}

/** Judges a borrow model by every law. It knows the symbols `ABC` and `XYZ`. */
export function describeBorrowModel(name: string, model: BorrowModel, runs = 300): void {
  describe(`borrow: ${name}`, () => {
    for (const law of borrowLaws) it(law.name, () => law.check(model, runs));
  });
}

const symbol = fc.constantFrom('ABC', 'XYZ');
const value = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const start = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) });
/** From a second to a year. */
const span = fc.integer({ min: 1_000, max: 31_536_000_000 });

type Judge = (of: string, worth: number, from: number, length: number, more: number) => void;

function forAll(runs: number, judge: Judge): void {
  fc.assert(fc.property(symbol, value, start, span, span, judge), { numRuns: runs });
}

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}

export const borrowLaws: readonly BorrowLaw[] = [
  {
    name: 'has a name, and costs a finite amount, never the lender',
    check: (model, runs) => {
      expect(model.name).not.toBe('');
      forAll(runs, (of, worth, from, length) => {
        const cost = model.cost(of, worth, from, from + length);
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(cost)).toBe(true);
      });
    },
  },
  {
    name: 'costs nothing for nothing owed and for no time',
    check: (model, runs) => {
      forAll(runs, (of, worth, from, length) => {
        expect(model.cost(of, 0, from, from + length)).toBe(0);
        expect(model.cost(of, worth, from, from)).toBe(0);
      });
    },
  },
  {
    name: 'costs the same whether asked once or by parts of the time',
    check: (model, runs) => {
      forAll(runs, (of, worth, from, first, second) => {
        const parts = model.cost(of, worth, from, from + first) + model.cost(of, worth, from + first, from + first + second);
        expectNear(parts, model.cost(of, worth, from, from + first + second));
      });
    },
  },
  {
    name: 'costs the same whether asked once or by parts of the value',
    check: (model, runs) => {
      forAll(runs, (of, worth, from, length) => {
        expectNear(
          model.cost(of, worth, from, from + length) + model.cost(of, 2 * worth, from, from + length),
          model.cost(of, 3 * worth, from, from + length),
        );
      });
    },
  },
  {
    name: 'remembers nothing',
    check: (model, runs) => {
      forAll(runs, (of, worth, from, length, more) => {
        const first = model.cost(of, worth, from, from + length);
        model.cost(of === 'ABC' ? 'XYZ' : 'ABC', 2 * worth, from + more, from + more + length);
        expect(model.cost(of, worth, from, from + length)).toBe(first);
      });
    },
  },
];
