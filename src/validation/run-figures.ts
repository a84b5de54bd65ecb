import type { BacktestResult } from '../backtest/index.ts';
import { formatMetric } from '../metrics/index.ts';

/** What each run is measured by. */
export const runMetrics = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'wins'] as const;

/** One of the figures of a run. */
export type RunMetric = (typeof runMetrics)[number];

/** Figures of a run, in the order of their names; NaN for the Sharpe ratio of returns that do not vary. */
export function runFigures({ metrics }: BacktestResult): readonly number[] {
  const { totalReturn, sharpe, maxDrawdown, tradeCount, winRate } = metrics;
  return [
    totalReturn,
    Number.isFinite(sharpe) ? sharpe : Number.NaN,
    maxDrawdown,
    tradeCount,
    tradeCount === 0 ? 0 : Math.round(winRate * tradeCount),
  ];
}

/** How a figure is distributed over runs. */
export interface Distribution {
  /** Runs in which the figure is defined. */
  readonly count: number;
  readonly mean: number;
  /** Standard deviation, divided by one less than the count; null for one run. */
  readonly deviation: number | null;
  readonly p1: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly p99: number;
}

/** The distribution of the values that are defined; null where none is. */
export function distributionOf(values: Float64Array): Distribution | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  if (count === 0) return null;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += sorted[i];
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (sorted[i] - mean) ** 2;
  const [p1, p5, p25, p50, p75, p95, p99] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map((share) => quantileOf(sorted, share));
  return { count, mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : null, p1, p5, p25, p50, p75, p95, p99 };
}

/** Quantile of sorted values, between them in a straight line (type 7 of Hyndman and Fan 1996). */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below];
  const high = sorted[Math.min(below + 1, sorted.length - 1)];
  return low === high ? low : low + (place - below) * (high - low);
}

/** Share of the defined values below one, those equal to it counted by half; null where there is none. */
export function percentileOf(values: Float64Array, real: number): number | null {
  let [below, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    count++;
    if (values[i] < real) below += 1;
    else if (values[i] === real) below += 0.5;
  }
  return count === 0 || Number.isNaN(real) ? null : below / count;
}

/** What a metric is called and how it is printed. */
export const metricNames: Readonly<Record<RunMetric, { readonly label: string; print(value: number): string }>> = {
  totalReturn: { label: 'Return', print: (value) => formatMetric('totalReturn', value) },
  sharpe: { label: 'Sharpe', print: (value) => formatMetric('sharpe', value) },
  maxDrawdown: { label: 'Max drawdown', print: (value) => formatMetric('maxDrawdown', value) },
  trades: { label: 'Trades', print: (value) => formatMetric('tradeCount', Math.round(value)) },
  wins: { label: 'Wins', print: (value) => formatMetric('tradeCount', Math.round(value)) },
};

/** A percentage as a person reads it. */
export function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
