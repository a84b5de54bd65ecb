import { formatTime } from '../core/index.ts';
import { formatMetric, type MetricName, metricCatalog } from '../metrics/index.ts';
import { luckText } from './luck.ts';
import type { BacktestResult } from './result.ts';

const left: readonly MetricName[] = [
  'totalReturn',
  'cagr',
  'volatility',
  'sharpe',
  'sortino',
  'calmar',
  'maxDrawdown',
  'maxDrawdownDuration',
  'exposure',
  'feesPaid',
];
const right: readonly MetricName[] = [
  'tradeCount',
  'winRate',
  'profitFactor',
  'expectancy',
  'averageTrade',
  'bestTrade',
  'worstTrade',
  'averageHolding',
  'benchmarkReturn',
  'beta',
];

/** Strategy, parameters and symbols of a result on one line. */
export function titleText({ strategy, symbols }: BacktestResult): string {
  const parameters = Object.entries(strategy.parameters).map(([name, value]) => `${name} ${value}`);
  const of = parameters.length === 0 ? '' : ` (${parameters.join(', ')})`;
  const named = symbols.filter((symbol) => symbol !== '');
  return `${strategy.name}${of}${named.length === 0 ? '' : ` on ${named.join(', ')}`}`;
}

/** First and last time, number and interval of the bars of a result on one line. */
export function axisText({ time, bars }: BacktestResult): string {
  return `${formatTime(time[0])} to ${formatTime(time[time.length - 1])}, ${time.length.toLocaleString('en-US')} bars of ${bars[0].interval}`;
}

/** The summary of one result as text. */
export function summaryText(result: BacktestResult): string {
  const { metrics, equity, startingCash } = result;
  const labels = new Map(metricCatalog.map((entry) => [entry.name, entry.label]));
  const cell = (name: MetricName): readonly [string, string] => [labels.get(name) ?? name, formatMetric(name, metrics[name])];
  const rows = left.map((name, i) => [...cell(name), ...cell(right[i])]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const money = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  const lines = [
    titleText(result),
    axisText(result),
    `${money(startingCash)} -> ${money(equity[equity.length - 1])}`,
    '',
    ...rows.map((row) =>
      `${row[0].padEnd(widths[0])}  ${row[1].padStart(widths[1])}    ${row[2].padEnd(widths[2])}  ${row[3].padStart(widths[3])}`.trimEnd(),
    ),
    '',
    `Luck: ${luckText(result.luck)}`,
    '',
    ...assumptionLines(result),
  ];
  if (result.warnings.length > 0) lines.push('', ...result.warnings.map((warning) => `! ${warning}`));
  return lines.join('\n');
}

function assumptionLines(result: BacktestResult): readonly string[] {
  const { assumptions } = result;
  const text = (kind: string): string =>
    assumptions
      .filter((a) => a.kind === kind)
      .map((a) => `${a.name.toLowerCase()} ${a.value}`)
      .join('; ');
  return (['conservative', 'neutral', 'optimistic'] as const)
    .filter((kind) => text(kind) !== '')
    .map((kind) => `${`Assumed, ${kind}:`.padEnd(23)} ${text(kind)}`);
}
