import { type BacktestData, backtest } from '../backtest/index.ts';
import { type SweepResult, type SweptStrategy, sweep } from '../search/index.ts';
import type { SignalStrategy, Strategy } from '../strategy/index.ts';
import { excessRecord } from './track-record.ts';
import type { CheckName, ValidateLayer } from './validate-checks.ts';
import { breathe, type Finding, type Gate, type LayerOutcome, whyNotRun } from './validate-gate.ts';
import { leaks } from './validate-leaks.ts';
import { type CompleteValidate, completeValidate, type ValidateFixedOptions, type ValidateSearchOptions } from './validate-options.ts';
import { overfitting, plateau } from './validate-overfitting.ts';
import { isSearched, permutation } from './validate-permutation.ts';
import { GateWatch, type LayerWatch, type PlannedWork } from './validate-progress.ts';
import { record, triedBefore } from './validate-record.ts';
import { stressed, tradesAgain } from './validate-runs.ts';
import { superiority } from './validate-superiority.ts';
import { Verdict, type VerdictEvidence } from './validate-verdict.ts';
import { crossValidated, testWindows, walkingForward } from './validate-windows.ts';
import { onExecutor, type WindowPlace } from './window-executor.ts';

/**
 * The gate: everything that tells whether a result will hold, against declared thresholds, with one verdict.
 *
 * A class is searched in its `space`, and the best of the search goes through all parts: look-ahead and dependence on the start of
 * history; enough trades, and a record and data that are long enough for so many trials; the deflated Sharpe ratio; overfitting by halves of
 * the data; neighbours of the best; superiority over the benchmark; drawdowns and ruin had the trades come otherwise; stress;
 * walk-forward; combinatorial purged cross-validation; markets in random order. Where it sees the future, the other parts are not run:
 * their figures would say nothing. {@link validateChecks} has what each check asks, its threshold and source.
 *
 * An instance, `new MaCross({ fast: 5 })`, is judged as it is by the parts that ask nothing of a search; say with `trials` how many
 * others were tried before.
 *
 * A check that could not be run is `'unknown'`, with the reason, and does not pass. Checks that are not required give advice. The same
 * seed gives the same verdict, on every executor. An aborted gate rejects with the reason of the signal: half a verdict is none.
 *
 * @param strategy a class with a space, or an instance; of signals or of events.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`.
 * @param options see {@link ValidateSearchOptions} and {@link ValidateFixedOptions}; an unknown name is an error.
 * @throws ArgumentError for a wrong option or wrong data, before any work. NotEnoughDataError where no trial of the search counts.
 * StrategyError where the strategy throws in all trials, or as an instance.
 * @example
 * ```ts
 * import { crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { grid } from 'barwright/search';
 * import { validate } from 'barwright/validation';
 * const MaCross = defineStrategy({
 *   name: 'MaCross',
 *   parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 5, max: 200, default: 50 } },
 *   signals(bars, p) {
 *     const fast = sma(bars.close, p.fast), slow = sma(bars.close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const verdict = await validate(MaCross, syntheticBars({ seed: 7, length: 1_500 }), {
 *   space: grid({ fast: [5, 10, 15], slow: [20, 40, 60] }),
 *   options: { fees: 0.001 },
 *   layers: { permutation: { permutations: 19 } },
 * });
 * verdict.passed; // false: these bars are noise
 * verdict.reasons[0];
 * verdict.exitCode; // 1: in CI, process.exitCode = verdict.exitCode
 * ```
 */
export async function validate<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: ValidateSearchOptions<NoInfer<P>>,
): Promise<Verdict<P>>;
export async function validate(strategy: SignalStrategy | Strategy, data: BacktestData, options?: ValidateFixedOptions): Promise<Verdict>;
export async function validate<P extends object>(
  strategy: SweptStrategy<P> | SignalStrategy | Strategy,
  data: BacktestData,
  options: ValidateSearchOptions<P> | ValidateFixedOptions = {},
): Promise<Verdict<P>> {
  const asked = completeValidate<P>(strategy, data, options);
  asked.signal?.throwIfAborted();
  const watch = new GateWatch(plannedWork(asked), asked.onProgress);
  const { search } = asked;
  if (search === undefined) return judged(await fixedGate(asked, watch), watch);
  return onExecutor(search, async (place) => judged(await searchedGate(asked, place, watch), watch));
}

async function fixedGate<P extends object>(asked: CompleteValidate<P>, watch: GateWatch): Promise<Gate<P>> {
  const { fixed, data, options, research, trials } = asked;
  watch.begin('search');
  const strategy = fixed as SignalStrategy | Strategy;
  const before = research?.trials(data);
  const result = backtest(strategy, data, options);
  await research?.add(result);
  watch.end('search');
  const returns = excessRecord(result);
  const luck = triedBefore(undefined, returns, trials, before);
  return { asked, make: () => strategy, result, record: returns, sweep: undefined, place: undefined, luck };
}

async function searchedGate<P extends object>(asked: CompleteValidate<P>, place: WindowPlace<P>, watch: GateWatch): Promise<Gate<P>> {
  const { search } = place;
  const part = watch.begin('search');
  const found: SweepResult<P> = await sweep<P>(search.strategy, asked.data, {
    ...search.sweep,
    options: asked.options,
    ...(asked.research !== undefined && { research: asked.research }),
    ...(asked.signal !== undefined && { signal: asked.signal }),
    ...(part.search !== undefined && {
      onProgress: (progress) => {
        watch.best = progress.best;
        watch.objective = progress.objective;
        part.search?.(progress);
      },
    }),
  });
  asked.signal?.throwIfAborted();
  const { best } = found;
  const result = best.result();
  watch.end('search');
  const returns = excessRecord(result);
  const luck = triedBefore(found, returns, asked.trials, undefined);
  return { asked, make: () => new search.strategy(best.params), result, record: returns, sweep: found, place, luck };
}

/** Runs the parts, the cheap ones first. */
async function judged<P extends object>(gate: Gate<P>, watch: GateWatch): Promise<Verdict<P>> {
  const { asked } = gate;
  const { layers } = asked;
  const findings = new Map<CheckName, Finding>();
  let stop: string | undefined;
  const run = async <S, E>(
    name: ValidateLayer,
    setting: S | undefined,
    layer: (gate: Gate<P>, setting: S, watch: LayerWatch) => Promise<LayerOutcome<E>> | LayerOutcome<E>,
  ): Promise<E | undefined> => {
    const own = asked.rules.filter((rule) => rule.layer === name);
    const part = watch.begin(name);
    try {
      if (setting === undefined || own.length === 0) return undefined;
      await breathe(asked.signal);
      if (stop !== undefined) {
        for (const rule of own) findings.set(rule.name, { name: rule.name, figure: Number.NaN, says: stop });
        return undefined;
      }
      const outcome = await layer(gate, setting, part);
      for (const finding of outcome.findings) findings.set(finding.name, finding);
      return outcome.evidence;
    } catch (error) {
      const says = whyNotRun(error, asked.signal);
      for (const rule of own) findings.set(rule.name, { name: rule.name, figure: Number.NaN, says });
      return undefined;
    } finally {
      watch.end(name);
    }
  };
  const leaked = await run('leaks', layers.leaks, leaks);
  if (leaked?.lookahead?.ok === false) stop = 'Not run: it sees the future, so that this figure would say nothing.';
  const evidence: VerdictEvidence<P> = {
    result: gate.result,
    sweep: gate.sweep,
    leaks: leaked,
    record: await run('record', layers.record, record),
    pbo: await run('overfitting', layers.overfitting, overfitting),
    plateau: await run('plateau', layers.plateau, plateau),
    superiority: await run('superiority', layers.superiority, superiority),
    trades: await run('monteCarlo', layers.monteCarlo, tradesAgain),
    stress: await run('stress', layers.stress, stressed),
    walkForward: await run('walkForward', layers.walkForward, walkingForward),
    crossValidation: await run('crossValidation', layers.crossValidation, crossValidated),
    permutation: await run('permutation', layers.permutation, permutation),
  };
  const asksFor = asked.rules.filter(({ layer }) => layers[layer] !== undefined);
  return new Verdict<P>({ gate, rules: asksFor, findings, evidence });
}

/** Work of the parts, in backtests over all data: rough, as it is for a picture of progress. */
function plannedWork<P extends object>(asked: CompleteValidate<P>): PlannedWork {
  const { layers, planned, rules } = asked;
  const trials = planned;
  const isAnew = layers.permutation !== undefined && isSearched(asked, layers.permutation);
  const work: Readonly<Record<ValidateLayer, number>> = {
    leaks: (layers.leaks?.cuts ?? 0) / 2 + 8,
    record: 1,
    overfitting: 0.1 * trials,
    plateau: 1,
    superiority: Math.min(trials, layers.superiority?.trials ?? 0) * 3,
    monteCarlo: 2,
    stress: 10 * (layers.stress?.runs ?? 0),
    walkForward: (trials * testWindows) / 2,
    crossValidation: trials * 8,
    permutation: (layers.permutation?.permutations ?? 0) * (isAnew ? trials : 2),
  };
  const parts = Object.entries(work).filter(
    ([name]) => layers[name as ValidateLayer] !== undefined && rules.some(({ layer }) => layer === name),
  );
  const all = Object.keys(work).map((name) => [name, parts.find(([part]) => part === name)?.[1] ?? 0] as const);
  return [['search', trials], ...all] as PlannedWork;
}
