import { formatTime } from '../core/index.ts';
import { formatMetric, type MetricName, metricCatalog } from '../metrics/index.ts';
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

/** The summary of one result as text. */
export function summaryText(result: BacktestResult): string {
  const { strategy, symbols, bars, time, metrics, equity, startingCash } = result;
  const parameters = Object.entries(strategy.parameters).map(([name, value]) => `${name} ${value}`);
  const title = [strategy.name, parameters.length === 0 ? '' : `(${parameters.join(', ')})`].filter(Boolean).join(' ');
  const axis =
    time.length === 0
      ? 'no bars'
      : `${formatTime(time[0])} to ${formatTime(time[time.length - 1])}, ${time.length.toLocaleString('en-US')} bars of ${bars[0].interval}`;
  const labels = new Map(metricCatalog.map((entry) => [entry.name, entry.label]));
  const cell = (name: MetricName | undefined): readonly [string, string] =>
    name === undefined ? ['', ''] : [labels.get(name) ?? name, formatMetric(name, metrics[name])];
  const known = (names: readonly MetricName[]): readonly MetricName[] => names.filter((name) => labels.has(name));
  const [first, second] = [known(left), known(right)];
  const rows = Array.from({ length: Math.max(first.length, second.length) }, (_, i) => [...cell(first[i]), ...cell(second[i])]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const money = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  const lines = [
    `${title}${symbols.some(Boolean) ? ` on ${symbols.join(', ')}` : ''}`,
    axis,
    `${money(startingCash)} -> ${money(equity.length === 0 ? startingCash : equity[equity.length - 1])}`,
    '',
    ...rows.map((row) =>
      `${row[0].padEnd(widths[0])}  ${row[1].padStart(widths[1])}    ${row[2].padEnd(widths[2])}  ${row[3].padStart(widths[3])}`.trimEnd(),
    ),
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
