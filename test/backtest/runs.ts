import { type BacktestOptions, type BacktestResult, Bars, backtest, defineStrategy, type Signals } from 'barwright';
import type { InstrumentOptions } from 'barwright/market';

/** Open, high, low and close of one bar. */
export type Ohlc = readonly [open: number, high: number, low: number, close: number];

export const hour: number = 3_600_000;
export const start: number = Date.UTC(2024, 0, 1);

/** Hourly bars from 2024-01-01 on. */
export function hourly(rows: readonly Ohlc[], instrument: Partial<InstrumentOptions> = {}): Bars {
  const column = (field: number): number[] => rows.map((row) => row[field]);
  return Bars.fromColumns(
    { time: rows.map((_, i) => start + i * hour), open: column(0), high: column(1), low: column(2), close: column(3) },
    { interval: '1h', instrument: { symbol: 'ABC', ...instrument } },
  );
}

/** Bars that open and close at the same price, with a range of `reach` around it. */
export function flat(prices: readonly number[], reach = 0, instrument: Partial<InstrumentOptions> = {}): Bars {
  return hourly(
    prices.map((price): Ohlc => [price, price + reach, price - reach, price]),
    instrument,
  );
}

/** Flags from a picture: `x` is yes. */
export function flags(picture: string): Uint8Array {
  return Uint8Array.from(picture, (mark) => (mark === 'x' ? 1 : 0));
}

/** A column with `value` where the picture has `x`, NaN elsewhere. */
export function at(picture: string, value: number): Float64Array {
  return Float64Array.from(picture, (mark) => (mark === 'x' ? value : Number.NaN));
}

/** Backtests signals that are known beforehand. */
export function run(
  data: Parameters<typeof backtest>[1],
  signals: Signals | ((bars: Bars) => Signals),
  options: BacktestOptions = {},
): BacktestResult {
  const Known = defineStrategy({ name: 'Known', signals: typeof signals === 'function' ? signals : () => signals });
  return backtest(new Known(), data, options);
}

/** Each fill on one line: bar, moment, reason, signed quantity and price. */
export function fillLines(result: BacktestResult): string[] {
  const many = result.symbols.length > 1;
  return Array.from(result.fills, (fill) => {
    const of = many ? `${fill.symbol} ` : '';
    return `${of}${fill.index} ${fill.moment} ${fill.reason} ${fill.side === 'buy' ? '+' : '-'}${tidy(fill.quantity)} @ ${tidy(fill.price)}`;
  });
}

/** Each order on one line: bar, type, side, reason and where it ended. */
export function orderLines(result: BacktestResult): string[] {
  return Array.from(
    result.orders,
    (order) =>
      `${order.index} ${order.type} ${order.side} ${order.reason} ${order.status}${order.reject === undefined ? '' : ` ${order.reject}`}`,
  );
}

/** A number without the dust of binary fractions. */
export function tidy(value: number): number {
  return Number(value.toPrecision(10));
}
