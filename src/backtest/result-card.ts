import { summaryCard, type Tile } from '../charts/index.ts';
import { formatTime } from '../core/index.ts';
import { formatMetric, type MetricName, metricEntry } from '../metrics/index.ts';
import type { BacktestResult } from './result.ts';

const tiles: readonly MetricName[] = ['totalReturn', 'cagr', 'sharpe', 'maxDrawdown', 'tradeCount', 'winRate'];

/** A result as a small HTML card for the output of a notebook cell: headline figures and the curve of equity. */
export function resultCard(result: BacktestResult): string {
  const { strategy, symbols, metrics, time, equity, benchmark, warnings, assumptions } = result;
  const optimistic = assumptions.filter(({ kind }) => kind === 'optimistic').map(({ name, value }) => `${name.toLowerCase()} ${value}`);
  const tone = metrics.totalReturn < 0 ? 'loss' : 'gain';
  return summaryCard({
    title: [strategy.name, symbols.filter(Boolean).join(', ')].filter(Boolean).join(' on '),
    lead:
      time.length === 0
        ? 'no bars'
        : `${formatTime(time[0])} to ${formatTime(time[time.length - 1])}, ${time.length.toLocaleString('en-US')} bars`,
    tiles: tiles.map(
      (name): Tile => ({
        label: metricEntry(name).label,
        value: formatMetric(name, metrics[name]),
        ...(name === 'totalReturn' ? { tone } : {}),
      }),
    ),
    series: { label: 'Equity', values: equity, ...(benchmark === undefined ? {} : { against: benchmark.equity }) },
    notes: [...(optimistic.length === 0 ? [] : [`Optimistic: ${optimistic.join(', ')}.`]), ...warnings.slice(0, 5)],
  });
}
