import { ArgumentError, checkKeys, checkOneOf, show } from '../../core/index.ts';
import { betterOf, checkMetric, type Direction, type TrialMetric, type TrialMetrics } from './trial-metrics.ts';

/** A metric and which values of it are better. */
export interface MetricObjective {
  readonly metric: TrialMetric;
  /** @default as the metric is meant */
  readonly direction?: Direction;
}

/** What trials are ranked by: a metric, a function of the metrics (higher is better), or several of them for a Pareto front. */
export type SweepObjective =
  | TrialMetric
  | MetricObjective
  | ((metrics: TrialMetrics) => number)
  | readonly (TrialMetric | MetricObjective | ((metrics: TrialMetrics) => number))[];

/** One objective, ready to score. */
export interface Goal {
  readonly name: string;
  readonly direction: Direction;
  /** The metric that it reads; undefined for a function. */
  readonly metric: TrialMetric | undefined;
  /** Higher is better; NaN where the metrics say nothing. */
  readonly score: (metrics: TrialMetrics) => number;
}

/**
 * The objectives, checked.
 *
 * @throws ArgumentError where one is no metric, or a metric has no better side and none is given.
 */
export function goalsOf(objective: SweepObjective): readonly Goal[] {
  if (!Array.isArray(objective)) return [goalOf('objective', objective as Exclude<SweepObjective, readonly unknown[]>)];
  if (objective.length === 0) throw new ArgumentError('Expected `objective` to name at least one metric, was an empty list.');
  return objective.map((one, k) => goalOf(`objective[${k}]`, one));
}

function goalOf(option: string, objective: TrialMetric | MetricObjective | ((metrics: TrialMetrics) => number)): Goal {
  if (typeof objective === 'function') {
    return {
      name: objective.name || 'objective',
      direction: 'higher',
      metric: undefined,
      score: (metrics) => answerOf(objective, metrics),
    };
  }
  const { metric, direction } =
    typeof objective === 'object' && objective !== null ? objective : { metric: objective, direction: undefined };
  if (typeof objective === 'object' && objective !== null) checkKeys(option, objective, ['metric', 'direction']);
  const name = checkMetric(typeof objective === 'object' ? `${option}.metric` : option, metric);
  const better = direction === undefined ? betterOf(name) : checkOneOf(`${option}.direction`, direction, ['higher', 'lower']);
  if (better === 'neither') {
    throw new ArgumentError(
      `\`${name}\` is neither better when higher nor when lower: give \`${option}: { metric: '${name}', direction: 'higher' }\` or 'lower'.`,
    );
  }
  const sign = better === 'higher' ? 1 : -1;
  return { name, direction: better, metric: name, score: (metrics) => sign * (metrics[name] as number) };
}

function answerOf(objective: (metrics: TrialMetrics) => number, metrics: TrialMetrics): number {
  const score: unknown = objective(new Proxy(metrics, measured));
  if (typeof score === 'number') return score;
  throw new ArgumentError(`Expected \`objective\` to answer a number, was \`${show(score)}\`.`);
}

/** Reading a metric that trials are not measured by is an error, not NaN. */
const measured: ProxyHandler<TrialMetrics> = {
  get(metrics, name, receiver) {
    if (typeof name === 'symbol' || name in metrics) return Reflect.get(metrics, name, receiver);
    checkMetric('objective', name);
    throw new ArgumentError(`The objective reads \`${name}\`, which trials are not measured by: give \`metrics: ['${name}']\`.`);
  },
};
