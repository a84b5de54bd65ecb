import type { MetricName, MetricsInput } from 'barwright/metrics';
import {
  linearRegression,
  linearRegressionLine,
  mean,
  rSquared,
  sampleCovariance,
  sampleKurtosis,
  sampleSkewness,
  sampleStandardDeviation,
  sampleVariance,
  sum,
} from 'simple-statistics';

/** Mean, or NaN of nothing. */
const average = (x: readonly number[]): number => (x.length === 0 ? Number.NaN : mean(x as number[]));
const deviation = (x: readonly number[]): number => {
  if (x.length < 2) return Number.NaN;
  const sd = sampleStandardDeviation(x as number[]);
  return sd < 1e-14 ? 0 : sd;
};
const ratio = (reward: number, risk: number): number => (risk === 0 && Math.abs(reward) < 1e-14 ? Number.NaN : reward / risk);

/** Type 7 by sorting. */
function sortedQuantile(x: readonly number[], p: number): number {
  if (x.length === 0) return Number.NaN;
  const sorted = [...x].sort((a, b) => a - b);
  const h = (x.length - 1) * p;
  const low = sorted[Math.floor(h + 1e-9)];
  return low + (h - Math.floor(h + 1e-9)) * (sorted[Math.min(Math.floor(h + 1e-9) + 1, x.length - 1)] - low);
}

/** The mean of the quantile function up to p, integrated piece by piece. */
function shortfall(x: readonly number[], p: number): number {
  const sorted = [...x].sort((a, b) => a - b);
  let left = p;
  let total = 0;
  for (const value of sorted) {
    const piece = Math.min(left, 1 / x.length);
    if (piece <= 1e-12) break;
    total += piece * value;
    left -= piece;
  }
  return x.length === 0 ? Number.NaN : total / p;
}

const run = (x: readonly number[], wanted: (value: number) => boolean): number =>
  Math.max(
    0,
    ...x
      .map((value) => (wanted(value) ? 'y' : 'n'))
      .join('')
      .split('n')
      .map((part) => part.length),
  );

/** Every metric again, by sorting, filtering and loops over all pairs, as a reader would write it down. */
export function secondImplementation(input: MetricsInput): Record<MetricName, number> {
  const from = input.from ?? 0;
  const ppy = input.periodsPerYear;
  const annual = input.riskFree ?? 0;
  const rf = (1 + annual) ** (1 / ppy) - 1;
  const capital = from === 0 ? input.startingCash : input.equity[from - 1];
  const equity = [...input.equity].slice(from);
  const time = [...input.time].slice(from);
  const n = equity.length;
  const returns = equity.map((value, i) => value / (i === 0 ? capital : equity[i - 1]) - 1);
  const elapsed = time[n - 1] + input.intervalMs - time[0];
  const years = elapsed / (365.25 * 86_400_000);
  const final = equity[n - 1];
  const total = final / capital - 1;
  const cagr = (1 + total) ** (1 / years) - 1;

  const peaks = equity.map((_, i) => Math.max(capital, ...equity.slice(0, i + 1)));
  const depths = equity.map((value, i) => value / peaks[i] - 1);
  const episodes: { start: number; end: number; depth: number }[] = [];
  for (let i = 0; i < n; i++) {
    if (!(depths[i] < 0) || (i > 0 && depths[i - 1] < 0)) continue;
    let end = i;
    while (end < n && depths[end] < 0) end++;
    episodes.push({ start: i - 1, end: Math.min(end, n - 1), depth: Math.min(...depths.slice(i, end)) });
  }
  const maxDrawdown = Math.min(0, ...depths);
  const ulcer = Math.sqrt(average(depths.map((d) => d * d)));

  const byMonth = new Map<string, number>();
  equity.forEach((value, i) => void byMonth.set(new Date(time[i]).toISOString().slice(0, 7), value));
  const monthEnds = [...byMonth.values()];
  const months = monthEnds.map((value, k) => value / (k === 0 ? capital : monthEnds[k - 1]) - 1);

  const rows = [...(input.trades ?? [])].filter((row) => row.entryIndex >= from);
  const closed = rows.filter((row) => row.status === 'closed');
  const open = rows.filter((row) => row.status === 'open');
  const pnl = closed.map((row) => row.pnl);
  const wins = pnl.filter((value) => value > 0);
  const losses = pnl.filter((value) => value < 0);
  const payoff =
    losses.length + wins.length === 0 ? Number.NaN : wins.length === 0 ? 0 : average(wins) / (losses.length === 0 ? 0 : -average(losses));
  const p = wins.length / (wins.length + losses.length);
  const tradeReturns = closed.map((row) => row.returns);
  const holding = closed.map((row) => row.exitTime - row.entryTime);
  const bars = closed.map((row) => row.bars);
  const fills = [...(input.fills ?? [])].filter((fill) => fill.index >= from);

  const benchmark = input.benchmark as Float64Array | undefined;
  const market = benchmark === undefined ? [] : [...benchmark].slice(from);
  const marketStart = from === 0 ? input.startingCash : (benchmark?.[from - 1] ?? Number.NaN);
  const theirs = market.map((value, i) => value / (i === 0 ? marketStart : market[i - 1]) - 1);
  const ours = input.benchmark === undefined ? [] : returns;
  const active = theirs.map((value, i) => returns[i] - value);
  const moves = (x: readonly number[]): boolean => deviation(x) > 0;
  const beta = moves(theirs) ? sampleCovariance(ours, theirs) / sampleVariance(theirs) : Number.NaN;
  const capture = (sign: number): number => {
    const chosen = theirs.map((_, i) => i).filter((i) => theirs[i] * sign > 0);
    return chosen.length === 0 ? Number.NaN : sum(chosen.map((i) => returns[i])) / sum(chosen.map((i) => theirs[i]));
  };

  const logs = [capital, ...equity].map(Math.log);
  const line = logs.map((value, i): [number, number] => [i, value]);
  const shortfalls = returns.map((r) => Math.min(r - rf, 0));
  const downside = Math.sqrt(average(shortfalls.map((d) => d * d)));
  const above = returns.map((r) => r - rf).filter((d) => d > 1e-14);
  const below = returns.map((r) => rf - r).filter((d) => d > 1e-14);
  const exposure = [...(input.exposure as Float64Array)].slice(from);

  return {
    totalReturn: total,
    netProfit: final - capital,
    finalEquity: final,
    peakEquity: Math.max(capital, ...equity),
    cagr,
    annualReturn: average(returns) * ppy,
    bestPeriod: Math.max(...returns),
    worstPeriod: Math.min(...returns),
    positivePeriods: returns.filter((r) => r > 0).length / n,
    bestMonth: Math.max(...months),
    worstMonth: Math.min(...months),
    positiveMonths: months.filter((r) => r > 0).length / months.length,
    volatility: deviation(returns) * Math.sqrt(ppy),
    downsideDeviation: downside * Math.sqrt(ppy),
    valueAtRisk: sortedQuantile(returns, 0.05),
    conditionalValueAtRisk: shortfall(returns, 0.05),
    skewness: n < 3 || !moves(returns) ? Number.NaN : sampleSkewness(returns),
    kurtosis: n < 4 || !moves(returns) ? Number.NaN : sampleKurtosis(returns),
    tailRatio: Math.abs(sortedQuantile(returns, 0.95)) / Math.abs(sortedQuantile(returns, 0.05)),
    sharpe: ratio(average(returns) - rf, deviation(returns)) * Math.sqrt(ppy),
    sortino: ratio(average(returns) - rf, downside < 1e-14 ? 0 : downside) * Math.sqrt(ppy),
    calmar: ratio(cagr, -maxDrawdown),
    omega: sum(above) / sum(below),
    gainToPain: ratio(sum(months), sum(months.map((r) => Math.max(-r, 0)))),
    ulcerPerformance: ratio(cagr - annual, ulcer),
    recoveryFactor: ratio(total, -maxDrawdown),
    stability: moves(logs) ? rSquared(line, linearRegressionLine(linearRegression(line))) : Number.NaN,
    maxDrawdown,
    averageDrawdown: episodes.length === 0 ? 0 : average(episodes.map((one) => one.depth)),
    currentDrawdown: depths[n - 1],
    maxDrawdownDuration: Math.max(
      0,
      ...episodes.map((one) => time[one.end] + input.intervalMs - (one.start < 0 ? time[0] : time[one.start] + input.intervalMs)),
    ),
    maxDrawdownBars: Math.max(0, ...episodes.map((one) => one.end - one.start)),
    drawdownCount: episodes.length,
    timeUnderWater: depths.filter((d) => d < 0).length / n,
    ulcerIndex: ulcer,
    painIndex: average(depths.map((d) => -d)),
    exposure: exposure.filter((value) => value !== 0).length / n,
    averageExposure: average(exposure.map(Math.abs)),
    maxExposure: Math.max(...exposure.map(Math.abs)),
    turnover: sum(fills.map((fill) => fill.price * fill.quantity)) / average(equity) / years,
    feesPaid: sum(fills.map((fill) => fill.fee)),
    slippagePaid: sum(fills.map((fill) => fill.slippage)),
    tradeCount: closed.length,
    openTrades: open.length,
    openPnl: sum(open.map((row) => row.pnl)),
    positionCount: [...(input.positions ?? [])].filter((row) => row.status === 'closed' && row.entryIndex >= from).length,
    tradesPerYear: closed.length / years,
    winRate: wins.length / closed.length,
    profitFactor: sum(wins) / -sum(losses),
    payoffRatio: payoff,
    expectancy: average(pnl),
    expectancyRatio: losses.length === 0 ? (wins.length === 0 ? Number.NaN : Number.POSITIVE_INFINITY) : average(pnl) / -average(losses),
    sqn: closed.length < 2 ? Number.NaN : Math.sqrt(closed.length) * ratio(average(pnl), deviation(pnl)),
    kelly: p - (1 - p) / payoff,
    averageWin: average(wins),
    averageLoss: average(losses),
    averageTrade: average(tradeReturns),
    bestTrade: closed.length === 0 ? Number.NaN : Math.max(...tradeReturns),
    worstTrade: closed.length === 0 ? Number.NaN : Math.min(...tradeReturns),
    averageHolding: average(holding),
    maxHolding: closed.length === 0 ? Number.NaN : Math.max(...holding),
    averageHoldingBars: average(bars),
    maxHoldingBars: closed.length === 0 ? Number.NaN : Math.max(...bars),
    winStreak: run(pnl, (value) => value > 0),
    lossStreak: run(pnl, (value) => value < 0),
    longShare: closed.filter((row) => row.direction === 'long').length / closed.length,
    averageMae: average(closed.map((row) => row.mae)),
    averageMfe: average(closed.map((row) => row.mfe)),
    benchmarkReturn: market.length === 0 ? Number.NaN : market[n - 1] / marketStart - 1,
    excessReturn: market.length === 0 ? Number.NaN : total - (market[n - 1] / marketStart - 1),
    alpha: (average(ours) - rf - beta * (average(theirs) - rf)) * ppy,
    beta,
    correlation: moves(ours) && moves(theirs) ? sampleCovariance(ours, theirs) / deviation(ours) / deviation(theirs) : Number.NaN,
    informationRatio: ratio(average(active), deviation(active)) * Math.sqrt(ppy),
    trackingError: deviation(active) * Math.sqrt(ppy),
    upCapture: capture(1),
    downCapture: capture(-1),
  };
}
