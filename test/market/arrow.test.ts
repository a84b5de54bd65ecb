import {
  DateDay,
  DateMillisecond,
  Float32,
  Int64,
  makeVector,
  Table,
  TimestampMicrosecond,
  TimestampNanosecond,
  TimestampSecond,
  tableFromArrays,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { DataError } from 'barwright/core';
import { type ArrowTable, Bars, barFields } from 'barwright/market';
import { describe, expect, test } from 'vitest';

const start = Date.UTC(2024, 0, 1, 0, 0, 0, 7);
const times = [start, start + 60_000, start + 120_000];
const price = Float64Array.of(1, 2, 3);

const asArrow = (table: unknown): ArrowTable => table as ArrowTable;
const withTime = (time: unknown, more: object = {}): ArrowTable => {
  const vector = makeVector(price);
  return asArrow(new Table({ time, open: vector, high: vector, low: vector, close: vector, ...more } as never));
};

describe('Bars.fromArrow', () => {
  test('shares the memory of columns of doubles, and so does toArrow', async () => {
    const table = tableFromArrays({ time: Float64Array.from(times), open: price, high: price, low: price, close: price, volume: price });
    const bars = Bars.fromArrow(asArrow(table), { symbol: 'ABC' });
    expect(bars.close.buffer).toBe(price.buffer);
    const again = await bars.toArrow();
    expect(again.schema.fields.map((field) => field.name)).toEqual([...barFields]);
    const back = Bars.fromArrow(again, { symbol: 'ABC' });
    for (const field of barFields) expect(back[field]).toEqual(bars[field]);
    expect(back.close.buffer).toBe(price.buffer);
  });

  test('of a slice carries the slice only', async () => {
    const bars = Bars.fromColumns({ time: times, open: price, high: price, low: price, close: price }).slice(1);
    const back = Bars.fromArrow(await bars.toArrow());
    expect(Array.from(back.close)).toEqual([2, 3]);
  });

  test('reads times of every unit', () => {
    const whole = times.map((time) => Math.floor(time / 1_000));
    const read = (vector: unknown): number[] => Array.from(Bars.fromArrow(withTime(vector)).time);
    const big = (factor: bigint): bigint[] => times.map((time) => BigInt(time) * factor);
    expect(read(vectorFromArray(times, new DateMillisecond()))).toEqual(times);
    expect(read(makeVector({ type: new TimestampMicrosecond(), data: BigInt64Array.from(big(1_000n)) } as never))).toEqual(times);
    expect(read(makeVector({ type: new TimestampNanosecond(), data: BigInt64Array.from(big(1_000_000n)) } as never))).toEqual(times);
    expect(read(makeVector({ type: new TimestampSecond(), data: BigInt64Array.from(whole.map(BigInt)) } as never))).toEqual(
      whole.map((time) => time * 1_000),
    );
    expect(read(makeVector({ type: new DateDay(), data: Int32Array.of(19_723, 19_724, 19_725) } as never))).toEqual(
      [0, 1, 2].map((day) => Date.UTC(2024, 0, 1 + day)),
    );
    expect(read(vectorFromArray(big(1_000n), new Int64()))).toEqual(times);
  });

  test('takes other numbers, names in any case, other names of the time, and no volume', () => {
    const single = vectorFromArray([1, 2, 3], new Float32());
    const table = new Table({
      Timestamp: makeVector(Float64Array.from(times)),
      Open: single,
      High: single,
      LOW: single,
      Close: single,
    } as never);
    const bars = Bars.fromArrow(asArrow(table));
    expect([Array.from(bars.low), Array.from(bars.volume)]).toEqual([
      [1, 2, 3],
      [0, 0, 0],
    ]);
  });

  test('names a missing column, a null and a text', () => {
    const time = makeVector(Float64Array.from(times));
    const refused = (table: ArrowTable): unknown => {
      try {
        return Bars.fromArrow(table);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        return error;
      }
    };
    const holed = vectorFromArray([1, null, 3]);
    expect(refused(withTime(time, { close: holed }))).toMatchObject({ row: 1, field: 'close' });
    expect(refused(withTime(time, { high: vectorFromArray(['a', 'b', 'c'], new Utf8()) }))).toMatchObject({ row: 0, field: 'high' });
    expect(refused(asArrow(tableFromArrays({ time: Float64Array.from(times), open: price })))).toMatchObject({ field: 'high' });
    expect(refused(asArrow(tableFromArrays({ open: price })))).toMatchObject({ field: 'time' });
  });
});
