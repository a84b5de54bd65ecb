import type { MetricName } from './metric-values.ts';

/** What a metric is about. */
export type MetricGroup = 'return' | 'risk' | 'ratio' | 'drawdown' | 'trade' | 'exposure' | 'benchmark';

/** How a value is printed: a fraction as percent, a plain ratio, money, a whole count, bars, or ms as days and hours. */
export type MetricFormat = 'percent' | 'ratio' | 'money' | 'count' | 'bars' | 'duration';

/** What to know of a metric without computing it. */
export interface MetricEntry {
  readonly name: MetricName;
  /** As a person would call it: "Sharpe ratio". */
  readonly label: string;
  readonly group: MetricGroup;
  readonly format: MetricFormat;
  /** Which of two values of it is preferred; what a search maximises or minimises. */
  readonly better: 'higher' | 'lower' | 'neither';
  /** One line. */
  readonly definition: string;
}

type Row = readonly [MetricName, string, MetricGroup, MetricFormat, MetricEntry['better'], string];

const rows: readonly Row[] = [
  ['totalReturn', 'Total return', 'return', 'percent', 'higher', 'Final equity over starting capital, minus 1.'],
  ['cagr', 'CAGR', 'return', 'percent', 'higher', 'Compound annual growth rate over elapsed calendar time (365.25 days).'],
  ['volatility', 'Volatility', 'risk', 'percent', 'lower', 'Standard deviation of returns (n - 1), annualised.'],
  [
    'downsideDeviation',
    'Downside deviation',
    'risk',
    'percent',
    'lower',
    'Root mean square of shortfalls below the risk-free return, annualised.',
  ],
  ['sharpe', 'Sharpe ratio', 'ratio', 'ratio', 'higher', 'Mean return above the risk-free one over standard deviation, annualised.'],
  ['sortino', 'Sortino ratio', 'ratio', 'ratio', 'higher', 'Mean return above the risk-free one over downside deviation, annualised.'],
  [
    'maxDrawdown',
    'Max drawdown',
    'drawdown',
    'percent',
    'higher',
    'Deepest fall below the highest equity so far, the starting capital included.',
  ],
  ['tradeCount', 'Trades', 'trade', 'count', 'neither', 'Closed round trips.'],
  ['openTrades', 'Open trades', 'trade', 'count', 'neither', 'Round trips still open at the end.'],
  ['winRate', 'Win rate', 'trade', 'percent', 'higher', 'Share of closed trades that made money after fees.'],
  ['profitFactor', 'Profit factor', 'trade', 'ratio', 'higher', 'Profit of winning trades over loss of losing ones.'],
];

/** Every metric with its label, group, unit and one-line definition, in the order of listings. */
export const metricCatalog: readonly MetricEntry[] = rows.map(([name, label, group, format, better, definition]) =>
  Object.freeze({ name, label, group, format, better, definition }),
);
