import { ArgumentError } from 'barwright';
import { borrowCost } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';

const dayMs = 86_400_000;
const day = Date.UTC(2026, 2, 2);

describe('borrow cost', () => {
  it('is value x rate x days / days of the year', () => {
    expect(borrowCost(0.0365).cost('ABC', 10_000, day, day + dayMs)).toBeCloseTo(1, 14);
    expect(borrowCost(0.0365).cost('ABC', 10_000, day, day + 365 * dayMs)).toBeCloseTo(365, 11);
    expect(borrowCost(0.0365).cost('ABC', 10_000, day, day + dayMs / 24)).toBeCloseTo(1 / 24, 15);
    // A night of 45,000 at 80 % in a year of 360 days: 45,000 x 0.8 / 360.
    expect(borrowCost(0.8, { dayCount: 360 }).cost('ABC', 45_000, day, day + dayMs)).toBeCloseTo(100, 12);
  });

  it('is by symbol, with a rate for the others', () => {
    const borrow = borrowCost({ GME: 0.8, '': 0.003 });
    expect(borrow.cost('GME', 36_500, day, day + dayMs)).toBeCloseTo(80, 12);
    expect(borrow.cost('KO', 36_500, day, day + dayMs)).toBeCloseTo(0.3, 14);
    expect(borrow.cost('constructor', 36_500, day, day + dayMs)).toBeCloseTo(0.3, 14);
    expect(borrowCost({ GME: 0, '': 1 }).cost('GME', 1, day, day + dayMs)).toBe(0);
  });

  it('refuses a symbol that has no rate, before a run and in it', () => {
    const borrow = borrowCost({ GME: 0.8, AMC: 0.5 });
    const message = "Expected `rate` to have an annual rate for `KO`, or one under '' for all that are not named, has GME, AMC.";
    expect(() => borrow.cost('KO', 1, day, day + dayMs)).toThrow(ArgumentError);
    expect(() => borrow.cost('KO', 1, day, day + dayMs)).toThrow(message);
    expect(() => borrow.checkSymbol?.('KO')).toThrow(message);
    expect(() => borrow.checkSymbol?.('toString')).toThrow('`toString`');
    expect(borrow.checkSymbol?.('GME')).toBeUndefined();
  });

  it('keeps its own rates when the given ones change', () => {
    const rates: Record<string, number> = { GME: 0.365 };
    const borrow = borrowCost(rates);
    rates.GME = 5;
    expect(borrow.cost('GME', 1_000, day, day + dayMs)).toBeCloseTo(1, 14);
  });

  it('says what it is', () => {
    expect(borrowCost(0.03).name).toBe('0.03, a year of 365 days');
    expect(borrowCost({ GME: 0.8, '': 0.003 }).name).toBe('own rates of 1 symbol, 0.003 for others, a year of 365 days');
    expect(borrowCost({ GME: 0.8, AMC: 1 }, { dayCount: 360 }).name).toBe('own rates of 2 symbols, a year of 360 days');
  });

  it.each([
    [() => borrowCost(-0.01), 'Expected `rate` to be a finite number >= 0, was `-0.01`.'],
    [() => borrowCost(Number.NaN), '`rate`'],
    [() => borrowCost({}), 'Expected `rate` to be an annual rate or one for each symbol, was `{}`.'],
    [() => borrowCost([0.1] as never), 'was `Array(1)`'],
    [() => borrowCost('3%' as never), "was `'3%'`"],
    [() => borrowCost({ GME: -1 }), "Expected `rate['GME']` to be a finite number >= 0, was `-1`."],
    [() => borrowCost(0.1, { dayCount: 1 }), 'Expected `dayCount` to be a finite number >= 360 and <= 366, was `1`.'],
    [() => borrowCost(0.1, { daycount: 360 } as never), 'Did you mean `dayCount`?'],
  ])('refuses %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });
});
