import { type BacktestData, type BacktestOptions, type BacktestResult, backtest } from '../backtest/index.ts';
import { ArgumentError, NotEnoughDataError, type Rng, show } from '../core/index.ts';
import { Bars, calendarYear, Panel } from '../market/index.ts';
import { SignalStrategy, type Strategy } from '../strategy/index.ts';
import { type ShockPath, shockLength, shockPath, shockShapes } from './shock-shapes.ts';
import type { StressScenario } from './stress-scenario.ts';
import { missingTimes, noisyBars, shockedBars, sparseBars } from './stressed-bars.ts';
import { withDelay, withRejects, withWorseCosts } from './stressed-costs.ts';
import { altered, jittered, lateSignals, missedSignals } from './stressed-strategy.ts';
import { checkTickScenario, feedsIn, thinnedFeeds } from './stressed-ticks.ts';

/** What is stressed, and the run without stress. */
export interface Stressed {
  readonly strategy: SignalStrategy | Strategy;
  readonly data: BacktestData;
  readonly options: BacktestOptions;
  readonly base: BacktestResult;
}

/** Parts of a run that draw, each from a stream of its own. */
const streams = { jitter: 0, missed: 1, noise: 2, shock: 3, missing: 4 } as const;

/** One run of a scenario. */
export function stressedRun(stressed: Stressed, scenario: StressScenario, rng: Rng): BacktestResult {
  const { fees = 1, slippage = 1, late = 0, latencyMs = 0, depth = 1, missed = 0, noise = 0, missing = 0, shock, jitter = 0 } = scenario;
  let { strategy, data, options } = stressed;
  const feeds = feedsIn(data);
  if (feeds !== undefined) checkTickScenario(scenario);
  if (depth < 1) {
    if (feeds === undefined)
      throw new ArgumentError(
        'It thins the quantities of ticks, and the run is of bars: `participation` in the options bounds what a bar takes.',
      );
    data = thinnedFeeds(feeds, depth);
  }
  if (fees > 1 || slippage > 1) options = withWorseCosts(options, { fees, slippage });
  if (jitter > 0) strategy = jittered(strategy, jitter, rng.fork(streams.jitter));
  if (strategy instanceof SignalStrategy) {
    if (latencyMs > 0) throw new ArgumentError('It delays orders by milliseconds, and signals fill at bars: use `late`.');
    if (late > 0) strategy = altered(strategy, (signals, bars) => lateSignals(signals, bars.length, late));
    const draws = rng.fork(streams.missed);
    if (missed > 0) strategy = altered(strategy, (signals) => missedSignals(signals, missed, draws));
  } else {
    // Over bars half a bar less: it arrives inside a bar, for the open of the next.
    const lateMs = late > 0 ? (feeds === undefined ? late - 0.5 : late) * stressed.base.intervalMs : 0;
    if (lateMs + latencyMs > 0) options = withDelay(options, lateMs + latencyMs);
    if (missed > 0) options = withRejects(options, missed, rng.fork(streams.missed).uint32());
  }
  if (noise > 0 || missing > 0 || shock !== undefined) {
    ({ data, options } = stressedData(stressed, options, scenario, rng));
  }
  return backtest(strategy, data, options);
}

function stressedData(
  { data, base }: Stressed,
  before: BacktestOptions,
  { noise = 0, missing = 0, shock }: StressScenario,
  rng: Rng,
): { readonly data: readonly Bars[]; readonly options: BacktestOptions } {
  let markets = barsIn(data);
  const { time } = base;
  const { intrabar } = before;
  // Finer bars tell of prices that are no longer there.
  let options = typeof intrabar === 'object' ? { ...before, intrabar: intrabar.rule ?? 'pessimistic' } : before;
  if (noise > 0) markets = markets.map((bars, k) => noisyBars(bars, noise, rng.fork(streams.noise).fork(k)));
  const gone = missing > 0 ? missingTimes(time.length, missing, rng.fork(streams.missing)) : new Uint8Array(time.length);
  if (shock !== undefined) {
    const path = placed(shock, base, rng.fork(streams.shock));
    markets = markets.map((bars) => shockedBars(bars, time, path));
    options = withoutQuotes(options);
    for (let t = 0; t < time.length; t++) gone[t] |= path.missing[t];
  }
  if (gone.includes(1)) {
    options = keptColumns(options, markets, gone);
    markets = markets.map((bars) => sparseBars(bars, time, gone));
  }
  return { data: markets, options };
}

/** A shock at a random time at which there is room for the whole of it. */
function placed(name: NonNullable<StressScenario['shock']>, { time, from, bars, intervalMs }: BacktestResult, rng: Rng): ShockPath {
  const sessionBars = Math.max(1, Math.round(calendarYear(bars[0].instrument.calendar).dayMs / intervalMs));
  const shape = shockShapes[name];
  const first = Math.max(1, from);
  const needed = shockLength(shape, sessionBars) + 1;
  const room = time.length - first - needed + 1;
  if (room < 1)
    throw new NotEnoughDataError(`It needs ${needed} bars for a ${name} after the first one that is traded, had ${time.length - first}.`);
  return shockPath(shape, time.length, first + rng.int(room), sessionBars);
}

/** Options without mark and settlement prices, which know nothing of a shock: those of the run take their place. */
function withoutQuotes(options: BacktestOptions): BacktestOptions {
  if (options.venue === undefined) return options;
  const { marks: _, settlements: __, ...venue } = options.venue;
  return { ...options, venue };
}

/** Options whose columns have lost the bars that are missing. */
function keptColumns(options: BacktestOptions, markets: readonly Bars[], missing: Uint8Array): BacktestOptions {
  const isAligned = markets.every(({ length }) => length === missing.length);
  const kept = (name: string, value: unknown): unknown => {
    if (value instanceof Float64Array) {
      if (isAligned) return value.filter((_, t) => missing[t] === 0);
      throw new ArgumentError(`It takes bars away, and \`options.${name}\` is a column of instruments on different times: give a number.`);
    }
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype || name === 'venue') return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, kept(`${name}.${key}`, entry)]));
  };
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, kept(name, value)]));
}

/**
 * The instruments of the data.
 *
 * @throws ArgumentError where they are not bars.
 */
export function barsIn(data: BacktestData): readonly Bars[] {
  if (data instanceof Bars) return [data];
  if (data instanceof Panel) return data.bars;
  const list = Array.isArray(data) ? data : typeof data === 'object' && data !== null ? named(data as Readonly<Record<string, Bars>>) : [];
  const other = (list as readonly unknown[]).find((bars) => !(bars instanceof Bars));
  if (list.length > 0 && other === undefined) return list as readonly Bars[];
  throw new ArgumentError(`Expected \`data\` to be Bars, a list or record of Bars, or a Panel, was \`${show(other ?? data)}\`.`);
}

function named(data: Readonly<Record<string, Bars>>): readonly unknown[] {
  return Object.entries(data).map(([symbol, bars]) =>
    bars instanceof Bars && bars.symbol !== symbol ? bars.withInstrument({ symbol }) : bars,
  );
}
