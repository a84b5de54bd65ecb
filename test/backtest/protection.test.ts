import { defineStrategy, scenarios } from 'barwright';
import { describe, expect, it } from 'vitest';
import { at, fillLines, flags, hourly, type Ohlc, orderLines, run } from './runs.ts';

const calm: Ohlc = [100, 100, 100, 100];
const entry = (length: number): { entries: Uint8Array } => ({ entries: flags(`x${'.'.repeat(length - 1)}`) });
const units = { size: { units: 1 } } as const;
const lines = (rows: readonly Ohlc[], options: Parameters<typeof run>[2], signals = entry(rows.length)): string[] =>
  fillLines(run(hourly(rows), signals, { ...units, ...options }));

describe('a stop', () => {
  it('fills at its price when a bar trades through it', () => {
    expect(lines([calm, calm, [100, 101, 94, 96]], { stopLoss: { fraction: 0.05 } })).toEqual([
      '1 open entry +1 @ 100',
      '2 intrabar stopLoss -1 @ 95',
    ]);
  });

  it('fills when its price is only touched', () => {
    expect(lines([calm, calm, [100, 101, 95, 96]], { stopLoss: { fraction: 0.05 } })).toHaveLength(2);
  });

  it('fills at the open of a bar that gaps beyond it', () => {
    expect(lines([calm, calm, [90, 99.5, 89, 98]], { stopLoss: { fraction: 0.05 } })[1]).toBe('2 open stopLoss -1 @ 90');
  });

  it('pays slippage, unless stops are said not to', () => {
    const rows: Ohlc[] = [calm, calm, [100, 101, 80, 96]];
    // Entry at 101, stop at 90.9, sold 1 % lower.
    expect(lines(rows, { stopLoss: { fraction: 0.1 }, slippage: 0.01 })[1]).toBe('2 intrabar stopLoss -1 @ 89.991');
    expect(lines(rows, { stopLoss: { fraction: 0.1 }, slippage: 0.01, slipStops: false })[1]).toBe('2 intrabar stopLoss -1 @ 90.9');
  });

  it('may close what the open of its bar opened', () => {
    expect(lines([calm, [100, 101, 94, 96]], { stopLoss: { fraction: 0.05 } })).toEqual([
      '1 open entry +1 @ 100',
      '1 intrabar stopLoss -1 @ 95',
    ]);
  });

  it('works from the next bar on where asked', () => {
    const rows: Ohlc[] = [calm, [100, 101, 94, 96], [96, 97, 93, 94]];
    expect(lines(rows, { stopLoss: { fraction: 0.05 }, protectFrom: 'nextBar' })[1]).toBe('2 intrabar stopLoss -1 @ 95');
  });

  it('of a fill at a close works from the next bar on', () => {
    const rows: Ohlc[] = [calm, [100, 101, 80, 100], [100, 100, 94, 96]];
    expect(lines(rows, { stopLoss: { fraction: 0.05 }, fillAt: 'nextClose' })).toEqual([
      '1 close entry +1 @ 100',
      '2 intrabar stopLoss -1 @ 95',
    ]);
  });

  it('is a distance, a price, or a column of either', () => {
    const rows: Ohlc[] = [calm, calm, [100, 101, 80, 90]];
    expect(lines(rows, { stopLoss: { distance: 3 } })[1]).toBe('2 intrabar stopLoss -1 @ 97');
    expect(lines(rows, { stopLoss: { distance: Float64Array.of(2, 9, 9), multiple: 2 } })[1]).toBe('2 intrabar stopLoss -1 @ 96');
    expect(lines(rows, { stopLoss: { price: 91.5 } })[1]).toBe('2 intrabar stopLoss -1 @ 91.5');
    expect(lines(rows, { stopLoss: { distance: Float64Array.of(Number.NaN, 1, 1) } })).toHaveLength(1);
  });

  it('of a short lies above', () => {
    const rows: Ohlc[] = [calm, calm, [100, 106, 99, 101]];
    expect(fillLines(run(hourly(rows), { shortEntries: flags('x..') }, { ...units, stopLoss: { fraction: 0.05 } }))).toEqual([
      '1 open entry -1 @ 100',
      '2 intrabar stopLoss +1 @ 105',
    ]);
  });

  it('is rounded to the tick', () => {
    const bars = hourly([calm, calm, [100, 101, 80, 90]], { tickSize: 0.5 });
    expect(fillLines(run(bars, entry(3), { ...units, stopLoss: { fraction: 0.0333 } }))[1]).toBe('2 intrabar stopLoss -1 @ 96.5');
  });

  it('is reckoned from the fill, the close that decided, or the close of the bar of the fill', () => {
    const rows: Ohlc[] = [
      [100, 100, 100, 100],
      [110, 122, 110, 120],
      [120, 120, 50, 60],
    ];
    const stopLoss = { fraction: 0.1 };
    expect(lines(rows, { stopLoss })[1]).toBe('2 intrabar stopLoss -1 @ 99');
    expect(lines(rows, { stopLoss, stopBase: 'decisionClose' })[1]).toBe('2 intrabar stopLoss -1 @ 90');
    expect(lines(rows, { stopLoss, stopBase: 'barClose' })[1]).toBe('2 intrabar stopLoss -1 @ 108');
  });

  it('reckoned from the close of a bar does not work inside that bar', () => {
    const rows: Ohlc[] = [calm, [100, 122, 100, 120], [120, 120, 119, 120]];
    expect(lines(rows, { stopLoss: { fraction: 0.1 }, stopBase: 'barClose' })).toEqual(['1 open entry +1 @ 100']);
  });
});

describe('a target', () => {
  const takeProfit = { fraction: 0.05 };

  it('needs the price to trade through it, or a touch where that is asked', () => {
    const rows: Ohlc[] = [calm, calm, [100, 105, 99, 101], [101, 105.1, 100, 102]];
    expect(lines(rows, { takeProfit })[1]).toBe('3 intrabar takeProfit -1 @ 105');
    expect(lines(rows, { takeProfit, limitFill: 'touch' })[1]).toBe('2 intrabar takeProfit -1 @ 105');
  });

  it('fills at the better open of a bar that gaps beyond it, without slippage, as a maker', () => {
    const result = run(hourly([calm, calm, [108, 109, 107, 108]]), entry(3), {
      ...units,
      takeProfit,
      slippage: 0.01,
      fees: { maker: 0, taker: 0.1 },
    });
    expect(fillLines(result)[1]).toBe('2 open takeProfit -1 @ 108');
    expect(result.fills.at(1)).toMatchObject({ liquidity: 'maker', fee: 0, slippage: 0 });
  });
});

describe('one bar that reaches both', () => {
  // Opens at 100, nearer to its high.
  const rows: Ohlc[] = [calm, calm, [100, 106, 92, 100]];
  const both = { stopLoss: { fraction: 0.05 }, takeProfit: { fraction: 0.05 } };

  it('goes by the rule', () => {
    expect(lines(rows, both)[1]).toBe('2 intrabar stopLoss -1 @ 95');
    expect(lines(rows, { ...both, intrabar: 'optimistic' })[1]).toBe('2 intrabar takeProfit -1 @ 105');
    expect(lines(rows, { ...both, intrabar: 'adaptive' })[1]).toBe('2 intrabar takeProfit -1 @ 105');
    expect(lines(rows, { ...both, intrabar: 'ohlc' })[1]).toBe('2 intrabar takeProfit -1 @ 105');
    expect(lines(rows, { ...both, intrabar: 'olhc' })[1]).toBe('2 intrabar stopLoss -1 @ 95');
  });

  it('is recorded as ambiguous', () => {
    const result = run(hourly(rows), entry(3), { ...units, ...both });
    expect(result.ambiguousBars.toRows()).toEqual([{ symbol: 'ABC', index: 2, time: result.time[2], rule: 'pessimistic' }]);
    expect(result.warnings).toContain('1 bar hung on the intrabar rule: run `scenarios` or give finer bars.');
  });

  it('is not ambiguous where the open decides', () => {
    const result = run(hourly([calm, calm, [94, 106, 92, 100]]), entry(3), { ...units, ...both });
    expect(result.ambiguousBars.length).toBe(0);
  });

  it('is shown from both sides by scenarios', () => {
    const Known = defineStrategy({ signals: () => entry(3) });
    const { pessimistic, optimistic } = scenarios(new Known(), hourly(rows), { ...units, ...both });
    expect(pessimistic.equity[2]).toBe(9_995);
    expect(optimistic.equity[2]).toBe(10_005);
  });
});

describe('a trailing stop', () => {
  const rows: Ohlc[] = [calm, [100, 110, 100, 110], [110, 120, 105, 118], [118, 119, 100, 101]];

  it('follows the best price at each close', () => {
    // Bar 2 works with the 110 of bar 1: 99; bar 3 with the 120 of bar 2: 108.
    expect(lines(rows, { trailingStop: { fraction: 0.1 } })[1]).toBe('3 intrabar trailingStop -1 @ 108');
  });

  it('follows the price inside the bar where asked', () => {
    // Bar 2 falls to 105 before it rises to 120 (pessimistic: low first), then closes at 118.
    expect(lines(rows, { trailingStop: { distance: 4 }, trailRatchet: 'intrabar' })[1]).toBe('2 intrabar trailingStop -1 @ 106');
    expect(lines(rows, { trailingStop: { distance: 11 }, trailRatchet: 'intrabar' })[1]).toBe('3 intrabar trailingStop -1 @ 109');
  });

  it('never moves back', () => {
    const falling: Ohlc[] = [calm, calm, [100, 103, 98, 99], [99, 99, 97, 98], [98, 98, 90, 91]];
    expect(lines(falling, { trailingStop: { distance: 8 } })[1]).toBe('4 intrabar trailingStop -1 @ 95');
  });

  it('of a short follows downwards', () => {
    const falling: Ohlc[] = [calm, [100, 100, 90, 90], [90, 99.5, 89, 98]];
    expect(fillLines(run(hourly(falling), { shortEntries: flags('x..') }, { ...units, trailingStop: { fraction: 0.1 } }))[1]).toBe(
      '2 intrabar trailingStop +1 @ 99',
    );
  });

  it('of an entry inside a bar has seen only its close', () => {
    const signals = { entries: flags('x...'), limit: at('x...', 98) };
    const rows: Ohlc[] = [calm, [100, 110, 97, 99], [99, 99, 95, 96], [96, 96, 93, 93]];
    expect(lines(rows, { trailingStop: { distance: 5 } }, signals)).toEqual([
      '1 intrabar entry +1 @ 98',
      '3 intrabar trailingStop -1 @ 94',
    ]);
  });

  it('beside a fixed stop: the nearer one fills and gives the reason', () => {
    const fixed: Ohlc[] = [calm, calm, [100, 100, 90, 91]];
    expect(lines(fixed, { trailingStop: { fraction: 0.08 }, stopLoss: { fraction: 0.05 } })[1]).toBe('2 intrabar stopLoss -1 @ 95');
    expect(lines(fixed, { trailingStop: { fraction: 0.03 }, stopLoss: { fraction: 0.05 } })[1]).toBe('2 intrabar trailingStop -1 @ 97');
  });
});

describe('a time stop', () => {
  it('closes at the open of the first bar at which the position is as old', () => {
    const rows: Ohlc[] = [calm, calm, [101, 101, 101, 101], [102, 102, 102, 102], [103, 103, 103, 103]];
    expect(lines(rows, { timeStop: { bars: 2 } })).toEqual(['1 open entry +1 @ 100', '3 open timeStop -1 @ 102']);
    expect(lines(rows, { timeStop: '3h' })[1]).toBe('4 open timeStop -1 @ 103');
  });

  it('is not put off by an added entry', () => {
    const rows = Array.from({ length: 6 }, (): Ohlc => calm);
    expect(lines(rows, { timeStop: { bars: 3 }, onRepeat: 'accumulate' }, { entries: flags('x.x...') })).toEqual([
      '1 open entry +1 @ 100',
      '3 open entry +1 @ 100',
      '4 open timeStop -2 @ 100',
    ]);
  });

  it('starts anew with each position', () => {
    const rows = Array.from({ length: 8 }, (): Ohlc => calm);
    expect(lines(rows, { timeStop: { bars: 2 } }, { entries: flags('x..x....') })).toEqual([
      '1 open entry +1 @ 100',
      '3 open timeStop -1 @ 100',
      '4 open entry +1 @ 100',
      '6 open timeStop -1 @ 100',
    ]);
  });
});

describe('after an exit', () => {
  const rows: Ohlc[] = [calm, calm, [100, 100, 94, 96], [96, 97, 96, 97], [97, 98, 97, 98]];
  const stopLoss = { fraction: 0.05 };

  it('a signal of the same bar fills at the next fill point', () => {
    expect(lines(rows, { stopLoss }, { entries: flags('x.x..') })).toEqual([
      '1 open entry +1 @ 100',
      '2 intrabar stopLoss -1 @ 95',
      '3 open entry +1 @ 96',
    ]);
    expect(lines(rows, { stopLoss, fillAt: 'close' }, { entries: flags('x.x..') })).toEqual([
      '0 close entry +1 @ 100',
      '2 intrabar stopLoss -1 @ 95',
      '2 close entry +1 @ 96',
    ]);
  });

  it('signals of the bar are dropped where asked', () => {
    expect(lines(rows, { stopLoss, signalsAfterExit: 'drop' }, { entries: flags('x.x..') })).toHaveLength(2);
  });

  it('an exit signal that waits finds nothing to close', () => {
    const result = run(hourly(rows), { entries: flags('x....'), exits: flags('.x...') }, { ...units, stopLoss, fillAt: 'nextClose' });
    expect(fillLines(result)).toEqual(['1 close entry +1 @ 100', '2 intrabar stopLoss -1 @ 95']);
    expect(orderLines(result)).toContain('1 market sell exit canceled');
  });

  it('a resting entry waits for the next bar', () => {
    const signals = { entries: flags('xx...'), limit: at('.x...', 95) };
    // The bar that stops out at 95 also trades through the limit at 95: the entry fills in the bar after it.
    const after: Ohlc[] = [calm, calm, [100, 100, 94, 96], [96, 96, 94, 95], calm];
    expect(lines(after, { stopLoss, onRepeat: 'accumulate' }, signals)).toEqual([
      '1 open entry +1 @ 100',
      '2 intrabar stopLoss -1 @ 95',
      '3 intrabar entry +1 @ 95',
    ]);
  });
});

describe('an added entry', () => {
  const rows: Ohlc[] = [calm, calm, [100, 110, 100, 110], [110, 110, 100, 101], [101, 101, 90, 91]];
  const options = { stopLoss: { fraction: 0.05 }, onRepeat: 'accumulate' } as const;

  it('sets the stop anew from the average price, or keeps it', () => {
    const signals = { entries: flags('x.x..') };
    // 100 and 110 average 105; 5 % below is 99.75.
    expect(lines(rows, options, signals)[2]).toBe('4 intrabar stopLoss -2 @ 99.75');
    expect(lines(rows, { ...options, stopOnAdd: 'keep' }, signals)[2]).toBe('4 intrabar stopLoss -2 @ 95');
  });

  it('does the same when it rested', () => {
    const signals = { entries: flags('xx...'), stop: at('.x...', 110) };
    const reached: Ohlc[] = [calm, calm, [100, 111, 100, 110], [110, 110, 100, 101], [101, 101, 90, 91]];
    expect(lines(reached, options, signals)).toEqual([
      '1 open entry +1 @ 100',
      '2 intrabar entry +1 @ 110',
      '4 intrabar stopLoss -2 @ 99.75',
    ]);
    expect(lines(reached, { ...options, stopOnAdd: 'keep' }, signals)[2]).toBe('4 intrabar stopLoss -2 @ 95');
  });

  it('that is refused leaves the stop at work in its bar', () => {
    const signals = { entries: flags('xx...'), limit: at('.x...', 97) };
    const through: Ohlc[] = [calm, calm, [100, 100, 90, 91], calm, calm];
    const result = run(hourly(through), signals, { ...options, size: { units: 100 } });
    expect(fillLines(result)).toEqual(['1 open entry +100 @ 100', '2 intrabar stopLoss -100 @ 95']);
    expect(orderLines(result)[1]).toBe('1 limit buy entry rejected INSUFFICIENT_FUNDS');
  });
});
