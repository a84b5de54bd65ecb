import { instrument } from 'barwright/market';
import { describe, expect, test } from 'vitest';

describe('instrument', () => {
  test('has defaults that do not bind and is frozen', () => {
    const plain = instrument({ symbol: 'ABC' });
    expect(plain).toEqual({
      symbol: 'ABC',
      kind: 'spot',
      base: '',
      quote: '',
      tickSize: 0,
      quantityStep: 0,
      minQuantity: 0,
      maxQuantity: Number.POSITIVE_INFINITY,
      maxPosition: Number.POSITIVE_INFINITY,
      priceBand: Number.POSITIVE_INFINITY,
      minNotional: 0,
      multiplier: 1,
      expiry: Number.POSITIVE_INFINITY,
      strike: Number.NaN,
      optionType: '',
      calendar: '24x7',
    });
    expect(Object.isFrozen(plain)).toBe(true);
  });

  test.each([
    [{ symbol: 5 }, /`instrument.symbol` to be text/],
    [{}, /`instrument.symbol` to be text/],
    [{ symbol: 'A', kind: 'liner' }, /Did you mean `linear`/],
    [{ symbol: 'A', calendar: 'nyse' }, /one of '24x7', 'us-equity', 'fx'/],
    [{ symbol: 'A', tickSize: -1 }, /`instrument.tickSize` to be a finite number >= 0/],
    [{ symbol: 'A', quantityStep: Number.NaN }, /`instrument.quantityStep`/],
    [{ symbol: 'A', multiplier: 0 }, /`instrument.multiplier` to be a finite number > 0/],
    [{ symbol: 'A', maxQuantity: 0 }, /`instrument.maxQuantity`/],
    [{ symbol: 'A', ticksize: 1 }, /Did you mean `tickSize`/],
  ])('refuses %j', (options, message) => {
    expect(() => instrument(options as never)).toThrow(message);
  });
});
