import { Bars } from 'barwright';
import { describe, expect, it } from 'vitest';
import { fillLines, flags, flat, hour, hourly, type Ohlc, orderLines, run, start } from './runs.ts';

describe('leverage', () => {
  const bars = flat([100, 100, 90, 90, 90]);

  it('lets positions exceed equity', () => {
    const result = run(bars, { entries: flags('x....') }, { leverage: 3, size: { equity: 3 } });
    expect(fillLines(result)).toEqual(['1 open entry +300 @ 100']);
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 7_000, 7_000, 7_000]);
  });

  it('leaves room for the fee within the multiple', () => {
    const [fill] = run(bars, { entries: flags('x....') }, { leverage: 3, size: { equity: 3 }, fees: 0.01 }).fills;
    expect(fill.quantity * 100).toBeCloseTo(3 * (10_000 - fill.fee), 6);
  });

  it('below 1 binds too', () => {
    expect(fillLines(run(bars, { entries: flags('x....') }, { leverage: 0.5 }))).toEqual(['1 open entry +50 @ 100']);
  });

  it('ends a long inside the bar at the price at which the account is worth nothing', () => {
    // 400 units for 40,000: 30,000 owed are lost at 75.
    const falling = hourly([
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [100, 101, 70, 72],
      [72, 80, 72, 80],
    ]);
    const result = run(falling, { entries: flags('x...') }, { leverage: 4, size: { equity: 4 } });
    expect(fillLines(result)).toEqual(['1 open entry +400 @ 100', '2 intrabar liquidation -400 @ 75']);
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 0, 0]);
    expect(result.ruin).toEqual({ index: 2, time: result.time[2], shortfall: 0 });
  });
});

describe('ruin', () => {
  const short = { shortEntries: flags('x....'), entries: flags('...x.') };

  it('of a short stops the run at the price that takes all, and says so', () => {
    const result = run(
      hourly([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [150, 250, 150, 240],
        [240, 240, 90, 90],
        [90, 90, 90, 90],
      ]),
      short,
    );
    expect(fillLines(result)).toEqual(['1 open entry -100 @ 100', '2 intrabar liquidation +100 @ 200']);
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 0, 0, 0]);
    expect(result.warnings[0]).toBe('The account was ruined at 2024-01-01T02:00:00Z; the run stopped there.');
    expect(result.orders.length).toBe(2);
    expect(Array.from(result.returns)).toEqual([0, 0, -1, 0, 0]);
  });

  it('writes off what a gap takes beyond the capital', () => {
    const result = run(flat([100, 100, 300, 90, 90]), short);
    expect(fillLines(result)[1]).toBe('2 open liquidation +100 @ 300');
    expect(result.ruin?.shortfall).toBe(10_000);
    expect(result.equity[2]).toBe(0);
    expect(result.warnings[0]).toContain('A loss of 10000.00 beyond the capital was written off.');
  });

  it('cancels what waits', () => {
    const signals = { shortEntries: flags('x....'), shortExits: flags('.x...') };
    const result = run(
      hourly([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [150, 250, 150, 240],
        [240, 240, 90, 90],
        [90, 90, 90, 90],
      ]),
      signals,
      { fillAt: 'nextClose' },
    );
    expect(orderLines(result)).toEqual(['0 market sell entry filled', '1 market buy exit canceled', '2 stop buy liquidation filled']);
  });

  it('gives every metric a value', () => {
    const { metrics } = run(flat([100, 100, 300, 90, 90]), short);
    expect(metrics.totalReturn).toBe(-1);
    expect(metrics.maxDrawdown).toBe(-1);
  });
});

const named = (symbol: string, prices: readonly number[], from = 0): Bars =>
  Bars.fromColumns(
    { time: prices.map((_, i) => start + (from + i) * hour), open: prices, high: prices, low: prices, close: prices },
    { interval: '1h', symbol },
  );

describe('several instruments on one account', () => {
  const a = named('A', [100, 100, 110, 110, 110]);
  const b = named('B', [50, 50, 50, 60, 60]);

  it('share it evenly by default', () => {
    const result = run([a, b], { entries: flags('x....') });
    expect(fillLines(result)).toEqual(['A 1 open entry +50 @ 100', 'B 1 open entry +100 @ 50']);
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 10_500, 11_500, 11_500]);
    expect(result.exposure[4]).toBe(1);
  });

  it('take shares of the equity of all at that moment', () => {
    const result = run([a, b], (bars) => ({ entries: bars.symbol === 'A' ? flags('x....') : flags('.x...') }), { size: { equity: 0.4 } });
    // At bar 2 A opens at 110: 10,400, of which 40 % are 83.2 of B.
    expect(fillLines(result)).toEqual(['A 1 open entry +40 @ 100', 'B 2 open entry +83.2 @ 50']);
  });

  it('sell before they buy', () => {
    const result = run(
      [a, b],
      (bars) => (bars.symbol === 'A' ? { entries: flags('..x..') } : { entries: flags('x....'), exits: flags('..x..') }),
      { size: { equity: 1 } },
    );
    expect(fillLines(result)).toEqual(['B 1 open entry +200 @ 50', 'B 3 open exit -200 @ 60', 'A 3 open entry +109.0909091 @ 110']);
  });

  it('rebalance with what the others free', () => {
    const exposure = { A: [1, 1, 0.2, 0.2, 0.2], B: [0, 0, 0.8, 0.8, 0.8] };
    const result = run({ A: a, B: b }, (bars) => ({ exposure: exposure[bars.symbol as 'A' | 'B'] }));
    // 11,000 at bar 3: A down to 20 units, B 8,800 / 60.
    expect(fillLines(result)).toEqual([
      'A 1 open rebalance +100 @ 100',
      'A 3 open rebalance -80 @ 110',
      'B 3 open rebalance +146.6666667 @ 60',
    ]);
  });

  it('do not count slippage of one as value for the next', () => {
    const result = run([a, b], { entries: flags('x....') }, { slippage: 0.1, size: { equity: 0.5 } });
    // A: 5,000 / 110; then the account is worth 10,000 less the slippage of 454.545.
    const [first, second] = result.fills;
    expect(first.quantity).toBeCloseTo(5_000 / 110, 9);
    expect(second.quantity).toBeCloseTo((0.5 * (10_000 - first.slippage)) / 55, 9);
  });

  it('refuse when the shared money is spent', () => {
    const result = run([a, b], { entries: flags('x....') }, { size: { notional: 7_000 } });
    expect(orderLines(result)).toEqual(['0 market buy entry filled', '0 market buy entry rejected INSUFFICIENT_FUNDS']);
  });

  it('are marked at the last close where one has no bar', () => {
    const late = named('B', [50, 55, 60], 1);
    const result = run([named('A', [100, 100, 110]), late], (bars) => ({ entries: bars.symbol === 'A' ? flags('x..') : flags('x..') }));
    expect(Array.from(result.time, (t) => (t - start) / hour)).toEqual([0, 1, 2, 3]);
    expect(fillLines(result)).toEqual(['A 1 open entry +50 @ 100', 'B 1 open entry +90.90909091 @ 55']);
    // Half of 10,500 is more than the 5,000 that are free.
    expect(result.equity[3]).toBeCloseTo(10_000 + 500 + (5_000 / 55) * 5, 8);
  });

  it('are ruined together at a close', () => {
    const up = named('A', [100, 100, 300, 300]);
    const still = named('B', [50, 50, 50, 50]);
    const result = run([up, still], (bars) => (bars.symbol === 'A' ? { shortEntries: flags('x...') } : { entries: flags('x...') }), {
      size: { equity: 0.5 },
    });
    // 50 short at 100 lose 10,000 by 300.
    expect(result.ruin).toEqual({ index: 2, time: up.time[2], shortfall: 0 });
    expect(fillLines(result).slice(2)).toEqual(['A 2 close liquidation +50 @ 300', 'B 2 close liquidation -100 @ 50']);
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 0, 0]);
  });

  it('of one interval only', () => {
    const daily = Bars.fromColumns({ time: [start], open: [1], high: [1], low: [1], close: [1] }, { interval: '1d', symbol: 'D' });
    expect(() => run([a, daily], { entries: flags('x....') })).toThrow(
      'Expected all instruments to have one interval, D has 1d and A 1h. Resample one.',
    );
  });
});

describe('several instruments on separate accounts', () => {
  const a = named('A', [100, 100, 110, 110]);
  const b = named('B', [50, 50, 40, 40]);

  it('each have an equal part and all of it to deal', () => {
    const result = run([a, b], { entries: flags('x...') }, { account: 'separate' });
    expect(fillLines(result)).toEqual(['A 1 open entry +50 @ 100', 'B 1 open entry +100 @ 50']);
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 9_500, 9_500]);
  });

  it('list their fills by time', () => {
    const result = run([a, b], (bars) => ({ entries: bars.symbol === 'A' ? flags('.x..') : flags('x...') }), { account: 'separate' });
    expect(fillLines(result)).toEqual(['B 1 open entry +100 @ 50', 'A 2 open entry +45.45454545 @ 110']);
  });

  it('go on when one is ruined, which is said', () => {
    const up = named('A', [100, 100, 250, 250]);
    const result = run([up, b], (bars) => (bars.symbol === 'A' ? { shortEntries: flags('x...') } : { entries: flags('x...') }), {
      account: 'separate',
    });
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 4_000, 4_000]);
    expect(result.ruin).toBeUndefined();
    expect(result.warnings[0]).toBe(
      'The account of A was ruined at 2024-01-01T02:00:00Z; the run stopped there. A loss of 2500.00 beyond the capital was written off.',
    );
  });

  it('are ruined when the last of them is', () => {
    const doubled = (symbol: string, at: number): Bars =>
      named(
        symbol,
        [100, 100, 100, 100].map((price, i) => (i >= at ? 250 : price)),
      );
    const result = run([doubled('A', 2), doubled('B', 3)], { shortEntries: flags('x...') }, { account: 'separate' });
    expect(result.ruin).toEqual({ index: 3, time: a.time[3], shortfall: 5_000 });
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 5_000, 0]);
  });
});

describe('finer bars', () => {
  const minute = (from: number, rows: readonly Ohlc[]): Bars =>
    Bars.fromColumns(
      {
        time: rows.map((_, i) => start + from * hour + i * 900_000),
        open: rows.map((r) => r[0]),
        high: rows.map((r) => r[1]),
        low: rows.map((r) => r[2]),
        close: rows.map((r) => r[3]),
      },
      { interval: '15m' },
    );
  const bars = hourly([
    [100, 100, 100, 100],
    [100, 100, 100, 100],
    [100, 106, 92, 100],
    [100, 100, 100, 100],
  ]);
  const options = { size: { units: 1 }, stopLoss: { fraction: 0.05 }, takeProfit: { fraction: 0.05 } } as const;
  const entry = { entries: flags('x...') };

  it('tell what came first', () => {
    const upFirst = minute(2, [
      [100, 106, 99, 101],
      [101, 102, 92, 95],
      [95, 98, 94, 97],
      [97, 100, 96, 100],
    ]);
    const result = run(bars, entry, { ...options, intrabar: { bars: upFirst } });
    expect(fillLines(result)).toEqual(['1 open entry +1 @ 100', '2 intrabar takeProfit -1 @ 105']);
    expect(result.ambiguousBars.length).toBe(0);
    const downFirst = minute(2, [
      [100, 101, 92, 93],
      [93, 106, 93, 100],
      [100, 100, 100, 100],
      [100, 100, 100, 100],
    ]);
    expect(fillLines(run(bars, entry, { ...options, intrabar: { bars: { ABC: downFirst }, rule: 'optimistic' } }))[1]).toBe(
      '2 intrabar stopLoss -1 @ 95',
    );
  });

  it('that miss an extreme of the bar leave it to the rule', () => {
    const part = minute(2, [[100, 106, 99, 101]]);
    const result = run(bars, entry, { ...options, intrabar: { bars: part } });
    expect(fillLines(result)[1]).toBe('2 intrabar stopLoss -1 @ 95');
    expect(result.ambiguousBars.length).toBe(1);
  });

  it('still have a rule for a fine bar that reaches both', () => {
    const both = minute(2, [
      [100, 106, 92, 100],
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [100, 100, 100, 100],
    ]);
    expect(fillLines(run(bars, entry, { ...options, intrabar: { bars: both, rule: 'optimistic' } }))[1]).toBe(
      '2 intrabar takeProfit -1 @ 105',
    );
  });

  it('make a limit that a later one of them opens beyond a maker inside the bar', () => {
    const gap = hourly([
      [100, 100, 100, 100],
      [100, 100, 90, 95],
      [95, 95, 95, 95],
    ]);
    const fine = minute(1, [
      [100, 100, 99, 99],
      [94, 95, 90, 92],
      [92, 95, 92, 95],
      [95, 95, 95, 95],
    ]);
    const result = run(
      gap,
      { entries: flags('x..'), limit: Float64Array.of(97, Number.NaN, Number.NaN) },
      { size: { units: 1 }, intrabar: { bars: fine } },
    );
    expect(result.fills.toRows()).toMatchObject([{ price: 94, liquidity: 'maker', moment: 'intrabar', index: 1 }]);
  });

  it('move a trailing stop at the close of the whole bar only', () => {
    const rows = hourly([
      [100, 100, 100, 100],
      [100, 120, 100, 119],
      [119, 119, 100, 100],
    ]);
    const fine = minute(1, [
      [100, 120, 100, 118],
      [118, 118, 106, 110],
      [110, 115, 110, 115],
      [115, 119, 115, 119],
    ]);
    const trailing = { size: { units: 1 }, trailingStop: { fraction: 0.1 }, intrabar: { bars: fine } } as const;
    expect(fillLines(run(rows, { entries: flags('x..') }, trailing))[1]).toBe('2 intrabar trailingStop -1 @ 108');
    expect(fillLines(run(rows, { entries: flags('x..') }, { ...trailing, trailRatchet: 'intrabar' }))[1]).toBe(
      '1 intrabar trailingStop -1 @ 108',
    );
  });

  it('must be finer', () => {
    expect(() => run(bars, entry, { intrabar: { bars } })).toThrow('Expected `intrabar.bars` to be finer than 1h, was 1h.');
  });
});
