import { checkInteger, checkKeys, checkNumber, checkOneOf, DataError, type NumberColumn, Rng } from '../core/index.ts';
import { shuffle } from './permute-bars.ts';
import { sortedQuantile } from './quantile.ts';
import { checkReturns } from './returns.ts';

/** How trades are drawn, and what counts as ruin. */
export interface ResampleTradesOptions {
  /**
   * `'bootstrap'`: trades drawn with replacement, as if more of their kind were to come. `'reshuffle'`: the same trades in
   * another order, which moves drawdowns and leaves the end.
   *
   * @default 'bootstrap'
   */
  readonly method?: 'bootstrap' | 'reshuffle';
  /**
   * Number of runs.
   *
   * @default 10000
   */
  readonly runs?: number;
  /**
   * Loss from the start, as a share of it, at which a run is ruined; above 0, at most 1.
   *
   * @default 0.5
   */
  readonly ruin?: number;
  /**
   * The same seed gives the same runs.
   *
   * @default 1
   */
  readonly seed?: number;
}

/** Quantiles of a figure over all runs. */
export interface RunQuantiles {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** What might have become of an account with such trades. */
export interface ResampledTrades {
  /** Total return of each run, simple. */
  readonly totalReturns: Float64Array;
  /** Deepest fall of each run below its highest equity so far, the start included; from -1 to 0. */
  readonly maxDrawdowns: Float64Array;
  /** Lowest equity of each run as a return on the start, from -1 to 0: it is ruined where this is at most `-ruin`. */
  readonly lowestReturns: Float64Array;
  /** Share of the runs that lose the share of the start that is ruin. */
  readonly ruinProbability: number;
  /** Share of the runs that end below the start. */
  readonly lossProbability: number;
  readonly totalReturn: RunQuantiles;
  readonly maxDrawdown: RunQuantiles;
}

/**
 * Monte Carlo of trades: the distribution of the end, of the deepest drawdown and of ruin, had the same trades come otherwise.
 *
 * Equity is multiplied by `1 + r` with each trade; a run that loses all stays at 0. Trades are taken as independent of each
 * other: losses that come in a row because the market is one do so less often here.
 *
 * Source: Vince, The Mathematics of Money Management, 1992; Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
 *
 * @param returns return of each trade on the account, simple: 0.01 for 1 % of equity; at least 1, none below -1.
 * @throws ArgumentError where an option is unknown or out of range.
 * @throws NotEnoughDataError without trades.
 * @throws DataError where a return is not finite or below -1.
 * @example
 * ```ts
 * import { resampleTrades } from 'barwright/significance';
 * const trades = [0.04, -0.02, 0.03, -0.02, -0.02, 0.05, -0.01, 0.02];
 * const { maxDrawdown, lossProbability } = resampleTrades(trades, { seed: 7 });
 * maxDrawdown.p5; // the drawdown that one run of twenty falls below, -0.0872...
 * lossProbability; // 0.2134
 * ```
 */
export function resampleTrades(returns: NumberColumn, options: ResampleTradesOptions = {}): ResampledTrades {
  checkKeys('options', options, ['method', 'runs', 'ruin', 'seed']);
  const method = checkOneOf('method', options.method ?? 'bootstrap', ['bootstrap', 'reshuffle']);
  const runs = checkInteger('runs', options.runs ?? 10_000, { min: 1 });
  const ruin = checkNumber('ruin', options.ruin ?? 0.5, { above: 0, max: 1 });
  const growth = checkReturns('returns', returns, 1).map((r) => 1 + r);
  const row = growth.findIndex((factor) => factor < 0);
  if (row >= 0)
    throw new DataError(`Expected \`returns[${row}]\` to be at least -1, was \`${growth[row] - 1}\`.`, { row, field: 'returns' });
  const rng = new Rng(options.seed ?? 1);
  const order = growth.slice();
  const totalReturns = new Float64Array(runs);
  const maxDrawdowns = new Float64Array(runs);
  const lowestReturns = new Float64Array(runs);
  let ruined = 0;
  let lost = 0;
  for (let run = 0; run < runs; run++) {
    if (method === 'reshuffle') shuffle(order, rng);
    else for (let i = 0; i < order.length; i++) order[i] = growth[rng.int(growth.length)];
    let equity = 1;
    let peak = 1;
    let deepest = 0;
    let least = 1;
    for (let i = 0; i < order.length; i++) {
      equity *= order[i];
      peak = Math.max(peak, equity);
      least = Math.min(least, equity);
      deepest = Math.min(deepest, equity / peak - 1);
    }
    totalReturns[run] = equity - 1;
    maxDrawdowns[run] = deepest;
    lowestReturns[run] = least - 1;
    if (least <= 1 - ruin) ruined++;
    if (equity < 1) lost++;
  }
  return {
    totalReturns,
    maxDrawdowns,
    lowestReturns,
    ruinProbability: ruined / runs,
    lossProbability: lost / runs,
    totalReturn: quantilesOf(totalReturns),
    maxDrawdown: quantilesOf(maxDrawdowns),
  };
}

function quantilesOf(values: Float64Array): RunQuantiles {
  const sorted = values.slice().sort();
  const [p5, p25, p50, p75, p95] = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => sortedQuantile(sorted, share));
  return { p5, p25, p50, p75, p95 };
}
