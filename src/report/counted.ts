import type { BacktestResult } from '../backtest/index.ts';

/** The part of a run that counts: what is before `from` only warms up. */
export interface Counted {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly returns: Float64Array;
  /** Capital before the first bar that counts. */
  readonly startingCash: number;
}

/** The columns of a result from the first bar that counts on. */
export function countedOf({ from, time, equity, returns, startingCash }: BacktestResult): Counted {
  return {
    time: time.subarray(from),
    equity: equity.subarray(from),
    returns: returns.subarray(from),
    startingCash: from > 0 && from <= equity.length ? equity[from - 1] : startingCash,
  };
}
