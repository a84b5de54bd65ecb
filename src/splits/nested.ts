import { ArgumentError, checkKeys, show, toFloat64 } from '../core/index.ts';
import { checkTimes } from './label-lives.ts';
import { rowsOf } from './ranges.ts';
import { widened } from './separate.ts';
import type { Split, Splitter } from './splitter.ts';

/** The splitters of a nested one. */
export interface NestedOptions {
  /** Splits all rows; its tests judge. */
  readonly outer: Splitter;
  /** Splits each outer training set; its tests choose, such as parameters. */
  readonly inner: Splitter;
}

/** An outer split with the splits of its training set. */
export interface NestedSplit extends Split {
  /** Splits of the training rows alone, in the rows of all; what is not in the outer training set is unused. */
  readonly inner: readonly Split[];
}

/**
 * Nested cross-validation: the inner splits choose within each outer training set, and the outer test judges the choice, which
 * has never seen it. Two walk-forwards make a nested walk-forward.
 *
 * Where an outer training set has holes, bars of the inner splitter count the rows on both sides of a hole as neighbours,
 * which purges more and never less. A range of an inner test that spans a hole becomes several.
 *
 * Source: Varma and Simon, Bias in error estimation when using cross-validation for model selection, BMC Bioinformatics 7,
 * 2006.
 *
 * @throws ArgumentError where a splitter is missing.
 * @example
 * ```ts
 * import { nested, purgedKFold, walkForwardSplits } from 'barwright/splits';
 * const outer = walkForwardSplits({ train: { bars: 60 }, test: { bars: 20 } });
 * const inner = purgedKFold({ folds: 3, purge: { bars: 2 } });
 * const times = Float64Array.from({ length: 120 }, (_, i) => i);
 * const [, second] = nested({ outer, inner }).split(times);
 * second.test; // [{ from: 80, to: 100 }]
 * second.inner[0].test; // [{ from: 20, to: 40 }]
 * second.inner[0].train; // [{ from: 42, to: 80 }]
 * ```
 */
export function nested(options: NestedOptions): Splitter<NestedSplit> {
  checkKeys('options', options, ['outer', 'inner']);
  const outer = checkSplitter('outer', options.outer);
  const inner = checkSplitter('inner', options.inner);
  return Object.freeze<Splitter<NestedSplit>>({
    name: `${outer.name}, within it ${inner.name}`,
    isForward: outer.isForward,
    split: (times, labelEnds) => {
      const time = checkTimes(times);
      const ends = labelEnds === undefined ? undefined : toFloat64('labelEnds', labelEnds);
      return outer.split(time, ends).map((split) => {
        const rows = rowsOf(split.train);
        const of = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row]);
        const splits = inner.split(of(time), ends === undefined ? undefined : of(ends));
        return { ...split, inner: splits.map((part) => widened(part, rows, time.length)) };
      });
    },
  });
}

function checkSplitter(name: string, splitter: unknown): Splitter {
  if (typeof (splitter as Splitter | null | undefined)?.split === 'function') return splitter as Splitter;
  throw new ArgumentError(`Expected \`${name}\` to be a splitter such as \`purgedKFold()\`, was \`${show(splitter)}\`.`);
}
