import { ArgumentError, crossedAbove, crossedBelow, sma } from 'barwright';
import { Crossing } from 'barwright/indicators';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const nan = Number.NaN;
const above = (a: number[], b: number[] | number): number[] => [...crossedAbove(a, b)];
const below = (a: number[], b: number[] | number): number[] => [...crossedBelow(a, b)];

describe('crossings', () => {
  it('mark the bar that comes to the other side', () => {
    expect(above([1, 3, 4, 1, 3], [2, 2, 2, 2, 2])).toEqual([0, 1, 0, 0, 1]);
    expect(below([1, 3, 4, 1, 3], [2, 2, 2, 2, 2])).toEqual([0, 0, 0, 1, 0]);
  });

  it('take a level as well as a column', () => {
    expect(above([29, 31, 30, 29, 31], 30)).toEqual([0, 1, 0, 0, 1]);
    expect(below([31, 29], 30)).toEqual([0, 1]);
  });

  it('hold the side through ties, so that a touch is no crossing', () => {
    expect(above([1, 2, 2, 3], 2)).toEqual([0, 0, 0, 1]);
    expect(above([3, 2, 2, 3], 2)).toEqual([0, 0, 0, 0]);
    expect(below([3, 2, 1], 2)).toEqual([0, 0, 1]);
  });

  it('need to have been on the other side: no crossing at the first bar or after ties alone', () => {
    expect(above([3, 4], 2)).toEqual([0, 0]);
    expect(above([2, 3], 2)).toEqual([0, 0]);
  });

  it('forget the side at NaN on either side', () => {
    expect(above([1, nan, 3], 2)).toEqual([0, 0, 0]);
    expect(above([1, 1, 3], [2, nan, 2])).toEqual([0, 0, 0]);
    expect(above([1, nan, 1, 3], 2)).toEqual([0, 0, 0, 1]);
  });

  it('take what differs by rounding alone for a tie', () => {
    const third = 0.1 + 0.2;
    expect(above([0.29, 0.3, third], [0.3, 0.3, 0.3])).toEqual([0, 0, 0]);
    expect(above([0.29, third, 0.31], 0.3)).toEqual([0, 0, 1]);
  });

  it('never trade two averages of a price that has come to rest', () => {
    const x = Float64Array.from({ length: 400 }, (_, i) => (i < 100 ? 100 + Math.sin(i) : 100.1));
    const [fast, slow] = [sma(x, 7), sma(x, 30)];
    expect(crossedAbove(fast, slow).subarray(131).some(Boolean)).toBe(false);
    expect(crossedBelow(fast, slow).subarray(131).some(Boolean)).toBe(false);
  });

  it('never look ahead, and are the same bar by bar and after a restore', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constant(nan)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, values, fc.nat(), (left, right, cut) => {
        const n = Math.min(left.length, right.length);
        const [a, b] = [left.slice(0, n), right.slice(0, n)];
        const [ups, downs] = [crossedAbove(a, b), crossedBelow(a, b)];
        const k = cut % (n + 1);
        expect(crossedAbove(a.slice(0, k), b.slice(0, k))).toEqual(ups.slice(0, k));
        expect(crossedBelow(a.slice(0, k), b.slice(0, k))).toEqual(downs.slice(0, k));
        let crossing = new Crossing();
        for (let i = 0; i < n; i++) {
          if (i === k) crossing = Crossing.restore(JSON.parse(JSON.stringify(crossing.snapshot())));
          const peeked = crossing.peek(a[i], b[i]);
          const next = crossing.next(a[i], b[i]);
          expect(peeked).toBe(next);
          expect(next).toBe(ups[i] - downs[i]);
        }
        crossing.reset();
        expect(crossing.next(1, 0)).toBe(0);
      }),
      { seed: 7 },
    );
  });

  it('alternate: between two crossings above lies one below', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 80 }), (a) => {
        const [ups, downs] = [crossedAbove(a, 0), crossedBelow(a, 0)];
        const signs = Array.from(ups, (up, i) => up - downs[i]).filter((sign) => sign !== 0);
        for (let i = 1; i < signs.length; i++) expect(signs[i]).toBe(-signs[i - 1]);
      }),
      { seed: 7 },
    );
  });

  it('write to the flags they are given', () => {
    const out = new Uint8Array(2).fill(9);
    expect(crossedAbove([1, 3], 2, { out })).toBe(out);
    expect([...out]).toEqual([0, 1]);
  });

  it('refuse other lengths, levels that are not finite and unknown options', () => {
    expect(() => crossedAbove([1, 2], [1])).toThrow(ArgumentError);
    expect(() => crossedAbove([1, 2], [1])).toThrow('Expected `b` to have length 2 as `a`, was 1.');
    expect(() => crossedBelow([1, 2], nan)).toThrow('Expected `b` to be a column or a finite level');
    expect(() => crossedBelow([1, 2], 1, { uot: new Uint8Array(2) } as never)).toThrow('Did you mean `out`?');
    expect(() => crossedAbove([1, 2], 1, { out: new Uint8Array(3) })).toThrow('Expected `out` to have length 2');
  });
});
