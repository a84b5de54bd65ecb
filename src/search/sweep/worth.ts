import { ArgumentError } from '../../core/index.ts';
import { formatMetric, type MetricName, metricEntry } from '../../metrics/index.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { TrialLog } from './trial-log.ts';
import { betterOf, checkMetric, type TrialMetric } from './trial-metrics.ts';

/** What a picture shows of each trial: a metric or the first objective. */
export interface Worth {
  readonly label: string;
  readonly isLower: boolean;
  of(trial: number): number;
  print(value: number): string;
}

/**
 * A metric of the trials, or what they score by the first objective.
 *
 * @throws ArgumentError where there is no such metric, or trials are not measured by it.
 */
export function worthOf<P extends object>(log: TrialLog<P>, asked: CompleteSweep<P>, asking: TrialMetric | undefined): Worth {
  const goal = asked.goals[0];
  const metric = asking === undefined ? goal.metric : checkMetric('metric', asking);
  if (metric !== undefined && !log.metrics.includes(metric)) {
    throw new ArgumentError(`The trials were not measured by \`${metric}\`: give \`metrics: ['${metric}']\` to the sweep.`);
  }
  return {
    label: metric === undefined ? goal.name : labelOf(metric),
    isLower: metric !== undefined && (metric === goal.metric ? goal.direction === 'lower' : betterOf(metric) === 'lower'),
    of: (trial) => (metric === undefined ? log.score(trial) : log.value(trial, metric)),
    print: (value) =>
      metric === undefined || metric === 'trades' || metric === 'wins'
        ? String(Number(value.toPrecision(3)))
        : formatMetric(metric as MetricName, value),
  };
}

/** A metric as a person would call it. */
function labelOf(metric: TrialMetric): string {
  if (metric === 'wins') return 'Wins';
  return metric === 'trades' ? 'Trades' : metricEntry(metric).label;
}
