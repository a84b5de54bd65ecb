import { existsSync, readFileSync } from 'node:fs';
import { type BacktestOptions, Bars, backtest, crossedAbove, crossedBelow, defineStrategy, readCsv, sma } from 'barwright';
import { conventionNames, conventions } from 'barwright/backtest';
import { describe, expect, test } from 'vitest';

interface VectorbtCase {
  readonly name: string;
  readonly closes?: readonly number[];
  readonly entries?: readonly number[];
  readonly exits?: readonly number[];
  readonly options: BacktestOptions;
  readonly orders: readonly (readonly [number, number, number, number, string])[];
}

const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../golden/conventions/${name}.json`, import.meta.url), 'utf8')) as T;
const vectorbt = golden<{ cases: readonly VectorbtCase[]; sharing: { name: string; orders: readonly unknown[] } }>('vectorbt');
const backtestingPy = golden<Readonly<Record<string, number>>>('backtesting-py');

/** Daily bars whose four prices are the closes, as vectorbt sees bars of which it knows the close alone. */
function closeBars(closes: readonly number[], symbol = 'ABC'): Bars {
  const column = Float64Array.from(closes);
  const time = column.map((_, i) => Date.UTC(2020, 0, 1 + i));
  return Bars.fromColumns({ time, open: column, high: column, low: column, close: column }, { symbol, interval: '1d' });
}

/** The signals of vectorbt's own tests, cut to the bars. */
function given(
  entries: readonly number[] = [1, 1, 1, 0, 0],
  exits: readonly number[] = [0, 0, 1, 1, 1],
): ReturnType<typeof defineStrategy> {
  return defineStrategy({ signals: () => ({ entries: Uint8Array.from(entries), exits: Uint8Array.from(exits) }) });
}

describe('vectorbt', () => {
  for (const { name, closes, entries, exits, options, orders } of vectorbt.cases) {
    test(name, () => {
      const Given = given(entries, exits);
      const bars = closeBars((closes ?? [1, 2, 3, 4, 5]).slice(0, entries?.length ?? 5));
      const result = backtest(new Given(), bars, { conventions: 'vectorbt', cash: 100, ...options });
      const made = result.fills.toRows().map(({ index, quantity, price, fee, side }) => [index, quantity, price, fee, side]);
      expect(made.map(([index, , , , side]) => [index, side])).toEqual(orders.map(([index, , , , side]) => [index, side]));
      made.forEach((row, i) => {
        for (const field of [1, 2, 3]) expect(row[field]).toBeCloseTo(orders[i][field] as number, 12);
      });
    });
  }

  test(vectorbt.sharing.name, () => {
    const Given = given();
    const markets = ['A', 'B', 'C'].map((symbol) => closeBars([1, 2, 3, 4, 5], symbol));
    const result = backtest(new Given(), markets, { conventions: 'vectorbt', cash: 100, size: { cash: 0.5 } });
    expect(result.fills.toRows().map(({ index, symbol, quantity, price, side }) => [index, symbol, quantity, price, side])).toEqual(
      vectorbt.sharing.orders,
    );
  });

  test('an account that is worth nothing stops, where vectorbt goes on below zero', () => {
    const Given = given();
    const result = backtest(new Given(), closeBars([1, 2, 3, 4, 5]), { conventions: 'vectorbt', cash: 100, direction: 'short' });
    expect(result.ruin).toMatchObject({ index: 1 });
    expect(result.equity.every((value) => value >= 0)).toBe(true);
  });
});

const sample = '../shared/data/equities/GOOG_1d_backtestingpy.csv.gz';
describe('backtesting.py', () => {
  test.skipIf(!existsSync(sample))(
    'its own SmaCross on its own sample makes its trades and its equity (skipped without ../shared/data)',
    async () => {
      const bars = await readCsv(sample, { symbol: 'GOOG', instrument: { calendar: 'us-equity' } });
      const SmaCross = defineStrategy({
        signals: ({ close }) => {
          const [fast, slow] = [sma(close, 10), sma(close, 30)];
          return { entries: crossedAbove(fast, slow), shortEntries: crossedBelow(fast, slow) };
        },
      });
      const result = backtest(new SmaCross(), bars, { conventions: 'backtesting.py', cash: 10_000 });
      expect(result.trades.length).toBe(backtestingPy.trades);
      expect(Math.max(...result.equity)).toBeCloseTo(backtestingPy.equityPeak, 6);
      expect(result.metrics.maxDrawdown * 100).toBeCloseTo(backtestingPy.maxDrawdownPercent, 10);
      expect(result.metrics.bestTrade * 100).toBeCloseTo(backtestingPy.bestTradePercent, 10);
      expect(result.metrics.worstTrade * 100).toBeCloseTo(backtestingPy.worstTradePercent, 10);
      // finalize_trades deals what is left at the open of the last bar, where we mark it at its close.
      const last = bars.length - 1;
      const left = result.trades.at(-1);
      expect(left.status).toBe('open');
      const side = left.direction === 'long' ? 1 : -1;
      expect(result.equity[last] - side * left.quantity * (bars.close[last] - bars.open[last])).toBeCloseTo(backtestingPy.equityFinal, 6);
      const returns = result.trades
        .toRows()
        .map((trade) => (trade === undefined || trade.id !== left.id ? trade.returns : side * (bars.open[last] / left.entryPrice - 1)));
      const average = Math.exp(returns.reduce((sum, value) => sum + Math.log1p(value), 0) / returns.length) - 1;
      expect(average * 100).toBeCloseTo(backtestingPy.averageTradePercent, 10);
    },
  );

  test('only whole units are dealt', () => {
    const Given = given([1, 0, 0], [0, 0, 0]);
    const result = backtest(new Given(), closeBars([30, 30, 30]), { conventions: 'backtesting.py', cash: 100 });
    expect(result.fills.at(0).quantity).toBe(3);
  });
});

describe('backtrader', () => {
  /** Worked by hand from its broker: one unit at the next open, stops from the bar after the fill. */
  test('deals one unit at the next open and protects it from the bar after', () => {
    const rows = [
      { open: 10, high: 11, low: 9, close: 10 },
      { open: 10, high: 11, low: 8, close: 10 },
      { open: 10, high: 11, low: 8, close: 10 },
    ].map((row, i) => ({ ...row, time: Date.UTC(2024, 0, 1 + i) }));
    const Given = given([1, 0, 0], [0, 0, 0]);
    const options: BacktestOptions = { cash: 100, stopLoss: { fraction: 0.1 } };
    const theirs = backtest(new Given(), Bars.fromRows(rows), { ...options, conventions: 'backtrader' }).fills.toRows();
    expect(theirs.map(({ index, quantity, price }) => [index, quantity, price])).toEqual([
      [1, 1, 10],
      [2, 1, 9],
    ]);
    const ours = backtest(new Given(), Bars.fromRows(rows), { ...options, size: { units: 1 } }).fills.toRows();
    expect(ours.map(({ index, price }) => [index, price])).toEqual([
      [1, 10],
      [1, 9],
    ]);
  });
});

describe('conventions', () => {
  test('other than ours say what they get wrong, first among the assumptions', () => {
    for (const name of conventionNames.slice(1)) {
      expect(conventions[name].note).not.toBe('');
      const Given = given([1, 0], [0, 0]);
      const [first] = backtest(new Given(), closeBars([1, 2]), { conventions: name }).assumptions;
      expect(first).toMatchObject({ name: 'Conventions', value: name, kind: 'optimistic' });
    }
  });

  test('give way to single options', () => {
    const Given = given([1, 0], [0, 0]);
    const result = backtest(new Given(), closeBars([1, 2]), { conventions: 'vectorbt', fillAt: 'nextOpen' });
    expect(result.fills.at(0).index).toBe(1);
  });

  test('are refused by name where unknown', () => {
    const Given = given([1], [0]);
    expect(() => backtest(new Given(), closeBars([1]), { conventions: 'vectorbot' as never })).toThrow(/Did you mean `vectorbt`/);
  });
});
