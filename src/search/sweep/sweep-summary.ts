import { alignedText } from '../../core/index.ts';
import type { Bars } from '../../market/index.ts';
import { formatMetric } from '../../metrics/index.ts';
import { medianScore } from '../stability/scored-points.ts';
import type { SweepResult } from './sweep-result.ts';
import type { Trial } from './trial.ts';

const shown = 5;
const mostCells = 12;

/** A sweep in a few lines. */
export function sweepSummary<P extends object>(result: SweepResult<P>, strategy: string, data: readonly Bars[]): string {
  const { ok, failed, thin } = result.counts;
  const total = ok + failed + thin;
  const bars = data.reduce((sum, { length }) => sum + length, 0);
  const symbols = data.map(({ symbol }) => symbol).filter((symbol) => symbol !== '');
  const lines = [
    `Sweep of ${strategy}${symbols.length === 0 ? '' : ` on ${symbols.join(', ')}`}: ${count(total)} trials on ${count(bars)} bars${result.cells.length === 0 ? '' : `, each on ${count(result.cells.length)} parts of them`}${result.isComplete ? '' : ' (aborted)'}`,
    `${count(ok)} count, ${count(failed)} failed, ${count(thin)} with fewer trades than ${result.minTrades}; ranked by ${result.objectives.join(', ')}; seed ${result.seed}`,
    ...(result.executor.note === undefined ? [] : [`It ran in one thread: ${result.executor.note}`]),
  ];
  if (ok === 0) return lines.join('\n');
  lines.push('', ...rowsOf(result.top(shown)), '');
  const { deflatedSharpe, pbo } = result;
  lines.push(
    deflatedSharpe === undefined
      ? 'Deflated Sharpe ratio: not known from so few trials.'
      : `Deflated Sharpe ratio of the best: ${percent(deflatedSharpe.probability)} (${count(deflatedSharpe.tried)} trials${deflatedSharpe.before > 0 ? ` and ${count(deflatedSharpe.before)} before them on the same data` : ''}, as good as ${count(Math.round(deflatedSharpe.trials))} independent ones by a sample of ${count(deflatedSharpe.sampled)})`,
    pbo === undefined
      ? 'Probability of overfitting: not known from so few trials or bars.'
      : `Probability of overfitting: ${percent(pbo.probability)} (${pbo.blocks} blocks, ${count(pbo.trials)} of ${count(pbo.tried)} trials, by ${pbo.metric})`,
  );
  return [...lines, ...plateauLines(result), ...cellLines(result)].join('\n');
}

/** How the best did on each instrument or slice, against the median trial there. */
function cellLines<P extends object>(result: SweepResult<P>): readonly string[] {
  const { cells } = result.best;
  if (cells.length === 0) return [];
  const isAbove = cells.map(({ label, score }) => score > medianScore(Float64Array.from(result.trials.column(`score.${label}`))));
  const worst = cells.reduce((least, cell) => (cell.score < least.score ? cell : least));
  const scores = cells.slice(0, mostCells).map(({ label, score }) => `${label} ${Number(score.toPrecision(3))}`);
  return [
    `The best is above the median trial in ${count(isAbove.filter(Boolean).length)} of ${count(cells.length)} parts, the lowest is ${worst.label} (${Number(worst.score.toPrecision(3))}): ${scores.join(', ')}${cells.length > mostCells ? ', ...' : ''}`,
  ];
}

/** Whether the best is a plateau, in plain words. */
function plateauLines<P extends object>(result: SweepResult<P>): readonly string[] {
  const { plateau, best } = result;
  if (plateau === undefined || plateau.neighbours.length === 0) return ['Plateau: the best trial has no neighbours.'];
  const { robustness, keeping, neighbours, edges } = plateau;
  const kept = Math.round(keeping * neighbours.length);
  const kind = robustness >= 0.75 ? 'on a plateau' : robustness >= 0.4 ? 'on a slope' : 'a lone peak';
  const smooth = result.bestBy('plateau');
  return [
    `The best is ${kind}: ${count(kept)} of ${count(neighbours.length)} neighbours keep 80 % of its lead over the median trial; robustness ${robustness.toFixed(2)} (1 a plateau, 0 a lone peak)`,
    ...(edges.length > 0 ? [`It lies at the edge of ${edges.join(', ')}: what is beyond was not tried.`] : []),
    ...(smooth.trial === best.trial
      ? []
      : [`Best neighbourhood: ${paramsText(smooth.params)} (score ${Number(smooth.score.toPrecision(4))})`]),
  ];
}

function rowsOf<P extends object>(trials: readonly Trial<P>[]): readonly string[] {
  const cells = [
    ['Parameters', 'Return', 'Sharpe', 'Drawdown', 'Trades', 'Wins'],
    ...trials.map(({ params, metrics }) => [
      paramsText(params),
      formatMetric('totalReturn', metrics.totalReturn),
      formatMetric('sharpe', metrics.sharpe),
      formatMetric('maxDrawdown', metrics.maxDrawdown),
      count(metrics.trades),
      count(metrics.wins),
    ]),
  ];
  return alignedText(cells);
}

function paramsText(params: object): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(6)) : value}`)
    .join(', ');
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
