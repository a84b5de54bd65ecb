import type { BacktestResult } from '../backtest/index.ts';
import { probabilisticSharpe } from '../significance/index.ts';

/** Returns above the risk-free one of the rows that count, up to row `to`. */
export function excessRecord({ returns, from, riskFree, periodsPerYear }: BacktestResult, to: number = returns.length): Float64Array {
  const rate = Math.expm1(Math.log1p(riskFree) / periodsPerYear);
  return returns.subarray(from, to).map((change) => change - rate);
}

/** Whether a record has a Sharpe ratio: two returns at least, which differ. */
export function isVaried(record: Float64Array): boolean {
  return record.length >= 2 && record.some((change) => Math.abs(change - record[0]) > 1e-14);
}

/** Chance that the true Sharpe ratio of a record is above 0; NaN where it has none. */
export function probabilityOf(record: Float64Array): number {
  return isVaried(record) ? probabilisticSharpe(record) : Number.NaN;
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
