/** Every metric by name; the catalog has its label, unit and definition. */
export interface MetricValues {
  /** What the account gained over the run, a fraction of the starting capital. */
  readonly totalReturn: number;
  /** Compound annual growth rate over elapsed calendar time. */
  readonly cagr: number;
  /** Annualised sample standard deviation of returns. */
  readonly volatility: number;
  /** Annualised root mean square of the returns' shortfalls below the risk-free one. */
  readonly downsideDeviation: number;
  /** Annualised mean excess return over standard deviation. */
  readonly sharpe: number;
  /** Annualised mean excess return over downside deviation. */
  readonly sortino: number;
  /** Deepest fall below the highest equity so far, the starting capital included; <= 0. */
  readonly maxDrawdown: number;
  /** Closed round trips. */
  readonly tradeCount: number;
  /** Round trips still open at the end. */
  readonly openTrades: number;
  /** Share of closed trades that made money after fees. */
  readonly winRate: number;
  /** Sum of the winning trades' profit over that of the losing ones' losses. */
  readonly profitFactor: number;
}

/** Name of a metric. */
export type MetricName = keyof MetricValues;
