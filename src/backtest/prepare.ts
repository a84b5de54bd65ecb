import {
  ArgumentError,
  checkKeys,
  DataError,
  formatInterval,
  formatTime,
  lowerBound,
  NotEnoughDataError,
  parseTime,
  show,
} from '../core/index.ts';
import { BarVenue, checkImpactLength } from '../exchange/index.ts';
import { Bars, listedSymbol, shortLegOf } from '../market/index.ts';
import { SignalStrategy, Strategy } from '../strategy/index.ts';
import { type AccountsRun, runAccounts } from './accounts.ts';
import { answer } from './answer.ts';
import { assumptionsOf } from './assumptions.ts';
import { barAxis } from './bar-axis.ts';
import { benchmarkOf } from './benchmark.ts';
import { conventions } from './conventions.ts';
import { type EventRun, type EventRunInput, runApart, runEvents, runEventsAsync } from './event-run.ts';
import { areFeeds } from './feeds.ts';
import { type BacktestData, instrumentsOf } from './instruments.ts';
import { type BacktestOptions, type CompleteOptions, checkKindOfOptions, completeOptions } from './options.ts';
import { checkOrderSettings, planSignals } from './plan.ts';
import { prepareTicks } from './prepare-ticks.ts';
import type { BacktestResult, NotedIndicator } from './result.ts';
import { checkCosts, costsOf } from './run-costs.ts';
import { RunMemory } from './run-memory.ts';
import { during, nameOf, type PreparedRun, resultOf } from './run-record.ts';
import { checkSettlement, venueFields } from './venue-terms.ts';

/**
 * Checks everything and makes a run ready to go.
 *
 * @param mode whether data may come piece by piece from a source that has to be waited for.
 * @throws ArgumentError for a wrong option or wrong data.
 */
export function prepare(
  strategy: SignalStrategy | Strategy,
  data: BacktestData,
  options: BacktestOptions,
  mode: 'sync' | 'async',
): PreparedRun {
  const isEvents = strategy instanceof Strategy;
  if (!isEvents && !(strategy instanceof SignalStrategy)) {
    throw new ArgumentError(
      `Expected \`strategy\` to be an instance of a strategy class, such as new MaCross(), was \`${show(strategy)}\`.`,
    );
  }
  const complete = completeOptions(options);
  checkKindOfOptions(options, isEvents ? 'events' : 'signals');
  const costs = costsOf(complete);
  const { fees, impact } = costs;
  const asked = { strategy, options, complete, costs };
  if (areFeeds(data)) return prepareTicks(asked, data, mode);
  const listed = marketsOf(data, complete, isEvents);
  const isHedged = complete.positionMode === 'hedge';
  const markets = isHedged ? [...listed, ...listed.map((bars) => bars.withInstrument({ symbol: shortLegOf(bars.symbol) }))] : listed;
  checkFiner(complete, markets);
  checkKinds(markets, isEvents || complete.engine === 'events');
  checkCosts(
    costs,
    markets.map((bars) => bars.instrument),
  );
  for (const { length } of markets) {
    fees.checkLength?.(length);
    checkImpactLength(impact, length);
    checkOrderSettings(complete, length);
  }
  const steps = barAxis(markets);
  const { time, rows } = steps;
  const from = complete.tradeFrom === undefined ? 0 : lowerBound(time, parseTime(complete.tradeFrom, 'tradeFrom'));
  if (from >= time.length)
    throw new NotEnoughDataError(`Expected \`tradeFrom\` to be no later than the last bar, was ${show(complete.tradeFrom)}.`);
  const name = nameOf(strategy);
  const memory = (complete.memory ?? new RunMemory()).take(time.length);
  const indicators: NotedIndicator[] = [];
  const benchmark = benchmarkOf(complete, markets, time, rows, from);
  const axis = { bars: markets, time, rows, from, benchmark, assumptions: assumptionsOf(complete, markets, costs), indicators };
  const result = (run: AccountsRun & Partial<EventRun>): BacktestResult => resultOf(asked, axis, run);
  const eventful = (events: EventRunInput): PreparedRun => ({
    run: () => during(() => runEvents(events), result),
    runAsync: (chunk, between) => during(() => runEventsAsync(events, chunk, (done) => between(done, time.length)), result),
    total: () => time.length,
  });
  const eventRun = {
    name,
    markets,
    count: listed.length,
    finer: finerOf(complete, markets),
    options: complete,
    axis: steps,
    from,
    memory,
    costs,
  };
  if (isEvents) return eventful({ ...eventRun, strategy });
  const share = complete.account === 'shared' ? 1 / markets.length : 1;
  const plans = markets.map((bars) => {
    const first = from === 0 ? 0 : lowerBound(bars.time, time[from]);
    return planSignals(name, answer(strategy, name, bars, indicators), bars, complete, share, first);
  });
  if (complete.engine === 'events') {
    if (rows === undefined || complete.account === 'shared') return eventful({ ...eventRun, strategy: plans });
    return atOnce(time.length, () => during(() => runApart({ ...eventRun, strategy: plans }, plans), result));
  }
  const run = (): BacktestResult =>
    result(
      runAccounts({
        markets,
        plans,
        options: complete,
        time,
        rows,
        from,
        memory,
        venueOf: (of, cash, journals) => new BarVenue(of, complete, costs, cash, finerOf(complete, of), journals),
      }),
    );
  return atOnce(time.length, run);
}

/** A run of one chunk. */
function atOnce(total: number, run: () => BacktestResult): PreparedRun {
  return {
    run,
    runAsync: async (_, between) => {
      await between(0, total);
      return run();
    },
    total: () => total,
  };
}

/** Throws where a contract is none that the engine knows, or not all are settled in one currency. */
function checkKinds(markets: readonly Bars[], inEvents: boolean): void {
  checkSettlement(markets.map((bars) => bars.instrument));
  const other = markets.find(({ instrument }) => instrument.kind === 'inverse' || instrument.kind === 'option');
  if (other !== undefined && !inEvents)
    throw new ArgumentError(
      `Expected \`instrument.kind\` of ${other.symbol} to be spot or linear in the signals engine, was '${other.instrument.kind}': give \`engine: 'events'\`.`,
    );
}

/** The instruments of the data, checked: at least one bar each, distinct symbols, and one interval unless the engine `mixes` them. */
function marketsOf(data: BacktestData, options: CompleteOptions, mixes: boolean): readonly Bars[] {
  const given = instrumentsOf(data);
  if (given.length === 0) throw new ArgumentError('Expected `data` to hold at least one instrument, found none.');
  given.forEach((bars, k) => {
    if (!(bars instanceof Bars))
      throw new ArgumentError(`Expected \`data\` to be Bars, a list or record of Bars, or a Panel, was \`${show(data)}\`.`);
    if (bars.length === 0)
      throw new NotEnoughDataError(`Expected \`data\` to hold at least one bar, ${bars.symbol || `instrument ${k}`} has none.`);
    if (bars.intervalMs !== given[0].intervalMs && !mixes) {
      throw new ArgumentError(
        `Expected all instruments to have one interval, ${bars.symbol} has ${formatInterval(bars.intervalMs)} and ${given[0].symbol} ${formatInterval(given[0].intervalMs)}. Resample one.`,
      );
    }
  });
  for (const bars of given) checkPrices(bars);
  const known = given.map((bars) => {
    const own = venueFields(options.venue, bars.instrument);
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
  return markets.map(({ symbol }) => (finer === undefined || finer instanceof Bars ? finer : finer[listedSymbol(symbol)]));
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
