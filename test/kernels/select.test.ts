import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectInto } from '../../src/kernels/index.ts';
import { growth } from '../fixtures/growth.ts';

const shapes: Record<string, (i: number, n: number) => number> = {
  rising: (i) => i,
  falling: (i) => -i,
  equal: () => 3,
  'of two values': (i) => (i * 7919) % 2,
  'mostly zero': (i) => (i % 10 === 0 ? Math.sin(i) : 0),
  'an organ pipe': (i, n) => Math.min(i, n - i),
  'a saw': (i) => i % 17,
  scattered: (i) => Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453),
};

function judge(x: Float64Array, k: number): void {
  const sorted = x.slice().sort();
  const out = x.slice();
  selectInto(out, k, 0, out.length - 1);
  expect(out[k]).toBe(sorted[k]);
  expect(out.slice().sort()).toEqual(sorted);
  for (let i = 0; i < k; i++) if (out[i] > out[k]) expect.fail(`${i} is greater`);
  for (let i = k + 1; i < out.length; i++) if (out[i] < out[k]) expect.fail(`${i} is less`);
}

describe('selectInto', () => {
  it('puts the value there that sorting would, and parts the others around it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 80 }), fc.nat(), (values, at) => {
        judge(Float64Array.from(values), at % values.length);
      }),
    );
  });

  it.each(Object.keys(shapes))('finds any rank of 20,000 values that are %s', (shape) => {
    const x = Float64Array.from({ length: 20_000 }, (_, i) => shapes[shape](i, 20_000));
    for (const k of [0, 1, 999, 10_000, 18_999, 19_999]) judge(x, k);
  });

  it.each(Object.keys(shapes))('visits 300,000 values that are %s a few times, not their square', (shape) => {
    const select = (length: number) => {
      const x = Float64Array.from({ length }, (_, i) => shapes[shape](i, length));
      return () => selectInto(x, length / 20, 0, length - 1);
    };
    expect(growth(select, 20_000, 300_000)).toBeLessThan(75);
  });
});
