import { StrategyError } from '../core/index.ts';
import { type SweepProgress, type SweepResult, sweep, type TrialMetrics } from '../search/index.ts';
import type { TriedRanges } from './parameter-stability.ts';
import type { WindowSearch } from './walk-forward-options.ts';
import type { WindowRows } from './window-run.ts';

/** What the search in a training window found. */
export interface WindowChoice<P extends object> {
  /** The best parameters; undefined where no trial counts. */
  readonly params: P | undefined;
  /** Why there are none. */
  readonly reason: string | undefined;
  /** Metrics of the best trial. */
  readonly metrics: TrialMetrics | undefined;
  /** Its score by the first objective: higher is better, NaN where there is none. */
  readonly score: number;
  readonly trials: number;
  readonly failed: number;
  /** Trials with fewer closed trades than `minTrades`. */
  readonly thin: number;
  /** Probability of overfitting of the choice; NaN where it is not known or was not asked for. */
  readonly pbo: number;
  /** Annual Sharpe ratio of each trial that has one. */
  readonly sharpes: Float64Array;
  readonly ranges: TriedRanges;
  /** False where the search was aborted. */
  readonly isComplete: boolean;
  /** Name of the first objective. */
  readonly objective: string | undefined;
  /** What the strategy threw where it threw in every trial. */
  readonly error: StrategyError | undefined;
}

/**
 * Searches the rows `from` to `to`; the strategy is handed no row after them.
 *
 * @throws ArgumentError where an option of the search is wrong.
 */
export async function chooseIn<P extends object>(
  search: WindowSearch<P>,
  rows: WindowRows,
  onProgress: ((progress: SweepProgress) => void) | undefined,
): Promise<WindowChoice<P>> {
  try {
    const result = await sweepOf(search, rows, search.sweep.minTrades, onProgress);
    return choiceOf(result, search);
  } catch (error) {
    if (!(error instanceof StrategyError)) throw error;
    const none = { trials: 0, failed: 0, thin: 0, pbo: Number.NaN, sharpes: new Float64Array(0), ranges: new Map(), objective: undefined };
    return { params: undefined, reason: error.message, metrics: undefined, score: Number.NaN, ...none, isComplete: true, error };
  }
}

/** A sweep over the rows `from` to `to`, with those from `warm` on to warm indicators up. */
export function sweepOf<P extends object>(
  { strategy, span, options, sweep: asked, signal }: WindowSearch<P>,
  { warm, from, to }: WindowRows,
  minTrades: number | undefined,
  onProgress: ((progress: SweepProgress) => void) | undefined,
): Promise<SweepResult<P>> {
  return sweep<P>(strategy, span.slice(warm, to), {
    ...asked,
    options: { ...span.options(options, warm, to), ...(from > warm && { tradeFrom: span.timeText(from) }) },
    ...(minTrades !== undefined && { minTrades }),
    ...(onProgress !== undefined && { onProgress }),
    ...(signal !== undefined && { signal }),
  });
}

function choiceOf<P extends object>(result: SweepResult<P>, { sweep: { space }, hasPbo }: WindowSearch<P>): WindowChoice<P> {
  const { ok, failed, thin } = result.counts;
  const best = ok === 0 ? undefined : result.top(1)[0];
  const { trials } = result;
  return {
    params: best?.params,
    reason: best === undefined ? noneCounts(result) : undefined,
    metrics: best?.metrics,
    score: best?.score ?? Number.NaN,
    trials: trials.length,
    failed,
    thin,
    pbo: (hasPbo ? result.pbo?.probability : undefined) ?? Number.NaN,
    sharpes: trials.column('sharpe').filter(Number.isFinite) as Float64Array,
    ranges: new Map(space.names.map((name) => [name, rangeOf(columnOf(result, name))])),
    isComplete: result.isComplete,
    objective: result.objectives[0],
    error: undefined,
  };
}

function noneCounts<P extends object>({ counts: { failed, thin }, trials, minTrades }: SweepResult<P>): string {
  const first = trials.length === 0 ? '' : ` The first: ${trials.at(0).reason}.`;
  return `No trial counts: of ${trials.length}, ${failed} failed and ${thin} made fewer trades than \`minTrades\` ${minTrades}.${first}`;
}

/** A column of parameters, which is called `params.<name>` where the table has another of that name. */
function columnOf<P extends object>({ trials }: SweepResult<P>, name: string): ArrayLike<unknown> {
  const names: readonly string[] = trials.columns;
  return trials.column((names.includes(`params.${name}`) ? `params.${name}` : name) as never) as ArrayLike<unknown>;
}

function rangeOf(column: ArrayLike<unknown>): readonly [number, number] | undefined {
  if (!(column instanceof Float64Array)) return undefined;
  const known = column.filter((value) => !Number.isNaN(value));
  return [
    known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  ];
}

/** Ranges over several windows. */
export function widest(all: readonly TriedRanges[]): TriedRanges {
  const out = new Map<string, readonly [number, number] | undefined>();
  for (const ranges of all) {
    for (const [name, range] of ranges) {
      const before = out.get(name);
      out.set(name, before === undefined || range === undefined ? range : [Math.min(before[0], range[0]), Math.max(before[1], range[1])]);
    }
  }
  return out;
}
