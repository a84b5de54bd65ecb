import { checkInteger, checkKeys, NotEnoughDataError } from '../core/index.ts';
import { toLives } from './label-lives.ts';
import { separate } from './separate.ts';
import { checkSeparation, checkSpan, type SeparationOptions } from './spans.ts';
import type { Splitter } from './splitter.ts';

/** How many tests, and how long the sets are. */
export interface TimeSeriesSplitOptions extends SeparationOptions {
  /**
   * Number of tests, at least 2.
   *
   * @default 5
   */
  readonly folds?: number;
  /** Length of a test; by default the rows divided by one more than the folds, rounded down. */
  readonly test?: { readonly bars: number };
  /**
   * Rows between a training set and its test that neither uses.
   *
   * @default { bars: 0 }
   */
  readonly gap?: { readonly bars: number };
  /** The most rows of a training set, the latest ones; by default all. */
  readonly maxTrain?: { readonly bars: number };
}

/**
 * A given number of tests side by side up to the last row, each with all rows before it to learn from.
 *
 * Like an anchored {@link walkForwardSplits} whose lengths come from the number of rows; rows left over go to the first
 * training set. Every row of the tests is tested once, the rows before them never.
 *
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 2021, section 5.10; sizes as in
 * `TimeSeriesSplit` of scikit-learn.
 *
 * @throws ArgumentError where an option is unknown or out of range.
 * @example
 * ```ts
 * import { timeSeriesSplit } from 'barwright/splits';
 * const times = Float64Array.from({ length: 12 }, (_, i) => i);
 * const [first] = timeSeriesSplit({ folds: 3, test: { bars: 2 }, gap: { bars: 2 } }).split(times);
 * first.train; // [{ from: 0, to: 4 }]
 * first.test; // [{ from: 6, to: 8 }]
 * ```
 */
export function timeSeriesSplit(options: TimeSeriesSplitOptions = {}): Splitter {
  checkKeys('options', options, ['folds', 'test', 'gap', 'maxTrain', 'purge', 'embargo']);
  const folds = checkInteger('folds', options.folds ?? 5, { min: 2 });
  const test = options.test === undefined ? undefined : rowsIn('test', options.test, 1);
  const gap = rowsIn('gap', options.gap ?? { bars: 0 }, 0);
  const most = options.maxTrain === undefined ? Number.POSITIVE_INFINITY : rowsIn('maxTrain', options.maxTrain, 1);
  const separation = checkSeparation(options);
  const sizes = `${test === undefined ? '' : ` of ${test}`}${gap === 0 ? '' : `, gap ${gap}`}`;
  return Object.freeze<Splitter>({
    name: `time series split (${folds} folds${sizes}${separation.text})`,
    isForward: true,
    split: (times, labelEnds) => {
      const lives = toLives(times, labelEnds, separation.purge, folds + 1);
      const n = lives.time.length;
      const rows = test ?? Math.floor(n / (folds + 1));
      const first = n - folds * rows;
      if (first - gap < 1) {
        const least = folds * rows + gap + 1;
        throw new NotEnoughDataError(`Expected at least ${least} rows for ${folds} tests of ${rows} and a gap of ${gap}, had ${n}.`);
      }
      return Array.from({ length: folds }, (_, k) => {
        const from = first + k * rows;
        const to = from - gap;
        const sets = { train: [{ from: Math.max(0, to - most), to }], test: [{ from, to: from + rows }], isForward: true };
        return separate(lives, sets, separation, k);
      });
    },
  });
}

function rowsIn(name: string, span: { readonly bars: number }, min: number): number {
  checkKeys(name, span, ['bars']);
  return checkSpan(name, span, { min }).bars!;
}
