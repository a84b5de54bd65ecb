import { ArgumentError, syntheticBars } from 'barwright';
import { catalog, defineIndicator, StreamingIndicator } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../contracts/describe-indicator.ts';

const bars = syntheticBars({ seed: 3, length: 300 });

const place = defineIndicator({
  name: 'place_in_range',
  inputs: ['high', 'low', 'close'],
  parameters: { period: { type: 'int', min: 1, max: 500, default: 10 } },
  lookback: ({ period }) => period - 1,
  start: () => ({ bars: 0, level: 0 }),
  next(state, { high, low, close }, { period }) {
    state.level += ((high > low ? (close - low) / (high - low) : 0.5) - state.level) / period;
    return ++state.bars < period ? Number.NaN : state.level;
  },
});

const extremes = defineIndicator({
  name: 'extremes_so_far',
  title: 'Extremes so far',
  group: 'math',
  inputs: ['series'],
  outputs: ['highest', 'lowest'],
  lookback: () => 0,
  start: () => ({ highest: Number.NEGATIVE_INFINITY, lowest: Number.POSITIVE_INFINITY }),
  next(state, { series }) {
    state.highest = Math.max(state.highest, series);
    state.lowest = Math.min(state.lowest, series);
    return { highest: state.highest, lowest: state.lowest };
  },
});

for (const entry of [place.entry, extremes.entry]) describeIndicator(entry);

describe('an indicator of one’s own', () => {
  it('gives columns, a class and a place in the catalog', () => {
    const column = place(bars, { period: 20 });
    expect(column).toBeInstanceOf(Float64Array);
    expect(column.findIndex((value) => !Number.isNaN(value))).toBe(19);
    expect(catalog.get('place_in_range').compute(bars, { period: 20 })).toEqual({ place_in_range: column });
    expect(catalog.list({ group: 'math' }).map(({ name }) => name)).toContain('extremes_so_far');
    const live = new place.Stream({ period: 20 });
    expect(live).toBeInstanceOf(StreamingIndicator);
    for (let i = 0; i < 300; i++) expect(live.next({ high: bars.high[i], low: bars.low[i], close: bars.close[i] })).toBe(column[i]);
  });

  it('gives several outputs by name', () => {
    const { highest, lowest } = extremes([3, 1, 4]);
    expect([...highest]).toEqual([3, 3, 4]);
    expect([...lowest]).toEqual([3, 1, 1]);
  });

  it('is refused with a name that is taken, an unknown input or a part that is missing', () => {
    const good = { name: 'fresh', inputs: ['series'], lookback: () => 0, start: () => ({}), next: () => 0 } as const;
    expect(() => defineIndicator({ ...good, name: 'sma' })).toThrow('There is an indicator `sma` already. Give yours another name.');
    expect(() => defineIndicator({ ...good, name: 'place_in_range' })).toThrow(ArgumentError);
    expect(() => defineIndicator({ ...good, name: 'two words' })).toThrow('Expected `name` to be a word');
    expect(() => defineIndicator({ ...good, inputs: ['price' as never] })).toThrow("Unknown input `'price'` of fresh.");
    expect(() => defineIndicator({ ...good, lookback: undefined as never })).toThrow('Expected `lookback` of fresh to be a function');
    expect(() => defineIndicator({ ...good, nxt: () => 0 } as never)).toThrow('Did you mean `next`?');
    expect(catalog.has('fresh')).toBe(false);
  });
});
