import { once } from '../core/index.ts';
import { underwaterInto } from '../kernels/index.ts';
import { perPeriod } from './annual-options.ts';
import { type BenchmarkSpan, benchmarkSpan } from './benchmark-span.ts';
import { cagr } from './cagr.ts';
import { monthlyReturns } from './calendar-returns.ts';
import { type ClosedTrades, closedTrades } from './closed-trades.ts';
import { type CountedFills, countedFills } from './counted-fills.ts';
import { type DrawdownEpisodes, drawdownEpisodes } from './drawdown-episodes.ts';
import { maxDrawdownFrom } from './max-drawdown.ts';
import { checkColumn, type MetricsInput } from './metrics-input.ts';
import { type Moments, momentsOfEquity } from './moments.ts';
import { selectable } from './order-statistics.ts';
import { returnsFrom } from './period-returns.ts';

/** The bars that count, with the passes over them that several metrics share; each is made when first asked for, once. */
export interface Span {
  /** Equity of the bars that count. */
  readonly equity: Float64Array;
  readonly time: Float64Array;
  readonly exposure: () => Float64Array;
  /** Capital before the first of them. */
  readonly capital: number;
  /** From the open of the first to the close of the last, ms. */
  readonly elapsedMs: number;
  readonly intervalMs: number;
  readonly periodsPerYear: number;
  readonly annualRiskFree: number;
  /** Risk-free return of one bar. */
  readonly riskFree: number;
  readonly totalReturn: number;
  readonly moments: () => Moments;
  readonly returns: () => Float64Array;
  /** The returns, for selections to reorder. */
  readonly reordered: () => Float64Array;
  /** Returns of calendar months. */
  readonly months: () => Float64Array;
  readonly cagr: () => number;
  readonly maxDrawdown: () => number;
  readonly underwater: () => Float64Array;
  readonly drawdowns: () => DrawdownEpisodes;
  readonly trades: () => ClosedTrades;
  readonly fills: () => CountedFills;
  /** Positions that count and are closed. */
  readonly positionCount: () => number;
  readonly benchmark: () => BenchmarkSpan;
}

/** A column of the input, made now where it was given as what makes it. */
function columnOf(name: string, given: Float64Array | (() => Float64Array) | undefined, length: number): Float64Array | undefined {
  if (given === undefined) return undefined;
  const column = typeof given === 'function' ? given() : given;
  checkColumn(name, column, length);
  return column;
}

export function spanOf(input: MetricsInput): Span {
  const { from = 0, periodsPerYear, riskFree: annualRiskFree = 0 } = input;
  const equity = input.equity.subarray(from);
  const time = input.time.subarray(from);
  const capital = from === 0 ? input.startingCash : input.equity[from - 1];
  const riskFree = perPeriod(annualRiskFree, periodsPerYear);
  const elapsedMs = time.length === 0 ? 0 : time[time.length - 1] + input.intervalMs - time[0];
  const totalReturn = equity.length === 0 ? Number.NaN : equity[equity.length - 1] / capital - 1;
  const returns = once(() => returnsFrom(input.equity, from, capital));
  return {
    equity,
    time,
    exposure: once(() => columnOf('exposure', input.exposure, input.equity.length)?.subarray(from) ?? new Float64Array(0)),
    capital,
    elapsedMs,
    intervalMs: input.intervalMs,
    periodsPerYear,
    annualRiskFree,
    riskFree,
    totalReturn,
    moments: once(() => momentsOfEquity(input.equity, from, capital, riskFree)),
    returns,
    reordered: once(() => selectable(returns())),
    months: once(() => (capital > 0 ? monthlyReturns(equity, time, capital).column('returns') : new Float64Array(0))),
    cagr: once(() => cagr(totalReturn, elapsedMs)),
    maxDrawdown: once(() => maxDrawdownFrom(equity, capital)),
    underwater: once(() => {
      const depths = new Float64Array(equity.length);
      underwaterInto(depths, equity, 0, equity.length, capital);
      return depths;
    }),
    drawdowns: once(() => drawdownEpisodes(equity, capital)),
    trades: once(() => closedTrades(input.trades, from)),
    fills: once(() => countedFills(input.fills, from)),
    positionCount: once(() => {
      const status = input.positions?.column('status') ?? [];
      const entries = input.positions?.column('entryIndex') ?? [];
      let count = 0;
      for (let i = 0; i < status.length; i++) if (status[i] === 'closed' && entries[i] >= from) count++;
      return count;
    }),
    benchmark: once(() => benchmarkSpan(columnOf('benchmark', input.benchmark, input.equity.length), from, input.startingCash, returns)),
  };
}
