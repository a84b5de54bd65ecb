import { ArgumentError, alignedText, checkNumber, checkOneOf, show } from '../core/index.ts';
import type { EquityFan } from './equity-fan.ts';
import { freeOfCosts } from './free-of-costs.ts';
import { monteCarloPage } from './monte-carlo-page.ts';
import type { WorldFit } from './monte-carlo-world.ts';
import { type Distribution, metricNames, percent, quantileOf, type RunMetric, runMetrics } from './run-figures.ts';

/** A metric of the real run among those of the worlds. */
export interface MetricStanding {
  /** Of the run on the data; null where it is undefined, as a Sharpe ratio of returns that do not vary. */
  readonly real: number | null;
  /** Over the worlds; null where it is defined in none. */
  readonly worlds: Distribution | null;
  /** Share of the worlds below the real run, ties by half, from 0 to 1; null where one of the two is. */
  readonly percentile: number | null;
}

/** A fact of the data among those of the worlds. */
export interface FactStanding {
  readonly name: string;
  readonly real: number;
  readonly worlds: Distribution;
}

/** What {@link monteCarlo} found. */
export interface MonteCarloReport {
  /** Kind of the worlds. */
  readonly world: string;
  /** What the worlds share with the data, in a sentence. */
  readonly meaning: string;
  readonly strategy: string;
  readonly worlds: number;
  readonly seed: number;
  readonly metrics: Readonly<Record<RunMetric, MetricStanding>>;
  /** One value a world in the order drawn; NaN where a metric is undefined or the strategy threw. */
  readonly values: Readonly<Record<RunMetric, Float64Array>>;
  /** Share of the worlds that end below the start. */
  readonly lossProbability: number;
  readonly fan: EquityFan;
  /** How the model fits; null for worlds that are not fitted. */
  readonly fit: WorldFit | null;
  /** Mean length of blocks, in bars; null for other worlds. */
  readonly blockLength: number | null;
  /** Facts of the first market in the data and in the worlds. */
  readonly facts: readonly FactStanding[];
  /** Where the strategy threw: how often, and the first message. */
  readonly failures: { readonly count: number; readonly first: string | null };
  /** Reasons to doubt the worlds or the run. */
  readonly warnings: readonly string[];
  /** Whether the real run pays neither fees nor slippage nor spread. */
  readonly isFree: boolean;
  /**
   * Share of the worlds whose deepest drawdown is at least as deep.
   *
   * @param beyond a share of the peak, from 0 to 1: 0.3 for 30 %.
   */
  drawdownProbability(beyond: number): number;
  /**
   * A quantile of a metric over the worlds; null where it is defined in none.
   *
   * @param share from 0 to 1.
   */
  quantile(metric: RunMetric, share: number): number | null;
  /** Where the real run stands, in words. */
  verdict(): string;
  /** An aligned text table with the verdict and the warnings. */
  summary(): string;
  /** Everything but the columns. */
  toJSON(): Omit<MonteCarloReport, 'values' | 'fan' | 'drawdownProbability' | 'quantile' | 'verdict' | 'summary' | 'toJSON' | 'report'>;
  /**
   * Writes a page that opens offline: the verdict, a fan of equity, histograms, drawdowns and the fit. The file appears whole or not at all.
   *
   * @throws SourceError where it cannot be written.
   */
  report(path: string): Promise<void>;
}

/** What a report is made of. */
export type MonteCarloFacts = Omit<
  MonteCarloReport,
  'lossProbability' | 'drawdownProbability' | 'quantile' | 'verdict' | 'summary' | 'toJSON' | 'report'
> & {
  /** Quantile residuals of the fit. */
  readonly residuals: Float64Array | null;
};

/** The report of worlds, in at least one of which the strategy ran to the end. */
export function monteCarloReport({ residuals, ...facts }: MonteCarloFacts): MonteCarloReport {
  const { values, fan: _, ...rest } = facts;
  const ran = (metric: RunMetric): Float64Array => values[metric].filter((value) => !Number.isNaN(value));
  const share = (column: Float64Array, is: (value: number) => boolean): number => column.filter(is).length / column.length;
  const lossProbability = share(ran('totalReturn'), (value) => value < 0);
  const report: MonteCarloReport = {
    ...facts,
    lossProbability,
    drawdownProbability: (beyond) => {
      const depth = checkNumber('beyond', beyond, { min: 0, max: 1 });
      return share(ran('maxDrawdown'), (value) => value <= -depth);
    },
    quantile: (metric, at) => {
      const column = ran(checkOneOf('metric', metric, runMetrics)).sort();
      const place = checkNumber('share', at, { min: 0, max: 1 });
      return column.length === 0 ? null : quantileOf(column, place);
    },
    verdict: () => verdictOf(report),
    summary: () => summaryOf(report),
    toJSON: () => ({ ...rest, lossProbability }),
    report: async (path) => {
      if (typeof path !== 'string' || path === '') throw new ArgumentError(`Expected \`path\` to be a file, was \`${show(path)}\`.`);
      const { atomicWrite } = await import('../data/index.ts');
      await atomicWrite(path, await monteCarloPage(report, residuals));
    },
  };
  return report;
}

function verdictOf({ metrics, worlds, lossProbability, world }: MonteCarloReport): string {
  const { real, percentile } = metrics.totalReturn;
  const standing = percentile as number;
  const { print } = metricNames.totalReturn;
  const place = `The real return of ${print(real as number)} is above that of ${percent(standing)} of ${worlds} worlds (${world}).`;
  const loss = `${percent(lossProbability)} of them lose money.`;
  const reading =
    standing >= 0.95
      ? 'So much is rare there: the real prices held something that these worlds lack and the strategy used, or it was lucky.'
      : standing <= 0.05
        ? 'So little is rare there: the real prices went against the strategy as these worlds seldom do.'
        : 'That is usual there: what these worlds share with the data is enough to explain it.';
  return `${place} ${reading} ${loss}`;
}

function summaryOf(report: MonteCarloReport): string {
  const { metrics, meaning, world, worlds, warnings, isFree, fit, failures } = report;
  const table = [
    ['', 'Real', 'Above', '5%', '25%', 'Median', '75%', '95%'],
    ...runMetrics.map((name) => {
      const { label, print } = metricNames[name];
      const { real, percentile, worlds: over } = metrics[name];
      const cells = over === null ? ['n/a', 'n/a', 'n/a', 'n/a', 'n/a'] : [over.p5, over.p25, over.p50, over.p75, over.p95].map(print);
      return [label, real === null ? 'n/a' : print(real), percentile === null ? 'n/a' : percent(percentile), ...cells];
    }),
  ];
  const depths = [0.1, 0.2, 0.3, 0.5].map((depth) => `${percent(depth)}: ${percent(report.drawdownProbability(depth))}`);
  return [
    ...(isFree ? [freeOfCosts, ''] : []),
    `${worlds} worlds, ${world}: ${meaning}.`,
    '',
    ...alignedText(table),
    '',
    report.verdict(),
    `Drawdowns at least so deep: ${depths.join(', ')}.`,
    ...(fit === null ? [] : [`Fit: ${parametersOf(fit)}; log-likelihood ${fit.logLikelihood.toFixed(2)}, BIC ${fit.bic.toFixed(2)}.`]),
    ...(failures.count === 0 ? [] : [`The strategy threw in ${failures.count} worlds, which do not count: ${failures.first}`]),
    ...warnings.map((warning) => `Note: ${warning}`),
  ].join('\n');
}

/** The parameters of a fit in a line. */
export function parametersOf({ parameters }: WorldFit): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(', ');
}
