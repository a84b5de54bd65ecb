import { ArgumentError, checkInteger, checkKeys, checkNumber, type Interval, parseInterval, parseTime, Rng } from '../core/index.ts';
import { Bars, type BarsOptions, type Instrument, instrument, periodsPerYear } from '../market/index.ts';
import { clockOf } from './synthetic-clock.ts';
import { Shocks, substeps } from './synthetic-shocks.ts';

/** The shape of one synthetic instrument. */
export interface SyntheticSymbol {
  /** @default 'SYN' */
  readonly symbol?: string;
  /** First open. @default 100 */
  readonly price?: number;
  /** Standard deviation of a year's returns, a fraction. @default 0.6 */
  readonly volatility?: number;
  /** Expected growth of the price in a year, a fraction: 0 is a fair game, which no strategy can win on average. @default 0 */
  readonly drift?: number;
  /** Typical volume of a bar, base units. @default 1000 */
  readonly volume?: number;
  /** Prices are rounded to it; 0 leaves them unrounded. The instrument's by default. @default 0 */
  readonly tickSize?: number;
  /** Steps, minimums and the calendar; volumes are rounded to its `quantityStep`. */
  readonly instrument?: NonNullable<BarsOptions['instrument']>;
}

/** What all synthetic instruments of a market share. */
interface SyntheticTime {
  /** The same seed gives the same bars. @default 1 */
  readonly seed?: number;
  /** Number of bars. @default 1000 */
  readonly length?: number;
  /** @default '1h' */
  readonly interval?: Interval;
  /** Open time of the first bar. @default '2020-01-01' */
  readonly start?: number | string | Date;
  /** Degrees of freedom of the returns' Student-t, > 2; `Infinity` for normal. @default 5 */
  readonly tails?: number;
  /** Standard deviation of log volatility: 0 for constant volatility, at most 1.5. @default 0.5 */
  readonly clustering?: number;
  /** Correlation of a return with the change of volatility that follows, in (-1, 1). @default -0.3 */
  readonly leverage?: number;
  /** Strength of the intraday and weekday pattern of volatility, 0 to 1. @default 0.5 */
  readonly seasonality?: number;
}

/** Options of {@link syntheticBars}. */
export interface SyntheticOptions extends SyntheticSymbol, SyntheticTime {}

/** Options of {@link syntheticMarket}. */
export interface SyntheticMarketOptions extends SyntheticSymbol, SyntheticTime {
  /** Names, or what differs from the market's own options. */
  readonly symbols: readonly (string | SyntheticSymbol)[];
  /** Correlation of returns: one number for every pair, or a matrix. @default 0.6 */
  readonly correlation?: number | readonly (readonly number[])[];
}

const symbolDefaults = { symbol: 'SYN', price: 100, volatility: 0.6, drift: 0, volume: 1_000 } as const;

const defaults = {
  seed: 1,
  length: 1_000,
  interval: '1h',
  start: '2020-01-01',
  tails: 5,
  clustering: 0.5,
  leverage: -0.3,
  seasonality: 0.5,
} as const;

const symbolKeys = [...Object.keys(symbolDefaults), 'tickSize', 'instrument'];
const keys = [...symbolKeys, ...Object.keys(defaults)];

/**
 * Seeded synthetic bars with the stylised facts of real prices: for tests, demos, benchmarks and null hypotheses.
 *
 * `log(P) += drift - s^2/2 + s * z`, where `s^2` is a year's variance times the bar's share of it times the state of volatility.
 *
 * What holds, after Cont (2001): returns have fat tails, are uncorrelated, and come nearer to the normal over longer
 * intervals; their absolute values stay correlated over many bars; volatility rises after falls (`leverage`); it has a
 * pattern in the day and the week; volume grows with the range. On the calendars `us-equity` and `fx` bars exist when the
 * market trades, and the price also moves while it is closed, in a quarter of a day's variance. Highs and lows are the extremes of the path inside the
 * bar: four steps, between which the extremes of a Brownian bridge are drawn, so that range estimators of volatility are
 * unbiased. Without drift the price is a martingale. The first k bars of n equal the bars of length k, bit for bit.
 *
 * @throws ArgumentError where an option is unknown or out of range.
 * @see R. Cont, Empirical properties of asset returns: stylized facts and statistical issues, Quantitative Finance 1 (2001)
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * const bars = syntheticBars({ seed: 7, length: 5_000, interval: '15m', volatility: 0.8 });
 * console.log(bars.length, bars.at(-1)?.close);
 * ```
 */
export function syntheticBars(options: SyntheticOptions = {}): Bars {
  checkKeys('options', options, keys);
  return simulate(options, [options], [[1]])[0];
}

/**
 * Bars of several synthetic instruments whose returns are correlated, on one time axis.
 *
 * Every instrument mixes independent sources of risk (Cholesky factor of the correlations), so that calm and wild times
 * are shared as far as the returns are. The first instrument alone is {@link syntheticBars} of the same options; an
 * instrument does not change when others are added after it.
 *
 * @throws ArgumentError where an option is out of range, a symbol repeats, or the correlations are not positive definite.
 * @example
 * ```ts
 * import { syntheticMarket } from 'barwright/data';
 * const [a, b] = syntheticMarket({ seed: 7, symbols: ['A', { symbol: 'B', volatility: 0.9 }], correlation: 0.7, length: 500 });
 * console.log(a.symbol, b.symbol, a.time[0] === b.time[0]);
 * ```
 */
export function syntheticMarket(options: SyntheticMarketOptions): Bars[] {
  checkKeys('options', options, [...keys, 'symbols', 'correlation']);
  const { symbols, correlation = 0.6, ...common } = options;
  if (!Array.isArray(symbols) || symbols.length === 0) throw new ArgumentError('Expected `symbols` to name at least one instrument.');
  const own = symbols.map((one: string | SyntheticSymbol, k) => {
    if (typeof one === 'string') return { ...common, symbol: one };
    checkKeys(`symbols[${k}]`, one, symbolKeys);
    return { ...common, ...one };
  });
  const seen = new Set<string | undefined>();
  for (const { symbol } of own) {
    if (seen.has(symbol)) throw new ArgumentError(`Expected each of \`symbols\` once, \`${symbol}\` repeats.`);
    seen.add(symbol);
  }
  return simulate(common, own, cholesky(correlationMatrix(correlation, own.length)));
}

function correlationMatrix(given: number | readonly (readonly number[])[], size: number): number[][] {
  const at = (i: number, j: number): number => {
    if (i === j) return 1;
    const name = typeof given === 'number' ? 'correlation' : `correlation[${i}][${j}]`;
    const value = checkNumber(name, typeof given === 'number' ? given : given[i]?.[j], { above: -1, below: 1 });
    if (typeof given !== 'number' && given[j]?.[i] !== value) throw new ArgumentError(`Expected \`${name}\` to equal its mirror image.`);
    return value;
  };
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => at(i, j)));
}

/** Lower triangle L with `L L' = matrix`. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    lower.push([]);
    for (let j = 0; j <= i; j++) {
      let rest = row[j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      if (i === j && rest <= 1e-12)
        throw new ArgumentError('Expected `correlation` to be positive definite: the pairs contradict each other.');
      lower[i].push(i === j ? Math.sqrt(rest) : rest / lower[j][j]);
    }
  }
  return lower;
}

function simulate(shared: SyntheticTime, symbols: readonly SyntheticSymbol[], loadings: readonly (readonly number[])[]): Bars[] {
  const o = { ...defaults, ...shared };
  const seed = checkInteger('seed', o.seed);
  const length = checkInteger('length', o.length, { min: 0 });
  const intervalMs = parseInterval(o.interval);
  const start = parseTime(o.start, 'start');
  if (o.tails !== Number.POSITIVE_INFINITY) checkNumber('tails', o.tails, { above: 2 });
  checkNumber('clustering', o.clustering, { min: 0, max: 1.5 });
  checkNumber('leverage', o.leverage, { above: -1, below: 1 });
  checkNumber('seasonality', o.seasonality, { min: 0, max: 1 });
  const root = new Rng(seed);
  const sources = symbols.map((_, k) => new Shocks(root.fork(2 * k), o, intervalMs));
  const paths = symbols.map((one, k) => new PricePath(one, loadings[k], sources, root.fork(2 * k + 1), length, intervalMs));
  const calendars = new Set(paths.map((path) => path.of.calendar));
  if (calendars.size > 1) throw new ArgumentError(`Expected all \`symbols\` to share one calendar, have ${[...calendars].join(' and ')}.`);
  const clock = clockOf(paths[0].of.calendar, start, intervalMs, o.seasonality);
  const time = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    clock.next();
    time[i] = clock.time;
    if (clock.jump > 0 && i > 0) {
      for (const source of sources) source.next();
      for (const path of paths) path.jump(clock.jump);
    }
    for (const source of sources) source.next();
    for (const path of paths) path.next(i, clock.share);
  }
  return paths.map((path) => path.bars(time, o.interval));
}

class PricePath {
  readonly of: Instrument;
  readonly #loadings: readonly number[];
  readonly #sources: readonly Shocks[];
  readonly #rng: Rng;
  readonly #variance: number;
  readonly #drift: number;
  readonly #volume: number;
  readonly #round: (price: number) => number;
  readonly #roundVolume: (volume: number) => number;
  #log: number;
  readonly #open: Float64Array;
  readonly #high: Float64Array;
  readonly #low: Float64Array;
  readonly #close: Float64Array;
  readonly #volumes: Float64Array;

  constructor(
    options: SyntheticSymbol,
    loadings: readonly number[],
    sources: readonly Shocks[],
    rng: Rng,
    length: number,
    intervalMs: number,
  ) {
    const o = { ...symbolDefaults, ...options };
    const tickSize = checkNumber('tickSize', options.tickSize ?? options.instrument?.tickSize ?? 0, { min: 0 });
    this.of = instrument({ ...options.instrument, tickSize, symbol: o.symbol });
    this.#loadings = loadings;
    this.#sources = sources;
    this.#rng = rng;
    const barsPerYear = periodsPerYear(intervalMs, this.of.calendar);
    this.#variance = checkNumber('volatility', o.volatility, { min: 0 }) ** 2 / barsPerYear;
    this.#drift = Math.log1p(checkNumber('drift', o.drift, { above: -1 })) / barsPerYear;
    if (length * (this.#variance / 2 + Math.abs(this.#drift)) > 500) {
      throw new ArgumentError(
        `Expected \`length\`, \`volatility\` and \`drift\` to keep prices within the numbers: ${length} bars are ${Math.round(length / barsPerYear)} years. Use a shorter interval or less volatility.`,
      );
    }
    this.#volume = checkNumber('volume', o.volume, { min: 0 });
    this.#log = Math.log(checkNumber('price', o.price, { above: 0 }));
    this.#round = rounding(tickSize, 1);
    this.#roundVolume = rounding(this.of.quantityStep, 0);
    this.#open = new Float64Array(length);
    this.#high = new Float64Array(length);
    this.#low = new Float64Array(length);
    this.#close = new Float64Array(length);
    this.#volumes = new Float64Array(length);
  }

  /** Moves the price while the market is closed, by `share` of an average bar's variance. */
  jump(share: number): void {
    let variance = 0;
    let move = 0;
    for (let j = 0; j < this.#loadings.length; j++) {
      const { steps } = this.#sources[j];
      variance += this.#loadings[j] * this.#loadings[j] * this.#sources[j].variance;
      for (let k = 0; k < substeps; k++) move += this.#loadings[j] * steps[k];
    }
    const usual = Math.sqrt(this.#variance * share);
    this.#log += move * usual - (usual * usual * variance) / 2;
  }

  /** Draws bar `i`, which has `share` of an average bar's variance. */
  next(i: number, share: number): void {
    const rng = this.#rng;
    const loadings = this.#loadings;
    const sources = this.#sources;
    let variance = 0;
    for (let j = 0; j < loadings.length; j++) variance += loadings[j] * loadings[j] * sources[j].variance;
    const usual = Math.sqrt(this.#variance * share);
    const stepVariance = (usual * usual * variance) / substeps;
    const stepDrift = this.#drift / substeps - stepVariance / 2;
    const from = this.#log;
    let log = from;
    let high = from;
    let low = from;
    for (let k = 0; k < substeps; k++) {
      let move = 0;
      for (let j = 0; j < loadings.length; j++) move += loadings[j] * sources[j].steps[k];
      move = move * usual + stepDrift;
      const square = move * move;
      high = Math.max(high, log + (move + Math.sqrt(square - 2 * stepVariance * Math.log(1 - rng.uniform()))) / 2);
      low = Math.min(low, log + (move - Math.sqrt(square - 2 * stepVariance * Math.log(1 - rng.uniform()))) / 2);
      log += move;
    }
    this.#log = log;
    const round = this.#round;
    const open = round(Math.exp(from));
    const close = round(Math.exp(log));
    this.#open[i] = open;
    this.#close[i] = close;
    this.#high[i] = Math.max(open, close, round(Math.exp(high)));
    this.#low[i] = Math.min(open, close, round(Math.exp(low)));
    const range = (high - low) / Math.sqrt((8 / Math.PI) * this.#variance || 1);
    const volume = this.#volume * range * Math.exp(0.4 * rng.normal() - 0.08);
    this.#volumes[i] = this.#roundVolume(volume);
  }

  bars(time: Float64Array, interval: Interval): Bars {
    return Bars.fromColumns(
      { time, open: this.#open, high: this.#high, low: this.#low, close: this.#close, volume: this.#volumes },
      { interval, instrument: this.of },
    );
  }
}

/** Rounds to whole steps, `least` of them at least; where the step divides 1, by division, which gives the shortest decimals. */
function rounding(step: number, least: number): (value: number) => number {
  if (step === 0) return (value) => value;
  const perUnit = Math.round(1 / step);
  if (Math.abs(perUnit * step - 1) < 1e-9) return (value) => Math.max(least, Math.round(value * perUnit)) / perUnit;
  return (value) => Math.max(least, Math.round(value / step)) * step;
}
