import { ArgumentError } from 'barwright';
import { type FeeModel, feeFunction, feeSchedule, impactAt, priceImpact, takerPrice, toFeeModel } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const models: readonly (readonly [string, FeeModel])[] = [
  ['a fraction', toFeeModel(0.001)],
  ['a column', toFeeModel(Float64Array.of(0.001, 0.01))],
  ['maker and taker', feeSchedule({ maker: -0.0001, taker: 0.0006 })],
  ['an amount a fill', feeSchedule({ fixed: 2 })],
  ['an amount a unit', feeSchedule({ perUnit: 0.02, taker: 0.001 })],
  ['a function', feeFunction('at least 1', (quantity, price) => Math.max(1, quantity * price * 0.001))],
];

describe.each(models)('%s', (_, model) => {
  it('affords what leaves nothing of the budget', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 1e6, noNaN: true }),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        fc.constantFrom('maker' as const, 'taker' as const),
        fc.integer({ min: 0, max: 1 }),
        fc.constantFrom(0, 0.5),
        (budget, price, liquidity, index, share) => {
          const closing = (share * budget) / price;
          const quantity = model.affordable(budget, price, liquidity, index, closing);
          fc.pre(quantity > 0);
          const spent = quantity * price + model.fee(quantity + closing, price, liquidity, index);
          expect(Math.abs(spent - budget)).toBeLessThanOrEqual(1e-9 * budget);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('fees', () => {
  it('add the parts', () => {
    const model = feeSchedule({ taker: 0.001, maker: 0.0002, perUnit: 0.5, fixed: 3 });
    expect(model.fee(10, 100, 'taker', 0)).toBe(1 + 5 + 3);
    expect(model.fee(10, 100, 'maker', 0)).toBe(0.2 + 5 + 3);
    expect(model.name).toBe('taker 0.001, maker 0.0002, 0.5 a unit, 3 a fill');
    expect(toFeeModel(0.001).name).toBe('0.001 of notional');
  });

  it('take the taker rate for both where no maker rate is given', () => {
    expect(feeSchedule({ taker: 0.01 }).fee(1, 100, 'maker', 0)).toBe(1);
  });

  it('pass a model through', () => {
    const own = feeFunction('own', () => 1);
    expect(toFeeModel(own)).toBe(own);
  });

  it.each([
    [1.5, 'Expected `fees.taker` to be a finite number > -1 and < 1, was `1.5`.'],
    [Number.NaN, '`NaN`'],
    ['0.1%', 'Expected `fees` to be a fraction, a column, rates or a fee model'],
    [{ takr: 0.1 }, 'Did you mean `taker`?'],
    [{ fixed: Number.POSITIVE_INFINITY }, '`fees.fixed`'],
    [Float64Array.of(0.1, Number.NaN), 'Expected `fees.taker[1]` to be a finite number, was `NaN`.'],
    [[0.1, 0.2], 'Unknown option'],
  ])('refuse %o', (fees, message) => {
    expect(() => toFeeModel(fees as never)).toThrow(ArgumentError);
    if (!Array.isArray(fees)) expect(() => toFeeModel(fees as never)).toThrow(message);
  });
});

describe('the price of a fill that takes', () => {
  it('is worse by slippage and half the spread, by bar', () => {
    const impact = priceImpact(Float64Array.of(0.01, 0.02), 0.01);
    expect(impactAt(impact, 0)).toBe(0.015);
    expect(takerPrice(100, 1, impactAt(impact, 1), 0)).toBe(102.49999999999999);
    expect(takerPrice(100, -1, impactAt(impact, 1), 0)).toBe(97.5);
  });

  it('goes to the tick against the trader, and stays where nothing moved it', () => {
    expect(takerPrice(100, 1, 0.0001, 0.5)).toBe(100.5);
    expect(takerPrice(100, -1, 0.0001, 0.5)).toBe(99.5);
    expect(takerPrice(100.3, 1, 0, 0.5)).toBe(100.3);
  });

  it('refuses what is no share', () => {
    expect(() => priceImpact(-0.1, 0)).toThrow('Expected `slippage` to be a finite number >= 0 and < 1, was `-0.1`.');
    expect(() => priceImpact(0, 1)).toThrow('`spread`');
    expect(() => priceImpact(Float64Array.of(0, Number.NaN), 0)).toThrow('Expected `slippage[1]` to be a finite number, was `NaN`.');
    expect(() => priceImpact([0.1] as never, 0)).toThrow('Expected `slippage` to be a number or a Float64Array');
  });
});
