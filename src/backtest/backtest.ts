import {
  ArgumentError,
  checkInteger,
  checkKeys,
  DataError,
  formatInterval,
  formatTime,
  lowerBound,
  NotEnoughDataError,
  once,
  parseTime,
  StrategyError,
  show,
} from '../core/index.ts';
import { BarVenue, checkImpactLength, priceImpact, toFeeModel } from '../exchange/index.ts';
import { Bars, Panel } from '../market/index.ts';
import { SignalStrategy, Strategy } from '../strategy/index.ts';
import { type AccountsRun, runAccounts } from './accounts.ts';
import { answer } from './answer.ts';
import { assumptionsOf } from './assumptions.ts';
import { benchmarkOf } from './benchmark.ts';
import { conventions } from './conventions.ts';
import { type EventRun, type EventRunInput, runEvents, runEventsAsync, StoppedRun } from './event-run.ts';
import { type BacktestData, instrumentsOf } from './instruments.ts';
import { type BacktestOptions, type CompleteOptions, checkKindOfOptions, completeOptions } from './options.ts';
import { checkOrderSettings, type Plan, planSignals } from './plan.ts';
import { BacktestResult, type NotedIndicator } from './result.ts';
import { RunMemory } from './run-memory.ts';
import { warningsOf } from './warnings.ts';

/**
 * Runs a strategy over data and measures it.
 *
 * A decision made at the close of bar i fills at the open of bar i+1 unless `fillAt` says otherwise; protective orders
 * live from the fill on; nothing can see the future. A strategy of signals is asked once for each instrument, an event strategy is
 * called bar by bar; both run on a fresh instance.
 *
 * @param strategy an instance that carries the parameters.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`; several are run on the union of their times.
 * @param options see {@link BacktestOptions}; an unknown name is an error.
 * @throws ArgumentError for a wrong option or wrong data, before any work; StrategyError where the strategy throws or
 * answers no signals.
 * @example
 * ```ts
 * import { backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * const Cross = defineStrategy({
 *   parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 10, max: 200, default: 50 } },
 *   signals(bars, p) {
 *     const fast = sma(bars.close, p.fast), slow = sma(bars.close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const result = backtest(new Cross({ fast: 20 }), syntheticBars({ seed: 7, length: 5_000 }), {
 *   cash: 10_000,
 *   fees: 0.001,
 *   slippage: 0.0005,
 *   stopLoss: { fraction: 0.05 },
 * });
 * console.log(result.summary());
 * ```
 */
export function backtest(strategy: SignalStrategy | Strategy, data: BacktestData, options: BacktestOptions = {}): BacktestResult {
  const prepared = prepare(strategy, data, options);
  return prepared.signals?.() ?? prepared.during(() => runEvents(prepared.events as EventRunInput));
}

/** What {@link backtestAsync} takes besides the options of a backtest. */
export interface AsyncOptions extends BacktestOptions {
  /** Called after each chunk with the share that is done, 0 to 1, and at the end. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly share: number }) => void;
  /** Stops the run between two chunks: the promise is rejected with the reason. */
  readonly signal?: AbortSignal;
  /** Bars of a chunk, at least 1. @default 20000 */
  readonly chunk?: number;
}

/**
 * {@link backtest} in chunks, between which the program can do other work: it tells of its progress and can be aborted. The result is the
 * same. The signals engine takes one chunk.
 *
 * @throws what `backtest` throws; the reason of `signal` where it aborts.
 * @example
 * ```ts
 * import { backtestAsync, syntheticBars } from 'barwright';
 * import { Grid } from 'barwright/strategy';
 * const result = await backtestAsync(new Grid(), syntheticBars({ seed: 1, length: 5_000 }), {
 *   chunk: 1_000,
 *   onProgress: ({ share }) => console.log(Math.round(100 * share)),
 * });
 * ```
 */
export async function backtestAsync(
  strategy: SignalStrategy | Strategy,
  data: BacktestData,
  asked: AsyncOptions = {},
): Promise<BacktestResult> {
  const { onProgress, signal, chunk = 20_000, ...options } = asked;
  checkInteger('chunk', chunk, { min: 1 });
  signal?.throwIfAborted();
  const prepared = prepare(strategy, data, options);
  const total = prepared.bars;
  const tell = (done: number): void => onProgress?.({ done, total, share: done / total });
  const between = async (done: number): Promise<void> => {
    tell(done);
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
  if (prepared.signals !== undefined) await between(0);
  const result = prepared.signals?.() ?? (await prepared.during(() => runEventsAsync(prepared.events as EventRunInput, chunk, between)));
  tell(total);
  return result;
}

/** A run that is ready to go: in the signals engine, or in that of events. */
interface Prepared {
  readonly bars: number;
  readonly signals: (() => BacktestResult) | undefined;
  readonly events: EventRunInput | undefined;
  /** The result of a run of events; a strategy's error comes with what was done so far. */
  during(run: () => EventRun): BacktestResult;
  during(run: () => Promise<EventRun>): Promise<BacktestResult>;
}

function prepare(strategy: SignalStrategy | Strategy, data: BacktestData, options: BacktestOptions): Prepared {
  const isEvents = strategy instanceof Strategy;
  if (!isEvents && !(strategy instanceof SignalStrategy)) {
    throw new ArgumentError(
      `Expected \`strategy\` to be an instance of a strategy class, such as new MaCross(), was \`${show(strategy)}\`.`,
    );
  }
  const complete = completeOptions(options);
  checkKindOfOptions(options, isEvents ? 'events' : 'signals');
  const markets = marketsOf(data, complete);
  checkFiner(complete, markets);
  const fees = toFeeModel(complete.fees ?? complete.costs?.fees ?? complete.venue?.fees ?? 0);
  const impact = priceImpact(complete.slippage ?? complete.costs?.slippage ?? 0, complete.costs?.spread ?? 0);
  for (const { length } of markets) {
    fees.checkLength?.(length);
    checkImpactLength(impact, length);
    checkOrderSettings(complete, length);
  }
  const panel = markets.length === 1 ? undefined : Panel.of(markets);
  const time = panel?.time ?? markets[0].time;
  const rows = panel === undefined ? undefined : markets.map((bars) => panel.rows(bars.symbol));
  const from = complete.tradeFrom === undefined ? 0 : lowerBound(time, parseTime(complete.tradeFrom, 'tradeFrom'));
  if (from >= time.length)
    throw new NotEnoughDataError(`Expected \`tradeFrom\` to be no later than the last bar, was ${show(complete.tradeFrom)}.`);
  const benchmark = benchmarkOf(complete, markets, time, rows, from);
  const name = strategy.constructor.name || 'Strategy';
  const indicators: NotedIndicator[] = [];
  const memory = (complete.memory ?? new RunMemory()).take(time.length);
  const assumptions = assumptionsOf(complete, markets, fees, impact);
  const resultOf = (run: AccountsRun & Partial<EventRun>): BacktestResult =>
    new BacktestResult({
      strategy: { name, parameters: strategy.params as Readonly<Record<string, unknown>> },
      options: plainOptions(options),
      bars: markets,
      time,
      rows,
      startingCash: complete.cash,
      riskFree: complete.riskFree,
      from,
      payments: [],
      log: [],
      indicators,
      ...run,
      rule: complete.intrabar,
      benchmark,
      assumptions,
      warnings: once(() => warningsOf(run, markets)),
    });
  const failed = (error: unknown): never => {
    if (!(error instanceof StoppedRun)) throw error;
    const { message, cause, index, time: at } = error.error;
    const where = index === undefined || at === undefined ? {} : { index, time: at };
    throw new StrategyError(message, { cause, ...where, partial: resultOf(error.run) });
  };
  const during = ((run: () => EventRun | Promise<EventRun>): BacktestResult | Promise<BacktestResult> => {
    try {
      const made = run();
      return made instanceof Promise ? made.then(resultOf, failed) : resultOf(made);
    } catch (error) {
      return failed(error);
    }
  }) as Prepared['during'];
  const eventRun = { name, markets, options: complete, time, rows, from, memory, costs: { fees, impact } };
  if (isEvents) return { bars: time.length, signals: undefined, events: { ...eventRun, strategy }, during };
  const share = complete.account === 'shared' ? 1 / markets.length : 1;
  const plans = markets.map((bars) => {
    const first = from === 0 ? 0 : lowerBound(bars.time, time[from]);
    return planSignals(name, answer(strategy, name, bars, indicators), bars, complete, share, first);
  });
  if (complete.engine === 'events') {
    checkDriven(plans);
    return { bars: time.length, signals: undefined, events: { ...eventRun, strategy: plans }, during };
  }
  const signals = (): BacktestResult =>
    resultOf(
      runAccounts({
        markets,
        plans,
        options: complete,
        time,
        rows,
        from,
        memory,
        venueOf: (of, cash, journals) => new BarVenue(of, complete, { fees, impact }, cash, finerOf(complete, of), journals),
      }),
    );
  return { bars: time.length, signals, events: undefined, during };
}

/** Throws where signals ask for what the event engine does not know. */
function checkDriven(plans: readonly Plan[]): void {
  if (plans.some(({ exposure }) => exposure !== undefined))
    throw new ArgumentError("`exposure` is a column of the signals engine: leave `engine: 'events'` out, or answer entries and exits.");
}

/** The instruments of the data, checked: at least one bar each, distinct symbols, one interval. */
function marketsOf(data: BacktestData, options: CompleteOptions): readonly Bars[] {
  const given = instrumentsOf(data);
  if (given.length === 0) throw new ArgumentError('Expected `data` to hold at least one instrument, found none.');
  given.forEach((bars, k) => {
    if (!(bars instanceof Bars))
      throw new ArgumentError(`Expected \`data\` to be Bars, a list or record of Bars, or a Panel, was \`${show(data)}\`.`);
    if (bars.length === 0)
      throw new NotEnoughDataError(`Expected \`data\` to hold at least one bar, ${bars.symbol || `instrument ${k}`} has none.`);
    if (bars.intervalMs !== given[0].intervalMs) {
      throw new ArgumentError(
        `Expected all instruments to have one interval, ${bars.symbol} has ${formatInterval(bars.intervalMs)} and ${given[0].symbol} ${formatInterval(given[0].intervalMs)}. Resample one.`,
      );
    }
    if (bars.instrument.kind === 'inverse' || bars.instrument.kind === 'option') {
      throw new ArgumentError(`Expected \`instrument.kind\` of ${bars.symbol} to be spot or linear, was '${bars.instrument.kind}'.`);
    }
  });
  for (const bars of given) checkPrices(bars);
  const known = given.map((bars) => {
    const own = options.venue?.instruments[bars.symbol];
    return own === undefined ? bars : bars.withInstrument(own);
  });
  if (!conventions[options.conventions].wholeUnits) return known;
  return known.map((bars) => (bars.instrument.quantityStep > 0 ? bars : bars.withInstrument({ quantityStep: 1 })));
}

const pricedAboveZero = new WeakSet<Float64Array>();

/** Throws unless all prices are above zero; columns that were seen are not read again. */
function checkPrices({ low, symbol, time }: Bars): void {
  if (pricedAboveZero.has(low)) return;
  let row = 0;
  while (row < low.length && low[row] > 0) row++;
  if (row < low.length) {
    throw new DataError(
      `Expected prices${symbol === '' ? '' : ` of ${symbol}`} above 0, \`low\` of row ${row} (${formatTime(time[row])}) was ${low[row]}. Mend or remove the row.`,
      { row, field: 'low' },
    );
  }
  pricedAboveZero.add(low);
}

/** The finer bars of each instrument. */
function finerOf({ finer }: CompleteOptions, markets: readonly Bars[]): readonly (Bars | undefined)[] {
  return markets.map(({ symbol }) => (finer === undefined || finer instanceof Bars ? finer : finer[symbol]));
}

/** Throws unless finer bars are finer than those of their instrument, and there is no doubt whose they are. */
function checkFiner(options: CompleteOptions, markets: readonly Bars[]): void {
  const { finer } = options;
  if (finer instanceof Bars && markets.length > 1) {
    throw new ArgumentError(
      `Expected \`intrabar.bars\` by symbol for ${markets.length} instruments, such as { ${markets[0].symbol}: bars }, was one Bars.`,
    );
  }
  if (finer !== undefined && !(finer instanceof Bars)) {
    checkKeys(
      'intrabar.bars',
      finer,
      markets.map(({ symbol }) => symbol),
    );
  }
  finerOf(options, markets).forEach((own, k) => {
    if (own === undefined) return;
    const name = finer instanceof Bars ? 'intrabar.bars' : `intrabar.bars.${markets[k].symbol}`;
    if (!(own instanceof Bars)) throw new ArgumentError(`Expected \`${name}\` to be Bars, was \`${show(own)}\`.`);
    if (own.intervalMs < markets[k].intervalMs) return;
    throw new ArgumentError(
      `Expected \`${name}\` to be finer than ${formatInterval(markets[k].intervalMs)}, was ${formatInterval(own.intervalMs)}.`,
    );
  });
}

/** Options as plain JSON: columns, bars and models are named, not copied. */
function plainOptions(options: BacktestOptions): Readonly<Record<string, unknown>> {
  const plain = (value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString();
    if (value instanceof Bars) return value.toJSON();
    if (ArrayBuffer.isView(value) || typeof value === 'function') return show(value);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
    return value;
  };
  return plain(options) as Readonly<Record<string, unknown>>;
}

/** What {@link scenarios} answers. */
export interface Scenarios {
  readonly pessimistic: BacktestResult;
  readonly optimistic: BacktestResult;
}

/**
 * The same run under the pessimistic and the optimistic path inside each bar. The two show how much hangs on what bars
 * do not tell; they do not bound a result that depends on its own path. Finer bars still tell what they can. The two
 * do not share `memory`.
 */
export function scenarios(strategy: SignalStrategy | Strategy, data: BacktestData, options: BacktestOptions = {}): Scenarios {
  const { memory: _, intrabar, ...others } = options;
  const under = (rule: 'pessimistic' | 'optimistic'): BacktestResult =>
    backtest(strategy, data, { ...others, intrabar: typeof intrabar === 'object' && intrabar !== null ? { ...intrabar, rule } : rule });
  return { pessimistic: under('pessimistic'), optimistic: under('optimistic') };
}
