import { crossedAbove, sma, syntheticBars } from 'barwright';
import { withScope } from 'barwright/core';
import { expect, it } from 'vitest';
import { IndicatorMemo } from '../../src/search/sweep/indicator-memo.ts';

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
