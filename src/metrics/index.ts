/**
 * Performance metrics, one a file: pure functions of equity, returns and trades, and the lazy object of all of them.
 *
 * @module metrics
 */
export type { AnnualOptions } from './annual-options.ts';
export { cagr } from './cagr.ts';
export { type MetricEntry, type MetricFormat, type MetricGroup, metricCatalog } from './catalog.ts';
export { downsideDeviation } from './downside-deviation.ts';
export { formatMetric } from './format-metric.ts';
export { maxDrawdown } from './max-drawdown.ts';
export type { MetricName, MetricValues } from './metric-values.ts';
export { type MetricJson, type Metrics, metricsOf } from './metrics.ts';
export type { MetricsInput } from './metrics-input.ts';
export { periodReturns } from './period-returns.ts';
export { profitFactor } from './profit-factor.ts';
export { sharpe } from './sharpe.ts';
export { sortino } from './sortino.ts';
export { totalReturn } from './total-return.ts';
export { volatility } from './volatility.ts';
export { winRate } from './win-rate.ts';
