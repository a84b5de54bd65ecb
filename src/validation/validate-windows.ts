import { defineSampler, pointsFrom, type Sampler } from '../search/index.ts';
import { type CombinatorialPurgedOptions, combinatorialPurged, type WalkForwardOptions } from '../splits/index.ts';
import { crossValidate } from './cross-validate.ts';
import type { CrossValidation } from './cross-validation.ts';
import { changeText, percentText, ratioText } from './figures.ts';
import { quantileOf } from './run-figures.ts';
import type { Gate, LayerOutcome } from './validate-gate.ts';
import type { LayerWatch } from './validate-progress.ts';
import { walkForward } from './walk-forward.ts';
import type { WalkForward } from './walk-forward-result.ts';

/** Test windows of a walk-forward that is told none, and the part of the rows that comes before them. */
export const testWindows = 8;
const firstTrain = 1 / 3;

/** What comes true of what training promises, in windows that no search has seen. */
export async function walkingForward<P extends object>(
  gate: Gate<P>,
  { windows }: { readonly windows: WalkForwardOptions | undefined },
  watch: LayerWatch,
): Promise<LayerOutcome<WalkForward<P>>> {
  const { asked } = gate;
  const { search } = placeOf(gate);
  const rows = asked.span.time.length;
  const test = Math.max(1, Math.floor((rows * (1 - firstTrain)) / testWindows));
  const usual: WalkForwardOptions = { train: { bars: Math.max(1, rows - testWindows * test) }, test: { bars: test } };
  const wf = await walkForward<P>(search.strategy, asked.data, { ...search.sweep, ...(windows ?? usual), ...common(gate, watch) });
  asked.signal?.throwIfAborted();
  const { totalReturn, sharpe } = wf.outOfSample.metrics;
  const { efficiency, profitable, luck } = wf;
  const count = wf.windows.length;
  return {
    findings: [
      {
        name: 'efficiency',
        figure: efficiency,
        says: Number.isNaN(efficiency)
          ? `Its ${count} training windows promised no growth that it could be held to.`
          : `In ${count} windows, ${percentText(efficiency)} of the promised growth came true.`,
      },
      {
        name: 'outOfSampleSharpe',
        figure: sharpe,
        says: `Out of sample it ${totalReturn < 0 ? 'lost' : 'gained'} ${changeText(totalReturn).slice(1)} with a Sharpe ratio of ${ratioText(sharpe)}; the chance that the true one is above 0 is ${percentText(luck.probabilisticSharpe)}.`,
      },
      {
        name: 'profitableWindows',
        figure: profitable,
        says: `${Math.round(profitable * count)} of ${count} test windows made a profit.`,
      },
    ],
    evidence: wf,
  };
}

/** How it fares on other ways through the same data. */
export async function crossValidated<P extends object>(
  gate: Gate<P>,
  { groups }: { readonly groups: CombinatorialPurgedOptions | undefined },
  watch: LayerWatch,
): Promise<LayerOutcome<CrossValidation<P>>> {
  const { asked, sweep, result } = gate;
  const { search } = placeOf(gate);
  const usual = usualGroups(asked.span.time.length, longestTrade(result.trades.column('bars')));
  // What an adaptive sampler would try hangs on scores: the trials that it made are taken as they are.
  const replayed = search.sweep.sampler?.isAdaptive === true && sweep !== undefined ? { sampler: again(paramsOf(sweep)) } : {};
  const cv = await crossValidate<P>(search.strategy, asked.data, {
    ...search.sweep,
    ...replayed,
    splitter: combinatorialPurged(groups ?? usual),
    ...common(gate, watch),
  });
  const known = cv.sharpes.filter(Number.isFinite).sort();
  const median = known.length === 0 ? Number.NaN : quantileOf(known, 0.5);
  const paths = `${cv.paths.length} paths of ${cv.splitter}`;
  return {
    findings: [
      { name: 'losingPaths', figure: cv.losing, says: `${Math.round(cv.losing * cv.paths.length)} of ${paths} made no profit.` },
      {
        name: 'pathSharpe',
        figure: median,
        says:
          known.length === 0
            ? 'No path traded.'
            : `The median path has a Sharpe ratio of ${ratioText(median)}, the worst ${ratioText(known[0])}, the best ${ratioText(known[known.length - 1])}.`,
      },
    ],
    evidence: cv,
  };
}

function placeOf<P extends object>({ place }: Gate<P>): NonNullable<Gate<P>['place']> {
  return place as NonNullable<Gate<P>['place']>;
}

function common<P extends object>({ asked: { options, seed, signal } }: Gate<P>, watch: LayerWatch): object {
  return { options, seed, ...(signal !== undefined && { signal }), ...(watch.search !== undefined && { onProgress: watch.search }) };
}

function longestTrade(bars: Float64Array): number {
  return bars.reduce((longest, length) => Math.max(longest, length), 0);
}

function usualGroups(rows: number, longest: number): CombinatorialPurgedOptions {
  const group = Math.floor(rows / 6);
  return { groups: 6, testGroups: 2, purge: { bars: Math.min(longest, Math.floor(group / 4)) }, embargo: { fraction: 0.01 } };
}

function paramsOf<P extends object>(sweep: NonNullable<Gate<P>['sweep']>): readonly P[] {
  const seen = new Set<string>();
  return Array.from({ length: sweep.trials.length }, (_, trial) => sweep.trial(trial).params).filter((params) => {
    const key = JSON.stringify(params);
    return !seen.has(key) && seen.add(key);
  });
}

/** A sampler that tries known points. */
function again(params: readonly object[]): Sampler {
  return defineSampler({
    name: 'again',
    isAdaptive: false,
    trials: () => params.length,
    *generations(space) {
      yield { points: pointsFrom(space, params as readonly Readonly<Record<string, unknown>>[]), bars: undefined };
    },
  });
}
