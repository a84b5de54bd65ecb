import { bbands, crossedAbove, sma, syntheticBars } from 'barwright';
import { withScope } from 'barwright/core';
import { ColumnMemory } from 'barwright/kernels';
import { afterEach, expect, it, vi } from 'vitest';
import { PrefixScope } from '../../src/search/cells/prefix-scope.ts';
import { lastingColumns } from '../../src/search/sweep/column-slabs.ts';
import { IndicatorMemo } from '../../src/search/sweep/indicator-memo.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('columns of several lengths are each compared in memory that is shared', () => {
  const memo = new IndicatorMemo();
  for (const length of [500, 2_000, 500]) {
    const { close } = syntheticBars({ seed: 5, length });
    memo.trust(close);
    const expected = crossedAbove(sma(close, 5), sma(close, 20));
    const find = () => crossedAbove(sma(close, 5), sma(close, 20));
    expect(withScope(memo, find)).toEqual(expected);
    const again = () => withScope(memo, () => sma(close, 5));
    expect(again()).toBe(again());
    expect(withScope(memo, find)).toEqual(expected);
    memo.endTrial();
  }
});

it('columns that find no room are compared all the same', () => {
  const memo = new IndicatorMemo(1e-5);
  const { close } = syntheticBars({ seed: 5, length: 2_000 });
  memo.trust(close);
  const flags = withScope(memo, () => crossedAbove(sma(close, 5), sma(close, 20)));
  expect(flags).toEqual(crossedAbove(sma(close, 5), sma(close, 20)));
});

it('columns of a beginning are compared as those of the whole', () => {
  const lasting = lastingColumns();
  const [whole, own] = [new IndicatorMemo(0.5, lasting), new IndicatorMemo(0.5, lasting)];
  const { close } = syntheticBars({ seed: 1, length: 2_000 });
  const beginning = close.subarray(0, 1_500);
  whole.trust(close);
  own.trust(beginning);
  const scope = new PrefixScope(whole);
  scope.relate(beginning, close);
  const find = (column: Float64Array): Uint8Array => crossedAbove(sma(column, 5), sma(column, 20));
  withScope(whole, () => find(close));
  const crossings = vi.spyOn(ColumnMemory.prototype, 'crossings');
  const flags = withScope(scope, () => withScope(own, () => find(beginning)));
  expect(crossings).toHaveBeenCalledOnce();
  expect(flags).toEqual(find(beginning));
});

it('what is forgotten is not kept for comparing either', () => {
  const memo = new IndicatorMemo(0.01);
  const { close } = syntheticBars({ seed: 1, length: 2_000 });
  memo.trust(close);
  const taken: boolean[] = [];
  const put = ColumnMemory.prototype.put;
  vi.spyOn(ColumnMemory.prototype, 'put').mockImplementation(function store(this: ColumnMemory, column) {
    const before = this.bytes;
    const isTaken = put.call(this, column);
    if (this.bytes > before) taken.push(isTaken);
    return isTaken;
  });
  for (let trial = 0; trial < 12; trial++) {
    withScope(memo, () => {
      for (let k = 0; k < 400; k++) sma(close, 2 + trial * 150 + (k % 150));
      crossedAbove(close, bbands(close).upper);
    });
    memo.endTrial();
  }
  // The close, and at most the band that was made while there was room.
  expect(taken.length).toBeLessThanOrEqual(2);
});
