import { type BacktestOptions, Bars, type Signals, syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import { BarVenue } from 'barwright/exchange';
import * as fc from 'fast-check';
import { completeOptions } from '../../src/backtest/options.ts';
import { planSignals } from '../../src/backtest/plan.ts';
import { costsOf } from '../../src/backtest/run-costs.ts';
import { SignalsEngine } from '../../src/backtest/signals-engine.ts';

/** A market, what a strategy says of it and how it is run. */
export interface RandomRun {
  readonly bars: Bars;
  readonly signals: Signals;
  readonly options: BacktestOptions;
}

interface MarketShape {
  readonly seed: number;
  readonly length: number;
  readonly volatility: number;
  readonly tickSize: number;
  readonly gaps: number;
  readonly flats: number;
  readonly quantityStep: number;
  readonly minNotional: number;
  readonly multiplier: number;
}

const marketShape: fc.Arbitrary<MarketShape> = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  length: fc.integer({ min: 2, max: 120 }),
  volatility: fc.constantFrom(0.5, 2, 6),
  tickSize: fc.constantFrom(0, 0.01, 0.5),
  gaps: fc.constantFrom(0, 0, 0.1),
  flats: fc.constantFrom(0, 0, 0.2),
  quantityStep: fc.constantFrom(0, 0, 0.001, 1),
  minNotional: fc.constantFrom(0, 0, 500),
  multiplier: fc.constantFrom(1, 1, 0.1, 10),
});

/** Synthetic bars with bars left out, stretches in which the price stands still, and the steps of a venue. */
export function marketOf(shape: MarketShape, symbol = 'ABC'): Bars {
  const { seed, length, volatility, tickSize, quantityStep, minNotional, multiplier } = shape;
  const whole = syntheticBars({ seed, length: length + 40, volatility, tickSize, symbol });
  const rng = new Rng(seed + 1);
  const columns = { time: [] as number[], open: [] as number[], high: [] as number[], low: [] as number[], close: [] as number[] };
  let standing = 0;
  let price = whole.open[0];
  for (let i = 0; i < whole.length && columns.time.length < length; i++) {
    if (rng.uniform() < shape.gaps) continue;
    if (standing === 0 && rng.uniform() < shape.flats) standing = 1 + Math.floor(rng.uniform() * 6);
    columns.time.push(whole.time[i]);
    for (const field of ['open', 'high', 'low', 'close'] as const) columns[field].push(standing > 0 ? price : whole[field][i]);
    if (standing > 0) standing--;
    else price = whole.close[i];
  }
  return Bars.fromColumns(columns, { interval: '1h', instrument: { symbol, tickSize, quantityStep, minNotional, multiplier } });
}

const level = fc.oneof(
  fc.record({ fraction: fc.constantFrom(0.005, 0.02, 0.1) }),
  fc.record({ distance: fc.constantFrom(0.3, 1, 5), multiple: fc.constantFrom(1, 2) }),
);
const priceLevel = fc.oneof(level, fc.record({ price: fc.constantFrom(90, 98, 102, 110) }));
const duration = fc.oneof(fc.record({ bars: fc.constantFrom(1, 2, 5) }), fc.constantFrom('2h' as const, '1d' as const));
const size = fc.oneof(
  fc.record({ units: fc.constantFrom(0.5, 3, 40) }),
  fc.record({ notional: fc.constantFrom(100, 3_000, 12_000) }),
  fc.record({ equity: fc.constantFrom(0.1, 0.5, 1, 2) }),
  fc.record({ cash: fc.constantFrom(0.3, 1) }),
  fc.record({ targetEquity: fc.constantFrom(0.25, 0.8, 1) }),
  fc.record({ riskFraction: fc.constantFrom(0.005, 0.02), stop: level }),
);

/** Options over all that a run of one instrument knows. */
export const randomOptions: fc.Arbitrary<BacktestOptions> = fc.record(
  {
    cash: fc.constantFrom(100, 10_000),
    fees: fc.constantFrom<NonNullable<BacktestOptions['fees']>>(
      0,
      0.001,
      { maker: -0.0001, taker: 0.0006 },
      { fixed: 1 },
      { perUnit: 0.01, taker: 0.0005 },
    ),
    slippage: fc.constantFrom(0, 0.0005, 0.01),
    costs: fc.record({ spread: fc.constantFrom(0, 0.001) }),
    fillAt: fc.constantFrom('nextOpen', 'nextClose', 'close'),
    intrabar: fc.constantFrom('pessimistic', 'optimistic', 'adaptive', 'ohlc', 'olhc'),
    limitFill: fc.constantFrom('through', 'touch'),
    direction: fc.constantFrom('long', 'short', 'both'),
    onConflict: fc.constantFrom('ignore', 'entry', 'exit', 'adjacent', 'opposite'),
    onDirectionConflict: fc.constantFrom('ignore', 'long', 'short', 'adjacent', 'opposite'),
    onOpposite: fc.constantFrom('ignore', 'close', 'reduce', 'reverse'),
    onRepeat: fc.constantFrom('ignore', 'accumulate'),
    onExit: fc.constantFrom('close', 'reduce'),
    stopOnAdd: fc.constantFrom('override', 'keep'),
    trailRatchet: fc.constantFrom('bar', 'intrabar'),
    stopBase: fc.constantFrom('fill', 'decisionClose', 'barClose'),
    protectFrom: fc.constantFrom('fill', 'nextBar'),
    slipStops: fc.boolean(),
    signalsAfterExit: fc.constantFrom('use', 'drop'),
    leverage: fc.constantFrom(0.5, 1, 3),
    insufficientFunds: fc.constantFrom('reject', 'clip'),
    size,
    stopLoss: priceLevel,
    takeProfit: priceLevel,
    trailingStop: level,
    timeStop: duration,
    expiry: duration,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<BacktestOptions>;

interface SignalShape {
  readonly seed: number;
  readonly kind: 'flags' | 'both' | 'exposure';
  readonly density: number;
  readonly limits: number;
  readonly stops: number;
  readonly columns: boolean;
}

const signalShape: fc.Arbitrary<SignalShape> = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  kind: fc.constantFrom('flags', 'both', 'both', 'exposure'),
  density: fc.constantFrom(0.05, 0.2, 0.5),
  limits: fc.constantFrom(0, 0, 0.3, 1),
  stops: fc.constantFrom(0, 0, 0.3, 1),
  columns: fc.boolean(),
});

/** Signals of all kinds over `bars`; they know nothing of what comes. */
export function signalsOf(shape: SignalShape, bars: Bars): Signals {
  const rng = new Rng(shape.seed);
  const n = bars.length;
  const column = (): Uint8Array => Uint8Array.from({ length: n }, () => (rng.uniform() < shape.density ? 1 : 0));
  const settings = shape.columns
    ? { stopLoss: { fraction: Float64Array.from({ length: n }, () => (rng.uniform() < 0.2 ? Number.NaN : 0.01 + rng.uniform() * 0.03)) } }
    : {};
  if (shape.kind === 'exposure') {
    const levels = [Number.NaN, Number.NaN, -1, -0.4, 0, 0.3, 0.6, 1];
    return { exposure: Float64Array.from({ length: n }, () => levels[Math.floor(rng.uniform() * levels.length)]), ...settings };
  }
  const near = (share: number): Float64Array =>
    Float64Array.from(bars.close, (close) => (rng.uniform() < share ? close * (1 + 0.02 * (rng.uniform() - 0.5)) : Number.NaN));
  const limit = near(shape.limits);
  const stop = near(shape.stops).map((price, i) => (Number.isNaN(limit[i]) ? price : Number.NaN));
  return {
    entries: column(),
    exits: column(),
    ...(shape.kind === 'both' ? { shortEntries: column(), shortExits: column() } : {}),
    ...(shape.limits > 0 ? { limit } : {}),
    ...(shape.stops > 0 ? { stop } : {}),
    ...settings,
  };
}

/** Random markets, signals and options. */
export const randomRun: fc.Arbitrary<RandomRun> = fc
  .tuple(marketShape, signalShape, randomOptions, fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined, freq: 4 }))
  .map(([shape, said, options, from]) => {
    const bars = marketOf(shape);
    const tradeFrom = from === undefined ? {} : { tradeFrom: new Date(bars.time[from % bars.length]) };
    return { bars, signals: signalsOf(said, bars), options: { ...options, ...tradeFrom } };
  });

/** Three markets on one account or three, with signals of each. */
export interface RandomMarkets {
  readonly markets: readonly Bars[];
  readonly signals: readonly Signals[];
  readonly options: BacktestOptions;
}

/** Random markets of several instruments, whose bars are not all at the same times. */
export const randomMarkets: fc.Arbitrary<RandomMarkets> = fc
  .tuple(
    fc.array(fc.tuple(marketShape, signalShape), { minLength: 2, maxLength: 3 }),
    randomOptions,
    fc.constantFrom('shared' as const, 'separate' as const),
  )
  .map(([shapes, options, account]) => {
    const markets = shapes.map(([shape], k) => marketOf(shape, ['A', 'B', 'C'][k]));
    return { markets, signals: shapes.map(([, said], k) => signalsOf(said, markets[k])), options: { ...options, account } };
  });

/** Quarter hours that make up most of the bars; some are missing, some reach beyond. */
export function finerOf(bars: Bars, seed: number): Bars {
  const rng = new Rng(seed);
  const rows: number[][] = [];
  for (const { time, open, high, low, close } of bars) {
    const kind = rng.uniform();
    if (kind < 0.1) continue;
    const lowFirst = rng.uniform() < 0.5;
    const beyond = kind > 0.9 ? 0.01 * (high - low + 1) : 0;
    const [first, second] = lowFirst ? [low - beyond, high + beyond] : [high + beyond, low - beyond];
    const path = [open, first, second, open + rng.uniform() * (close - open), close];
    for (let part = 0; part < 4; part++) {
      if (kind < 0.2 && part === 2) continue;
      const [from, to] = [path[part], path[part + 1]];
      rows.push([time + part * 900_000, from, Math.max(from, to), Math.min(from, to), to]);
    }
  }
  if (rows.length === 0) rows.push([bars.time[0], 1, 1, 1, 1]);
  const column = (field: number): number[] => rows.map((row) => row[field]);
  return Bars.fromColumns({ time: column(0), open: column(1), high: column(2), low: column(3), close: column(4) }, { interval: '15m' });
}

/** Signals on the first `length` bars, columns cut. */
export function cut(signals: Signals, length: number): Signals {
  const short = (value: unknown): unknown => {
    if (value instanceof Float64Array || value instanceof Uint8Array) return value.slice(0, length);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, short(inner)]));
    return value;
  };
  return short(signals) as Signals;
}

/** What a driver leaves, for comparison. */
export interface EngineRun {
  readonly fills: readonly object[];
  readonly orders: readonly object[];
  readonly equity: Float64Array;
  readonly ambiguous: readonly object[];
  readonly ruin: unknown;
}

/** Runs the driver itself: over quiet bars or through every one, as one instrument or as a list of one. */
export function driveEngine({ bars, signals, options }: RandomRun, how: 'skipping' | 'everyBar' | 'many', finer?: Bars): EngineRun {
  const complete = completeOptions(options);
  const plan = planSignals('Known', signals, bars, complete, 1);
  const costs = costsOf(complete);
  const venue = new BarVenue([bars], complete, costs, complete.cash, [finer]);
  const engine = new SignalsEngine(venue, [plan], complete, bars.time, new Float64Array(bars.length));
  if (how === 'many') engine.runMany([Int32Array.from(bars.time, (_, i) => i)], 0);
  else engine.runOne(0, how === 'everyBar');
  const { fills } = venue;
  const columns = fills.columns();
  return {
    fills: Array.from({ length: columns.length }, (_, row) =>
      Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, typeof column === 'number' ? 0 : column[row]])),
    ),
    orders: venue.orders.table(['ABC'], (_, index) => bars.time[index]).toRows(),
    equity: engine.equity,
    ambiguous: venue.ambiguous,
    ruin: engine.ruin,
  };
}
