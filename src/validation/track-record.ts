import { type BacktestResult, chanceAbove } from '../backtest/index.ts';

/** Returns above the risk-free one of the rows that count, up to row `to`. */
export function excessRecord({ excessReturns, from }: BacktestResult, to: number = from + excessReturns.length): Float64Array {
  return excessReturns.subarray(0, to - from);
}

/** Whether a record has a Sharpe ratio: two returns at least, which differ. */
export function isVaried(record: Float64Array): boolean {
  return record.length >= 2 && record.some((change) => Math.abs(change - record[0]) > 1e-14);
}

/** Chance that the true Sharpe ratio of a record is above 0; NaN where it has none. */
export function probabilityOf(record: Float64Array): number {
  return chanceAbove(record, 0);
}

/** What returns come to, a fraction. */
export function compounded(returns: Float64Array): number {
  return returns.reduce((value, change) => value * (1 + change), 1) - 1;
}

/** What one unit becomes. */
export function growthOf(returns: Float64Array): Float64Array {
  let value = 1;
  return returns.map((change) => {
    value *= 1 + change;
    return value;
  });
}
