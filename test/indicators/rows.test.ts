import { ArgumentError, syntheticBars } from 'barwright';
import {
  dollar_bars,
  kagi,
  market_profile,
  point_figure,
  range_bars,
  renko,
  volume_bars,
  volume_profile,
  zigzag,
} from 'barwright/indicators';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Bars of one price each, one volume unit, a second apart. */
function pricesOf(...close: number[]) {
  return { time: close.map((_, i) => i * 1000), open: close, high: close, low: close, close, volume: close.map(() => 1) };
}

const lists = (columns: Readonly<Record<string, Float64Array>>) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, [...column]]));

describe('renko', () => {
  it('stacks bricks and turns after two heights', () => {
    const bricks = renko(pricesOf(100, 104, 110, 131, 121, 119, 109), { size: 10, unit: 'price' });
    expect(lists(bricks)).toEqual({
      index: [2, 3, 3, 6],
      time: [0, 3000, 3000, 4000],
      open: [100, 110, 120, 120],
      high: [110, 120, 130, 121],
      low: [100, 110, 120, 110],
      close: [110, 120, 130, 110],
      volume: [3, 1, 0, 3],
    });
  });

  it('refuses a size that a bar crosses a million times', () => {
    expect(() => renko(pricesOf(100, 1e9), { size: 1e-6, unit: 'price' })).toThrow(ArgumentError);
  });
});

it('kagi turns by its size and thickens above a shoulder', () => {
  const lines = kagi(pricesOf(100, 105, 120, 112, 109, 108, 119, 130, 119), { size: 10, unit: 'price' });
  expect(lists(lines)).toEqual({
    index: [4, 6, 8],
    time: [0, 4000, 6000],
    start: [100, 120, 108],
    end: [120, 108, 130],
    direction: [1, -1, 1],
    thickness: [1, 1, 1],
  });
});

it('point and figure stacks boxes and turns after three against them', () => {
  const columns = point_figure(pricesOf(100.5, 103.2, 105.9, 103.5, 102, 101.5, 99.2, 102.9, 103.1), { size: 1, unit: 'price' });
  expect(lists(columns)).toEqual({
    index: [4, 8],
    time: [0, 4000],
    direction: [1, -1],
    bottom: [100, 100],
    top: [105, 104],
    boxes: [6, 5],
  });
});

describe('bars put together', () => {
  it('end when they are full and lose nothing but the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.double({ min: 0.5, max: 30, noNaN: true }), (seed, share) => {
        const bars = syntheticBars({ seed, length: 300 });
        const total = bars.volume.reduce((sum, volume) => sum + volume, 0);
        const size = (total / 300) * share;
        const { index, volume, high, low, open, close } = volume_bars(bars, { size });
        let from = 0;
        index.forEach((last, row) => {
          const part = bars.slice(from, last + 1);
          expect(volume[row]).toBeGreaterThanOrEqual(size);
          expect(volume[row]).toBeCloseTo(
            part.volume.reduce((sum, each) => sum + each, 0),
            6,
          );
          expect([open[row], high[row], low[row], close[row]]).toEqual([
            part.open[0],
            Math.max(...part.high),
            Math.min(...part.low),
            part.close[part.length - 1],
          ]);
          from = last + 1;
        });
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('count money, and heights', () => {
    expect([...dollar_bars(pricesOf(10, 20, 30, 40, 50), { size: 60 }).index]).toEqual([2, 4]);
    expect([...range_bars(pricesOf(100, 101, 103, 104, 100, 99), { size: 3, unit: 'price' }).index]).toEqual([2, 4]);
  });
});

describe('profiles', () => {
  it('spread the volume over the range of its bar', () => {
    const bars = { high: [104, 102], low: [100, 101], volume: [40, 30] };
    expect(lists(volume_profile(bars, 10, { rows: 4, share: 0.5 }))).toEqual({
      low: [100, 101, 102, 103],
      high: [101, 102, 103, 104],
      volume: [10, 40, 10, 10],
      valueArea: [0, 1, 0, 0],
    });
    expect([...market_profile(bars, 10, { rows: 4 }).touches]).toEqual([1, 2, 2, 1]);
  });

  it('hold all the volume', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 100 }), (seed, rows) => {
        const bars = syntheticBars({ seed, length: 200 });
        const { volume, valueArea } = volume_profile(bars, 200, { rows });
        const all = bars.volume.reduce((sum, each) => sum + each, 0);
        expect(volume.reduce((sum, each) => sum + each, 0) / all).toBeCloseTo(1, 9);
        const held = volume.reduce((sum, each, row) => sum + each * valueArea[row], 0);
        expect(held / all).toBeGreaterThanOrEqual(0.7 - 1e-9);
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});

it('zigzag names the bar that confirmed a swing', () => {
  const { pivot, confirmed } = zigzag(pricesOf(100, 112, 120, 115, 107, 90, 95, 100), { reversal: 0.1 });
  expect([...pivot]).toEqual([100, Number.NaN, 120, Number.NaN, Number.NaN, 90, Number.NaN, Number.NaN]);
  expect([...confirmed]).toEqual([1, Number.NaN, 4, Number.NaN, Number.NaN, 7, Number.NaN, Number.NaN]);
});
