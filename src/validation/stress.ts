import { type BacktestData, type BacktestOptions, type BacktestResult, backtest } from '../backtest/index.ts';
import { ArgumentError, checkInteger, checkKeys, NotEnoughDataError, Rng, StrategyError } from '../core/index.ts';
import type { SignalStrategy, Strategy } from '../strategy/index.ts';
import { isFreeOfCosts } from './free-of-costs.ts';
import { type LeftOut, type StressFigures, type StressReport, type StressRow, stressReport, stressRow } from './stress-report.ts';
import {
  checkScenarios,
  isRandom,
  type StressScenario,
  type StressScenarios,
  stressScenarios,
  tickStressScenarios,
} from './stress-scenario.ts';
import { barsIn, type Stressed, stressedRun } from './stressed-run.ts';
import { feedsIn } from './stressed-ticks.ts';

/** What {@link stress} is told. */
export interface StressOptions {
  /** Options of every backtest; costs in them are what scenarios multiply. @default {} */
  readonly options?: BacktestOptions;
  /** The same seed gives the same report. @default 1 */
  readonly seed?: number;
  /** Scenarios by name. @default stressScenarios, or tickStressScenarios for runs of ticks */
  readonly scenarios?: StressScenarios;
  /** Runs of each scenario that draws, at least 1. @default 5 */
  readonly runs?: number;
  /** Called after each run with the runs that are done and all of them. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops between two runs: the promise is rejected with the reason. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a strategy again under worse conditions, and says how much of its result is left: higher costs, late and missed orders, noisy and
 * missing bars, shocks of historical shapes, other parameters.
 *
 * One row a scenario, each beside the base run. A scenario that draws is run several times, and its row is the run with the lower median of
 * the total returns. Bars stay valid bars. Where scenarios change bars, finer bars in `intrabar` give way to their rule, and after a shock
 * the prices of the run stand in for mark and settlement prices of the venue. A column of numbers that the strategy itself holds knows
 * nothing of missing bars; one in `options` loses the same rows.
 *
 * A run of ticks knows higher costs, orders that come later, thinner quantities, orders turned away and other parameters. Noise, missing
 * bars and shocks are for bars: messages of a book build on each other, and none can be made up or left out alone.
 *
 * Of the usual scenarios (`stressScenarios`, `tickStressScenarios`) those that say nothing of this run are left out, with the reason: fees times two of a run
 * without fees, other parameters of a strategy without any. A scenario of your own that does so is refused.
 *
 * @param strategy an instance that carries the parameters, of signals or of events.
 * @param data bars, several `Bars` (a list, or by symbol), a `Panel`, or ticks by symbol, whole or in arrays of pieces.
 * @param options see {@link StressOptions}; an unknown name is an error.
 * @throws ArgumentError for a wrong option or wrong data, and for a scenario that cannot be made of this run; NotEnoughDataError where the
 * base run fills no order, or a scenario needs more bars; StrategyError where the strategy throws in the base run. Where it throws in a
 * scenario, the row says so.
 * @example
 * ```ts
 * import { crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { stress } from 'barwright/validation';
 * const Cross = defineStrategy({
 *   parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 10, max: 200, default: 50 } },
 *   signals({ close }, p) {
 *     const fast = sma(close, p.fast), slow = sma(close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const report = await stress(new Cross(), syntheticBars({ seed: 7, length: 2_000 }), {
 *   options: { fees: 0.001, slippage: 0.0005 },
 *   seed: 1,
 *   scenarios: { 'fees x 2': { fees: 2 }, 'a bad day': { fees: 2, slippage: 3, late: 1, missed: 0.1 } },
 * });
 * console.log(report.summary());
 * ```
 */
export async function stress(strategy: SignalStrategy | Strategy, data: BacktestData, options: StressOptions = {}): Promise<StressReport> {
  checkKeys('options', options, ['options', 'seed', 'scenarios', 'runs', 'onProgress', 'signal']);
  const seed = checkInteger('seed', options.seed ?? 1);
  const draws = checkInteger('runs', options.runs ?? 5, { min: 1 });
  const usual = feedsIn(data) === undefined ? stressScenarios : tickStressScenarios;
  const scenarios = Object.entries(checkScenarios(options.scenarios ?? usual));
  const { memory: _, ...each } = options.options ?? {};
  if (usual === stressScenarios) barsIn(data);
  const { onProgress, signal } = options;
  signal?.throwIfAborted();
  const base = backtest(strategy, data, each);
  if (base.fills.length === 0)
    throw new NotEnoughDataError('Expected the base run to fill an order, it filled none: check the signals, or give more bars.');
  const runsOf = (scenario: StressScenario): number => (isRandom(scenario) ? draws : 1);
  const total = scenarios.reduce((sum, [, scenario]) => sum + runsOf(scenario), 1);
  let done = 1;
  onProgress?.({ done, total });
  const stressed: Stressed = { strategy, data, options: each, base };
  const before = figuresOf(base);
  const rows: StressRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const [k, [name, scenario]] of scenarios.entries()) {
    const rng = new Rng(seed).fork(k);
    const figures: StressFigures[] = [];
    let failure: string | null = null;
    const last = done + runsOf(scenario);
    try {
      for (let run = 0; failure === null && run < runsOf(scenario); run++) {
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        const ran = outcomeOf(stressed, scenario, rng.fork(run));
        if (typeof ran === 'string') failure = ran;
        else figures.push(ran);
        if (failure === null) onProgress?.({ done: ++done, total });
      }
      rows.push(stressRow(name, before, figures, failure));
    } catch (error) {
      if (signal?.aborted === true || !(error instanceof ArgumentError || error instanceof NotEnoughDataError)) throw error;
      if (options.scenarios !== undefined) throw namedError(name, error);
      leftOut.push({ name, reason: error.message });
    }
    if (done < last) onProgress?.({ done: (done = last), total });
  }
  if (rows.length === 0)
    throw new ArgumentError(
      `Expected a scenario that can be run, found none. ${leftOut.map(({ name, reason }) => `${name}: ${reason}`).join(' ')}`,
    );
  return stressReport(before, rows, { leftOut, isFree: isFreeOfCosts(base), seed });
}

/** The figures of a run, or what the strategy threw. */
function outcomeOf(stressed: Stressed, scenario: StressScenario, rng: Rng): StressFigures | string {
  try {
    return figuresOf(stressedRun(stressed, scenario, rng));
  } catch (error) {
    if (error instanceof StrategyError) return error.message;
    throw error;
  }
}

function figuresOf({ equity, metrics }: BacktestResult): StressFigures {
  const { totalReturn, sharpe, maxDrawdown, tradeCount } = metrics;
  return {
    finalEquity: equity[equity.length - 1],
    totalReturn,
    sharpe: Number.isFinite(sharpe) ? sharpe : null,
    maxDrawdown,
    trades: tradeCount,
  };
}

function namedError(name: string, error: ArgumentError | NotEnoughDataError): Error {
  const text = `Scenario '${name}' cannot be run. ${error.message}`;
  return error instanceof ArgumentError ? new ArgumentError(text, { cause: error }) : new NotEnoughDataError(text, { cause: error });
}
