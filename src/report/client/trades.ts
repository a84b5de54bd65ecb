import { type ReadColumn, running } from './columns.ts';

/** Columns of the trades; times in ms. */
export interface Trades {
  readonly length: number;
  readonly symbol: ArrayLike<number>;
  /** 1 is short. */
  readonly short: ArrayLike<number>;
  /** 1 is open at the end. */
  readonly open: ArrayLike<number>;
  readonly reason: ArrayLike<number>;
  readonly entryTime: Float64Array;
  readonly exitTime: Float64Array;
  readonly entryPrice: ArrayLike<number>;
  readonly exitPrice: ArrayLike<number>;
  readonly quantity: ArrayLike<number>;
  readonly pnl: ArrayLike<number>;
  readonly returns: ArrayLike<number>;
  readonly fees: ArrayLike<number>;
  readonly bars: ArrayLike<number>;
  readonly mae: ArrayLike<number>;
  readonly mfe: ArrayLike<number>;
}

/** The trades of the page. */
export function readTrades(column: ReadColumn): Trades {
  const entryTime = running(column('trade.entryTime'));
  const held = column('trade.held');
  const read = (name: string): ArrayLike<number> => column(`trade.${name}`);
  return {
    length: entryTime.length,
    entryTime,
    exitTime: entryTime.map((time, i) => time + held[i]),
    symbol: read('symbol'),
    short: read('short'),
    open: read('open'),
    reason: read('reason'),
    entryPrice: read('entryPrice'),
    exitPrice: read('exitPrice'),
    quantity: read('quantity'),
    pnl: read('pnl'),
    returns: read('returns'),
    fees: read('fees'),
    bars: read('bars'),
    mae: read('mae'),
    mfe: read('mfe'),
  };
}
