import type { BacktestResult } from '../backtest/index.ts';
import { type Table, table } from '../market/index.ts';
import { maxDrawdown, sharpe } from '../metrics/index.ts';
import { countRows, type Split } from '../splits/index.ts';
import type { StopMark } from './stop-rules.ts';
import type { WindowChoice } from './window-choice.ts';

/** One window of a walk-forward. Times are of bar opens, ms; ends are those of the last bar. Ratios are annual, NaN where undefined. */
export interface WindowRow<P extends object = Readonly<Record<string, unknown>>> {
  /** Number of the window, from 0. */
  readonly window: number;
  readonly trainStart: number;
  readonly trainEnd: number;
  readonly testStart: number;
  readonly testEnd: number;
  readonly trainRows: number;
  readonly testRows: number;
  /** `flat` where no trial of the training window counts: nothing was traded in the test window. */
  readonly status: 'ok' | 'flat';
  /** Why it was traded flat. */
  readonly reason: string | undefined;
  /** What was chosen. */
  readonly params: P | undefined;
  readonly trials: number;
  readonly failed: number;
  /** Trials with fewer closed trades than `minTrades`. */
  readonly thin: number;
  /** Probability that the choice is overfitted, from the training window alone; NaN where it is not known. */
  readonly pbo: number;
  /** Score of the chosen trial by the first objective: higher is better. */
  readonly score: number;
  readonly inSampleReturn: number;
  readonly inSampleSharpe: number;
  readonly inSampleDrawdown: number;
  readonly inSampleTrades: number;
  readonly outOfSampleReturn: number;
  readonly outOfSampleSharpe: number;
  readonly outOfSampleDrawdown: number;
  /** Trades that were closed in the test window. */
  readonly outOfSampleTrades: number;
  /** Rules that said stop in the test window. */
  readonly stops: readonly string[];
}

/** The rows of the windows. */
export function windowRows<P extends object>(
  time: Float64Array,
  splits: readonly Split[],
  choices: readonly WindowChoice<P>[],
  outOfSample: BacktestResult,
  marks: readonly StopMark[],
): readonly WindowRow<P>[] {
  const { equity, returns, startingCash, periodsPerYear, riskFree, trades } = outOfSample;
  const exits = trades.where('status', (status) => status === 'closed').column('exitTime');
  return splits.map(({ train, test: [{ from, to }] }, k): WindowRow<P> => {
    const { params, reason, metrics, score, trials, failed, thin, pbo } = choices[k];
    const before = from === 0 ? startingCash : equity[from - 1];
    const isAlive = before > 0;
    return {
      window: k,
      trainStart: time[train[0].from],
      trainEnd: time[train[train.length - 1].to - 1],
      testStart: time[from],
      testEnd: time[to - 1],
      trainRows: countRows(train),
      testRows: to - from,
      status: params === undefined ? 'flat' : 'ok',
      reason,
      params,
      trials,
      failed,
      thin,
      pbo,
      score,
      inSampleReturn: metrics?.totalReturn ?? Number.NaN,
      inSampleSharpe: metrics?.sharpe ?? Number.NaN,
      inSampleDrawdown: metrics?.maxDrawdown ?? Number.NaN,
      inSampleTrades: metrics?.trades ?? Number.NaN,
      outOfSampleReturn: isAlive ? equity[to - 1] / before - 1 : 0,
      outOfSampleSharpe: sharpe(returns.subarray(from, to), { periodsPerYear, riskFree }),
      outOfSampleDrawdown: isAlive ? maxDrawdown(equity.subarray(from, to), before) : 0,
      outOfSampleTrades: exits.reduce((count, at) => count + +(at >= time[from] && at <= time[to - 1]), 0),
      stops: marks.filter(({ window }) => window === k).map(({ rule }) => rule),
    };
  });
}

/** Rows as a table. */
export function tableOf<Row extends object>(rows: readonly Row[]): Table<Row> {
  const names = rows.length === 0 ? [] : (Object.keys(rows[0]) as (keyof Row & string)[]);
  const column = (name: keyof Row & string): ArrayLike<unknown> =>
    typeof rows[0][name] === 'number' ? Float64Array.from(rows, (row) => row[name] as number) : rows.map((row) => row[name]);
  return table<Row>(rows.length, Object.fromEntries(names.map((name) => [name, () => column(name)])) as never);
}

/**
 * Walk-forward efficiency: the growth that came true out of sample as a share of what the training windows promised for the same time.
 *
 * `sum ln(1 + R_k) / sum (n_k / m_k) ln(1 + I_k)` over the windows with a choice, with the return R of n rows out of sample and the return
 * I of m rows in sample: growth a row of the one over growth a row of the other, as annualising both gives. 1: it kept what training
 * promised; below 0: it lost. NaN where the training windows promised nothing (a sum of 0 or less), or no window chose.
 *
 * Pardo annualises profits without compounding; logarithms add up over windows and do not explode over short ones.
 *
 * Source: Pardo, The Evaluation and Optimization of Trading Strategies, 2008, chapter 11.
 */
export function walkForwardEfficiency(windows: readonly WindowRow<object>[]): number {
  let came = 0;
  let promised = 0;
  for (const { status, inSampleReturn, outOfSampleReturn, trainRows, testRows } of windows) {
    if (status === 'flat') continue;
    came += Math.log1p(outOfSampleReturn);
    promised += (testRows / trainRows) * Math.log1p(inSampleReturn);
  }
  return promised > 0 ? came / promised : Number.NaN;
}
