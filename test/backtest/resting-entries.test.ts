import { describe, expect, it } from 'vitest';
import { at, fillLines, flags, hourly, type Ohlc, orderLines, run } from './runs.ts';

const calm: Ohlc = [100, 100, 100, 100];
const units = { size: { units: 1 } } as const;

describe('a limit entry', () => {
  const signals = { entries: flags('x...'), limit: at('x...', 98) };

  it('waits until the price trades through it', () => {
    const bars = hourly([calm, [100, 100, 98, 99], [99, 99, 97, 98], calm]);
    expect(fillLines(run(bars, signals, units))).toEqual(['2 intrabar entry +1 @ 98']);
    expect(fillLines(run(bars, signals, { ...units, limitFill: 'touch' }))).toEqual(['1 intrabar entry +1 @ 98']);
  });

  it('fills at a better open, as a taker when it could never rest', () => {
    const result = run(hourly([calm, [95, 97, 95, 96], calm, calm]), signals, { ...units, slippage: 0.1 });
    expect(fillLines(result)).toEqual(['1 open entry +1 @ 95']);
    expect(result.fills.at(0)).toMatchObject({ liquidity: 'taker', slippage: 0 });
    const later = run(hourly([calm, calm, [95, 97, 95, 96], calm]), signals, units);
    expect(later.fills.at(0)).toMatchObject({ liquidity: 'maker', price: 95 });
  });

  it('can be stopped in the bar that filled it', () => {
    const bars = hourly([calm, [100, 101, 93, 99], calm, calm]);
    expect(fillLines(run(bars, signals, { ...units, stopLoss: { distance: 3 } }))).toEqual([
      '1 intrabar entry +1 @ 98',
      '1 intrabar stopLoss -1 @ 95',
    ]);
  });

  it('reaches its target in the same bar only where the price surely came back', () => {
    const bars = hourly([calm, [100, 104, 97, 100], calm, calm]);
    const takeProfit = { distance: 1 };
    // From 98 the close at 100 lies beyond 99 whatever the path.
    expect(fillLines(run(bars, signals, { ...units, takeProfit }))).toEqual(['1 intrabar entry +1 @ 98', '1 intrabar takeProfit -1 @ 99']);
    // 103 is reached only where the high comes after the low.
    expect(fillLines(run(bars, signals, { ...units, takeProfit: { distance: 5 } }))).toEqual(['1 intrabar entry +1 @ 98']);
    const optimistic = run(bars, signals, { ...units, takeProfit: { distance: 5 }, intrabar: 'optimistic' });
    expect(fillLines(optimistic)[1]).toBe('1 intrabar takeProfit -1 @ 103');
    expect(optimistic.ambiguousBars.length).toBe(1);
  });

  it('is rounded to the tick, away from a worse price', () => {
    const bars = hourly([calm, [100, 100, 90, 99], calm, calm], { tickSize: 0.5 });
    expect(fillLines(run(bars, { entries: flags('x...'), limit: at('x...', 98.4) }, units))).toEqual(['1 intrabar entry +1 @ 98']);
    expect(
      fillLines(
        run(
          hourly([calm, [100, 110, 100, 100], calm, calm], { tickSize: 0.5 }),
          { shortEntries: flags('x...'), limit: at('x...', 101.1) },
          units,
        ),
      ),
    ).toEqual(['1 intrabar entry -1 @ 101.5']);
  });

  it('expires', () => {
    const bars = hourly([calm, calm, calm, [100, 100, 90, 95]]);
    expect(orderLines(run(bars, signals, { ...units, expiry: { bars: 2 } }))).toEqual(['0 limit buy entry expired']);
    expect(orderLines(run(bars, signals, { ...units, expiry: { bars: 3 } }))).toEqual(['0 limit buy entry filled']);
    expect(orderLines(run(bars, signals, { ...units, expiry: '2h' }))).toEqual(['0 limit buy entry expired']);
    expect(orderLines(run(bars, signals, units))).toEqual(['0 limit buy entry filled']);
  });

  it('is replaced by a new one', () => {
    const bars = hourly([calm, calm, [100, 100, 96, 97], calm]);
    const twice = { entries: flags('xx..'), limit: Float64Array.of(98, 97, Number.NaN, Number.NaN) };
    const result = run(bars, twice, units);
    expect(orderLines(result)).toEqual(['0 limit buy entry canceled', '1 limit buy entry filled']);
    expect(fillLines(result)).toEqual(['2 intrabar entry +1 @ 97']);
  });

  it('is replaced by a market entry', () => {
    const bars = hourly([calm, calm, [100, 100, 90, 91], calm]);
    const result = run(bars, { entries: flags('xx..'), limit: at('x...', 95) }, units);
    expect(orderLines(result)).toEqual(['0 limit buy entry canceled', '1 market buy entry filled']);
    expect(fillLines(result)).toEqual(['2 open entry +1 @ 100']);
  });

  it('is cancelled by an exit of its side', () => {
    const bars = hourly([calm, calm, [100, 100, 90, 91], calm]);
    expect(orderLines(run(bars, { ...signals, exits: flags('.x..') }, units))).toEqual(['0 limit buy entry canceled']);
  });
});

describe('a stop entry', () => {
  const signals = { entries: flags('x...'), stop: at('x...', 102) };

  it('fills at its trigger, with slippage', () => {
    expect(fillLines(run(hourly([calm, [100, 103, 99, 101], calm, calm]), signals, { ...units, slippage: 0.01 }))).toEqual([
      '1 intrabar entry +1 @ 103.02',
    ]);
  });

  it('fills at the open of a bar that gaps beyond it', () => {
    expect(fillLines(run(hourly([calm, [105, 106, 104, 105], calm, calm]), signals, units))).toEqual(['1 open entry +1 @ 105']);
  });

  it('is stopped behind its trigger in the same bar, pessimistically', () => {
    const bars = hourly([calm, [100, 110, 97, 104], calm, calm]);
    const both = { stopLoss: { distance: 4 }, takeProfit: { distance: 4 } };
    expect(fillLines(run(bars, signals, { ...units, ...both }))).toEqual(['1 intrabar entry +1 @ 102', '1 intrabar stopLoss -1 @ 98']);
    expect(fillLines(run(bars, signals, { ...units, ...both, intrabar: 'optimistic' }))[1]).toBe('1 intrabar takeProfit -1 @ 106');
  });

  it('reckons its stop from the price that is paid, slippage and tick included', () => {
    const bars = hourly([calm, [100, 103, 100, 102], [102, 102, 90, 91], calm], { tickSize: 0.5 });
    // 102 and 1 % is 103.02, up to 103.5; 3.5 below is 100.
    const result = run(bars, signals, { ...units, slippage: 0.01, slipStops: false, stopLoss: { distance: 3.5 }, intrabar: 'olhc' });
    expect(fillLines(result)).toEqual(['1 intrabar entry +1 @ 103.5', '2 intrabar stopLoss -1 @ 100']);
  });

  it('goes short below', () => {
    const short = { shortEntries: flags('x...'), stop: at('x...', 98) };
    expect(fillLines(run(hourly([calm, [100, 100, 97, 99], calm, calm]), short, units))).toEqual(['1 intrabar entry -1 @ 98']);
  });
});

describe('a resting entry against the position', () => {
  const bars = hourly([calm, calm, calm, [100, 100, 94, 96], calm]);
  const signals = { entries: flags('x....'), shortEntries: flags('..x..'), stop: at('..x..', 95) };

  it('reverses it when it fills', () => {
    const result = run(bars, signals, units);
    expect(fillLines(result)).toEqual(['1 open entry +1 @ 100', '3 intrabar reverse -2 @ 95']);
    expect(result.trades.toRows().map(({ direction, pnl, status }) => [direction, pnl, status])).toEqual([
      ['long', -5, 'closed'],
      ['short', -5, 'open'],
    ]);
  });

  it('closes it where the rest is refused', () => {
    const result = run(bars, { ...signals, size: { units: Float64Array.of(1, 1, 1_000, 1, 1) } });
    expect(fillLines(result)).toEqual(['1 open entry +1 @ 100', '3 intrabar reverse -1 @ 95']);
    expect(orderLines(result)[1]).toBe('2 stop sell entry rejected INSUFFICIENT_FUNDS');
  });
});
