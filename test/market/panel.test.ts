import { Bars, syntheticBars } from 'barwright';
import { ArgumentError } from 'barwright/core';
import { Panel } from 'barwright/market';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const of = (symbol: string, times: readonly number[]): Bars =>
  Bars.fromRows(
    times.map((time) => ({ time: time * 86_400_000 * 365, open: time, high: time, low: time, close: time })),
    { symbol, interval: '365d' },
  );

describe('Panel', () => {
  test('joins all times and has NaN where an instrument has no bar', () => {
    const panel = Panel.of([of('A', [1, 2, 4]), of('B', [2, 3])]);
    expect(Array.from(panel.time, (time) => time / 86_400_000 / 365)).toEqual([1, 2, 3, 4]);
    expect(Array.from(panel.column('A', 'close'))).toEqual([1, 2, Number.NaN, 4]);
    expect(Array.from(panel.rows('B'))).toEqual([-1, 0, 1, -1]);
  });

  test('keeps only common times on request', () => {
    const panel = Panel.of({ A: of('A', [1, 2, 4]), B: of('x', [2, 3, 4]) }, { join: 'intersection' });
    expect(panel.length).toBe(2);
    expect(panel.symbols).toEqual(['A', 'B']);
    expect(Array.from(panel.column('B', 'close'))).toEqual([2, 4]);
  });

  test('has one row a time, with the bars that there are', () => {
    const panel = Panel.of([of('A', [1, 2, 4]), of('B', [2, 3])]);
    const closes = Array.from(panel, (row) => row.bars.map((bar) => bar?.close));
    expect(closes).toEqual([
      [1, undefined],
      [2, 2],
      [undefined, 3],
      [4, undefined],
    ]);
    expect(panel.at(-1)?.time).toBe(panel.time[3]);
    expect(panel.at(4)).toBeUndefined();
  });

  test('slices as arrays do, over the same memory', () => {
    for (const join of ['union', 'intersection'] as const) {
      const panel = Panel.of([of('A', [1, 2, 4, 5]), of('B', [2, 3, 5])], { join });
      for (const [start, end] of [
        [0, 2],
        [1, 3],
        [-2, undefined],
        [3, 3],
        [0, 99],
        [-99, 1],
      ] as const) {
        const part = panel.slice(start, end);
        expect(Array.from(part.time)).toEqual(Array.from(panel.time).slice(start, end));
        for (const symbol of ['A', 'B']) {
          expect(Array.from(part.column(symbol, 'close'))).toEqual(Array.from(panel.column(symbol, 'close')).slice(start, end));
        }
        expect(part.bars[0].close.buffer).toBe(panel.bars[0].close.buffer);
      }
    }
  });

  test('takes instruments without bars, and prints small', () => {
    const panel = Panel.of({ A: of('A', []).slice(), B: of('B', [2, 3]) });
    expect(Array.from(panel.column('A', 'close'))).toEqual([Number.NaN, Number.NaN]);
    expect(JSON.parse(JSON.stringify(panel))).toEqual({
      symbols: ['A', 'B'],
      interval: '365d',
      length: 2,
      from: '1972-01-01T00:00:00Z',
      to: '1972-12-31T00:00:00Z',
    });
    expect(JSON.parse(JSON.stringify(panel.slice(0, 0)))).toMatchObject({ length: 0, from: null });
  });

  test('reads every column as the bars have it, whatever the times', () => {
    const times = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 15 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, times, fc.constantFrom('union' as const, 'intersection' as const), (a, b, join) => {
        const panel = Panel.of([of('A', a), of('B', b)], { join });
        const all = join === 'union' ? [...new Set([...a, ...b])].sort((x, y) => x - y) : a.filter((time) => b.includes(time));
        expect(Array.from(panel.time, (time) => time / 86_400_000 / 365)).toEqual(all);
        expect(Array.from(panel.column('B', 'close'))).toEqual(all.map((time) => (b.includes(time) ? time : Number.NaN)));
      }),
    );
  });

  test('refuses repeated symbols, other intervals, nothing at all and unknown names', () => {
    expect(() => Panel.of([of('A', [1]), of('A', [2])])).toThrow(/'A' stands twice/);
    expect(() => Panel.of([of('A', [1]), syntheticBars({ seed: 1, length: 2, symbol: 'B' })])).toThrow(/one interval/);
    expect(() => Panel.of([])).toThrow(ArgumentError);
    expect(() => Panel.of([of('ABC', [1])]).column('ABD', 'close')).toThrow(/Did you mean `ABC`/);
    expect(() => Panel.of([of('A', [1])], { how: 'outer' } as never)).toThrow(/Unknown option `how`/);
  });
});
