import { ArgumentError } from 'barwright';
import { BarVenue, type FeeModel, priceImpact, toFeeModel } from 'barwright/exchange';
import { levelAt, levelValue, reduceQuantity, type Size, sizeQuantity, toLevelRule, toSizeRule } from 'barwright/risk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flat } from '../backtest/runs.ts';

function venueWith(leverage: number, fees: FeeModel = toFeeModel(0)): BarVenue {
  const rules = {
    intrabar: 'pessimistic',
    limitFill: 'through',
    protectFrom: 'fill',
    slipStops: true,
    trailRatchet: 'bar',
    leverage,
    insufficientFunds: 'reject',
    stopOnAdd: 'override',
  } as const;
  return new BarVenue([flat([100, 100], 0, { multiplier: 2 })], rules, { fees, impact: priceImpact(0, 0) }, 10_000, [undefined]);
}

const asked = { instrument: 0, decided: 0, index: 1, side: 1, price: 100, liquidity: 'taker' as const, closing: 0, stop: Number.NaN };

describe('levels', () => {
  it('are a share, a distance or a price', () => {
    expect(levelAt(toLevelRule('stopLoss', { fraction: 0.05 }), 0, 200, -1)).toBe(190);
    expect(levelAt(toLevelRule('takeProfit', { distance: Float64Array.of(3, 4), multiple: 2 }), 1, 200, 1)).toBe(208);
    expect(levelAt(toLevelRule('stopLoss', { price: 150 }), 0, 200, -1)).toBe(150);
    expect(levelAt(toLevelRule('stopLoss', { price: Float64Array.of(Number.NaN) }), 0, 200, -1)).toBeNaN();
    expect(levelValue(toLevelRule('stopLoss', { distance: 3, multiple: 2 }), 0)).toBe(6);
  });

  it.each([
    [0.05, 'Expected `stopLoss` to say what 0.05 means: { fraction: 0.05 }, { distance: 0.05 } or { price: 0.05 }.'],
    [{ fraction: 0 }, 'Expected `stopLoss.fraction` to be a finite number > 0, was `0`.'],
    [{ distance: -1 }, '`stopLoss.distance`'],
    [{ fraction: 0.1, price: 3 }, 'exactly one of fraction, distance, price'],
    [{}, 'exactly one of fraction, distance, price'],
    [{ fraction: 0.1, multiple: 2 }, '`stopLoss.multiple` goes with `distance` only, was given with `fraction`.'],
    [{ distance: 1, multiple: 0 }, '`stopLoss.multiple`'],
    [{ percent: 5 }, 'Unknown option `percent`'],
    [{ fraction: Float64Array.of(0.1, -0.1) }, 'Expected `stopLoss.fraction[1]` to be a finite number > 0, was `-0.1`.'],
    [null, 'Expected `stopLoss` to be an object, was `null`.'],
  ])('refuse %o', (level, message) => {
    expect(() => toLevelRule('stopLoss', level as never)).toThrow(ArgumentError);
    expect(() => toLevelRule('stopLoss', level as never)).toThrow(message);
  });
});

describe('sizes', () => {
  it.each<[Size, number, number]>([
    [{ units: 3 }, 3, 3],
    [{ notional: 1_000 }, 5, 5],
    [{ equity: 0.5 }, 25, 25],
    [{ cash: 0.5 }, 25, 25],
    [{ targetEquity: 0.5 }, 25, 0],
    [{ riskFraction: 0.01, stop: { distance: 10 } }, 5, 5],
  ])('%o of 10,000 at 100 times 2 opens %d; an exit of it closes %d', (size, opens, closes) => {
    const venue = venueWith(1);
    const rule = toSizeRule('size', size);
    expect(sizeQuantity(rule, { ...asked, venue })).toBeCloseTo(opens, 12);
    expect(reduceQuantity(rule, { ...asked, venue })).toBeCloseTo(closes, 12);
  });

  it('of risk has no answer without a stop, or with one on the wrong side', () => {
    const rule = toSizeRule('size', { riskFraction: 0.01 });
    const venue = venueWith(1);
    expect(sizeQuantity(rule, { ...asked, venue })).toBeNaN();
    expect(sizeQuantity(rule, { ...asked, venue, stop: 110 })).toBeNaN();
    expect(sizeQuantity(rule, { ...asked, venue, stop: 100 })).toBeNaN();
    expect(sizeQuantity(rule, { ...asked, venue, side: -1, stop: 110 })).toBe(5);
  });

  it('that are shares never exceed what the account can pay', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        fc.constantFrom(0.5, 1, 3),
        fc.constantFrom(0, 0.002, 0.05),
        fc.constantFrom('equity', 'cash', 'targetEquity'),
        (value, leverage, rate, kind) => {
          const fees = toFeeModel(rate);
          const venue = venueWith(leverage, fees);
          const quantity = sizeQuantity(toSizeRule('size', { [kind]: value } as never), { ...asked, venue });
          const fee = fees.fee(quantity, 200, 'taker', 1);
          expect(quantity * 200).toBeLessThanOrEqual(leverage * (10_000 - fee) * (1 + 1e-9));
          expect(typeof venue.accept(0, 1, 1, quantity, 0, 100, 'taker')).toBe('number');
        },
      ),
    );
  });

  it.each([
    [{ equity: 1, units: 2 }, 'exactly one of units, notional, equity, cash, targetEquity, riskFraction'],
    [{}, 'exactly one of'],
    [{ unit: 3 }, 'Did you mean `units`?'],
    [{ units: -3 }, 'Expected `size.units` to be a finite number > 0, was `-3`.'],
    [{ units: 0 }, '`size.units`'],
    [{ equity: Number.NaN }, '`size.equity`'],
    [{ targetEquity: -1 }, '`size.targetEquity`'],
    [{ units: Float64Array.of(1, -1) }, 'Expected `size.units[1]`'],
    [{ units: [1, 2] }, 'a number or a Float64Array'],
    [{ units: 1, stop: { price: 3 } }, '`size.stop` goes with `riskFraction` and `balanceRisk` only, was given with `units`.'],
    [0.5, 'Expected `size` to be an object, was `0.5`.'],
  ])('refuse %o', (size, message) => {
    expect(() => toSizeRule('size', size as never)).toThrow(ArgumentError);
    expect(() => toSizeRule('size', size as never)).toThrow(message);
  });
});
