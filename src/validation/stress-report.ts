import { alignedText } from '../core/index.ts';
import { formatMetric } from '../metrics/index.ts';

/** Figures of a run. */
export interface StressFigures {
  /** Equity at the last bar, quote units. */
  readonly finalEquity: number;
  readonly totalReturn: number;
  /** Annual Sharpe ratio; null where returns do not vary, as without trades. */
  readonly sharpe: number | null;
  /** Deepest fall from a peak, a share of it, from -1 to 0. */
  readonly maxDrawdown: number;
  /** Closed trades. */
  readonly trades: number;
}

/** One scenario. */
export interface StressRow {
  readonly name: string;
  /** Runs with draws of their own; 1 where nothing is drawn. */
  readonly runs: number;
  /** Of the run with the lower median of the total returns; null where the strategy threw in a run. */
  readonly figures: StressFigures | null;
  /** The figures less those of the base run; null where one of the two is. */
  readonly change: { readonly [name in keyof StressFigures]: number | null } | null;
  /** Lowest total return of the runs; null where the strategy threw. */
  readonly lowest: number | null;
  /** Share of the base run's Sharpe ratio that is lost, from 0 to 1; null where that is not above 0. */
  readonly loss: number | null;
  /** Whether a profit turned into none, or the strategy threw. */
  readonly turned: boolean;
  /** What the strategy threw. */
  readonly failure: string | null;
}

/** A scenario that was not run. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** What {@link stress} found. */
export interface StressReport {
  readonly base: StressFigures;
  readonly rows: readonly StressRow[];
  /**
   * Mean over the scenarios of the share of the base run's Sharpe ratio S that is lost: mean of min(1, max(0, 1 - S_k / S)). 0: nothing
   * takes from the edge; 1: every scenario takes all of it. A scenario without a Sharpe ratio, or in which the strategy throws, counts
   * as 1. Null where S is not above 0: there is nothing to lose.
   *
   * Source: ours.
   */
  readonly fragility: number | null;
  /** Share of the scenarios that turn a profit into none, or in which the strategy throws; null where the base run has no profit. */
  readonly turned: number | null;
  /** The scenario with the lowest total return; one in which the strategy throws comes before it. */
  readonly worst: string;
  /** Of the usual scenarios, those that say nothing of this run. */
  readonly leftOut: readonly LeftOut[];
  /** Whether the base run pays neither fees nor slippage nor spread. */
  readonly isFree: boolean;
  readonly seed: number;
  /** An aligned text table. */
  summary(): string;
  toJSON(): Omit<StressReport, 'summary' | 'toJSON'>;
}

/** A scenario's row. */
export function stressRow(name: string, base: StressFigures, runs: readonly StressFigures[], failure: string | null): StressRow {
  const sorted = [...runs].sort((a, b) => a.totalReturn - b.totalReturn);
  const figures = failure === null ? sorted[(sorted.length - 1) >> 1] : null;
  const less = (of: keyof StressFigures): number | null => {
    const [now, before] = [figures?.[of] ?? null, base[of]];
    return now === null || before === null ? null : now - before;
  };
  const hasEdge = base.sharpe !== null && base.sharpe > 0;
  return {
    name,
    runs: Math.max(1, runs.length),
    figures,
    change: figures && {
      finalEquity: less('finalEquity'),
      totalReturn: less('totalReturn'),
      sharpe: less('sharpe'),
      maxDrawdown: less('maxDrawdown'),
      trades: less('trades'),
    },
    lowest: figures && sorted[0].totalReturn,
    loss: hasEdge ? lossOf(figures?.sharpe ?? null, base.sharpe) : null,
    turned: figures === null || (base.totalReturn > 0 && figures.totalReturn <= 0),
    failure,
  };
}

function lossOf(sharpe: number | null, before: number): number {
  return sharpe === null ? 1 : Math.min(1, Math.max(0, 1 - sharpe / before));
}

/** The report of rows, of which there is at least one. */
export function stressReport(
  base: StressFigures,
  rows: readonly StressRow[],
  facts: { readonly leftOut: readonly LeftOut[]; readonly isFree: boolean; readonly seed: number },
): StressReport {
  const losses = rows.map(({ loss }) => loss);
  const share = (sum: number): number => sum / rows.length;
  const json = {
    base,
    rows,
    fragility: losses.includes(null) ? null : share(losses.reduce<number>((sum, loss) => sum + (loss as number), 0)),
    turned: base.totalReturn > 0 ? share(rows.filter(({ turned }) => turned).length) : null,
    worst: rows.reduce((worst, row) => (returnOf(row) < returnOf(worst) ? row : worst)).name,
    ...facts,
  };
  return { ...json, summary: () => summaryOf(json), toJSON: () => json };
}

function returnOf({ figures }: StressRow): number {
  return figures?.totalReturn ?? Number.NEGATIVE_INFINITY;
}

function summaryOf(report: Omit<StressReport, 'summary' | 'toJSON'>): string {
  const { base, rows, fragility, turned, worst, leftOut, isFree } = report;
  const cells = (of: StressFigures): string[] => [
    of.finalEquity.toFixed(2),
    formatMetric('totalReturn', of.totalReturn),
    formatMetric('sharpe', of.sharpe ?? Number.NaN),
    formatMetric('maxDrawdown', of.maxDrawdown),
    formatMetric('tradeCount', of.trades),
  ];
  const percent = (share: number | null): string => (share === null ? 'n/a' : `${Math.round(100 * share)}%`);
  const table = [
    ['', 'Final equity', 'Return', 'Sharpe', 'Max drawdown', 'Trades', 'Sharpe lost', 'Lowest return'],
    ['base', ...cells(base), '', ''],
    ...rows.map(({ name, figures, loss, lowest }) =>
      figures === null || lowest === null
        ? [name, 'threw', '', '', '', '', percent(loss), '']
        : [name, ...cells(figures), percent(loss), formatMetric('totalReturn', lowest)],
    ),
  ];
  return [
    ...(isFree ? ['The base run is free of costs: no venue trades for nothing.', ''] : []),
    ...alignedText(table),
    '',
    fragility === null
      ? 'Fragility: n/a, the base run has no Sharpe ratio above 0 to lose.'
      : `Fragility: ${fragility.toFixed(2)}, the mean share of the Sharpe ratio that a scenario takes.`,
    ...(turned === null ? [] : [`Turned into no profit: ${percent(turned)} of the scenarios.`]),
    `Worst: ${worst}.`,
    ...rows.flatMap(({ name, failure }) => (failure === null ? [] : [`${name} threw: ${failure}`])),
    ...leftOut.map(({ name, reason }) => `Left out: ${name}. ${reason}`),
  ].join('\n');
}
