import { lowestRatioOfPeak } from '../kernels/index.ts';
import { perPeriod } from './annual-options.ts';
import { cagr, yearMs } from './cagr.ts';
import { type ClosedTrades, closedTrades } from './closed-trades.ts';
import type { MetricsInput } from './metrics-input.ts';
import { type Moments, momentsOfEquity } from './moments.ts';
import { returnsFrom } from './period-returns.ts';

/** The bars that count, with the passes over them that several metrics share; each is made when first asked for, once. */
export interface Span {
  readonly input: MetricsInput;
  /** First bar that counts. */
  readonly from: number;
  /** Equity of the bars that count. */
  readonly equity: Float64Array;
  readonly time: Float64Array;
  readonly exposure: Float64Array | undefined;
  /** Capital before the first of them. */
  readonly capital: number;
  /** From the open of the first to the close of the last, ms. */
  readonly elapsedMs: number;
  readonly years: number;
  readonly periodsPerYear: number;
  /** Annual risk-free return. */
  readonly annualRiskFree: number;
  /** Risk-free return of one bar. */
  readonly riskFree: number;
  readonly totalReturn: number;
  readonly moments: () => Moments;
  readonly returns: () => Float64Array;
  readonly cagr: () => number;
  readonly maxDrawdown: () => number;
  readonly trades: () => ClosedTrades;
}

export function spanOf(input: MetricsInput): Span {
  const { from = 0, periodsPerYear } = input;
  const equity = input.equity.subarray(from);
  const time = input.time.subarray(from);
  const capital = from === 0 ? input.startingCash : input.equity[from - 1];
  const annualRiskFree = input.riskFree ?? 0;
  const riskFree = perPeriod(annualRiskFree, periodsPerYear);
  const elapsedMs = time.length === 0 ? 0 : time[time.length - 1] + input.intervalMs - time[0];
  const totalReturn = equity.length === 0 ? Number.NaN : equity[equity.length - 1] / capital - 1;
  return {
    input,
    from,
    equity,
    time,
    exposure: input.exposure?.subarray(from),
    capital,
    elapsedMs,
    years: elapsedMs / yearMs,
    periodsPerYear,
    annualRiskFree,
    riskFree,
    totalReturn,
    moments: once(() => momentsOfEquity(input.equity, from, capital, riskFree)),
    returns: once(() => returnsFrom(input.equity, from, capital)),
    cagr: once(() => cagr(totalReturn, elapsedMs)),
    maxDrawdown: once(() => lowestRatioOfPeak(equity, 0, equity.length, capital) - 1),
    trades: once(() => closedTrades(input.trades, from)),
  };
}

/** A function that computes its value at the first call and remembers it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
