import { ArgumentError, alignedText, show } from '../core/index.ts';
import { formatMetric, type MetricJson, type MetricName, metricCatalog } from '../metrics/index.ts';
import { type Luck, type LuckJson, luckJson } from './luck.ts';
import { BacktestResult } from './result.ts';
import { titleText } from './summary.ts';

const headline: readonly MetricName[] = [
  'totalReturn',
  'cagr',
  'volatility',
  'sharpe',
  'sortino',
  'calmar',
  'maxDrawdown',
  'exposure',
  'tradeCount',
  'winRate',
  'profitFactor',
  'expectancy',
  'feesPaid',
];

/** Results side by side. */
export interface Comparison {
  readonly names: readonly string[];
  readonly metrics: readonly MetricName[];
  /** The value of a metric in each result. */
  values(metric: MetricName): readonly number[];
  /** How likely each result is luck. */
  readonly luck: readonly Luck[];
  /** Assumptions that are not the same in all, by name. */
  readonly differences: Readonly<Record<string, readonly (string | undefined)[]>>;
  /** An aligned text table. */
  toString(): string;
  toJSON(): {
    readonly names: readonly string[];
    readonly metrics: Readonly<Record<string, readonly MetricJson[]>>;
    readonly luck: readonly LuckJson[];
    readonly differences: Comparison['differences'];
  };
}

/**
 * Results side by side: the same metrics of each, and the assumptions in which they differ.
 *
 * @param results by the names they are to carry, or a list (named by strategy and parameters).
 * @param metrics which metrics. `@default` the headline ones
 * @throws ArgumentError where there are none, or one is no result.
 * @example
 * ```ts
 * import { backtest, compareResults, defineStrategy, syntheticBars } from 'barwright';
 * const Hold = defineStrategy({ signals: (bars) => ({ entries: new Uint8Array(bars.length).fill(1, 0, 1) }) });
 * const bars = syntheticBars({ seed: 1, length: 1_000 });
 * console.log(String(compareResults({ free: backtest(new Hold(), bars), paid: backtest(new Hold(), bars, { fees: 0.001 }) })));
 * ```
 */
export function compareResults(
  results: readonly BacktestResult[] | Readonly<Record<string, BacktestResult>>,
  metrics: readonly MetricName[] = headline,
): Comparison {
  const list = Array.isArray(results) ? (results as readonly BacktestResult[]) : Object.values(results);
  if (list.length === 0) throw new ArgumentError('Expected `results` to hold at least one result, found none.');
  for (const result of list) {
    if (!(result instanceof BacktestResult))
      throw new ArgumentError(`Expected \`results\` to hold results of backtests, found \`${show(result)}\`.`);
  }
  const names = Array.isArray(results) ? list.map(titleText) : Object.keys(results);
  const labels = new Map(metricCatalog.map((entry) => [entry.name, entry.label]));
  for (const metric of metrics) formatMetric(metric, 0);
  const values = (metric: MetricName): readonly number[] => list.map((result) => result.metrics[metric]);
  const differences = differencesOf(list);
  const luck = list.map((result) => result.luck);
  const table = (): string => {
    const rows = [
      ['', ...names],
      ...metrics.map((metric) => [labels.get(metric) ?? metric, ...values(metric).map((value) => formatMetric(metric, value))]),
      ...luckRows(luck),
      ...Object.entries(differences).map(([name, texts]) => [name, ...texts.map((text) => text ?? '-')]),
    ];
    return alignedText(rows).join('\n');
  };
  return {
    names,
    metrics,
    values,
    luck,
    differences,
    toString: table,
    toJSON: () => {
      const all = list.map((result) => result.metrics.toJSON());
      const values = Object.fromEntries(metrics.map((metric) => [metric, all.map((json) => json[metric])]));
      return { names, metrics: values, luck: luck.map(luckJson), differences };
    },
  };
}

/**
 * What stands under the metrics of results, so that no Sharpe ratio stands without it: a name and a text for each.
 *
 * @internal
 */
export function luckRows(luck: readonly Luck[]): readonly (readonly string[])[] {
  const share = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? 'n/a' : `${(100 * value).toFixed(1)}%`;
  const tried = ({ search }: Luck): string =>
    search === undefined ? 'not known' : (search.trials + search.before).toLocaleString('en-US');
  return [
    ['True Sharpe above 0', ...luck.map(({ probabilisticSharpe }) => share(probabilisticSharpe))],
    ['Trials', ...luck.map(tried)],
    ['Deflated Sharpe', ...luck.map(({ search }) => share(search?.deflatedSharpe))],
    ['Overfitting', ...luck.map(({ search }) => share(search?.pbo))],
  ];
}

function differencesOf(results: readonly BacktestResult[]): Comparison['differences'] {
  const names = new Set(results.flatMap((result) => result.assumptions.map((assumption) => assumption.name)));
  const rows = [...names].map(
    (name) => [name, results.map((result) => result.assumptions.find((assumption) => assumption.name === name)?.value)] as const,
  );
  return Object.fromEntries(rows.filter(([, values]) => new Set(values).size > 1));
}
