import { describe, expect, it } from 'vitest';
import { fillLines, flat, orderLines, run } from './runs.ts';

const bars = flat([100, 100, 100, 125, 125, 100]);
const nan = Number.NaN;

describe('a target exposure', () => {
  it('is a share of equity at the fill, dealt where it changes', () => {
    const result = run(bars, { exposure: [0.5, 0.5, 1, 1, 0, 0] });
    // 50 at 100; at 125 equity is 11,250 and all of it 90 units; then nothing.
    expect(fillLines(result)).toEqual(['1 open rebalance +50 @ 100', '3 open rebalance +40 @ 125', '5 open rebalance -90 @ 100']);
    expect(result.exposure[2]).toBeCloseTo(0.5, 12);
    expect(result.exposure[3]).toBeCloseTo(1, 12);
  });

  it('below zero is short, and a change of sign reverses in one fill', () => {
    const result = run(bars, { exposure: [1, -0.5, -0.5, -0.5, 0.25, 0.25] });
    // 100 at 100, then -50; at 125 equity 8,750; at 100 (bar 5) equity 10,000: 25 units long from -50.
    expect(fillLines(result)).toEqual(['1 open rebalance +100 @ 100', '2 open rebalance -150 @ 100', '5 open rebalance +75 @ 100']);
    expect(result.exposure[2]).toBeCloseTo(-0.5, 12);
  });

  it('of NaN keeps what is there', () => {
    expect(fillLines(run(bars, { exposure: [nan, 0.5, nan, nan, 0.5, nan] }))).toEqual(['2 open rebalance +50 @ 100']);
  });

  it('includes the costs of the fill', () => {
    const result = run(bars, { exposure: [1, 1, 1, 1, 1, 1] }, { fees: 0.25 });
    expect(fillLines(result)).toEqual(['1 open rebalance +80 @ 100']);
  });

  it('beyond the leverage is refused', () => {
    expect(orderLines(run(bars, { exposure: [2, 2, 2, 2, 2, 2] }))).toEqual(['0 market buy rebalance rejected INSUFFICIENT_FUNDS']);
    expect(fillLines(run(bars, { exposure: [2, 2, 2, 2, 2, 2] }, { leverage: 2 }))).toEqual(['1 open rebalance +200 @ 100']);
  });

  it('of nothing when flat makes no fill and no rejection', () => {
    const result = run(bars, { exposure: [0.5, 0.5, 0, 0.4, 0, 0] }, { stopLoss: { fraction: 0.9 } });
    expect(result.orders.column('reject').every((reject) => reject === undefined)).toBe(true);
    const stopped = run(flat([100, 100, 50, 50, 50, 50]), { exposure: [0.5, 0.5, 0.5, 0, 0, 0] }, { stopLoss: { fraction: 0.1 } });
    expect(orderLines(stopped)).toEqual([
      '0 market buy rebalance filled',
      '2 stop sell stopLoss filled',
      '3 market sell rebalance canceled',
    ]);
    expect(stopped.warnings).toEqual([]);
  });

  it('is held to an explicit direction', () => {
    const exposure = [1, -1, -1, 0.5, 0.5, 0.5];
    expect(fillLines(run(bars, { exposure }, { direction: 'long' }))).toEqual([
      '1 open rebalance +100 @ 100',
      '2 open rebalance -100 @ 100',
      '4 open rebalance +40 @ 125',
    ]);
    expect(fillLines(run(bars, { exposure }, { direction: 'short' }))).toEqual([
      '2 open rebalance -100 @ 100',
      '4 open rebalance +100 @ 125',
    ]);
  });

  it('that stands at the first bar of trading is taken up there', () => {
    expect(fillLines(run(bars, { exposure: [1, 1, 1, 1, 1, 1] }, { tradeFrom: new Date(bars.time[2]) }))).toEqual([
      '3 open rebalance +80 @ 125',
    ]);
  });

  it('makes partial sales whole steps of the venue', () => {
    const stepped = flat([100, 100, 100, 125, 125, 100], 0, { quantityStep: 7 });
    // 12,450 at 125: half is 49.8 units, 48.2 fewer than are held, in sevens 42.
    expect(fillLines(run(stepped, { exposure: [1, 1, 0.5, 0.5, 0.5, 0.5] }))).toEqual([
      '1 open rebalance +98 @ 100',
      '3 open rebalance -42 @ 125',
    ]);
  });

  it('carries the stops of the run', () => {
    const result = run(bars, { exposure: [1, 1, 1, 1, 1, 1] }, { takeProfit: { fraction: 0.2 } });
    expect(fillLines(result)).toEqual(['1 open rebalance +100 @ 100', '3 open takeProfit -100 @ 125']);
  });
});
