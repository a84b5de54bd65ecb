import { ArgumentError, checkInteger, checkKeys, DataError, NotEnoughDataError, Rng, show } from '../core/index.ts';
import { Bars } from '../market/index.ts';

/** Which bars are shuffled, and how. */
export interface PermuteBarsOptions {
  /**
   * Number of first bars that stay as they are, at least 1: those before the end of a first training window, for a permutation
   * test of a walk-forward.
   *
   * @default 1
   */
  readonly keep?: number;
  /**
   * The same seed gives the same order.
   *
   * @default 1
   */
  readonly seed?: number;
}

/** Bars of one market, or of several on the same times. */
export type Markets = Bars | readonly Bars[];

/**
 * Bars in random order: a market with the same moves and no pattern in time.
 *
 * In logarithms each bar is a gap from the close before and its high, low and close above the open. Gaps are shuffled apart
 * from the rest of the bars (with their volumes), and prices are added up anew. The first bar, the last close and the times
 * stay; trend and volatility over all bars too, but not their clusters. Several markets get the same order, which keeps what
 * they have in common.
 *
 * Source: Masters, Permutation and Randomization Tests for Trading System Development, 2020, chapter 2.
 *
 * @param markets bars of one market, or an array of bars on the same times; at least 3 bars after those kept, prices above 0.
 * @returns new bars of the same kind.
 * @throws ArgumentError where an option is unknown or out of range, or times differ.
 * @throws NotEnoughDataError where fewer than 3 bars are left to shuffle.
 * @throws DataError where a price is not above 0.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { permuteBars } from 'barwright/significance';
 * const bars = syntheticBars({ seed: 7, length: 500 });
 * const shuffled = permuteBars(bars, { seed: 3 });
 * shuffled.close[499] / bars.close[499]; // 1 but for rounding
 * ```
 */
export function permuteBars<M extends Markets>(markets: M, options: PermuteBarsOptions = {}): M {
  checkKeys('options', options, ['keep', 'seed']);
  const keep = checkInteger('keep', options.keep ?? 1, { min: 1 });
  return permuter(markets, keep)(new Rng(options.seed ?? 1));
}

/** The shuffling of checked markets. */
export function permuter<M extends Markets>(markets: M, keep: number): (rng: Rng) => M {
  const list = (markets instanceof Bars ? [markets] : markets) as readonly Bars[];
  if (!Array.isArray(list) || list.length === 0 || !list.every((bars) => bars instanceof Bars)) {
    throw new ArgumentError(`Expected \`markets\` to be bars or an array of bars, was \`${show(markets)}\`.`);
  }
  const { time, length } = list[0];
  if (length < keep + 3) throw new NotEnoughDataError(`Expected at least ${keep + 3} bars with \`keep\` ${keep}, had ${length}.`);
  for (const bars of list) {
    if (bars.length === length && bars.time.every((t, i) => t === time[i])) continue;
    throw new ArgumentError(`Expected bars of '${bars.symbol}' to be on the times of '${list[0].symbol}': align them with a Panel first.`);
  }
  const moves = list.map(movesOf);
  const gaps = Int32Array.from({ length: length - keep }, (_, i) => keep + i);
  const insides = gaps.slice();
  return (rng) => {
    shuffle(gaps, rng);
    shuffle(insides, rng);
    const shuffled = list.map((bars, k) => rebuilt(bars, moves[k], gaps, insides, keep));
    return (markets instanceof Bars ? shuffled[0] : shuffled) as M;
  };
}

/** Logarithms of the parts of each bar. */
interface Moves {
  readonly gap: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

function movesOf({ symbol, open, high, low, close }: Bars): Moves {
  const row = low.findIndex((price) => !(price > 0));
  if (row >= 0)
    throw new DataError(`Expected \`low\` of '${symbol}' to be above 0 in row ${row}, was \`${low[row]}\`.`, { row, field: 'low' });
  const above = (price: Float64Array): Float64Array => price.map((value, i) => Math.log(value / open[i]));
  return {
    gap: open.map((value, i) => (i === 0 ? 0 : Math.log(value / close[i - 1]))),
    high: above(high),
    low: above(low),
    close: above(close),
  };
}

function rebuilt(bars: Bars, moves: Moves, gaps: Int32Array, insides: Int32Array, keep: number): Bars {
  const columns = {
    open: bars.open.slice(),
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
  };
  const { open, high, low, close, volume } = columns;
  let level = Math.log(close[keep - 1]);
  for (let k = 0; k < gaps.length; k++) {
    const i = keep + k;
    const from = insides[k];
    level += moves.gap[gaps[k]];
    open[i] = Math.exp(level);
    close[i] = Math.exp(level + moves.close[from]);
    high[i] = Math.max(open[i], close[i], Math.exp(level + moves.high[from]));
    low[i] = Math.min(open[i], close[i], Math.exp(level + moves.low[from]));
    volume[i] = bars.volume[from];
    level += moves.close[from];
  }
  return Bars.fromColumns({ time: bars.time, ...columns }, { interval: bars.interval, instrument: bars.instrument });
}

/** Every order is as likely (Fisher and Yates). */
export function shuffle(values: Int32Array | Float64Array, rng: Rng): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    const value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
