import { ArgumentError, lowerBound, NotEnoughDataError, once, parseTime, Rng, StrategyError, show } from '../core/index.ts';
import { riskAverseQueue, TickMarket, type TickRules, TickVenue } from '../exchange/index.ts';
import { Bars } from '../market/index.ts';
import { RiskGuard } from '../risk/index.ts';
import { Strategy } from '../strategy/index.ts';
import { assumptionsOf } from './assumptions.ts';
import { benchmarkOf } from './benchmark.ts';
import { type EventRun, freshOf, notedOf, StoppedRun } from './event-run.ts';
import { checkClocks, clockNotes } from './feed-clocks.ts';
import { barIntervalOf, type CheckedFeed, checkFeeds, type Feed, isStream } from './feeds.ts';
import { GrowingBars } from './growing-bars.ts';
import { travelOf } from './latency.ts';
import type { BacktestResult } from './result.ts';
import { checkCosts } from './run-costs.ts';
import { RunMemory } from './run-memory.ts';
import { type Asked, during, nameOf, type PreparedRun, type RunAxis, resultOf } from './run-record.ts';
import { TicksEngine } from './ticks-engine.ts';
import { checkSettlement, venueTerms } from './venue-terms.ts';

/** What a run of ticks leaves: the axis is known at its end. */
type TickRun = EventRun & Pick<RunAxis, 'bars' | 'time' | 'rows' | 'notes'>;

/**
 * Makes a run of ticks ready to go.
 *
 * @throws ArgumentError where a feed or an option is wrong.
 */
export function prepareTicks(asked: Asked, data: Readonly<Record<string, Feed>>, mode: 'sync' | 'async'): PreparedRun {
  const { strategy, complete, costs } = asked;
  if (!(strategy instanceof Strategy))
    throw new ArgumentError(
      'Expected an event strategy for ticks: signals are made of bars. Give `barsFromTicks(trades, interval)` as data.',
    );
  if (complete.fillAt !== 'nextOpen' || asked.options.intrabar !== undefined)
    throw new ArgumentError('Expected `fillAt` and `intrabar` to be left out for ticks: they tell themselves when and where orders fill.');
  if (complete.positionMode === 'hedge') throw new ArgumentError("Expected `positionMode` to be 'oneWay' in a run of ticks, was 'hedge'.");
  const feeds = checkFeeds(data, complete.venue);
  checkSettlement(feeds.map(({ instrument }) => instrument));
  checkCosts(
    costs,
    feeds.map(({ instrument }) => instrument),
  );
  const intervalMs = barIntervalOf(feeds, complete.barInterval);
  checkClocks(feeds);
  if (mode === 'sync') checkNoWaiting(feeds);
  const bars = feeds.map(({ instrument }) => new GrowingBars(instrument, intervalMs));
  const from = complete.tradeFrom === undefined ? Number.NEGATIVE_INFINITY : parseTime(complete.tradeFrom, 'tradeFrom');
  const memory = (complete.memory ?? new RunMemory()).take(0);
  const begun = (): { readonly engine: TicksEngine; readonly venue: TickVenue } => {
    const venue = venueOf(asked, feeds, intervalMs, memory);
    const funding = feeds.map(({ instrument }) => complete.venue?.funding[instrument.symbol]);
    const marks = feeds.map(({ instrument }) => complete.venue?.marks?.[instrument.symbol]);
    const settlements = feeds.map(({ instrument }) => complete.venue?.settlements?.[instrument.symbol] ?? Number.NaN);
    const input = {
      venue,
      strategy: freshOf(strategy),
      name: nameOf(strategy),
      feeds,
      bars,
      intervalMs,
      from,
      funding,
      marks,
      settlements,
    };
    return { engine: new TicksEngine(input), venue };
  };
  const leave = (engine: TicksEngine): TickRun => {
    const made = bars.map((growing) => growing.bars());
    return {
      bars: made,
      time: Float64Array.from(engine.time),
      rows: bars.length === 1 ? undefined : engine.rows.map((rows) => Int32Array.from(rows)),
      equity: Float64Array.from(engine.equity),
      orders: memory.orders,
      fillCount: memory.fills.length,
      fills: once(() => memory.fills.columns()),
      ambiguous: [],
      ruin: engine.ruin,
      ruined: [],
      payments: engine.payments,
      borrowed: engine.borrowed,
      log: engine.context.lines,
      indicators: notedOf(engine.handles, made),
      notes: clockNotes(engine.cursors, engine.context.symbols),
    };
  };
  const guarded = <T>(engine: TicksEngine, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StrategyError)) throw error;
      engine.stop();
      throw new StoppedRun(leave(engine), error);
    }
  };
  const finish = (engine: TicksEngine): TickRun => {
    guarded(engine, () => engine.finish());
    if (engine.time.length === 0) throw new NotEnoughDataError('Expected `data` to hold at least one tick with a price, found none.');
    return leave(engine);
  };
  const result = (run: TickRun): BacktestResult => {
    const first = Math.min(lowerBound(run.time, from), run.time.length - 1);
    const benchmark = benchmarkOf(complete, run.bars, run.time, run.rows, first);
    const assumptions = assumptionsOf(complete, run.bars, costs, feeds);
    return resultOf(asked, { ...run, from: first, benchmark, assumptions }, run);
  };
  let total = Number.NaN;
  return {
    run: () =>
      during(() => {
        const { engine } = begun();
        try {
          for (;;) {
            for (const cursor of engine.hungry) cursor.feed();
            if (guarded(engine, () => engine.advance(Number.POSITIVE_INFINITY))) break;
          }
          return finish(engine);
        } finally {
          for (const cursor of engine.cursors) cursor.close();
        }
      }, result),
    runAsync: (chunk, between, signal) =>
      during(async () => {
        const { engine } = begun();
        try {
          await between(0, engine.progress.total);
          for (;;) {
            for (const cursor of engine.hungry) await unlessAborted(cursor.feed(), signal);
            if (guarded(engine, () => engine.advance(chunk))) break;
            await between(engine.progress.done, engine.progress.total);
          }
          total = engine.progress.done;
          return finish(engine);
        } finally {
          await Promise.allSettled(engine.cursors.map((cursor) => cursor.close()));
        }
      }, result),
    total: () => total,
  };
}

function venueOf(
  { complete, costs }: Asked,
  feeds: readonly CheckedFeed[],
  intervalMs: number,
  memory: ReturnType<RunMemory['take']>,
): TickVenue {
  const { queue = riskAverseQueue(), seed = 1 } = complete;
  const rng = new Rng(seed);
  const rules: TickRules = {
    ...complete,
    ...venueTerms(
      complete,
      feeds.map(({ instrument }) => instrument),
    ),
    queue,
    delay: () => 0,
    travelMs: travelOf(complete.latency, rng),
  };
  const none = { time: [], open: [], high: [], low: [], close: [] };
  const markets = feeds.map(({ instrument }) => Bars.fromColumns(none, { instrument, interval: `${intervalMs}ms` }));
  const ticks = feeds.map(
    ({ trades, quotes, book, instrument: { quantityStep } }) =>
      new TickMarket(book !== undefined ? 'book' : quotes !== undefined ? 'quotes' : 'trades', trades !== undefined, quantityStep),
  );
  const venue = new TickVenue(markets, ticks, rules, costs, complete.cash, { orders: memory.orders, fills: memory.fills, first: 0 });
  if (complete.limits !== undefined) venue.guard = new RiskGuard(complete.limits);
  return venue;
}

/** Waits for work, but no longer than the signal lets it. */
function unlessAborted(work: Promise<void> | undefined, signal: AbortSignal | undefined): Promise<void> | undefined {
  if (work === undefined || signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Throws where a feed has to be waited for. */
function checkNoWaiting(feeds: readonly CheckedFeed[]): void {
  for (const { trades, quotes, book, instrument } of feeds) {
    for (const [kind, ticks] of Object.entries({ trades, quotes, book })) {
      if (isStream(ticks) && Symbol.asyncIterator in ticks)
        throw new ArgumentError(
          `\`data.${instrument.symbol}.${kind}\` comes piece by piece and has to be waited for, was \`${show(ticks)}\`: use \`backtestAsync\`.`,
        );
    }
  }
}
