import { ArgumentError, allocate, hashColumns, lowerBound, toFlags, toFloat64, toShared } from 'barwright/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('columns', () => {
  test('are allocated as zeros, on shared memory where asked', () => {
    expect(allocate(3)).toEqual(new Float64Array(3));
    expect(allocate(3).buffer).toBeInstanceOf(ArrayBuffer);
    expect(allocate(3, { shared: true }).buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('of doubles are taken as they are, others are copied', () => {
    const column = Float64Array.of(1, 2);
    expect(toFloat64('close', column)).toBe(column);
    expect(toFloat64('close', [1, Number.NaN])).toEqual(Float64Array.of(1, Number.NaN));
    expect(toFloat64('close', Int32Array.of(1, 2))).toEqual(column);
    expect(toFloat64('close', BigInt64Array.of(1n, 2n) as never)).toEqual(column);
  });

  test('of anything else are refused with the place', () => {
    expect(() => toFloat64('close', [1, '2'] as never)).toThrow("Expected `close[1]` to be a number, was `'2'`.");
    expect(() => toFloat64('close', [1, null] as never)).toThrow('was `null`');
    for (const value of ['12', null, undefined, 5, {}, new DataView(new ArrayBuffer(8))]) {
      expect(() => toFloat64('close', value as never)).toThrow(ArgumentError);
    }
  });

  test('of flags are bytes', () => {
    const flags = Uint8Array.of(0, 1);
    expect(toFlags('entries', flags)).toBe(flags);
    expect(toFlags('entries', [false, true])).toEqual(flags);
    expect(() => toFlags('entries', 'yes' as never)).toThrow(/`entries` to be a Uint8Array or an array of booleans/);
  });

  test('move to shared memory once', () => {
    const column = Float64Array.of(1, 2);
    const shared = toShared(column);
    expect(shared).toEqual(column);
    expect(shared.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(toShared(shared)).toBe(shared);
  });
});

describe('lowerBound', () => {
  test('is the first place whose value is not less, as a walk finds it', () => {
    const rising = fc.uniqueArray(fc.integer({ min: -50, max: 50 })).map((values) => Float64Array.from(values).sort());
    fc.assert(
      fc.property(rising, fc.integer({ min: -60, max: 60 }), (column, value) => {
        const walked = column.findIndex((each) => each >= value);
        expect(lowerBound(column, value)).toBe(walked < 0 ? column.length : walked);
      }),
    );
  });
});

describe('hashColumns', () => {
  test('is 16 digits that change with any bit, any length and any order', () => {
    const a = Float64Array.of(1, 2, 3);
    const hash = hashColumns([a]);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(hashColumns([a.slice()])).toBe(hash);
    const others = [
      [Float64Array.of(1, 2)],
      [Float64Array.of(1, 2, 3 + 2 ** -51)],
      [Float64Array.of(-1, 2, 3)],
      [Float64Array.of(2, 1, 3)],
      [a, a],
      [Float64Array.of(1), Float64Array.of(2, 3)],
      [],
    ].map(hashColumns);
    expect(new Set([hash, ...others]).size).toBe(others.length + 1);
  });

  test('of a view reads only the view', () => {
    expect(hashColumns([Float64Array.of(9, 1, 2, 9).subarray(1, 3)])).toBe(hashColumns([Float64Array.of(1, 2)]));
  });
});
