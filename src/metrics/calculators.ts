import { alphaOf } from './alpha.ts';
import { averageDepth } from './average-drawdown.ts';
import { averageExcursion } from './average-excursion.ts';
import { averageExposure } from './average-exposure.ts';
import { averageHolding } from './average-holding.ts';
import { averageLoss } from './average-loss.ts';
import { averageTrade } from './average-trade.ts';
import { averageWin } from './average-win.ts';
import { bestPeriod } from './best-period.ts';
import { bestTrade } from './best-trade.ts';
import { betaOf } from './beta.ts';
import { calmar } from './calmar.ts';
import { conditionalValueAtRiskOf } from './conditional-value-at-risk.ts';
import { correlationOf } from './correlation.ts';
import { expectancy } from './expectancy.ts';
import { expectancyRatio } from './expectancy-ratio.ts';
import { feesPaid } from './fees-paid.ts';
import { gainToPain } from './gain-to-pain.ts';
import { informationRatio } from './information-ratio.ts';
import { kelly } from './kelly.ts';
import { kurtosis } from './kurtosis.ts';
import { longShare } from './long-share.ts';
import { lossStreak } from './loss-streak.ts';
import { closeTimes, longest } from './max-drawdown-duration.ts';
import { maxExposure } from './max-exposure.ts';
import { maxHolding } from './max-holding.ts';
import type { MetricName } from './metric-values.ts';
import { omega } from './omega.ts';
import { quantile } from './order-statistics.ts';
import { payoffRatio } from './payoff-ratio.ts';
import { positivePeriods } from './positive-periods.ts';
import { profitFactor } from './profit-factor.ts';
import { recoveryFactor } from './recovery-factor.ts';
import { greatestOf, meanOf } from './reductions.ts';
import { sharpeOf } from './sharpe.ts';
import { skewness } from './skewness.ts';
import { slippagePaid } from './slippage-paid.ts';
import { sortinoOf } from './sortino.ts';
import type { Span } from './span.ts';
import { sqn } from './sqn.ts';
import { stabilityOf } from './stability.ts';
import { tailShare } from './tail-options.ts';
import { tailRatioOf } from './tail-ratio.ts';
import { timeInMarket } from './time-in-market.ts';
import { shareBelow } from './time-under-water.ts';
import { trackingError } from './tracking-error.ts';
import { tradesPerYear } from './trades-per-year.ts';
import { turnover } from './turnover.ts';
import { rootMeanSquare } from './ulcer-index.ts';
import { ulcerPerformance } from './ulcer-performance.ts';
import { captureOf } from './up-capture.ts';
import { volatilityOf } from './volatility.ts';
import { winRate } from './win-rate.ts';
import { winStreak } from './win-streak.ts';
import { worstPeriod } from './worst-period.ts';
import { worstTrade } from './worst-trade.ts';

const tail = tailShare({});
const last = (column: Float64Array): number => (column.length === 0 ? Number.NaN : column[column.length - 1]);
const ulcer = (s: Span): number => rootMeanSquare(s.underwater());

/** How each metric is computed from the span; the order is that of every listing. */
export const calculators: { readonly [Name in MetricName]: (span: Span) => number } = {
  totalReturn: (s) => s.totalReturn,
  netProfit: (s) => last(s.equity) - s.capital,
  finalEquity: (s) => last(s.equity),
  peakEquity: (s) => (s.equity.length === 0 ? s.capital : Math.max(s.capital, greatestOf(s.equity))),
  cagr: (s) => s.cagr(),
  annualReturn: (s) => meanOf(s.returns()) * s.periodsPerYear,
  bestPeriod: (s) => bestPeriod(s.returns()),
  worstPeriod: (s) => worstPeriod(s.returns()),
  positivePeriods: (s) => positivePeriods(s.returns()),
  bestMonth: (s) => bestPeriod(s.months()),
  worstMonth: (s) => worstPeriod(s.months()),
  positiveMonths: (s) => positivePeriods(s.months()),

  volatility: (s) => volatilityOf(s.moments(), s.periodsPerYear),
  downsideDeviation: (s) => s.moments().downside * Math.sqrt(s.periodsPerYear),
  valueAtRisk: (s) => quantile(s.reordered(), tail),
  conditionalValueAtRisk: (s) => conditionalValueAtRiskOf(s.returns(), s.reordered(), tail),
  skewness: (s) => skewness(s.returns()),
  kurtosis: (s) => kurtosis(s.returns()),
  tailRatio: (s) => tailRatioOf(s.reordered(), tail),

  sharpe: (s) => sharpeOf(s.moments(), s.periodsPerYear, s.annualRiskFree),
  sortino: (s) => sortinoOf(s.moments(), s.periodsPerYear, s.annualRiskFree),
  calmar: (s) => calmar(s.cagr(), s.maxDrawdown()),
  omega: (s) => omega(s.returns(), { threshold: s.riskFree }),
  gainToPain: (s) => gainToPain(s.months()),
  ulcerPerformance: (s) => ulcerPerformance(s.cagr(), ulcer(s), s.annualRiskFree),
  recoveryFactor: (s) => recoveryFactor(s.totalReturn, s.maxDrawdown()),
  stability: (s) => stabilityOf(s.equity, s.capital),

  maxDrawdown: (s) => s.maxDrawdown(),
  averageDrawdown: (s) => (s.equity.length === 0 ? Number.NaN : averageDepth(s.drawdowns())),
  currentDrawdown: (s) => last(s.underwater()),
  maxDrawdownDuration: (s) => (s.equity.length === 0 ? Number.NaN : longest(s.drawdowns(), closeTimes(s.time, s.intervalMs))),
  maxDrawdownBars: (s) => (s.equity.length === 0 ? Number.NaN : longest(s.drawdowns(), (index) => index)),
  drawdownCount: (s) => s.drawdowns().length,
  timeUnderWater: (s) => shareBelow(s.underwater()),
  ulcerIndex: ulcer,
  painIndex: (s) => Math.abs(meanOf(s.underwater())),

  exposure: (s) => timeInMarket(s.exposure()),
  averageExposure: (s) => averageExposure(s.exposure()),
  maxExposure: (s) => maxExposure(s.exposure()),
  turnover: (s) => turnover(s.fills().notional, s.equity, s.elapsedMs),
  feesPaid: (s) => feesPaid(s.fills().fee),
  slippagePaid: (s) => slippagePaid(s.fills().slippage),

  tradeCount: (s) => s.trades().length,
  openTrades: (s) => s.trades().open,
  openPnl: (s) => s.trades().openPnl,
  positionCount: (s) => s.positionCount(),
  tradesPerYear: (s) => tradesPerYear(s.trades().length, s.elapsedMs),
  winRate: (s) => winRate(s.trades().pnl),
  profitFactor: (s) => profitFactor(s.trades().pnl),
  payoffRatio: (s) => payoffRatio(s.trades().pnl),
  expectancy: (s) => expectancy(s.trades().pnl),
  expectancyRatio: (s) => expectancyRatio(s.trades().pnl),
  sqn: (s) => sqn(s.trades().pnl),
  kelly: (s) => kelly(s.trades().pnl),
  averageWin: (s) => averageWin(s.trades().pnl),
  averageLoss: (s) => averageLoss(s.trades().pnl),
  averageTrade: (s) => averageTrade(s.trades().column('returns')),
  bestTrade: (s) => bestTrade(s.trades().column('returns')),
  worstTrade: (s) => worstTrade(s.trades().column('returns')),
  averageHolding: (s) => averageHolding(s.trades().holding()),
  maxHolding: (s) => maxHolding(s.trades().holding()),
  averageHoldingBars: (s) => averageHolding(s.trades().column('bars')),
  maxHoldingBars: (s) => maxHolding(s.trades().column('bars')),
  winStreak: (s) => winStreak(s.trades().pnl),
  lossStreak: (s) => lossStreak(s.trades().pnl),
  longShare: (s) => longShare(s.trades().direction()),
  averageMae: (s) => averageExcursion(s.trades().column('mae')),
  averageMfe: (s) => averageExcursion(s.trades().column('mfe')),

  benchmarkReturn: (s) => s.benchmark().totalReturn,
  excessReturn: (s) => s.totalReturn - s.benchmark().totalReturn,
  alpha: (s) => alphaOf(s.benchmark().moments(), s.periodsPerYear, s.annualRiskFree),
  beta: (s) => betaOf(s.benchmark().moments()),
  correlation: (s) => correlationOf(s.benchmark().moments()),
  informationRatio: (s) => informationRatio(s.benchmark().own(), s.benchmark().returns(), s.periodsPerYear),
  trackingError: (s) => trackingError(s.benchmark().own(), s.benchmark().returns(), s.periodsPerYear),
  upCapture: (s) => captureOf(s.benchmark().own(), s.benchmark().returns(), 1),
  downCapture: (s) => captureOf(s.benchmark().own(), s.benchmark().returns(), -1),
};
