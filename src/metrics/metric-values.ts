/** Every metric by name; the catalog has its label, unit and definition. Fractions are of 1, losses are negative. */
export interface MetricValues {
  /** What the account gained over the run, a fraction of the starting capital. */
  readonly totalReturn: number;
  /** What the account gained over the run, in money. */
  readonly netProfit: number;
  /** Account value at the last close. */
  readonly finalEquity: number;
  /** Highest account value at any close, the starting capital included. */
  readonly peakEquity: number;
  /** Compound annual growth rate over elapsed calendar time. */
  readonly cagr: number;
  /** Mean return of a bar times the bars of a year; it does not compound. */
  readonly annualReturn: number;
  /** Greatest return of a single bar. */
  readonly bestPeriod: number;
  /** Least return of a single bar. */
  readonly worstPeriod: number;
  /** Share of bars with a return above zero. */
  readonly positivePeriods: number;
  /** Greatest return of a calendar month. */
  readonly bestMonth: number;
  /** Least return of a calendar month. */
  readonly worstMonth: number;
  /** Share of calendar months with a return above zero. */
  readonly positiveMonths: number;

  /** Annualised sample standard deviation of returns. */
  readonly volatility: number;
  /** Annualised root mean square of the returns' shortfalls below the risk-free one. */
  readonly downsideDeviation: number;
  /** Return of a bar that 95 % of the bars stay above. */
  readonly valueAtRisk: number;
  /** Mean return of the worst 5 % of the bars. */
  readonly conditionalValueAtRisk: number;
  /** Adjusted skewness of returns. */
  readonly skewness: number;
  /** Adjusted excess kurtosis of returns. */
  readonly kurtosis: number;
  /** 95th percentile of returns over the 5th, in size. */
  readonly tailRatio: number;

  /** Annualised mean excess return over standard deviation. */
  readonly sharpe: number;
  /** Annualised mean excess return over downside deviation. */
  readonly sortino: number;
  /** Compound annual growth over the maximum drawdown. */
  readonly calmar: number;
  /** What returns were above the risk-free one over what they were below it. */
  readonly omega: number;
  /** Sum of monthly returns over the sum of monthly losses. */
  readonly gainToPain: number;
  /** Compound annual growth above the risk-free return over the ulcer index. */
  readonly ulcerPerformance: number;
  /** Total return over the maximum drawdown. */
  readonly recoveryFactor: number;
  /** R2 of the logarithm of equity on a straight line. */
  readonly stability: number;

  /** Deepest fall below the highest equity so far, the starting capital included; <= 0. */
  readonly maxDrawdown: number;
  /** Mean depth of all drawdowns; <= 0. */
  readonly averageDrawdown: number;
  /** How far the last close lies below the highest equity; <= 0. */
  readonly currentDrawdown: number;
  /** Longest time from a peak until it was reached again, or the end; ms. */
  readonly maxDrawdownDuration: number;
  /** The same in bars; it may be another drawdown where bars are missing. */
  readonly maxDrawdownBars: number;
  /** Number of drawdowns, the active one included. */
  readonly drawdownCount: number;
  /** Share of bars that close below the highest equity so far. */
  readonly timeUnderWater: number;
  /** Root mean square of the drawdown at every bar. */
  readonly ulcerIndex: number;
  /** Mean depth below the peak over all bars. */
  readonly painIndex: number;

  /** Share of bars at whose close a position is held. */
  readonly exposure: number;
  /** Mean size of the net position over equity, all bars. */
  readonly averageExposure: number;
  /** Largest net position over equity at any close. */
  readonly maxExposure: number;
  /** How often a year the account's value is traded, buys and sells together. */
  readonly turnover: number;
  /** Fees of all fills, rebates taken off. */
  readonly feesPaid: number;
  /** What slippage and spread of all fills cost. */
  readonly slippagePaid: number;

  /** Closed round trips. */
  readonly tradeCount: number;
  /** Round trips still open at the end. */
  readonly openTrades: number;
  /** Profit of the open round trips at the last close. */
  readonly openPnl: number;
  /** Positions from flat to flat that were closed. */
  readonly positionCount: number;
  /** Closed trades a year of calendar time. */
  readonly tradesPerYear: number;
  /** Share of closed trades that made money after fees. */
  readonly winRate: number;
  /** Profit of winning trades over loss of losing ones. */
  readonly profitFactor: number;
  /** Average win over average loss. */
  readonly payoffRatio: number;
  /** Mean profit of a trade, in money. */
  readonly expectancy: number;
  /** Mean profit of a trade over the average loss. */
  readonly expectancyRatio: number;
  /** System quality number: t-statistic of the trades' profit. */
  readonly sqn: number;
  /** Kelly fraction of the trades' record. */
  readonly kelly: number;
  /** Mean profit of winning trades. */
  readonly averageWin: number;
  /** Mean profit of losing trades, a negative number. */
  readonly averageLoss: number;
  /** Mean return of a trade on its entry value. */
  readonly averageTrade: number;
  /** Greatest return of a trade on its entry value. */
  readonly bestTrade: number;
  /** Least return of a trade on its entry value. */
  readonly worstTrade: number;
  /** Mean time a trade was held; ms. */
  readonly averageHolding: number;
  /** Longest time a trade was held; ms. */
  readonly maxHolding: number;
  /** Mean bars a trade was held. */
  readonly averageHoldingBars: number;
  /** Most bars a trade was held. */
  readonly maxHoldingBars: number;
  /** Most winning trades in a row. */
  readonly winStreak: number;
  /** Most losing trades in a row. */
  readonly lossStreak: number;
  /** Share of closed trades that were long. */
  readonly longShare: number;
  /** Mean of the worst price moves against trades while held; <= 0. */
  readonly averageMae: number;
  /** Mean of the best price moves with trades while held; >= 0. */
  readonly averageMfe: number;

  /** Total return of the benchmark. */
  readonly benchmarkReturn: number;
  /** Total return above the benchmark's. */
  readonly excessReturn: number;
  /** Annual return that beta to the benchmark does not explain. */
  readonly alpha: number;
  /** How much the account moves with the benchmark. */
  readonly beta: number;
  /** Correlation of returns with the benchmark's. */
  readonly correlation: number;
  /** Annualised mean return above the benchmark's over tracking error. */
  readonly informationRatio: number;
  /** Annualised standard deviation of the difference to the benchmark. */
  readonly trackingError: number;
  /** Share of the benchmark's gains made in the bars in which it rose. */
  readonly upCapture: number;
  /** Share of the benchmark's losses taken in the bars in which it fell. */
  readonly downCapture: number;
}

/** Name of a metric. */
export type MetricName = keyof MetricValues;
