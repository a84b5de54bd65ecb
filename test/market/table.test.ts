import { ArgumentError } from 'barwright/core';
import { table } from 'barwright/market';
import { describe, expect, test, vi } from 'vitest';

interface Row {
  readonly id: number;
  readonly side: 'buy' | 'sell';
}

const make = () => ({ id: vi.fn(() => Float64Array.of(1, 2, 3)), side: vi.fn(() => ['buy', 'sell', 'buy'] as const) });

describe('table', () => {
  test('makes a column when it is first asked for, once', () => {
    const columns = make();
    const rows = table<Row>(3, columns);
    expect(columns.id).not.toHaveBeenCalled();
    expect(rows.column('id')).toBe(rows.column('id'));
    expect(columns.id).toHaveBeenCalledTimes(1);
    expect(columns.side).not.toHaveBeenCalled();
  });

  test('gives rows as objects, from either end, one by one or all', () => {
    const rows = table<Row>(3, make());
    expect([rows.length, rows.columns]).toEqual([3, ['id', 'side']]);
    expect(rows.at(1)).toEqual({ id: 2, side: 'sell' });
    expect(rows.at(-1)).toEqual({ id: 3, side: 'buy' });
    expect([...rows]).toEqual(rows.toRows());
    expect(rows.toRows().map((row) => row.id)).toEqual([1, 2, 3]);
  });

  test('refuses rows and columns that it does not have', () => {
    const rows = table<Row>(3, make());
    for (const index of [3, -4, Number.NaN]) expect(() => rows.at(index)).toThrow(ArgumentError);
    expect(() => rows.column('sde' as never)).toThrow(/Unknown column `sde`.* Did you mean `side`\? Columns: id, side\./);
    expect(() => rows.column('toString' as never)).toThrow(ArgumentError);
    expect(() => table<Row>(0, make()).at(-1)).toThrow('Expected `index` to be one of 0 rows, was -1.');
  });
});
