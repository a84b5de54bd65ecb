import { ArgumentError, BarwrightError, DataError } from 'barwright/core';
import { type BarRow, Bars, barFields } from 'barwright/market';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

const day = 86_400_000;
const start = Date.UTC(2024, 0, 1);

type Cells = { -readonly [field in (typeof barFields)[number]]: Float64Array };

/** Five daily bars. */
function columns(): Cells {
  return {
    time: Float64Array.from({ length: 5 }, (_, i) => start + i * day),
    open: Float64Array.of(10, 11, 12, 13, 14),
    high: Float64Array.of(12, 13, 14, 15, 16),
    low: Float64Array.of(9, 10, 11, 12, 13),
    close: Float64Array.of(11, 12, 13, 14, 15),
    volume: Float64Array.of(100, 0, 300, 400, 500),
  };
}

const row = (time: BarRow['time']): BarRow => ({ time, open: 1, high: 2, low: 1, close: 2 });

describe('Bars.fromColumns', () => {
  test('takes columns of doubles as they are', () => {
    const given = columns();
    const bars = Bars.fromColumns(given, { symbol: 'ABC' });
    for (const field of barFields) expect(bars[field]).toBe(given[field]);
    expect([bars.symbol, bars.interval, bars.intervalMs, bars.length, bars.periodsPerYear]).toEqual(['ABC', '1d', day, 5, 365]);
  });

  test('copies arrays of numbers and other typed arrays', () => {
    const bars = Bars.fromColumns({ time: [0, day], open: [1, 2], high: Float32Array.of(1, 2), low: Int32Array.of(1, 2), close: [1, 2] });
    expect(Array.from(bars.low)).toEqual([1, 2]);
    expect(Array.from(bars.volume)).toEqual([0, 0]);
  });

  test('takes the commonest step for the interval, the smaller of two, a day for a single bar', () => {
    const of = (...times: number[]): string => Bars.fromRows(times.map((time) => row(start + time * 60_000))).interval;
    expect(of(0, 5, 10, 15, 60, 65)).toBe('5m');
    expect(of(0, 5, 15)).toBe('5m');
    expect(of(0)).toBe('1d');
    expect(Bars.fromColumns(columns(), { interval: '4h' }).interval).toBe('4h');
  });

  test('has empty bars, too', () => {
    const none = Bars.fromColumns({ time: [], open: [], high: [], low: [], close: [] }, { symbol: 'ABC' });
    expect([none.length, none.at(0), none.at(-1), none.gaps, none.toRows()]).toEqual([0, undefined, undefined, [], []]);
    expect(none.toJSON()).toEqual({ symbol: 'ABC', interval: '1d', length: 0, from: null, to: null });
    expect(none.slice(0, 3).length).toBe(0);
  });

  const refused: readonly (readonly [string, keyof Cells, number, number, RegExp])[] = [
    ['a NaN', 'close', 2, Number.NaN, /`close` of row 2 \(2024-01-03T00:00:00Z\) to be a finite number, was NaN\. Remove or mend the row/],
    ['an infinite price', 'high', 1, Number.POSITIVE_INFINITY, /`high` of row 1 .*was Infinity/],
    ['a price without end', 'low', 1, Number.NEGATIVE_INFINITY, /`low` of row 1 .*was -Infinity/],
    ['a volume that is no number', 'volume', 4, Number.NaN, /`volume` of row 4 /],
    ['a volume without end', 'volume', 4, Number.POSITIVE_INFINITY, /`volume` of row 4 /],
    ['a time that is no number', 'time', 0, Number.NaN, /`time` of row 0 to be a finite number, was NaN/],
    ['a repeated time', 'time', 3, start + 2 * day, /row 3 \(2024-01-03T00:00:00Z\) repeats the time of row 2\. Remove the duplicate/],
    ['a time that falls', 'time', 3, start, /row 3 \(2024-01-01T00:00:00Z\) is before row 2 \(2024-01-03T00:00:00Z\)\. Sort the rows/],
    ['a time in us', 'time', 4, start * 1_000, /`time` of row 4 to be in ms, 1704067200000000 looks like us\. Divide the column by 1,000/],
    ['a time in ns', 'time', 4, start * 1e6, /looks like ns\. Divide the column by 1,000,000/],
    ['a high below the low', 'high', 1, 9, /`high` >= `low` in row 1 .*was high 9 and low 10/],
    ['an open above the high', 'open', 0, 12.5, /`open` of row 0 .*in \[low, high\] = \[9, 12\], was 12\.5/],
    ['an open below the low', 'open', 0, 8, /`open` of row 0 /],
    ['a close above the high', 'close', 4, 17, /`close` of row 4 /],
    ['a close below the low', 'close', 4, 12, /`close` of row 4 /],
    ['a negative volume', 'volume', 1, -1, /`volume` of row 1 .*to be >= 0, was -1/],
  ];
  test.each(refused)('refuses %s and names the row and the field', (_, field, at, value, message) => {
    const given = columns();
    given[field][at] = value;
    const error = thrown(() => Bars.fromColumns(given));
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({ row: at, field });
    expect((error as Error).message).toMatch(message);
  });

  test('refuses every single broken cell of any bars', () => {
    const cells = fc.record({
      field: fc.constantFrom(...barFields),
      at: fc.nat(4),
      value: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    });
    fc.assert(
      fc.property(cells, ({ field, at, value }) => {
        const given = columns();
        given[field][at] = value;
        const error = thrown(() => Bars.fromColumns(given));
        expect(error).toMatchObject({ code: 'DATA', row: at });
      }),
    );
  });

  test('refuses missing columns, other lengths, texts and unknown names', () => {
    const { close, ...rest } = columns();
    expect(close.length).toBe(5);
    expect(thrown(() => Bars.fromColumns(rest as never))).toMatchObject({ code: 'DATA', field: 'close' });
    expect(thrown(() => Bars.fromColumns({ ...columns(), time: undefined } as never))).toMatchObject({ code: 'DATA', field: 'time' });
    expect(thrown(() => Bars.fromColumns({ ...columns(), time: null } as never))).toMatchObject({ code: 'DATA', field: 'time' });
    expect(() => Bars.fromColumns({ ...columns(), low: [1] })).toThrow('Expected column `low` to have 5 rows as `time`, has 1.');
    expect(() => Bars.fromColumns({ ...columns(), low: [1, 2, '3', 4, 5] } as never)).toThrow("`low[2]` to be a number, was `'3'`");
    expect(() => Bars.fromColumns({ ...columns(), vol: [] } as never)).toThrow('Unknown option `vol` in `columns`.');
    expect(() => Bars.fromColumns(columns(), { symbl: 'A' } as never)).toThrow(/Did you mean `symbol`/);
    expect(() => Bars.fromColumns(columns(), { interval: '1y' as never })).toThrow(/`interval`/);
    expect(() => Bars.fromColumns(columns(), { symbol: 7 as never })).toThrow(/`instrument.symbol` to be text, was `7`/);
    for (const value of [null, undefined, 5, []]) expect(() => Bars.fromColumns(value as never)).toThrow(BarwrightError);
  });

  test('leaves what it was given as it was', () => {
    const given = columns();
    given.close[2] = Number.NaN;
    const before = structuredClone(given);
    expect(() => Bars.fromColumns(given)).toThrow();
    expect(given).toEqual(before);
  });

  test('takes prices of zero and below, as spreads and oil in April 2020 had', () => {
    const bars = Bars.fromColumns({ time: [0, day], open: [1, -2], high: [1, 0], low: [-1, -3], close: [0, -1] });
    expect(bars.low[1]).toBe(-3);
  });
});

describe('Bars.fromRows', () => {
  test.each([
    ['ISO text', '2024-01-01T00:00:00Z'],
    ['a date', '2024-01-01'],
    ['a Date', new Date(start)],
    ['s', start / 1_000],
    ['ms', start],
    ['us', start * 1_000],
    ['ns', start * 1e6],
    ['digits', String(start)],
  ])('reads a time given as %s', (_, time) => {
    expect(Bars.fromRows([row(time)]).time[0]).toBe(start);
  });

  test('reads years before 1970', () => {
    const bars = Bars.fromRows([row('1950-01-03'), row('1950-01-04')]);
    expect([bars.at(0)?.time, bars.interval]).toEqual([Date.UTC(1950, 0, 3), '1d']);
  });

  test('names the row and the field of a bad cell', () => {
    expect(thrown(() => Bars.fromRows([row(start), row('soon')]))).toMatchObject({
      code: 'DATA',
      row: 1,
      field: 'time',
      message: "Expected `time` of row 1 to be a Date, an ISO text or an epoch number, was `'soon'`.",
    });
    expect(thrown(() => Bars.fromRows([{ ...row(start), close: '2' } as never]))).toMatchObject({ row: 0, field: 'close' });
    expect(thrown(() => Bars.fromRows([{ time: start } as never]))).toMatchObject({ row: 0, field: 'open' });
    expect(thrown(() => Bars.fromRows([row(start), null as never]))).toMatchObject({ code: 'DATA', row: 1 });
    expect(() => Bars.fromRows('x' as never)).toThrow(ArgumentError);
  });

  test('is undone by toRows', () => {
    const bars = Bars.fromColumns(columns(), { symbol: 'ABC' });
    const again = Bars.fromRows(bars.toRows(), { symbol: 'ABC' });
    for (const field of barFields) expect(again[field]).toEqual(bars[field]);
    expect(bars.toRows()[1]).toEqual({ symbol: 'ABC', time: start + day, open: 11, high: 13, low: 10, close: 12, volume: 0 });
    expect([...bars]).toEqual(bars.toRows());
  });
});

describe('Bars: views', () => {
  const bars = Bars.fromColumns(columns(), { symbol: 'ABC' });

  test('slices share memory and keep the instrument and the interval', () => {
    const part = bars.slice(1, 3);
    for (const field of barFields) expect(part[field].buffer).toBe(bars[field].buffer);
    expect([part.length, part.time[0], part.symbol, part.interval]).toEqual([2, start + day, 'ABC', '1d']);
    expect(bars.slice(4).interval).toBe('1d');
  });

  test('slices as arrays do, for every pair of ends', () => {
    const index = fc.integer({ min: -8, max: 8 });
    fc.assert(
      fc.property(index, index, (from, to) => {
        expect(Array.from(bars.slice(from, to).close)).toEqual(Array.from(bars.close).slice(from, to));
        expect(Array.from(bars.slice(from).close)).toEqual(Array.from(bars.close).slice(from));
      }),
    );
  });

  test('between takes the start and leaves the end', () => {
    const times = (part: Bars): number[] => Array.from(part.time, (time) => (time - start) / day);
    expect(times(bars.between('2024-01-02', '2024-01-04'))).toEqual([1, 2]);
    expect(times(bars.between(new Date(start + 1), start + 3 * day + 1))).toEqual([1, 2, 3]);
    expect(times(bars.between('2023-01-01'))).toEqual([0, 1, 2, 3, 4]);
    expect(times(bars.between('2025-01-01'))).toEqual([]);
    expect(times(bars.between('2024-01-04', '2024-01-02'))).toEqual([]);
    expect(() => bars.between('x')).toThrow(/`from`/);
    expect(() => bars.between('2024-01-01', 'x')).toThrow(/`to`/);
  });

  test('between takes the own times of bars of 1970', () => {
    const old = Bars.fromRows(Array.from({ length: 5 }, (_, i) => row(new Date(i * day))));
    expect(old.between(old.time[1], old.time[3]).length).toBe(2);
    expect(old.between('1970-01-02', '1970-01-04').length).toBe(2);
  });

  test('at counts from either end', () => {
    expect([bars.at(0)?.close, bars.at(-1)?.close, bars.at(4)?.close]).toEqual([11, 15, 15]);
    for (const index of [5, -6, Number.NaN]) expect(bars.at(index)).toBeUndefined();
    expect(bars.at(1.7)?.close).toBe(12);
  });

  test('are frozen', () => {
    expect(Object.isFrozen(bars)).toBe(true);
    expect(() => {
      (bars as { length: number }).length = 1;
    }).toThrow(TypeError);
    expect(() => {
      (bars.instrument as { symbol: string }).symbol = 'X';
    }).toThrow(TypeError);
  });

  test('go to shared memory once', () => {
    const shared = bars.toShared();
    expect(shared.close.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shared.close).toEqual(bars.close);
    expect(shared.toShared().close).toBe(shared.close);
    expect(shared.slice(2).close.buffer).toBe(shared.close.buffer);
  });

  test('become another instrument over the same memory', () => {
    const other = bars.withInstrument({ symbol: 'XYZ', calendar: 'us-equity', tickSize: 0.5 });
    expect([other.symbol, other.periodsPerYear, other.instrument.tickSize]).toEqual(['XYZ', 252, 0.5]);
    expect(other.close).toBe(bars.close);
    expect([bars.symbol, bars.withInstrument({ tickSize: 1 }).symbol]).toEqual(['ABC', 'ABC']);
    expect(() => bars.withInstrument({ tickSise: 1 } as never)).toThrow(/Did you mean `tickSize`/);
  });

  test('print small and stable', () => {
    expect(JSON.parse(JSON.stringify(bars))).toEqual({
      symbol: 'ABC',
      interval: '1d',
      length: 5,
      from: '2024-01-01T00:00:00Z',
      to: '2024-01-05T00:00:00Z',
    });
  });

  test('of one copy of the library are recognised by another', async () => {
    vi.resetModules();
    const other = await import('../../src/market/bars.ts');
    expect(other.Bars).not.toBe(Bars);
    expect(other.Bars.fromColumns(columns()) instanceof Bars).toBe(true);
    for (const value of [null, undefined, 5, {}, columns()]) expect(value instanceof Bars).toBe(false);
  });
});

describe('Bars: gaps', () => {
  test('are listed with the bars that are missing', () => {
    const bars = Bars.fromRows([0, 1, 2, 5, 6].map((i) => row(start + i * day)));
    expect(bars.gaps).toEqual([{ index: 2, from: start + 2 * day, to: start + 5 * day, missing: 2 }]);
    expect(bars.gaps).toBe(bars.gaps);
  });

  test('that are no multiple of the interval miss at least one bar', () => {
    const bars = Bars.fromRows([0, 60, 120, 190].map((minute) => row(start + minute * 60_000)));
    expect(bars.gaps.map((gap) => gap.missing)).toEqual([1]);
  });
});

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
