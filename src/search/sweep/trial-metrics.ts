import { ArgumentError, show, suggestion } from '../../core/index.ts';
import { type MetricName, metricCatalog } from '../../metrics/index.ts';

/** What every trial is measured by. */
export type TimedMetric = 'totalReturn' | 'sharpe' | 'maxDrawdown' | 'trades' | 'wins';

/** What a trial can be measured by: the timed metrics, and any metric of a result. */
export type TrialMetric = TimedMetric | MetricName;

/** Which of two values of a metric is better. */
export type Direction = 'higher' | 'lower';

/**
 * The metrics of one trial: total return, Sharpe ratio, maximum drawdown, closed trades, winning trades, and those that were asked
 * for. As in a result, undefined is NaN and losses are negative.
 */
export type TrialMetrics = Readonly<Record<TimedMetric, number>> & Readonly<Partial<Record<MetricName, number>>>;

/** The timed metrics, in the order of columns. */
export const timedMetrics: readonly TimedMetric[] = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'wins'];

/** Which value of a metric is better; `neither` where that is a matter of taste. */
export function betterOf(name: TrialMetric): Direction | 'neither' {
  if (name === 'trades') return 'neither';
  if (name === 'wins') return 'higher';
  return metricCatalog.find((entry) => entry.name === name)?.better ?? 'neither';
}

/**
 * The name of a metric, if it is one.
 *
 * @throws ArgumentError with "did you mean".
 */
export function checkMetric(option: string, name: unknown): TrialMetric {
  if (timedMetrics.includes(name as TimedMetric) || metricCatalog.some((entry) => entry.name === name)) return name as TrialMetric;
  const known = [...timedMetrics, ...metricCatalog.map((entry) => entry.name)];
  const hint = suggestion(String(name), known) || ` Such as ${timedMetrics.join(', ')}, sortino, calmar.`;
  throw new ArgumentError(`Expected \`${option}\` to be the name of a metric, was \`${show(name)}\`.${hint}`);
}

/** All metrics that trials are measured by: the timed ones first, each once. */
export function columnsOf(asked: readonly TrialMetric[]): readonly TrialMetric[] {
  return [...new Set<TrialMetric>([...timedMetrics, ...asked])];
}
