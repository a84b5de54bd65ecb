import { checkInteger, checkKeys, checkLength, DataError, type NumberColumn, Rng } from '../core/index.ts';
import { checkStatistic, figureOf, type Statistic } from './figure.ts';
import { type RandomisationResult, randomised } from './permutation-test.ts';
import { shuffle } from './permute-bars.ts';
import { checkReturns } from './returns.ts';

/** What is measured of positions taken at random. */
export interface RandomEntryOptions {
  /**
   * The figure that is compared: the mean or the Sharpe ratio of position times return, or a function of these.
   *
   * @default 'mean'
   */
  readonly statistic?: Statistic;
  /**
   * Number of worlds; the least p-value is one over one more.
   *
   * @default 1000
   */
  readonly permutations?: number;
  /**
   * The same seed gives the same entries.
   *
   * @default 1
   */
  readonly seed?: number;
}

/**
 * Permutation test of signals: how often the same positions, held as long but entered at random times, do as well.
 *
 * A run is rows in a row with the same position. The runs with a position are put in random order, and the rows without one
 * are dealt out before, between and after them, every way as likely; where there are enough of them, at least one stands
 * between any two runs. Number, sizes and holding times of the trades stay, and with them what they cost, so costs can be left
 * out. `p = (1 + #{random >= real}) / (1 + permutations)`.
 *
 * It asks whether the timing matters, not whether being in the market pays: a position that is always held has a p-value of 1.
 *
 * Source: Aronson, Evidence-Based Technical Analysis, 2006, chapter 5; Masters, Permutation and Randomization Tests for Trading
 * System Development, 2020.
 *
 * @param returns returns of the market a period, at least 2.
 * @param positions share of equity held during the same periods, such as 1 for long, -1 for short and 0 for none.
 * @throws ArgumentError where lengths differ, or an option is unknown or out of range.
 * @throws NotEnoughDataError below two returns.
 * @throws DataError where a value or a figure is not finite, or no position is ever held.
 * @example
 * ```ts
 * import { randomEntryTest } from 'barwright/significance';
 * const returns = [0.01, -0.02, 0.03, 0.02, -0.01, -0.02, 0.01, 0.02];
 * const positions = [0, 0, 1, 1, 0, 0, 1, 1];
 * randomEntryTest(returns, positions).pValue; // 0.1208...: one of the ten ways is as good
 * ```
 */
export function randomEntryTest(returns: NumberColumn, positions: NumberColumn, options: RandomEntryOptions = {}): RandomisationResult {
  checkKeys('options', options, ['statistic', 'permutations', 'seed']);
  const statistic = checkStatistic(options.statistic ?? 'mean');
  const permutations = checkInteger('permutations', options.permutations ?? 1000, { min: 1 });
  const x = checkReturns('returns', returns, 2);
  const held = checkReturns('positions', positions, 2);
  checkLength('positions', held, x.length, '`returns`');
  const runs = runsOf(held);
  if (runs.sizes.length === 0) throw new DataError('Expected `positions` to hold something, all are 0.');
  const rng = new Rng(options.seed ?? 1);
  const earned = x.map((value, i) => value * held[i]);
  const observed = figureOf(earned, statistic);
  const order = Int32Array.from(runs.sizes.keys());
  return randomised(observed, permutations, () => {
    shuffle(order, rng);
    const pauses = dealt(runs.idle, order.length, rng);
    earned.fill(0);
    let at = 0;
    order.forEach((run, k) => {
      at += pauses[k];
      for (const end = at + runs.lengths[run]; at < end; at++) earned[at] = x[at] * runs.sizes[run];
    });
    return figureOf(earned, statistic);
  });
}

/** Size and length of the runs with a position, and the number of rows without one. */
interface Runs {
  readonly sizes: readonly number[];
  readonly lengths: readonly number[];
  readonly idle: number;
}

function runsOf(held: Float64Array): Runs {
  const sizes: number[] = [];
  const lengths: number[] = [];
  let idle = 0;
  for (let i = 0; i < held.length; i++) {
    if (held[i] === 0) idle++;
    else if (i > 0 && held[i] === held[i - 1]) lengths[lengths.length - 1]++;
    else {
      sizes.push(held[i]);
      lengths.push(1);
    }
  }
  return { sizes, lengths, idle };
}

/** Rows dealt to the places before each of `runs` runs and after the last: a draw of the places among rows and runs in a line. */
function dealt(idle: number, runs: number, rng: Rng): Int32Array {
  const between = idle >= runs - 1 ? 1 : 0;
  const free = idle - between * (runs - 1);
  const pauses = new Int32Array(runs);
  let rows = free;
  let left = runs;
  let at = 0;
  while (left > 0) {
    // The next in the line is a run with the chance that any of those left is.
    if (rng.int(rows + left) < left) {
      left--;
      at++;
      if (at < runs) pauses[at] += between;
    } else {
      rows--;
      pauses[at]++;
    }
  }
  return pauses;
}
