import { checkKeys, checkNumber, formatTime, lowerBound, NotEnoughDataError, parseTime } from '../core/index.ts';
import { toLives } from './label-lives.ts';
import { separate } from './separate.ts';
import { checkSeparation, checkSpan, firstAfter, type RowSpan, type SeparationOptions } from './spans.ts';
import type { Splitter } from './splitter.ts';

/** What is held out. */
export interface HoldoutOptions extends SeparationOptions {
  /**
   * The last rows: a number, a duration up to the last row, a share rounded up, or all from a time on.
   *
   * @default { fraction: 0.2 }
   */
  readonly test?: RowSpan | { readonly fraction: number } | { readonly from: Date | string | number };
}

/** Number of the first test row. */
type FirstTest = (time: Float64Array) => number;

/**
 * One split: the last rows are the test, and all before them the training set. Looked at once, at the very end of a piece of
 * research, it is the cleanest test there is; looked at twice it is none.
 *
 * Training rows whose labels reach into the test are purged. The embargo is kept before the test.
 *
 * @throws ArgumentError where an option is unknown or out of range.
 * @example
 * ```ts
 * import { holdout } from 'barwright/splits';
 * const times = Float64Array.from({ length: 100 }, (_, i) => i);
 * const [{ train, test }] = holdout({ test: { fraction: 0.25 }, purge: { bars: 3 } }).split(times);
 * test; // [{ from: 75, to: 100 }]
 * train; // [{ from: 0, to: 72 }]
 * ```
 */
export function holdout(options: HoldoutOptions = {}): Splitter {
  checkKeys('options', options, ['test', 'purge', 'embargo']);
  const { text, first } = checkTest(options.test ?? { fraction: 0.2 });
  const separation = checkSeparation(options);
  return Object.freeze<Splitter>({
    name: `holdout (${text}${separation.text})`,
    isForward: true,
    split: (times, labelEnds) => {
      const lives = toLives(times, labelEnds, separation.purge, 2);
      const n = lives.time.length;
      const at = first(lives.time);
      if (at < 1 || at >= n) {
        throw new NotEnoughDataError(
          `Expected rows on both sides of the start of \`test\`, ${text}, had ${Math.max(0, at)} before of ${n}.`,
        );
      }
      const sets = { train: [{ from: 0, to: at }], test: [{ from: at, to: n }], isForward: true };
      return [separate(lives, sets, separation, 0)];
    },
  });
}

function checkTest(test: NonNullable<HoldoutOptions['test']>): { readonly text: string; readonly first: FirstTest } {
  if (typeof test === 'object' && test !== null && 'from' in test) {
    checkKeys('test', test, ['from']);
    const from = parseTime(test.from, 'test.from');
    return { text: `from ${formatTime(from)}`, first: (time) => lowerBound(time, from) };
  }
  const { bars, fraction, ms, text } = checkSpan('test', test, { min: 1, fraction: true });
  if (bars !== undefined) return { text, first: ({ length }) => length - bars };
  if (ms !== undefined) return { text, first: (time) => firstAfter(time, time[time.length - 1] - ms) };
  const share = checkNumber('test.fraction', fraction, { above: 0, below: 1 });
  return { text, first: ({ length }) => length - Math.ceil(Number((share * length).toPrecision(12))) };
}
