import { describe, expect, it } from 'vitest';
import { at, fillLines, flags, flat, hourly, type Ohlc, orderLines, run } from './runs.ts';

const bars = flat([100, 101, 102, 103, 104, 105]);
const lines = (signals: Parameters<typeof run>[1], options: Parameters<typeof run>[2] = {}): string[] =>
  fillLines(run(bars, signals, { size: { units: 1 }, ...options }));

describe('direction', () => {
  const oneSided = { entries: flags('x.....'), exits: flags('...x..') };

  it('is long where no short signals are given', () => {
    expect(lines(oneSided)).toEqual(['1 open entry +1 @ 101', '4 open exit -1 @ 104']);
  });

  it('short turns the columns around', () => {
    expect(lines(oneSided, { direction: 'short' })).toEqual(['1 open entry -1 @ 101', '4 open exit +1 @ 104']);
  });

  it('both without short columns goes short on exits and covers on entries', () => {
    const signals = { entries: flags('x....x'), exits: flags('..x...') };
    expect(lines(signals, { direction: 'both' })).toEqual(['1 open entry +1 @ 101', '3 open reverse -2 @ 103']);
  });

  it('long leaves short columns aside', () => {
    expect(lines({ entries: flags('..x...'), shortEntries: flags('x.....') }, { direction: 'long' })).toEqual(['3 open entry +1 @ 103']);
  });

  it('short takes the short columns where they are given', () => {
    expect(lines({ entries: flags('..x...'), shortEntries: flags('x.....') }, { direction: 'short' })).toEqual(['1 open entry -1 @ 101']);
  });
});

describe('entry and exit of one side at one bar', () => {
  const flatThen = { entries: flags('x.....'), exits: flags('x.....') };
  const heldThen = { entries: flags('x.x...'), exits: flags('..x...') };

  it.each([
    ['ignore', 0, 1],
    ['entry', 1, 1],
    ['exit', 0, 2],
    ['adjacent', 0, 1],
    ['opposite', 0, 2],
  ] as const)('%s: %i fills when flat, %i when held', (onConflict, whenFlat, whenHeld) => {
    expect(lines(flatThen, { onConflict })).toHaveLength(whenFlat);
    expect(lines(heldThen, { onConflict })).toHaveLength(whenHeld);
  });
});

describe('long and short entries at one bar', () => {
  const flatThen = { entries: flags('x.....'), shortEntries: flags('x.....') };
  const heldThen = { entries: flags('x.x...'), shortEntries: flags('..x...') };

  it.each([
    ['ignore', [], []],
    ['long', ['1 open entry +1 @ 101'], []],
    ['short', ['1 open entry -1 @ 101'], ['3 open reverse -2 @ 103']],
    ['adjacent', [], []],
    ['opposite', [], ['3 open reverse -2 @ 103']],
  ] as const)('%s', (onDirectionConflict, whenFlat, after) => {
    expect(lines(flatThen, { onDirectionConflict })).toEqual(whenFlat);
    expect(lines(heldThen, { onDirectionConflict })).toEqual(['1 open entry +1 @ 101', ...after]);
  });
});

describe('an entry against the position', () => {
  const signals = { entries: flags('x.....'), shortEntries: flags('..x...') };

  it.each([
    ['ignore', []],
    ['close', ['3 open exit -1 @ 103']],
    ['reduce', ['3 open exit -1 @ 103']],
    ['reverse', ['3 open reverse -2 @ 103']],
  ] as const)('%s', (onOpposite, after) => {
    expect(lines(signals, { onOpposite })).toEqual(['1 open entry +1 @ 101', ...after]);
  });

  it('reduces by the size of an entry', () => {
    const size = { units: Float64Array.of(10, 1, 4, 1, 1, 1) };
    expect(lines({ ...signals, size }, { onOpposite: 'reduce' })).toEqual(['1 open entry +10 @ 101', '3 open exit -4 @ 103']);
  });

  it('with an exit beside it reverses whatever the mode', () => {
    expect(lines({ ...signals, exits: flags('..x...') }, { onOpposite: 'ignore' })).toEqual([
      '1 open entry +1 @ 101',
      '3 open reverse -2 @ 103',
    ]);
  });

  it('whose new side is refused still closes', () => {
    const size = { units: Float64Array.of(1, 1, 1_000, 1, 1, 1) };
    const result = run(bars, { ...signals, size });
    expect(fillLines(result)).toEqual(['1 open entry +1 @ 101', '3 open reverse -1 @ 103']);
    expect(orderLines(result)).toEqual([
      '0 market buy entry filled',
      '2 market sell reverse rejected INSUFFICIENT_FUNDS',
      '3 market sell reverse filled',
    ]);
  });
});

describe('an entry of the side that is held', () => {
  const signals = { entries: flags('x.x...') };

  it('is ignored, or adds', () => {
    expect(lines(signals)).toEqual(['1 open entry +1 @ 101']);
    expect(lines(signals, { onRepeat: 'accumulate' })).toEqual(['1 open entry +1 @ 101', '3 open entry +1 @ 103']);
  });

  it('makes one position whose trades share the average entry', () => {
    const result = run(bars, { ...signals, exits: flags('....x.') }, { size: { units: 1 }, onRepeat: 'accumulate' });
    expect(result.trades.toRows()).toMatchObject([{ quantity: 2, entryPrice: 102, exitPrice: 105, pnl: 6 }]);
    expect(result.positions.toRows()).toMatchObject([{ quantity: 2, entryPrice: 102, exitPrice: 105, pnl: 6, fills: 3 }]);
  });
});

describe('an exit', () => {
  it('when flat does nothing', () => {
    expect(run(bars, { entries: flags('......'), exits: flags('x.x...') }).orders.length).toBe(0);
  });

  it('of the other side does nothing', () => {
    expect(lines({ entries: flags('x.....'), shortExits: flags('..x...') })).toEqual(['1 open entry +1 @ 101']);
  });

  it('is for the position that was there when it was decided', () => {
    // The stop entry reverses inside bar 3, before the exit of the long would fill at its close.
    const calm: Ohlc = [100, 100, 100, 100];
    const moving = hourly([calm, calm, calm, [100, 100, 97, 99], calm]);
    const signals = { entries: flags('x....'), shortEntries: flags('.x...'), exits: flags('..x..'), stop: at('.x...', 98) };
    const result = run(moving, signals, { size: { units: 1 }, fillAt: 'nextClose' });
    expect(fillLines(result)).toEqual(['1 close entry +1 @ 100', '3 intrabar reverse -2 @ 98']);
    expect(orderLines(result)[2]).toBe('2 market sell exit canceled');
  });
});

describe('arrays of booleans', () => {
  it('are columns too', () => {
    expect(lines({ entries: [true, false, false, false, false, false], exits: [false, false, true, false, false, false] })).toEqual([
      '1 open entry +1 @ 101',
      '3 open exit -1 @ 103',
    ]);
  });
});
