import { type Table, table } from '../../market/index.ts';
import type { SearchSpace } from '../spaces/index.ts';
import type { TrialLog, TrialStatus } from './trial-log.ts';
import type { TrialMetric, TrialMetrics } from './trial-metrics.ts';

/** One row of the table of trials: number, parameters (undefined where not active), metrics, score, status and reason. */
export type TrialRow<P extends object> = {
  readonly trial: number;
  /** Score by the first objective: higher is better, NaN where the trial does not count. */
  readonly score: number;
  readonly status: TrialStatus;
  readonly reason: string | undefined;
  /** On how many of the first bars it ran; NaN: on all. */
  readonly bars: number;
  /** A metric or the score on one cell, such as `sharpe.AAA.2`. */
  readonly [cell: `${TrialMetric | 'score'}.${string}`]: number;
} & TrialMetrics &
  P;

/**
 * The trials as a table. A parameter that is called as a column of its own kind is `params.<name>` in it.
 */
export function trialTable<P extends object>(log: TrialLog<P>, space: SearchSpace<P>): Table<TrialRow<P>> {
  const length = log.length;
  const each = <T>(value: (trial: number) => T): T[] => Array.from({ length }, (_, trial) => value(trial));
  const numbers = (value: (trial: number) => number): Float64Array => Float64Array.from({ length }, (_, trial) => value(trial));
  const fixed: readonly string[] = ['trial', ...log.metrics, 'score', 'status', 'reason', 'bars'];
  const columns: Record<string, () => ArrayLike<unknown>> = { trial: () => numbers((trial) => trial) };
  for (const name of space.names)
    columns[fixed.includes(name) ? `params.${name}` : name] = () => parameterColumn(log, name as keyof P & string);
  for (const metric of log.metrics) columns[metric] = () => log.column(metric);
  log.goals.forEach((_, goal) => {
    columns[goal === 0 ? 'score' : `score${goal + 1}`] = () => numbers((trial) => log.score(trial, goal));
  });
  columns.status = () => each((trial) => log.status(trial));
  columns.reason = () => each((trial) => log.reason(trial));
  log.cells?.list.forEach(({ label }, cell) => {
    for (const metric of log.metrics) columns[`${metric}.${label}`] = () => numbers((trial) => log.cellValue(trial, cell, metric));
    columns[`score.${label}`] = () => numbers((trial) => log.cellScore(trial, cell));
  });
  columns.bars = () => numbers((trial) => log.bars(trial) ?? Number.NaN);
  return table<TrialRow<P>>(length, columns as never);
}

/** Numbers, NaN where not active; the values themselves where they are choices. */
function parameterColumn<P extends object>(log: TrialLog<P>, name: keyof P & string): ArrayLike<unknown> {
  const { parts } = log;
  const isChoice = parts.length > 0 && parts[0].points.choices(name) !== undefined;
  if (!isChoice) {
    const column = new Float64Array(log.length);
    for (const { first, points } of parts) column.set(points.column(name), first);
    return column;
  }
  return parts.flatMap(({ points }) => {
    const choices = points.choices(name) ?? [];
    return Array.from(points.column(name), (code) => (Number.isNaN(code) ? undefined : choices[code]));
  });
}
