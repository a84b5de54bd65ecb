import { type BacktestData, type BacktestOptions, backtest, RunMemory } from '../backtest/index.ts';
import { checkInteger, checkKeys, NotEnoughDataError, Rng, StrategyError } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import type { SignalStrategy, Strategy } from '../strategy/index.ts';
import { fanInto, fanOf, fanPoints } from './equity-fan.ts';
import { isFreeOfCosts } from './free-of-costs.ts';
import { factNames, marketFacts } from './monte-carlo-facts.ts';
import { type FactStanding, type MetricStanding, type MonteCarloReport, monteCarloReport } from './monte-carlo-report.ts';
import { type WorldGenerator, type WorldMaker, type WorldModel, type WorldName, worldMaker } from './monte-carlo-world.ts';
import { distributionOf, percentileOf, type RunMetric, runFigures, runMetrics } from './run-figures.ts';
import { barsIn } from './stressed-run.ts';

/** What {@link monteCarlo} is told. */
export interface MonteCarloOptions {
  /**
   * How worlds are made. `'garch'`: GJR-GARCH(1,1) with Student's t shocks and the variance of the data in the long run. `'regimes'`: two
   * regimes of volatility. `'jumps'`: a jump diffusion. `'bootstrap'`: blocks of real bars. `'permutation'`: real bars in random order. Or a
   * model that was fitted to the logarithmic returns of the bars, or a function that makes bars.
   *
   * @default 'garch'
   */
  readonly world?: WorldName | WorldModel | WorldGenerator;
  /** Number of worlds, at least 1. @default 200 */
  readonly worlds?: number;
  /** The same seed gives the same report. @default 1 */
  readonly seed?: number;
  /** Options of every backtest. @default {} */
  readonly options?: BacktestOptions;
  /** For `'bootstrap'`: mean length of a block in bars, at least 1. @default what suits returns and their squares */
  readonly blockLength?: number;
  /** Called after each run with the runs that are done and all of them. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops between two runs: the promise is rejected with the reason. */
  readonly signal?: AbortSignal;
}

const optionNames: readonly (keyof MonteCarloOptions)[] = ['world', 'worlds', 'seed', 'options', 'blockLength', 'onProgress', 'signal'];

export const monteCarloDefaults = { world: 'garch', worlds: 200, seed: 1 } as const;

/**
 * Runs a strategy in many worlds that are like the data but for what their kind leaves out, and says what might have become of it and where
 * the real run stands among them.
 *
 * Fitted worlds draw returns of closes from the model, moved to the mean of the data. Each drawn bar takes the shape of a real bar whose own move, in standard deviations,
 * is next to it: its gap and shadows, grown with the volatility of the moment, and its volume; times, the first bar and the instrument stay.
 * Prices are not rounded to ticks. Finer bars in `intrabar` give way to their rule, and the prices of a world stand in for mark and
 * settlement prices of the venue and for a benchmark of one's own. Funding and columns of numbers stay as they are.
 *
 * A percentile near the middle says that what the worlds share with the data (its drift, volatility, tails) is enough to explain the result.
 * The drift is taken from the data too, so that a strategy that is mostly long stands nearer to the middle than luck would put it.
 * It is no test of a strategy that was chosen on the same data: for that do the whole search in every world, see `permutationTest`.
 *
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993 (parametric bootstrap); Politis and Romano, The stationary bootstrap,
 * Journal of the American Statistical Association 89, 1994; Masters, Permutation and Randomization Tests for Trading System Development,
 * 2020; Barone-Adesi, Giannopoulos and Vosper, VaR without correlations for portfolios of derivative securities, Journal of Futures Markets
 * 19, 1999 (scaling real moves with the volatility of a model). How shadows and gaps are drawn is ours.
 *
 * @param strategy an instance that carries the parameters, of signals or of events.
 * @param data bars; for `'bootstrap'`, `'permutation'` and functions also several on the same times.
 * @param options see {@link MonteCarloOptions}; an unknown name is an error.
 * @throws ArgumentError for a wrong option or wrong data; NotEnoughDataError where there are too few bars, or the real run fills no order;
 * DataError where prices do not move or are not above 0; StrategyError where the strategy throws in the real run or in every world.
 * @example
 * ```ts
 * import { crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { monteCarlo } from 'barwright/validation';
 * const Cross = defineStrategy({
 *   signals({ close }) {
 *     const [fast, slow] = [sma(close, 10), sma(close, 50)];
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const report = await monteCarlo(new Cross(), syntheticBars({ seed: 7, length: 1_000 }), {
 *   world: 'garch',
 *   worlds: 50,
 *   options: { fees: 0.001 },
 * });
 * console.log(report.summary());
 * report.metrics.sharpe.percentile; // share of the worlds in which it did worse
 * report.drawdownProbability(0.3); // share of the worlds that lose 30 % from a peak
 * ```
 */
export async function monteCarlo(
  strategy: SignalStrategy | Strategy,
  data: BacktestData,
  options: MonteCarloOptions = {},
): Promise<MonteCarloReport> {
  checkKeys('options', options, optionNames);
  const worlds = checkInteger('worlds', options.worlds ?? monteCarloDefaults.worlds, { min: 1 });
  const seed = checkInteger('seed', options.seed ?? monteCarloDefaults.seed);
  const markets = barsIn(data);
  const { onProgress, signal } = options;
  signal?.throwIfAborted();
  const maker = worldMaker(options.world ?? monteCarloDefaults.world, markets, options.blockLength);
  const { memory: _, ...own } = options.options ?? {};
  const real = backtest(strategy, data, own);
  if (real.fills.length === 0)
    throw new NotEnoughDataError('Expected the real run to fill an order, it filled none: check the signals, or give more bars.');
  onProgress?.({ done: 1, total: worlds + 1 });

  const values = runMetrics.map(() => new Float64Array(worlds).fill(Number.NaN));
  const facts = factNames.map(() => new Float64Array(worlds));
  const fan = new Float64Array(worlds * fanPoints).fill(Number.NaN);
  const each = { ...optionsOfWorlds(own), memory: new RunMemory() };
  let failed = 0;
  let failure: StrategyError | undefined;
  for (let world = 0; world < worlds; world++) {
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    const drawn = maker.draw(world, new Rng(seed).fork(world));
    marketFacts(drawn[0]).forEach((fact, k) => {
      facts[k][world] = fact;
    });
    try {
      const result = backtest(strategy, data instanceof Bars ? drawn[0] : drawn, each);
      runFigures(result).forEach((figure, k) => {
        values[k][world] = figure;
      });
      fanInto(fan.subarray(world * fanPoints, (world + 1) * fanPoints), result);
    } catch (error) {
      if (!(error instanceof StrategyError)) throw error;
      failure ??= error;
      failed++;
    }
    onProgress?.({ done: world + 2, total: worlds + 1 });
  }
  if (failure !== undefined && failed === worlds) throw failure;

  const standings = factNames.map((name, k) => factStanding(name, marketFacts(markets[0])[k], facts[k]));
  return monteCarloReport({
    world: maker.name,
    meaning: maker.meaning,
    strategy: real.strategy.name,
    worlds,
    seed,
    metrics: metricStandings(runFigures(real), values),
    values: Object.fromEntries(runMetrics.map((name, k) => [name, values[k]])) as Record<RunMetric, Float64Array>,
    fan: fanOf(real, fan),
    fit: maker.fit,
    blockLength: maker.blockLength,
    facts: standings.filter((fact) => fact !== undefined),
    failures: { count: failed, first: failure?.message ?? null },
    warnings: warningsOf(maker, standings, worlds),
    isFree: isFreeOfCosts(real),
    residuals: maker.residuals,
  });
}

/** Options without what knows nothing of other prices. */
function optionsOfWorlds({ venue, intrabar, ...rest }: BacktestOptions): BacktestOptions {
  const { marks: _, settlements: __, ...known } = venue ?? {};
  return {
    ...rest,
    benchmark: 'none',
    ...(venue !== undefined && { venue: known as typeof venue }),
    ...(intrabar !== undefined && { intrabar: typeof intrabar === 'object' ? (intrabar.rule ?? 'pessimistic') : intrabar }),
  };
}

function metricStandings(real: readonly number[], values: readonly Float64Array[]): Record<RunMetric, MetricStanding> {
  const rows = runMetrics.map((name, k) => [
    name,
    {
      real: Number.isNaN(real[k]) ? null : real[k],
      worlds: distributionOf(values[k]),
      percentile: percentileOf(values[k], real[k]),
    },
  ]);
  return Object.fromEntries(rows) as Record<RunMetric, MetricStanding>;
}

function factStanding(name: string, real: number, values: Float64Array): FactStanding | undefined {
  const worlds = distributionOf(values);
  return worlds === null || Number.isNaN(real) ? undefined : { name, real, worlds };
}

/** Worlds from which on a fact outside nearly all of them is told. */
const enoughWorlds = 20;

function warningsOf(maker: WorldMaker, facts: readonly (FactStanding | undefined)[], worlds: number): readonly string[] {
  const print = (value: number): string => String(Number(value.toPrecision(3)));
  const far = facts.filter((fact) => fact !== undefined).filter(({ real, worlds: { p1, p99 } }) => !(real >= p1 && real <= p99));
  return [
    ...maker.warnings,
    ...(worlds < enoughWorlds ? [`${worlds} worlds tell little of the ends of a distribution: take 200 or more.`] : []),
    ...(worlds < enoughWorlds ? [] : far).map(
      ({ name, real, worlds: { p5, p95 } }) =>
        `The ${name} of the data is ${print(real)}, of nine worlds in ten ${print(p5)} to ${print(p95)}: these worlds are not like the data in this.`,
    ),
  ];
}
