import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ColumnSlabs } from '../../src/search/sweep/column-slabs.ts';

it('columns of zeros lie apart in few blocks, up to the most bytes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 }), (bytes, lengths) => {
      const slabs = new ColumnSlabs(bytes);
      const columns: Float64Array[] = [];
      for (const length of lengths) {
        const column = slabs.take(length);
        if (column === undefined) continue;
        expect(column).toEqual(new Float64Array(length));
        expect(slabs.has(column)).toBe(true);
        columns.push(column.fill(columns.length + 1));
      }
      columns.forEach((column, k) => {
        expect(column.every((value) => value === k + 1)).toBe(true);
      });
      const blocks = new Set(columns.map(({ buffer }) => buffer));
      const taken = [...blocks].reduce((sum, { byteLength }) => sum + byteLength, 0);
      expect(taken).toBeLessThanOrEqual(bytes);
      if (columns.length > 20) expect(blocks.size).toBeLessThan(columns.length / 2);
    }),
    { numRuns: 200 },
  );
  expect(new ColumnSlabs(800).has(new Float64Array(10))).toBe(false);
});

it('a block that may not double takes what is left', () => {
  const slabs = new ColumnSlabs(8 * 35);
  expect([slabs.take(10), slabs.take(10), slabs.take(10), slabs.take(10)].map((column) => column?.buffer.byteLength)).toEqual([
    80,
    80,
    120,
    undefined,
  ]);
});
