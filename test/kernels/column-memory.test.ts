import { ColumnMemory, crossingsInto, flaggedApartInto, plainFlaggedApartInto } from 'barwright/kernels';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -6, max: 6 }).map((k) => k / 2) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 1 + 1e-13, 1 - 1e-13, 0, -0, 1e9, -1e9, Number.POSITIVE_INFINITY) },
);
const step = fc.tuple(fc.integer({ min: 1, max: 30 }), value, value);

describe('columns in memory of WebAssembly', () => {
  it('cross where they do without it, with ties, holes and any length', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const a = Float64Array.from(steps.flatMap(([count, x]) => Array(count).fill(x)));
        const b = Float64Array.from(steps.flatMap(([count, , y]) => Array(count).fill(y)));
        const memory = ColumnMemory.of(a.length, 2 ** 20) as ColumnMemory;
        expect([memory.put(a), memory.put(b)]).toEqual([true, true]);
        const [above, below] = [new Uint8Array(a.length), new Uint8Array(a.length)];
        crossingsInto(above, below, a, b, a.length);
        const found = memory.crossings(a, b);
        expect([...found.above]).toEqual(barsOf(above));
        expect([...found.below]).toEqual(barsOf(below));
      }),
      { numRuns: 500 },
    );
  });

  it('are told apart where single precision cannot, at any scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 70 }), fc.constantFrom(-1, 0, 1), fc.double({ min: -15, max: 0, noNaN: true })), {
          minLength: 1,
          maxLength: 20,
        }),
        (scale, steps) => {
          const b = Float64Array.from({ length: steps.reduce((sum, [count]) => sum + count, 0) }, (_, i) => scale * (1 + (i % 7) / 100));
          let i = 0;
          const a = Float64Array.from(b);
          for (const [count, side, digits] of steps) for (let k = 0; k < count; k++, i++) a[i] = b[i] * (1 + side * 10 ** digits);
          const memory = ColumnMemory.of(a.length, 2 ** 20) as ColumnMemory;
          expect([memory.put(a), memory.put(b)]).toEqual([true, true]);
          for (const [x, y] of [
            [a, b],
            [b, a],
          ]) {
            const [above, below] = [new Uint8Array(a.length), new Uint8Array(a.length)];
            crossingsInto(above, below, x, y, a.length);
            const found = memory.crossings(x, y);
            expect([[...found.above], [...found.below]]).toEqual([barsOf(above), barsOf(below)]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are taken while there is room', () => {
    const memory = ColumnMemory.of(10_000, 2 ** 20) as ColumnMemory;
    const first = new Float64Array(10_000).fill(7);
    expect(memory.put(first)).toBe(true);
    let count = 1;
    while (memory.put(new Float64Array(10_000).fill(count))) count++;
    expect(count).toBe(23);
    expect(memory.put(first)).toBe(true);
    expect(memory.put(new Float64Array(9_999))).toBe(false);
    expect(ColumnMemory.of(10_000, 2 ** 16)).toBeUndefined();
  });

  it('are not there without vectors or memory', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(ColumnMemory.of(100, 2 ** 20)).toBeUndefined();
    vi.unstubAllGlobals();
    const memories = vi.fn(function fail() {
      throw new RangeError('could not allocate memory');
    });
    const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: object };
    vi.stubGlobal('WebAssembly', Object.create(WebAssembly, { Memory: { value: memories } }));
    expect(ColumnMemory.of(100, 2 ** 20)).toBeUndefined();
    expect(memories).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});

describe('flagged bars', () => {
  it('are those that one of two flags has, of any length and place in a buffer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(1, 3, 20, 300),
        fc.constantFrom(1, 128, 255),
        (length, offset, every, flag) => {
          const flags = (shift: number): Uint8Array => {
            const out = new Uint8Array(length + offset).subarray(offset);
            for (let i = (length * 7 + shift) % every; i < length; i += 1 + ((i * 31) % every)) out[i] = flag;
            return out;
          };
          const [a, b] = [flags(0), flags(1)];
          const run = (kernel: typeof flaggedApartInto) => {
            const counts = { first: -1, second: -1 };
            const [first, second] = [new Int32Array(length), new Int32Array(length)];
            kernel(first, second, counts, a, b);
            return [[...first.subarray(0, counts.first)], [...second.subarray(0, counts.second)]];
          };
          expect(run(flaggedApartInto)).toEqual(run(plainFlaggedApartInto));
          const alone = (x: Uint8Array, y: Uint8Array) => barsOf(x).filter((i) => y[i] === 0);
          expect(run(flaggedApartInto)).toEqual([alone(a, b), alone(b, a)]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function barsOf(flags: Uint8Array): number[] {
  return Array.from(flags.keys()).filter((i) => flags[i] !== 0);
}
