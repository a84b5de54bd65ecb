import { lowerBound, once, Rng, StrategyError } from '../core/index.ts';
import { type BorrowPayment, OrderVenue, type VenueCosts } from '../exchange/index.ts';
import { type Bars, listedSymbol } from '../market/index.ts';
import { RiskGuard } from '../risk/index.ts';
import { type FundingPayment, type IndicatorHandle, Strategy } from '../strategy/index.ts';
import { type AccountsRun, runSeparate } from './accounts.ts';
import { type BarAxis, barAxis } from './bar-axis.ts';
import type { LogLine } from './event-context.ts';
import { EventsEngine } from './events-engine.ts';
import { travelOf } from './latency.ts';
import type { CompleteOptions } from './options.ts';
import type { Plan } from './plan.ts';
import type { NotedIndicator } from './result.ts';
import type { TakenMemory } from './run-memory.ts';
import { SignalsDriver } from './signals-driver.ts';
import { venueTerms } from './venue-terms.ts';

/** What one run of an event strategy needs. */
export interface EventRunInput {
  /** A strategy of events, or the plans of one of signals. */
  readonly strategy: Strategy<object> | readonly Plan[];
  readonly name: string;
  readonly markets: readonly Bars[];
  /** Bars that tell what came first inside those of each instrument. */
  readonly finer: readonly (Bars | undefined)[];
  /** Instruments that the strategy knows; in hedge mode their short legs come after. */
  readonly count: number;
  readonly options: CompleteOptions;
  readonly axis: BarAxis;
  readonly from: number;
  readonly memory: TakenMemory;
  /** Number of the first instrument in the journals. @default 0 */
  readonly first?: number;
  readonly costs: VenueCosts;
}

/** What one run of an event strategy leaves. */
export interface EventRun extends AccountsRun {
  readonly payments: readonly FundingPayment[];
  readonly borrowed: readonly BorrowPayment[];
  readonly log: readonly LogLine[];
  /** Columns of the indicators that the strategy declared, made when they are asked for. */
  readonly indicators: readonly NotedIndicator[];
}

/** What is left of a run that a strategy's error has stopped, and the bar of the error. */
export class StoppedRun extends Error {
  readonly run: EventRun;
  readonly error: StrategyError;

  constructor(run: EventRun, error: StrategyError) {
    super(error.message);
    this.run = run;
    this.error = error;
  }
}

/** Shortest way of an order, as a share of a bar, that makes it miss the open. */
const inTime = 0.01;

/** A run that has begun. */
interface BegunRun {
  /** Runs up to a time, not included; true where that is the end. */
  advance(until: number): boolean;
  finish(): EventRun;
  readonly done: number;
}

function begin(input: EventRunInput): BegunRun {
  const { markets, options, axis, from, memory: journals, costs, name } = input;
  const { venue: preset, latency } = options;
  const travelMs = travelOf(latency, new Rng(options.seed ?? 1));
  const terms = {
    ...options,
    ...venueTerms(
      options,
      markets.map((bars) => bars.instrument),
    ),
    delay: (instrument: number) => {
      const { intervalMs } = markets[instrument];
      const ms = travelMs();
      return ms <= intervalMs * inTime ? 0 : Math.ceil(ms / intervalMs);
    },
  };
  const marks = markets.map(({ symbol }) => preset?.marks?.[listedSymbol(symbol)]);
  const rules = {
    ...terms,
    marks: marks.map((bars, k) => (bars !== undefined && bars.intervalMs <= markets[k].intervalMs ? bars : undefined)),
  };
  const venue = new OrderVenue(markets, rules, costs, options.cash, input.finer, {
    orders: journals.orders,
    fills: journals.fills,
    first: input.first ?? 0,
  });
  if (options.limits !== undefined) {
    venue.guard = new RiskGuard(options.limits);
    venue.guard.marked(axis.time[0], options.cash);
  }
  journals.equity.fill(options.cash);
  const funding = markets.map(({ symbol }) => preset?.funding[listedSymbol(symbol)]);
  const finish = (engine: EventsEngine | undefined): EventRun => ({
    equity: journals.equity,
    orders: journals.orders,
    fillCount: journals.fills.length,
    fills: once(() => journals.fills.columns()),
    ambiguous: venue.ambiguous,
    ruin: engine?.ruin,
    ruined: [],
    payments: engine?.payments ?? [],
    borrowed: venue.borrowed,
    log: engine?.context.lines ?? [],
    indicators: engine === undefined ? [] : notedOf(engine.handles, markets.slice(0, input.count)),
  });
  let engine: EventsEngine | undefined;
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StrategyError)) throw error;
      journals.equity.fill(venue.ledger.equity(), error.index ?? 0);
      throw new StoppedRun(finish(engine), error);
    }
  };
  const { strategy: given } = input;
  const driver = isPlans(given) ? new SignalsDriver(venue, given, options) : undefined;
  const strategy = isPlans(given) ? new Idle() : freshOf(given);
  const begun = new EventsEngine({
    venue,
    strategy,
    name,
    axis,
    column: journals.column,
    marks,
    equity: journals.equity,
    from,
    funding,
    fillAt: options.fillAt,
    settlements: markets.map(({ symbol }) => preset?.settlements?.[listedSymbol(symbol)] ?? Number.NaN),
    driver,
    count: input.count,
  });
  engine = begun;
  return {
    advance: (until) => guarded(() => begun.advance(until)),
    finish: () =>
      guarded(() => {
        begun.finish();
        return finish(begun);
      }),
    get done() {
      return begun.done;
    },
  };
}

/**
 * Runs an event strategy on a fresh instance.
 *
 * @throws StoppedRun where a callback throws.
 */
export function runEvents(input: EventRunInput): EventRun {
  const run = begin(input);
  run.advance(Number.POSITIVE_INFINITY);
  return run.finish();
}

/**
 * {@link runEvents} in chunks of bars, between which others may work.
 *
 * @throws StoppedRun where a callback throws; the reason of the signal where it aborts.
 */
export async function runEventsAsync(input: EventRunInput, chunk: number, between: (done: number) => Promise<void>): Promise<EventRun> {
  const run = begin(input);
  await between(0);
  for (let until = chunk; !run.advance(until); until += chunk) await between(run.done);
  return run.finish();
}

/** Runs signals with each instrument on its own equal part of the capital. */
export function runApart(input: EventRunInput, plans: readonly Plan[]): EventRun {
  const { markets, axis, from, memory, options } = input;
  const parts: EventRun[] = [];
  const whole = runSeparate({ ...input, time: axis.time }, axis.rows as readonly Int32Array[], (k, cash, { first }) => {
    const bars = markets[k];
    const part = runEvents({
      ...input,
      strategy: [plans[k]],
      markets: [bars],
      finer: [input.finer[k]],
      count: 1,
      options: { ...options, cash },
      axis: barAxis([bars]),
      from: from === 0 ? 0 : lowerBound(bars.time, axis.time[from]),
      memory: { ...memory, equity: new Float64Array(bars.length) },
      first,
    });
    parts.push(part);
    return part;
  });
  const byTime = <Row extends { readonly time: number }>(list: readonly Row[]): readonly Row[] => list.toSorted((a, b) => a.time - b.time);
  return {
    ...whole,
    payments: byTime(parts.flatMap(({ payments }) => payments)),
    borrowed: byTime(parts.flatMap(({ borrowed }) => borrowed)),
    log: [],
    indicators: [],
  };
}

/** The columns of declared indicators for each instrument; those on longer bars are left out. */
export function notedOf(handles: readonly IndicatorHandle[], markets: readonly Bars[]): readonly NotedIndicator[] {
  return handles.flatMap((handle) =>
    markets.flatMap((bars) => {
      const columns = once(() => handle.columnsOf(bars));
      if (!handle.sees(bars)) return [];
      const numbers = Object.values(handle.parameters).filter((value) => typeof value === 'number');
      const { name, outputs } = handle.entry;
      const label = numbers.length === 0 ? name : `${name}(${numbers.join(', ')})`;
      return outputs.map((output) => ({
        symbol: bars.symbol,
        name,
        label: output === name ? label : `${label} ${output}`,
        output,
        get values() {
          return columns()[output];
        },
      }));
    }),
  );
}

/** What runs where signals are decided by a driver. */
class Idle extends Strategy {}

function isPlans(given: Strategy<object> | readonly Plan[]): given is readonly Plan[] {
  return Array.isArray(given);
}

/** A new instance of a strategy with the same parameters. */
export function freshOf(strategy: Strategy<object>): Strategy<object> {
  return new (strategy.constructor as new (params: object) => Strategy<object>)(strategy.params);
}
