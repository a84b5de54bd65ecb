import type { Direction, Table, Trade } from '../market/index.ts';

/** Columns of the trades that count: closed, and entered at or after the first bar that counts. In table order, which is that of exits. */
export interface ClosedTrades {
  readonly length: number;
  /** Profit after fees. */
  readonly pnl: Float64Array;
  /** How many rows are open. */
  readonly open: number;
  /** Profit of the open rows at the last close. */
  readonly openPnl: number;
  /** A numeric column of the trades that count. */
  readonly column: (name: 'returns' | 'bars' | 'mae' | 'mfe') => Float64Array;
  /** Time from the open of the entry's bar to that of the exit's, ms. */
  readonly holding: () => Float64Array;
  readonly direction: () => readonly Direction[];
}

export function closedTrades(trades: Table<Trade> | undefined, from: number): ClosedTrades {
  if (trades === undefined || trades.length === 0) return noTrades;
  const status = trades.column('status');
  const entries = trades.column('entryIndex');
  const pnl = trades.column('pnl');
  const rows = new Int32Array(trades.length);
  let length = 0;
  let open = 0;
  let openPnl = 0;
  for (let i = 0; i < trades.length; i++) {
    if (entries[i] < from) continue;
    if (status[i] === 'closed') rows[length++] = i;
    else {
      open++;
      openPnl += pnl[i];
    }
  }
  const pick = (column: Float64Array): Float64Array => {
    if (length === trades.length) return column;
    const out = new Float64Array(length);
    for (let k = 0; k < length; k++) out[k] = column[rows[k]];
    return out;
  };
  return {
    length,
    pnl: pick(pnl),
    open,
    openPnl,
    column: (name) => pick(trades.column(name)),
    holding: () => {
      const entry = pick(trades.column('entryTime'));
      return pick(trades.column('exitTime')).map((exit, k) => exit - entry[k]);
    },
    direction: () => {
      const direction = trades.column('direction');
      return Array.from({ length }, (_, k) => direction[rows[k]]);
    },
  };
}

const noTrades: ClosedTrades = Object.freeze({
  length: 0,
  pnl: new Float64Array(0),
  open: 0,
  openPnl: 0,
  column: () => new Float64Array(0),
  holding: () => new Float64Array(0),
  direction: () => [],
});
