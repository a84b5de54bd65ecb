import { backtest, defineStrategy, syntheticBars } from 'barwright';
import { type DanfoFrame, type DanfoModule, fromDanfo, toDanfo } from 'barwright/danfo';
import { barFields } from 'barwright/market';
import { describe, expect, test } from 'vitest';

/** What of danfo's DataFrame is used; the real one is run by `npm run test:danfo`. */
class FakeFrame implements DanfoFrame {
  readonly columns: readonly string[];
  readonly shape: readonly number[];
  readonly #data: Record<string, unknown[]>;

  constructor(data: Record<string, unknown[]>) {
    this.#data = data;
    this.columns = Object.keys(data);
    this.shape = [Object.values(data)[0].length, this.columns.length];
  }

  column(name: string): { readonly values: unknown[] } {
    return { values: this.#data[name] };
  }
}
const dfd: DanfoModule<FakeFrame> = { DataFrame: FakeFrame };
const bars = syntheticBars({ seed: 1, length: 200, symbol: 'SYNTH' });

describe('danfo frames', () => {
  test('keep every bit of bars', () => {
    const back = fromDanfo(toDanfo(dfd, bars), { symbol: 'SYNTH' });
    for (const field of barFields) expect(back[field]).toEqual(bars[field]);
  });

  test('hold tables of results', () => {
    const Hold = defineStrategy({ signals: ({ length }) => ({ entries: new Uint8Array(length).fill(1, 0, 1) }) });
    const { trades } = backtest(new Hold(), bars);
    const frame = toDanfo(dfd, trades);
    expect(frame.columns).toEqual([...trades.columns]);
    expect(frame.column('pnl').values).toEqual([trades.at(0).pnl]);
  });

  test('hold columns, with what is undefined in them', () => {
    const column = Float64Array.of(Number.NaN, 2);
    const frame = toDanfo(dfd, { time: [1, 2], average: column, side: ['buy', 'sell'] });
    expect(frame.columns).toEqual(['time', 'average', 'side']);
    expect(frame.column('average').values).toEqual([Number.NaN, 2]);
  });

  test('are read by name whatever the case, with dates', () => {
    const frame = new FakeFrame({ Date: ['2024-01-01', '2024-01-02'], Open: [1, 2], High: [2, 3], Low: [1, 2], Close: [2, 3] });
    expect(Array.from(fromDanfo(frame).time)).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2)]);
  });

  test('are refused where a column is missing, a cell is no number, or the package is not given', () => {
    expect(() => fromDanfo(new FakeFrame({ time: [1], open: [1], high: [1], low: [1] }))).toThrow(
      /column `close` in the frame, found time, open, high, low/,
    );
    expect(() => fromDanfo(new FakeFrame({ time: ['2024-01-01'], open: ['x'], high: [1], low: [1], close: [1] }))).toThrow(
      /`open` of row 0/,
    );
    expect(() => fromDanfo({} as never)).toThrow(/danfo DataFrame/);
    expect(() => toDanfo(undefined as never, bars)).toThrow(/Install danfojs-node/);
    expect(() => toDanfo(dfd, 7 as never)).toThrow(/Bars, a table or columns, was `7`/);
    expect(() => toDanfo(dfd, { a: [1], b: [1, 2] })).toThrow(/`b` to have length 1 as `a`, was 2/);
    expect(() => toDanfo(dfd, { a: 5 } as never)).toThrow(/Bars, a table or columns/);
  });
});
