import { BacktestResult } from '../backtest/index.ts';
import { ArgumentError, alignedText, checkKeys, checkNumber, lowerBound, NotEnoughDataError, show } from '../core/index.ts';
import { type ResampledTrades, type ResampleTradesOptions, resampleTrades } from '../significance/index.ts';
import { freeOfCosts, isFreeOfCosts } from './free-of-costs.ts';
import { losses, tradesPage } from './monte-carlo-trades-page.ts';
import { metricNames, percent, percentileOf } from './run-figures.ts';

/** How the trades of a result are drawn again. */
export interface MonteCarloTradesOptions extends ResampleTradesOptions {
  /**
   * What of the account each trade moves. `'asTraded'`: its profit over the equity before it, as it was. `{ equity }`: its return on such a
   * share of the account, above 0; more than 1 is leverage. A trade that would lose more than all loses all.
   *
   * @default 'asTraded'
   */
  readonly sizing?: 'asTraded' | { readonly equity: number };
}

/** What {@link monteCarloTrades} found. */
export interface TradeRuns extends ResampledTrades {
  readonly strategy: string;
  readonly method: 'bootstrap' | 'reshuffle';
  /** Return of each closed trade on the account, in the order of their exits. */
  readonly returns: Float64Array;
  /** The trades as they came; `percentile` is the share of the runs below, from 0 to 1. */
  readonly real: {
    readonly totalReturn: number;
    readonly maxDrawdown: number;
    readonly totalReturnPercentile: number;
    readonly maxDrawdownPercentile: number;
  };
  /** Reasons to doubt the figures. */
  readonly warnings: readonly string[];
  /**
   * Share of the runs that at some time have lost such a share of the start.
   *
   * @param loss above 0, at most 1.
   */
  ruinAt(loss: number): number;
  /**
   * Share of the runs whose deepest drawdown is at least as deep.
   *
   * @param beyond a share of the peak, from 0 to 1.
   */
  drawdownProbability(beyond: number): number;
  /** The figures as text. */
  summary(): string;
  /** Everything but the columns. */
  toJSON(): Omit<
    TradeRuns,
    'totalReturns' | 'maxDrawdowns' | 'lowestReturns' | 'returns' | 'ruinAt' | 'drawdownProbability' | 'summary' | 'toJSON' | 'report'
  > & { readonly trades: number };
  /**
   * Writes a page that opens offline: distributions of the end and of the deepest drawdown, and the odds of ruin.
   *
   * @throws SourceError where it cannot be written.
   */
  report(path: string): Promise<void>;
}

/** Trades below which a warning is given. */
const few = 30;

/**
 * What might have become of an account with the trades of a result, had they come otherwise: the distribution of the end, of the deepest
 * drawdown and of ruin.
 *
 * `equity *= 1 + share x return` with each trade, drawn by `resampleTrades`. Open trades do not count. Trades of several instruments that
 * overlap are taken one after the other. Equity between entry and exit is not seen, so that drawdowns inside trades are missing.
 *
 * Source: Vince, The Mathematics of Money Management, 1992.
 *
 * @param result a backtest with at least two closed trades.
 * @param options see {@link MonteCarloTradesOptions} and `resampleTrades`; an unknown name is an error.
 * @throws ArgumentError where an option is unknown or out of range, or `result` is none; NotEnoughDataError without two closed trades.
 * @example
 * ```ts
 * import { backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { monteCarloTrades } from 'barwright/validation';
 * const Cross = defineStrategy({
 *   signals({ close }) {
 *     const [fast, slow] = [sma(close, 10), sma(close, 50)];
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const result = backtest(new Cross(), syntheticBars({ seed: 7, length: 3_000 }), { fees: 0.001 });
 * const runs = monteCarloTrades(result, { sizing: { equity: 0.5 }, seed: 3 });
 * console.log(runs.summary());
 * runs.maxDrawdown.p5; // one account of twenty falls further
 * runs.ruinAt(0.3); // share of the accounts that at some time lose 30 % of the start
 * ```
 */
export function monteCarloTrades(result: BacktestResult, options: MonteCarloTradesOptions = {}): TradeRuns {
  if (!(result instanceof BacktestResult))
    throw new ArgumentError(`Expected \`result\` to be that of a backtest, was \`${show(result)}\`.`);
  checkKeys('options', options, ['sizing', 'method', 'runs', 'ruin', 'seed']);
  const { sizing = 'asTraded', ...drawing } = options;
  const returns = accountReturns(result, sizing);
  const drawn = resampleTrades(returns, drawing);
  const share = (column: Float64Array, most: number): number => column.filter((value) => value <= most).length / column.length;
  const [totalReturn, maxDrawdown] = asTheyCame(returns);
  const warnings = [
    ...(isFreeOfCosts(result) ? [freeOfCosts] : []),
    ...(returns.length < few ? [`${returns.length} trades are few: the worst that may come is hardly among them.`] : []),
    ...(result.symbols.length > 1
      ? ['Trades of several instruments are taken one after the other: falls that they share are missing.']
      : []),
  ];
  const { totalReturns, maxDrawdowns, lowestReturns, ...figures } = drawn;
  const json = {
    strategy: result.strategy.name,
    method: drawing.method ?? 'bootstrap',
    real: {
      totalReturn,
      maxDrawdown,
      totalReturnPercentile: percentileOf(totalReturns, totalReturn) as number,
      maxDrawdownPercentile: percentileOf(maxDrawdowns, maxDrawdown) as number,
    },
    ...figures,
    warnings,
  };
  const runs: TradeRuns = {
    ...json,
    totalReturns,
    maxDrawdowns,
    lowestReturns,
    returns,
    ruinAt: (loss) => share(lowestReturns, -checkNumber('loss', loss, { above: 0, max: 1 })),
    drawdownProbability: (beyond) => share(maxDrawdowns, -checkNumber('beyond', beyond, { min: 0, max: 1 })),
    summary: () => summaryOf(runs),
    toJSON: () => ({ ...json, trades: returns.length }),
    report: async (path) => {
      if (typeof path !== 'string' || path === '') throw new ArgumentError(`Expected \`path\` to be a file, was \`${show(path)}\`.`);
      const { atomicWrite } = await import('../data/index.ts');
      await atomicWrite(path, await tradesPage(runs));
    },
  };
  return runs;
}

/** Returns of the closed trades on the account. */
function accountReturns(result: BacktestResult, sizing: NonNullable<MonteCarloTradesOptions['sizing']>): Float64Array {
  const fraction = sizing === 'asTraded' ? undefined : fractionOf(sizing);
  const closed = [...result.trades].filter(({ status }) => status === 'closed');
  if (closed.length < 2) throw new NotEnoughDataError(`Expected \`result\` to have at least 2 closed trades, had ${closed.length}.`);
  const { equity, time, startingCash } = result;
  return Float64Array.from(closed, ({ pnl, returns, entryTime }) => {
    if (fraction !== undefined) return Math.max(-1, fraction * returns);
    const before = lowerBound(time, entryTime) - 1;
    return Math.max(-1, pnl / (before < 0 ? startingCash : equity[before]));
  });
}

function fractionOf(sizing: unknown): number {
  if (typeof sizing !== 'object' || sizing === null)
    throw new ArgumentError(`Expected \`sizing\` to be 'asTraded' or { equity: share }, was \`${show(sizing)}\`.`);
  checkKeys('sizing', sizing, ['equity']);
  return checkNumber('sizing.equity', (sizing as { readonly equity?: unknown }).equity, { above: 0 });
}

function asTheyCame(returns: Float64Array): readonly [totalReturn: number, maxDrawdown: number] {
  let [equity, peak, deepest] = [1, 1, 0];
  for (let i = 0; i < returns.length; i++) {
    equity *= 1 + returns[i];
    peak = Math.max(peak, equity);
    deepest = Math.min(deepest, equity / peak - 1);
  }
  return [equity - 1, deepest];
}

function summaryOf(runs: TradeRuns): string {
  const { real, totalReturn, maxDrawdown, totalReturns, returns, method, lossProbability, warnings } = runs;
  const print = metricNames.totalReturn.print;
  const row = (name: string, of: number, at: number, over: TradeRuns['totalReturn']): readonly string[] => [
    name,
    print(of),
    percent(at),
    ...[over.p5, over.p25, over.p50, over.p75, over.p95].map(print),
  ];
  const table = [
    ['', 'Real', 'Above', '5%', '25%', 'Median', '75%', '95%'],
    row('Return', real.totalReturn, real.totalReturnPercentile, totalReturn),
    row('Max drawdown', real.maxDrawdown, real.maxDrawdownPercentile, maxDrawdown),
  ];
  const way = method === 'bootstrap' ? 'drawn with replacement' : 'in another order';
  return [
    `${returns.length} trades ${way}, ${totalReturns.length} runs.`,
    '',
    ...alignedText(table),
    '',
    `${percent(lossProbability)} of the runs lose money. Odds to have lost of the start: ${losses.map((loss) => `${percent(loss)}: ${percent(runs.ruinAt(loss))}`).join(', ')}.`,
    ...warnings.map((warning) => `Note: ${warning}`),
  ].join('\n');
}
