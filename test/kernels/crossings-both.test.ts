import { crossedAboveInto, crossedBelowInto, crossingsInto } from 'barwright/kernels';
import fc from 'fast-check';
import { expect, it } from 'vitest';

it('both sides in one pass are those of two passes, with ties, holes and any length', () => {
  const value = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -6, max: 6 }).map((k) => k / 2) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 1 + 1e-13, 1 - 1e-13, 0, 1e9, -1e9, Number.POSITIVE_INFINITY) },
  );
  const step = fc.tuple(fc.integer({ min: 1, max: 30 }), value, value);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const a = Float64Array.from(steps.flatMap(([count, x]) => Array(count).fill(x)));
      const b = Float64Array.from(steps.flatMap(([count, , y]) => Array(count).fill(y)));
      const [above, below, wantedAbove, wantedBelow] = Array.from({ length: 4 }, () => new Uint8Array(a.length));
      crossingsInto(above, below, a, b, a.length);
      crossedAboveInto(wantedAbove, a, b, a.length);
      crossedBelowInto(wantedBelow, a, b, a.length);
      expect(above).toEqual(wantedAbove);
      expect(below).toEqual(wantedBelow);
    }),
    { numRuns: 500 },
  );
});
