import { ArgumentError } from 'barwright';
import { type FeeModel, type FeeTier, feeFunction, feeSchedule, tieredFees } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const tiers: readonly FeeTier[] = [
  { volume: 0, maker: 0.0002, taker: 0.00055 },
  { volume: 1_000, maker: 0.0001, taker: 0.0004 },
  { volume: 5_000, maker: -0.0001, taker: 0.0003 },
];
/** The taker rate of a day, and of an hour in it. */
const rateOn = (fees: FeeModel, day: number, hour = 0): number => {
  fees.advance?.(start + day * dayMs + hour * 3_600_000);
  return fees.fee(1, 1, 'taker', 0);
};

describe('tiered fees', () => {
  it('begin in the first tier and change on the day after the volume is there', () => {
    const fees = tieredFees(tiers);
    expect(fees.fee(2, 100, 'taker', 0)).toBe(0.11);
    expect(fees.fee(2, 100, 'maker', 0)).toBe(0.04);
    fees.traded?.(999, start + 3_600_000);
    expect(rateOn(fees, 1)).toBe(0.00055);
    fees.traded?.(1, start + dayMs);
    expect(rateOn(fees, 1, 23)).toBe(0.00055);
    expect(rateOn(fees, 2)).toBe(0.0004);
    expect(fees.fee(1, 1, 'maker', 0)).toBe(0.0001);
  });

  it('count a fill in the 30 days after its own, and no longer', () => {
    const fees = tieredFees(tiers);
    fees.traded?.(6_000, start + 5 * dayMs + 7);
    expect(rateOn(fees, 5, 23)).toBe(0.00055);
    expect(rateOn(fees, 6)).toBe(0.0003);
    expect(rateOn(fees, 35, 23)).toBe(0.0003);
    expect(rateOn(fees, 36)).toBe(0.00055);
  });

  it('forget all over a long rest', () => {
    const fees = tieredFees(tiers);
    for (let day = 0; day < 40; day++) fees.traded?.(200, start + day * dayMs);
    expect(rateOn(fees, 40)).toBe(0.0003);
    expect(rateOn(fees, 400)).toBe(0.00055);
  });

  it('move on by fills alone', () => {
    const fees = tieredFees(tiers, { windowMs: dayMs });
    fees.traded?.(5_000, start);
    fees.traded?.(10, start + dayMs);
    expect(fees.fee(1, 1, 'taker', 0)).toBe(0.0003);
    fees.traded?.(0, start + 2 * dayMs);
    expect(fees.fee(1, 1, 'taker', 0)).toBe(0.00055);
  });

  it('count a fill that comes late for its own day, from the next day on', () => {
    const fees = tieredFees(tiers);
    rateOn(fees, 3);
    fees.traded?.(1_000, start + 2 * dayMs);
    expect(rateOn(fees, 3, 5)).toBe(0.00055);
    expect(rateOn(fees, 4)).toBe(0.0004);
    expect(rateOn(fees, 33)).toBe(0.00055);
  });

  it('are those of a plain count of all fills', () => {
    const fills = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.double({ min: 0, max: 6, noNaN: true })), { maxLength: 60 });
    fc.assert(
      fc.property(fills, fc.integer({ min: 1, max: 8 }), fc.integer({ min: -20_000, max: 20_000 }), (steps, days, from) => {
        const fees = tieredFees(tiers, { windowMs: days * dayMs });
        const past: { value: number; day: number }[] = [];
        let time = from * dayMs;
        for (const [value, rest] of steps) {
          time += rest * dayMs;
          const today = Math.floor(time / dayMs);
          let volume = 0;
          for (const fill of past) if (fill.day < today && fill.day >= today - days) volume += fill.value;
          fees.advance?.(time);
          expect(fees.fee(1, 1, 'taker', 0)).toBe(volume >= 5_000 ? 0.0003 : volume >= 1_000 ? 0.0004 : 0.00055);
          fees.traded?.(value, time);
          past.push({ value, day: today });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('say what they are', () => {
    expect(tieredFees(tiers).name).toBe('maker 0.0002 to -0.0001, taker 0.00055 to 0.0003, 3 tiers by the notional of 30 days');
    expect(tieredFees([tiers[0]], { windowMs: 7 * dayMs }).name).toBe('maker 0.0002, taker 0.00055, 1 tier by the notional of 7 days');
  });

  it.each([
    [[], {}, 'Expected `tiers` to be an array of at least one tier, was `Array(0)`.'],
    [0.001, {}, 'Expected `tiers` to be an array of at least one tier, was `0.001`.'],
    [[{ ...tiers[0], volume: 5 }], {}, 'Expected `tiers[0].volume` to be 0, where every account begins, was `5`.'],
    [[tiers[0], tiers[0]], {}, 'Expected `tiers[1].volume` to be a finite number > 0, was `0`.'],
    [[tiers[0], tiers[2], tiers[1]], {}, 'Expected `tiers[2].volume` to be a finite number > 5000, was `1000`.'],
    [[{ volume: 0, maker: 0.0002, taker: 1 }], {}, 'Expected `tiers[0].taker` to be a finite number > -1 and < 1, was `1`.'],
    [[{ volume: 0, maker: Number.NaN, taker: 0 }], {}, 'Expected `tiers[0].maker` to be a finite number > -1 and < 1, was `NaN`.'],
    [[{ volume: 0, maker: 0 }], {}, '`tiers[0].taker`'],
    [[{ volume: 0, maker: 0, takr: 0 }], {}, 'Did you mean `taker`?'],
    [[null], {}, 'Expected `tiers[0]` to be an object, was `null`.'],
    [tiers, { window: 1 }, 'Unknown option `window` in `options`.'],
    [tiers, { windowMs: 0 }, 'Expected `windowMs` to be a finite number >= 86400000'],
    [tiers, { windowMs: 1.5 * dayMs }, 'Expected `windowMs` to be whole days, a multiple of 86400000, was `129600000`.'],
  ])('refuse %o, %o', (bad, options, message) => {
    expect(() => tieredFees(bad as never, options as never)).toThrow(ArgumentError);
    expect(() => tieredFees(bad as never, options as never)).toThrow(message);
  });

  it('keep their own tiers when the given ones change', () => {
    const given = [{ volume: 0, maker: 0, taker: 0.001 }];
    const fees = tieredFees(given);
    given[0].taker = 0.5;
    expect(fees.fresh?.().fee(1, 1, 'taker', 0)).toBe(0.001);
  });
});

describe('fees a contract', () => {
  it('are an amount a unit, whatever the price', () => {
    const fees = feeSchedule({ perUnit: 2.25 });
    expect(fees.fee(4, 5_000, 'taker', 0)).toBe(9);
    expect(fees.fee(4, 1, 'maker', 0)).toBe(9);
    expect(fees.affordable(10_022.5, 1_000, 'taker', 0, 0)).toBeCloseTo(10, 12);
  });

  // Interactive Brokers, Commissions Stocks, United States, fixed: 0.005 a share, at least 1, at most 1 % of the value; its three examples.
  it.each([
    [100, 25, 1],
    [1_000, 25, 5],
    [1_000, 0.25, 2.5],
  ])('with a minimum and a maximum are a function: %d shares at %d cost %d', (quantity, price, fee) => {
    const fees = feeFunction('0.005 a share, 1 to 1 %', (shares, at) => Math.min(Math.max(1, 0.005 * shares), 0.01 * shares * at));
    expect(fees.fee(quantity, price, 'taker', 0)).toBeCloseTo(fee, 12);
  });
});
