import { ArgumentError } from 'barwright';
import {
  type CandleSettings,
  Cdldoji,
  Cdlhikkake,
  catalog,
  cdldarkcloudcover,
  cdldoji,
  cdlengulfing,
  cdlhammer,
  cdlhikkake,
  cdlhikkakemod,
} from 'barwright/indicators';
import { describe, expect, it } from 'vitest';

type Row = readonly [open: number, high: number, low: number, close: number];

function barsOf(rows: readonly Row[]): Record<'open' | 'high' | 'low' | 'close', number[]> {
  return { open: rows.map((r) => r[0]), high: rows.map((r) => r[1]), low: rows.map((r) => r[2]), close: rows.map((r) => r[3]) };
}

const quiet: readonly Row[] = Array.from({ length: 11 }, () => [10, 12, 9, 11]);

describe('candle patterns', () => {
  it('are the 61 of TA-Lib', () => {
    const patterns = catalog.list({ group: 'pattern' }).filter((entry) => entry.name.startsWith('cdl'));
    expect(patterns.length).toBe(61);
    for (const { inputs, outputs, name } of patterns) expect([inputs.join(), outputs.join()]).toEqual(['open,high,low,close', name]);
  });

  it('judge by hand: a doji is not longer than a tenth of the average range of ten bars', () => {
    const bodies = [0.25, 0.29, 0.31, 0.4].map((body) => cdldoji(barsOf([...quiet.slice(0, 10), [10, 12, 9, 10 + body]]))[10]);
    expect(bodies).toEqual([100, 100, 0, 0]);
  });

  it('judge by hand: a hammer, an engulfing body that shares an end, a dark cloud at two depths', () => {
    expect(cdlhammer(barsOf([...quiet, [9.2, 9.5, 7, 9.5]]))[11]).toBe(100);
    expect(cdlhammer(barsOf([...quiet, [9.2, 9.5, 8.9, 9.5]]))[11]).toBe(0);
    expect([...cdlengulfing(barsOf([...quiet.slice(0, 3), [11, 12, 8, 9], [12, 13, 8, 9]]))].slice(2)).toEqual([0, -80, 0]);
    const cloud = barsOf([...quiet, [10, 14, 10, 14], [15, 15, 11, 12.5]]);
    expect(cdldarkcloudcover(cloud)[12]).toBe(0);
    expect(cdldarkcloudcover(cloud, { penetration: 0.3 })[12]).toBe(-100);
  });

  it('take candle settings, those they use', () => {
    const bars = barsOf([...quiet, [10, 12, 9, 10.5]]);
    expect(cdldoji(bars)[11]).toBe(0);
    expect(cdldoji(bars, { bodyDoji: 0.2 })[11]).toBe(100);
    expect(cdldoji(bars, { bodyDojiPeriod: 3 }).indexOf(0)).toBe(3);
    expect(cdldoji(bars, { bodyDojiPeriod: 0, bodyDoji: 0.4 })[0]).toBe(100);
    expect(catalog.get('cdldoji').lookback({ bodyDojiPeriod: 3 })).toBe(3);
    expect(() => cdldoji(bars, { near: 1 })).toThrow(ArgumentError);
    expect(() => new Cdldoji({ near: 1 } satisfies CandleSettings)).toThrow('Unknown parameter `near` of cdldoji');
    expect(() => cdldoji(bars, { penetration: 0.3 })).toThrow(ArgumentError);
  });

  it('confirm a hikkake once, within three bars, unless there is a newer one', () => {
    const start: readonly Row[] = [...quiet.slice(0, 5), [10, 14, 6, 11], [10, 12, 8, 11]];
    const down: Row = [9, 11, 7, 8];
    const [still, up]: readonly Row[] = [
      [9, 11, 7, 9],
      [9, 13, 8, 12.5],
    ];
    expect([...cdlhikkake(barsOf([...start, down, still, up, up]))].slice(7)).toEqual([100, 0, 200, 0]);
    expect([...cdlhikkake(barsOf([...start, down, still, still, still, up]))].slice(7)).toEqual([100, 0, 0, 0, 0]);
    expect(catalog.get('cdlhikkakemod').lookback({ nearPeriod: 0 })).toBe(6);
    expect(Number.isNaN(cdlhikkakemod(barsOf(start), { nearPeriod: 0 })[5])).toBe(true);
  });

  it('stream with a confirmation that waits through a snapshot', () => {
    const rows: readonly Row[] = [...quiet.slice(0, 5), [10, 14, 6, 11], [10, 12, 8, 11], [9, 11, 7, 8]];
    const live = new Cdlhikkake();
    for (const [open, high, low, close] of rows) live.next({ open, high, low, close });
    const restored = Cdlhikkake.restore(JSON.parse(JSON.stringify(live.snapshot())));
    expect(restored.next({ open: 9, high: 13, low: 8, close: 12.5 })).toBe(200);
  });
});
