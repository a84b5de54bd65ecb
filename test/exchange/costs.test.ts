import { ArgumentError } from 'barwright';
import { feeFunction, feeSchedule, impactAt, priceImpact, takerPrice, toFeeModel } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';

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
