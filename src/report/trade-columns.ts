import type { BacktestResult } from '../backtest/index.ts';
import type { PackedColumns } from './packed-columns.ts';

/** Trades that a page lists; of more, the last. */
export const tradeLimit = 100_000;

/** Words of the reasons of exits. */
export const reasonNames: Readonly<Record<string, string>> = {
  entry: 'Entry',
  exit: 'Signal',
  reverse: 'Reverse',
  rebalance: 'Rebalance',
  stopLoss: 'Stop loss',
  takeProfit: 'Take profit',
  trailingStop: 'Trailing stop',
  timeStop: 'Time stop',
  liquidation: 'Liquidation',
  open: 'Still open',
};

const numbers = ['entryPrice', 'exitPrice', 'quantity', 'pnl', 'returns', 'fees', 'mae', 'mfe'] as const;

/** Packs the trades; answers the words of the reasons. */
export function packTrades({ trades, symbols }: BacktestResult, columns: PackedColumns): readonly string[] {
  const from = Math.max(0, trades.length - tradeLimit);
  const entry = trades.column('entryTime').subarray(from);
  const exit = trades.column('exitTime').subarray(from);
  const reasons = [...new Set(trades.column('exitReason').slice(from))];
  columns.addRising('trade.entryTime', entry);
  columns.add(
    'trade.held',
    'f64',
    exit.map((time, i) => time - entry[i]),
  );
  for (const name of numbers) columns.add(`trade.${name}`, 'f32', trades.column(name).subarray(from));
  columns.add('trade.bars', 'i32', trades.column('bars').subarray(from));
  columns.add('trade.symbol', 'i32', codes(trades.column('symbol').slice(from), symbols));
  columns.add('trade.short', 'u8', codes(trades.column('direction').slice(from), ['long', 'short']));
  columns.add('trade.open', 'u8', codes(trades.column('status').slice(from), ['closed', 'open']));
  columns.add('trade.reason', 'u8', codes(trades.column('exitReason').slice(from), reasons));
  return reasons.map((reason) => reasonNames[reason] ?? reason);
}

function codes(words: readonly string[], names: readonly string[]): Int32Array {
  const code = new Map(names.map((name, i) => [name, i]));
  return Int32Array.from(words, (word) => code.get(word) ?? 0);
}
