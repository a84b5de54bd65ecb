import { FillJournal, momentCodes, reasonCodes, roundTrips } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';
import { hourly, type Ohlc } from '../backtest/runs.ts';
import { growth } from '../fixtures/growth.ts';

type Dealt = readonly [index: number, quantity: number, price: number, fee?: number, moment?: keyof typeof momentCodes];

const bars = hourly(
  Array.from({ length: 10 }, (_, i): Ohlc => [100 + i, 103 + i, 98 + i, 101 + i]),
  { multiplier: 1 },
);

function tripsOf(fills: readonly Dealt[], market = bars): ReturnType<typeof roundTrips> {
  const journal = new FillJournal();
  for (const [index, quantity, price, fee = 0, moment = 'open'] of fills)
    journal.add(0, 0, quantity, price, fee, 0, false, reasonCodes.exit, index, momentCodes[moment]);
  return roundTrips(journal.columns(), [market]);
}

describe('trades', () => {
  it('are one row an exit, with the fees of the entry pro rata', () => {
    const { trades, positions } = tripsOf([
      [1, 10, 100, 5],
      [3, -4, 110, 1],
      [5, -6, 90, 2],
    ]);
    expect(trades.toRows()).toMatchObject([
      {
        quantity: 4,
        entryPrice: 100,
        exitPrice: 110,
        fees: 3,
        pnl: 37,
        returns: 37 / 400,
        entryIndex: 1,
        exitIndex: 3,
        bars: 2,
        status: 'closed',
        direction: 'long',
      },
      { quantity: 6, entryPrice: 100, exitPrice: 90, fees: 5, pnl: -65, entryIndex: 1, exitIndex: 5, bars: 4 },
    ]);
    expect(positions.toRows()).toMatchObject([
      { quantity: 10, entryPrice: 100, exitPrice: (4 * 110 + 6 * 90) / 10, fees: 8, pnl: -28, fills: 3, returns: -0.028, status: 'closed' },
    ]);
  });

  it('take the average of all entries', () => {
    const { trades } = tripsOf([
      [1, 1, 100],
      [2, 3, 120],
      [4, -4, 130],
    ]);
    expect(trades.toRows()).toMatchObject([{ quantity: 4, entryPrice: 115, pnl: 60, entryIndex: 1 }]);
  });

  it('split a reversal into a close and an open, its fee by quantity', () => {
    const { trades, positions } = tripsOf([
      [1, 2, 100, 1],
      [3, -5, 110, 5],
      [6, 3, 100, 3],
    ]);
    expect(trades.toRows()).toMatchObject([
      { direction: 'long', quantity: 2, fees: 1 + 2, pnl: 20 - 3 },
      { direction: 'short', quantity: 3, entryPrice: 110, exitPrice: 100, fees: 3 + 3, pnl: 30 - 6, entryIndex: 3, exitIndex: 6 },
    ]);
    expect(positions.length).toBe(2);
    expect(positions.column('fees').reduce((a, b) => a + b)).toBe(9);
  });

  it('mark what is open at the last close, its exit fee unknown', () => {
    const { trades, positions } = tripsOf([
      [1, 2, 100, 1],
      [4, -1, 105, 0.5],
    ]);
    expect(trades.at(1)).toMatchObject({
      quantity: 1,
      exitPrice: 110,
      exitIndex: 9,
      exitReason: 'open',
      status: 'open',
      fees: 0.5,
      pnl: 9.5,
    });
    expect(positions.toRows()).toMatchObject([{ status: 'open', quantity: 2, fills: 2 }]);
  });

  it('value contracts by their multiplier', () => {
    const { trades } = tripsOf(
      [
        [1, 2, 100],
        [3, -2, 110],
      ],
      bars.withInstrument({ multiplier: 5 }),
    );
    expect(trades.at(0)).toMatchObject({ pnl: 100, returns: 0.1 });
  });

  it('are none without fills', () => {
    const { trades, positions } = tripsOf([]);
    expect([trades.length, positions.length, trades.toRows()]).toEqual([0, 0, []]);
  });
});

describe('excursions', () => {
  const worst = (fills: readonly Dealt[]): [number, number] => {
    const { mae, mfe } = tripsOf(fills).trades.at(0);
    return [Number(mae.toFixed(12)), Number(mfe.toFixed(12))];
  };

  it('see whole bars between an entry at the open and an exit at the open', () => {
    // Bars 1 and 2: low 99, high 105; the open of bar 3 is 103.
    expect(
      worst([
        [1, 1, 101],
        [3, -1, 103],
      ]),
    ).toEqual([Number((99 / 101 - 1).toFixed(12)), Number((105 / 101 - 1).toFixed(12))]);
  });

  it('see of the bar of an exit inside it only its open and the exit', () => {
    expect(
      worst([
        [1, 1, 101],
        [2, -1, 100, 0, 'intrabar'],
      ]),
    ).toEqual([Number((99 / 101 - 1).toFixed(12)), Number((104 / 101 - 1).toFixed(12))]);
  });

  it('see of the bar of an entry inside it only its close', () => {
    // Bar 1 closes at 102; bar 2 opens at 102.
    expect(
      worst([
        [1, 1, 100, 0, 'intrabar'],
        [2, -1, 102],
      ]),
    ).toEqual([0, 0.02]);
  });

  it('see nothing of the bar of an entry at its close', () => {
    expect(
      worst([
        [1, 1, 102, 0, 'close'],
        [2, -1, 101, 0, 'intrabar'],
      ]),
    ).toEqual([Number((101 / 102 - 1).toFixed(12)), 0]);
  });

  it('see the whole bar of an exit at its close', () => {
    expect(
      worst([
        [1, 1, 102, 0, 'close'],
        [2, -1, 103, 0, 'close'],
      ]),
    ).toEqual([Number((100 / 102 - 1).toFixed(12)), Number((105 / 102 - 1).toFixed(12))]);
  });

  it('within one bar see the two prices', () => {
    expect(
      worst([
        [1, 1, 101],
        [1, -1, 99, 0, 'intrabar'],
      ]),
    ).toEqual([Number((99 / 101 - 1).toFixed(12)), 0]);
  });

  it('of a short are turned around', () => {
    expect(
      worst([
        [1, -1, 101],
        [3, 1, 103],
      ]),
    ).toEqual([Number((1 - 105 / 101).toFixed(12)), Number((1 - 99 / 101).toFixed(12))]);
  });

  it('of later parts of a position are against the average they are sold at', () => {
    const { trades } = tripsOf([
      [1, 2, 101],
      [3, -1, 103],
      [6, -1, 106],
    ]);
    // Up to bar 5 the highest is 108.
    expect(trades.at(1).mfe).toBeCloseTo(108 / 101 - 1, 12);
    expect(trades.at(1).mae).toBeCloseTo(99 / 101 - 1, 12);
  });
});

describe('a position of very many parts', () => {
  it('is read once', () => {
    const read = (length: number) => {
      const long = hourly(Array.from({ length }, (_, i): Ohlc => [100, 101 + (i % 7), 99 - (i % 5), 100]));
      const parts: Dealt[] = [[0, length, 100]];
      for (let i = 1; i < length; i++) parts.push([i, -1, 100]);
      const { trades } = tripsOf(parts, long);
      return () => {
        expect(trades.column('mae')[length - 2]).toBeCloseTo(-0.05, 12);
        expect(trades.column('mfe')[length - 2]).toBeCloseTo(0.07, 12);
        expect(trades.column('mfe')[0]).toBeCloseTo(0.01, 12);
      };
    };
    expect(growth(read, 20_000, 200_000)).toBeLessThan(40);
  });
});
