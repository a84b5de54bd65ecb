import type { MetricName } from './metric-values.ts';
import { profitFactor } from './profit-factor.ts';
import { sharpeOf } from './sharpe.ts';
import { sortinoOf } from './sortino.ts';
import type { Span } from './span.ts';
import { volatilityOf } from './volatility.ts';
import { winRate } from './win-rate.ts';

/** How each metric is computed from the span; the order is that of every listing. */
export const calculators: { readonly [Name in MetricName]: (span: Span) => number } = {
  totalReturn: (s) => s.totalReturn,
  cagr: (s) => s.cagr(),
  volatility: (s) => volatilityOf(s.moments(), s.periodsPerYear),
  downsideDeviation: (s) => s.moments().downside * Math.sqrt(s.periodsPerYear),
  sharpe: (s) => sharpeOf(s.moments(), s.periodsPerYear, s.annualRiskFree),
  sortino: (s) => sortinoOf(s.moments(), s.periodsPerYear, s.annualRiskFree),
  maxDrawdown: (s) => s.maxDrawdown(),
  tradeCount: (s) => s.trades().length,
  openTrades: (s) => s.trades().open,
  winRate: (s) => winRate(s.trades().pnl),
  profitFactor: (s) => profitFactor(s.trades().pnl),
};
