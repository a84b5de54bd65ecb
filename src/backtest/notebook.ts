import { summaryCard, type Tile } from '../charts/index.ts';
import { formatMetric, type MetricName, metricCatalog } from '../metrics/index.ts';
import { luckNote } from './luck.ts';
import type { BacktestResult } from './result.ts';
import { axisText, titleText } from './summary.ts';

const headline: readonly MetricName[] = ['totalReturn', 'cagr', 'sharpe', 'maxDrawdown', 'tradeCount', 'winRate', 'profitFactor'];

/** A result as a notebook cell shows it: headline figures and the equity curve, well under 40 kB. */
export function notebookCard(result: BacktestResult): string {
  const { metrics, benchmark, equity, warnings, luck } = result;
  const tiles = headline.map((name): Tile => {
    const entry = metricCatalog.find((metric) => metric.name === name);
    const tone =
      entry?.format === 'percent' && name !== 'winRate' ? { tone: metrics[name] < 0 ? ('loss' as const) : ('gain' as const) } : {};
    const note = name === 'sharpe' ? { note: luckNote(luck) } : {};
    return { label: entry?.label ?? name, value: formatMetric(name, metrics[name]), ...tone, ...note };
  });
  return summaryCard({
    title: titleText(result),
    lead: axisText(result),
    tiles,
    series: { label: 'Equity', values: equity, ...(benchmark === undefined ? {} : { against: benchmark.equity }) },
    notes: warnings,
  });
}
