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

type Row = readonly [MetricName, string, MetricFormat, MetricEntry['better'], string];

// biome-ignore format: one line a metric
const groups: { readonly [Group in MetricGroup]: readonly Row[] } = {
  return: [
    ['totalReturn', 'Total return', 'percent', 'higher', 'Final equity over starting capital, minus 1.'],
    ['netProfit', 'Net profit', 'money', 'higher', 'Final equity minus starting capital.'],
    ['finalEquity', 'Final equity', 'money', 'higher', 'Account value at the last close.'],
    ['peakEquity', 'Peak equity', 'money', 'higher', 'Highest account value at any close, the starting capital included.'],
    ['cagr', 'CAGR', 'percent', 'higher', 'Compound annual growth rate over elapsed calendar time (365.25 days a year).'],
    ['annualReturn', 'Annual return (arithmetic)', 'percent', 'higher', 'Mean return of a bar times the bars of a year; it does not compound.'],
    ['bestPeriod', 'Best bar', 'percent', 'higher', 'Greatest return of a single bar.'],
    ['worstPeriod', 'Worst bar', 'percent', 'higher', 'Least return of a single bar.'],
    ['positivePeriods', 'Positive bars', 'percent', 'higher', 'Share of bars with a return above zero.'],
    ['bestMonth', 'Best month', 'percent', 'higher', 'Greatest return of a calendar month (UTC).'],
    ['worstMonth', 'Worst month', 'percent', 'higher', 'Least return of a calendar month (UTC).'],
    ['positiveMonths', 'Positive months', 'percent', 'higher', 'Share of calendar months (UTC) with a return above zero.'],
  ],
  risk: [
    ['volatility', 'Volatility', 'percent', 'lower', 'Standard deviation of returns (n - 1), annualised.'],
    ['downsideDeviation', 'Downside deviation', 'percent', 'lower', 'Root mean square of shortfalls below the risk-free return, all bars counted, annualised.'],
    ['valueAtRisk', 'Value at risk 95%', 'percent', 'higher', '5th percentile of the returns of bars (historical, type 7).'],
    ['conditionalValueAtRisk', 'Conditional VaR 95%', 'percent', 'higher', 'Mean of the worst 5% of the returns of bars (Acerbi).'],
    ['skewness', 'Skewness', 'ratio', 'higher', 'Adjusted skewness (G1) of returns.'],
    ['kurtosis', 'Excess kurtosis', 'ratio', 'lower', 'Adjusted excess kurtosis (G2) of returns; 0 for a normal distribution.'],
    ['tailRatio', 'Tail ratio', 'ratio', 'higher', 'Size of the 95th percentile of returns over that of the 5th.'],
  ],
  ratio: [
    ['sharpe', 'Sharpe ratio', 'ratio', 'higher', 'Mean return above the risk-free one over standard deviation (n - 1), annualised.'],
    ['sortino', 'Sortino ratio', 'ratio', 'higher', 'Mean return above the risk-free one over downside deviation, annualised.'],
    ['calmar', 'Calmar ratio', 'ratio', 'higher', 'CAGR over the size of the maximum drawdown.'],
    ['omega', 'Omega ratio', 'ratio', 'higher', 'What returns were above the risk-free one over what they were below it.'],
    ['gainToPain', 'Gain-to-pain ratio', 'ratio', 'higher', 'Sum of monthly returns over the size of the sum of monthly losses.'],
    ['ulcerPerformance', 'Ulcer performance index', 'ratio', 'higher', 'CAGR above the risk-free return over the ulcer index (Martin ratio).'],
    ['recoveryFactor', 'Recovery factor', 'ratio', 'higher', 'Total return over the size of the maximum drawdown.'],
    ['stability', 'Stability', 'ratio', 'higher', 'R2 of the logarithm of equity on a straight line.'],
  ],
  drawdown: [
    ['maxDrawdown', 'Max drawdown', 'percent', 'higher', 'Deepest fall below the highest equity so far, the starting capital included.'],
    ['averageDrawdown', 'Average drawdown', 'percent', 'higher', 'Mean depth of all drawdowns, from peak to trough.'],
    ['currentDrawdown', 'Current drawdown', 'percent', 'higher', 'How far the last close lies below the highest equity.'],
    ['maxDrawdownDuration', 'Longest drawdown', 'duration', 'lower', 'Most calendar time from a peak until it was reached again, or until the end.'],
    ['maxDrawdownBars', 'Longest drawdown (bars)', 'bars', 'lower', 'Most bars from a peak until it was reached again, or until the end.'],
    ['drawdownCount', 'Drawdowns', 'count', 'neither', 'Falls below a peak, the active one included.'],
    ['timeUnderWater', 'Time under water', 'percent', 'lower', 'Share of bars that close below the highest equity so far.'],
    ['ulcerIndex', 'Ulcer index', 'percent', 'lower', 'Root mean square of the drawdown at every bar.'],
    ['painIndex', 'Pain index', 'percent', 'lower', 'Mean depth below the peak over all bars.'],
  ],
  exposure: [
    ['exposure', 'Time in market', 'percent', 'neither', 'Share of bars at whose close a position is held.'],
    ['averageExposure', 'Average exposure', 'percent', 'neither', 'Mean size of the net position over equity, all bars.'],
    ['maxExposure', 'Max exposure', 'percent', 'neither', 'Largest size of the net position over equity at any close.'],
    ['turnover', 'Turnover (a year)', 'ratio', 'lower', 'Value of all fills, buys and sells, over mean equity and years.'],
    ['feesPaid', 'Fees paid', 'money', 'lower', 'Fees of all fills, rebates taken off.'],
    ['slippagePaid', 'Slippage paid', 'money', 'lower', 'What slippage and spread of all fills cost.'],
  ],
  trade: [
    ['tradeCount', 'Trades', 'count', 'neither', 'Closed round trips: one an exit fill.'],
    ['openTrades', 'Open trades', 'count', 'neither', 'Round trips still open at the end; in no other metric of trades.'],
    ['openPnl', 'Open profit', 'money', 'neither', 'Profit of the open round trips at the last close.'],
    ['positionCount', 'Positions', 'count', 'neither', 'Closed positions, from flat to flat.'],
    ['tradesPerYear', 'Trades a year', 'ratio', 'neither', 'Closed trades over years of calendar time.'],
    ['winRate', 'Win rate', 'percent', 'higher', 'Share of closed trades that made money after fees.'],
    ['profitFactor', 'Profit factor', 'ratio', 'higher', 'Profit of winning trades over the size of the loss of losing ones.'],
    ['payoffRatio', 'Payoff ratio', 'ratio', 'higher', 'Average win over the size of the average loss.'],
    ['expectancy', 'Expectancy', 'money', 'higher', 'Mean profit of a trade after fees.'],
    ['expectancyRatio', 'Expectancy ratio', 'ratio', 'higher', 'Mean profit of a trade over the size of the average loss.'],
    ['sqn', 'System quality number', 'ratio', 'higher', 'Mean profit of a trade over its standard deviation, times the root of the number of trades.'],
    ['kelly', 'Kelly fraction', 'percent', 'higher', 'Win rate minus loss rate over payoff ratio.'],
    ['averageWin', 'Average win', 'money', 'higher', 'Mean profit of winning trades.'],
    ['averageLoss', 'Average loss', 'money', 'higher', 'Mean profit of losing trades, a negative number.'],
    ['averageTrade', 'Average trade', 'percent', 'higher', 'Mean return of a trade on its entry value.'],
    ['bestTrade', 'Best trade', 'percent', 'higher', 'Greatest return of a trade on its entry value.'],
    ['worstTrade', 'Worst trade', 'percent', 'higher', 'Least return of a trade on its entry value.'],
    ['averageHolding', 'Average holding', 'duration', 'neither', 'Mean time from entry to exit.'],
    ['maxHolding', 'Longest holding', 'duration', 'neither', 'Most time from entry to exit.'],
    ['averageHoldingBars', 'Average holding (bars)', 'bars', 'neither', 'Mean bars from entry to exit.'],
    ['maxHoldingBars', 'Longest holding (bars)', 'bars', 'neither', 'Most bars from entry to exit.'],
    ['winStreak', 'Winning streak', 'count', 'higher', 'Most winning trades in a row.'],
    ['lossStreak', 'Losing streak', 'count', 'lower', 'Most losing trades in a row.'],
    ['longShare', 'Long trades', 'percent', 'neither', 'Share of closed trades that were long.'],
    ['averageMae', 'Average MAE', 'percent', 'higher', 'Mean of the worst price moves against trades while held.'],
    ['averageMfe', 'Average MFE', 'percent', 'higher', 'Mean of the best price moves with trades while held.'],
  ],
  benchmark: [
    ['benchmarkReturn', 'Benchmark return', 'percent', 'neither', 'Total return of the benchmark.'],
    ['excessReturn', 'Excess return', 'percent', 'higher', 'Total return minus that of the benchmark.'],
    ['alpha', 'Alpha (a year)', 'percent', 'higher', "Mean return that beta does not explain (Jensen's), annualised, arithmetic."],
    ['beta', 'Beta', 'ratio', 'neither', "Covariance with the benchmark's returns over their variance."],
    ['correlation', 'Correlation', 'ratio', 'neither', "Pearson correlation with the benchmark's returns."],
    ['informationRatio', 'Information ratio', 'ratio', 'higher', "Mean return above the benchmark's over tracking error, annualised."],
    ['trackingError', 'Tracking error', 'percent', 'neither', "Standard deviation of the difference to the benchmark's returns, annualised."],
    ['upCapture', 'Up capture', 'percent', 'higher', "Sum of returns over the benchmark's in bars in which it rose."],
    ['downCapture', 'Down capture', 'percent', 'lower', "Sum of returns over the benchmark's in bars in which it fell."],
  ],
};

/** Every metric with its label, group, unit and one-line definition, in the order of listings. */
export const metricCatalog: readonly MetricEntry[] = Object.freeze(
  (Object.keys(groups) as MetricGroup[]).flatMap((group) =>
    groups[group].map(([name, label, format, better, definition]) => Object.freeze({ name, label, group, format, better, definition })),
  ),
);
