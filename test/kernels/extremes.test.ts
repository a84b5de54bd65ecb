import { latestMaximum, latestMinimum, rollingMaximumInto, rollingMinimumInto } from 'barwright/kernels';
import { describe, expect, it } from 'vitest';
import { overWindows, walk } from './naive.ts';

describe('rolling extremes', () => {
  const series: Readonly<Record<string, Float64Array>> = {
    'a walk': walk(1, 500),
    'a grid with ties': walk(2, 500).map(Math.round),
    'a steady rise': Float64Array.from({ length: 500 }, (_, i) => i),
    'a steady fall': Float64Array.from({ length: 500 }, (_, i) => -i),
    'equal values': new Float64Array(500).fill(3),
  };
  for (const [name, x] of Object.entries(series)) {
    it(`equal those of each window on ${name}`, () => {
      for (const period of [1, 2, 3, 7, 20, 166, 167, 250, 499, 500, 501]) {
        const [highest, lowest] = [new Float64Array(500), new Float64Array(500)];
        rollingMaximumInto(highest, x, 0, 500, period);
        rollingMinimumInto(lowest, x, 0, 500, period);
        expect(highest).toEqual(overWindows(x, period, (window) => Math.max(...window) + 0));
        expect(lowest).toEqual(overWindows(x, period, (window) => Math.min(...window) + 0));
      }
    });
  }

  it('write their run alone', () => {
    const out = new Float64Array(100).fill(-1);
    rollingMaximumInto(out, walk(1, 100), 10, 43, 7);
    expect([out[9], out[43], out[99]]).toEqual([-1, -1, -1]);
  });
});

describe('the search of a window', () => {
  it('finds the latest of equals', () => {
    const x = Float64Array.of(9, 1, 5, 5, 1, 0);
    expect(latestMaximum(x, 1, 5)).toBe(3);
    expect(latestMinimum(x, 1, 5)).toBe(4);
  });
});
