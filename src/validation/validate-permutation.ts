import { type BacktestOptions, backtest } from '../backtest/index.ts';
import { Rng, StrategyError } from '../core/index.ts';
import type { Bars } from '../market/index.ts';
import { defineSampler, pointsFrom, type Sampler, sweep } from '../search/index.ts';
import { permuteBars, type RandomisationResult } from '../significance/index.ts';
import { breathe, type Gate, type LayerOutcome } from './validate-gate.ts';
import type { LayerWatch } from './validate-progress.ts';

/** Most bars of all trials of all permutations that are searched unasked; event strategies count twentyfold. */
const mostBars = 1_500_000_000;
const eventWeight = 20;

/** The figure of the real market among those of markets in random order. */
export interface PermutationEvidence extends RandomisationResult {
  /** What the figure is. */
  readonly of: string;
}

/** Whether each permutation is searched anew. */
export function isSearched<P extends object>(
  { search, planned, span }: Pick<Gate<P>['asked'], 'search' | 'planned' | 'span'>,
  { permutations, search: wanted }: { readonly permutations: number; readonly search: boolean | undefined },
): boolean {
  if (search === undefined) return false;
  const bars = span.markets.reduce((sum, { length }) => sum + length, 0);
  return wanted ?? planned * bars * permutations * (search.isEvents ? eventWeight : 1) <= mostBars;
}

/** Whether it would be as good in markets with the same moves in random order. */
export async function permutation<P extends object>(
  gate: Gate<P>,
  setting: { readonly permutations: number; readonly search: boolean | undefined },
  watch: LayerWatch,
): Promise<LayerOutcome<PermutationEvidence>> {
  const { asked, sweep: real } = gate;
  const { permutations } = setting;
  const { markets } = asked.span;
  const isAnew = isSearched(asked, setting);
  const figure = figureOf(gate, isAnew);
  const observed = real === undefined ? finite(gate.result.metrics.sharpe) : finite(real.best.score);
  const values = new Float64Array(permutations);
  const rng = new Rng(asked.seed).fork(4);
  let reached = 1;
  for (let k = 0; k < permutations; k++) {
    await breathe(asked.signal);
    values[k] = await figure(permuteBars(markets, { seed: rng.fork(k).seed }));
    if (values[k] >= observed) reached++;
    watch.at((k + 1) / permutations);
  }
  const pValue = reached / (1 + permutations);
  const of = real === undefined ? 'sharpe' : real.objectives[0];
  const how = isAnew
    ? 'each searched anew'
    : real === undefined
      ? 'each traded by it'
      : 'each traded by the best alone, as a search in each is out of proportion: that flatters it';
  const says = `In ${permutations} markets with the same moves in random order, ${how}, ${reached - 1} were as good by ${of}: p = ${pValue.toFixed(3)}.`;
  return { findings: [{ name: 'permutation', figure: pValue, says }], evidence: { pValue, observed, values, of } };
}

/** What a market is worth: the score of the best of a search, or that of the chosen parameters. */
function figureOf<P extends object>(
  { asked, place, sweep: real, make }: Gate<P>,
  isAnew: boolean,
): (markets: readonly Bars[]) => Promise<number> {
  const options = withoutFinerBars(asked.options);
  if (place === undefined || real === undefined) {
    return async (markets) => scoreOf(() => finite(backtest(make(), [...markets], options).metrics.sharpe));
  }
  const { search } = place;
  const { best } = real;
  const one = isAnew ? {} : { sampler: only(best.params), workers: 'inline' as const };
  return (markets) =>
    scoreOf(async () => {
      const found = await sweep<P>(search.strategy, [...markets], {
        ...search.sweep,
        ...one,
        options,
        ...(asked.signal !== undefined && { signal: asked.signal }),
      });
      asked.signal?.throwIfAborted();
      return found.counts.ok === 0 ? Number.NEGATIVE_INFINITY : finite(found.best.score);
    });
}

/** The worst there is where the strategy throws on every permuted bar. */
async function scoreOf(work: () => number | Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StrategyError) return Number.NEGATIVE_INFINITY;
    throw error;
  }
}

/** A sampler of one point. */
function only(params: object): Sampler {
  return defineSampler({
    name: 'only',
    isAdaptive: false,
    trials: () => 1,
    *generations(space) {
      yield { points: pointsFrom(space, [params as Readonly<Record<string, unknown>>]), bars: undefined };
    },
  });
}

/** Finer bars and mark prices tell of prices that are no longer there. */
function withoutFinerBars({ intrabar, ...options }: BacktestOptions): BacktestOptions {
  const rule = typeof intrabar === 'object' ? (intrabar.rule ?? 'pessimistic') : intrabar;
  const { marks: _, settlements: __, ...venue } = options.venue ?? {};
  return { ...options, ...(rule !== undefined && { intrabar: rule }), ...(options.venue !== undefined && { venue: venue as never }) };
}

/** A score that others can be held against; the lowest for one that is not defined. */
function finite(value: number): number {
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}
