import { Bars, syntheticBars } from 'barwright';
import { ArgumentError } from 'barwright/core';
import { Panel } from 'barwright/market';
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

  test('refuses repeated symbols, other intervals, nothing at all and unknown names', () => {
    expect(() => Panel.of([of('A', [1]), of('A', [2])])).toThrow(/'A' stands twice/);
    expect(() => Panel.of([of('A', [1]), syntheticBars({ seed: 1, length: 2, symbol: 'B' })])).toThrow(/one interval/);
    expect(() => Panel.of([])).toThrow(ArgumentError);
    expect(() => Panel.of([of('ABC', [1])]).column('ABD', 'close')).toThrow(/Did you mean `ABC`/);
    expect(() => Panel.of([of('A', [1])], { how: 'outer' } as never)).toThrow(/Unknown option `how`/);
  });
});
