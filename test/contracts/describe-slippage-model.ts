import type { SlippageModel, TakerFill } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** One thing that holds for every slippage model; `check` throws where it does not. */
export interface SlippageLaw {
  readonly name: string;
  readonly check: (model: SlippageModel, runs: number) => void;
}

/** Judges a slippage model by every law. */
export function describeSlippageModel(name: string, model: SlippageModel, runs = 500): void {
  describe(`slippage: ${name}`, () => {
    for (const law of slippageLaws) it(law.name, () => law.check(model, runs));
  });
}

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const orUnknown = (known: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

const knownFields = {
  side: fc.constantFrom(1 as const, -1 as const),
  quantity: fc.oneof(between(1e-6, 1e6), fc.constant(1)),
  price: between(0.01, 1e5),
  volume: fc.oneof({ weight: 4, arbitrary: between(1e-3, 1e7) }, { weight: 1, arbitrary: fc.constant(0) }),
  volatility: fc.oneof({ weight: 4, arbitrary: between(1e-6, 0.5) }, { weight: 1, arbitrary: fc.constant(0) }),
  tickSize: fc.constantFrom(0.01, 0.25, 1e-6),
  spread: fc.oneof({ weight: 4, arbitrary: between(1e-6, 10) }, { weight: 1, arbitrary: fc.constant(0) }),
  index: fc.nat(1_000),
} as const;

const knownFill: fc.Arbitrary<TakerFill> = fc.record(knownFields);
const fill: fc.Arbitrary<TakerFill> = fc.record({
  ...knownFields,
  volume: orUnknown(knownFields.volume),
  volatility: orUnknown(knownFields.volatility),
  spread: orUnknown(knownFields.spread),
});
const factor = between(1, 1e3);

function forAll(runs: number, of: fc.Arbitrary<TakerFill>, judge: (at: TakerFill, more: number) => void): void {
  fc.assert(fc.property(of, factor, judge), { numRuns: runs });
}

export const slippageLaws: readonly SlippageLaw[] = [
  {
    name: 'has a name, and is never in favour of the trader nor as much as the price',
    check: (model, runs) => {
      expect(model.name).not.toBe('');
      forAll(runs, fill, (at) => {
        const slippage = model.slippage(at);
        expect(slippage).toBeGreaterThanOrEqual(0);
        expect(slippage).toBeLessThan(at.price);
      });
    },
  },
  {
    name: 'treats buys and sells alike',
    check: (model, runs) => {
      forAll(runs, fill, (at) => {
        expect(model.slippage({ ...at, side: at.side === 1 ? -1 : 1 })).toBe(model.slippage(at));
      });
    },
  },
  {
    name: 'never slips less for more',
    check: (model, runs) => {
      forAll(runs, fill, (at, more) => {
        expect(model.slippage({ ...at, quantity: at.quantity * more })).toBeGreaterThanOrEqual(model.slippage(at));
      });
    },
  },
  {
    name: 'says whether the quantity matters',
    check: (model, runs) => {
      if (model.needsQuantity) {
        const at = { side: 1, price: 100, volume: 1e6, volatility: 0.01, tickSize: 0.01, spread: 0.01, index: 0 } as const;
        expect(model.slippage({ ...at, quantity: 1_000 })).toBeGreaterThan(model.slippage({ ...at, quantity: 1 }));
      } else {
        forAll(runs, fill, (at) => {
          expect(model.slippage({ ...at, quantity: Number.NaN })).toBe(model.slippage(at));
        });
      }
    },
  },
  {
    name: 'never slips less in a bar of less volume, and not in one of none',
    check: (model, runs) => {
      forAll(runs, fill, (at, more) => {
        const thin = model.slippage(at);
        if (at.volume > 0) expect(thin).toBeGreaterThanOrEqual(model.slippage({ ...at, volume: at.volume * more }));
        for (const volume of [0, Number.NaN]) expect(model.slippage({ ...at, volume })).toBeGreaterThanOrEqual(thin);
      });
    },
  },
  {
    name: 'takes nothing that is not known to be free',
    check: (model, runs) => {
      forAll(runs, knownFill, (at) => {
        if (!(model.slippage({ ...at, volume: 1, volatility: 0.01, spread: 1 }) > 0)) return;
        const unknown = model.slippage({ ...at, volume: Number.NaN, volatility: Number.NaN, spread: Number.NaN });
        expect(unknown).toBeGreaterThan(0);
      });
    },
  },
  {
    name: 'is in the units of the price and of the quantity',
    check: (model, runs) => {
      forAll(runs, fill, (at) => {
        const doubled = { ...at, price: 2 * at.price, tickSize: 2 * at.tickSize, spread: 2 * at.spread };
        expect(model.slippage(doubled)).toBe(2 * model.slippage(at));
        expect(model.slippage({ ...at, quantity: 2 * at.quantity, volume: 2 * at.volume })).toBe(model.slippage(at));
      });
    },
  },
  {
    name: 'remembers nothing and changes nothing',
    check: (model, runs) => {
      fc.assert(
        fc.property(fill, fill, (at, other) => {
          const first = model.slippage(Object.freeze({ ...at }));
          model.slippage(other);
          expect(model.slippage(at)).toBe(first);
        }),
        { numRuns: runs },
      );
    },
  },
];
