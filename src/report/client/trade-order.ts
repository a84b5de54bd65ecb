import type { Trades } from './trades.ts';

/** What the trade list is asked to show. */
export interface TradeQuery {
  /** Column to sort by; the order of the run where it is empty. */
  readonly sort: keyof Trades | '';
  readonly isDescending: boolean;
  readonly side: string;
  readonly outcome: string;
  /** Words of which each must occur in what a row says. */
  readonly text: string;
}

/** Rows that the query asks for, in its order. Equal values keep the order of the run. */
export function queryTrades(trades: Trades, query: TradeQuery, wordsOf: (row: number) => string): Int32Array {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: number[] = [];
  for (let i = 0; i < trades.length; i++) {
    if (query.side !== '' && (trades.short[i] === 1 ? 'short' : 'long') !== query.side) continue;
    if (query.outcome !== '' && outcomeOf(trades, i) !== query.outcome) continue;
    if (words.length > 0) {
      const said = wordsOf(i).toLowerCase();
      if (!words.every((word) => said.includes(word))) continue;
    }
    rows.push(i);
  }
  const out = Int32Array.from(rows);
  if (query.sort === '') return query.isDescending ? out.reverse() : out;
  const values = trades[query.sort] as ArrayLike<number>;
  const way = query.isDescending ? -1 : 1;
  const key = (value: number): number => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  return out.sort((a, b) => way * (key(values[a]) - key(values[b])) || a - b);
}

function outcomeOf(trades: Trades, row: number): string {
  if (trades.open[row] === 1) return 'open';
  return trades.pnl[row] > 0 ? 'won' : 'lost';
}
