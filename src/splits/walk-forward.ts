import { ArgumentError, checkKeys, checkOneOf, lowerBound, NotEnoughDataError } from '../core/index.ts';
import { commonStep } from '../market/index.ts';
import { checkFlag } from './check-flag.ts';
import { type Lives, toLives } from './label-lives.ts';
import { type Sets, separate } from './separate.ts';
import { checkSeparation, checkSpan, type RowSpan, type SeparationOptions, type Span } from './spans.ts';
import type { Splitter } from './splitter.ts';

/** Windows to learn in and to test in. */
export interface WalkForwardOptions extends SeparationOptions {
  /** Length of a training window, at least 1 bar: the first one where it is anchored. */
  readonly train: RowSpan;
  /** Length of a test window, and how far the windows move: at least 1 bar, of the same kind as `train`. */
  readonly test: RowSpan;
  /**
   * Whether training windows start at the first row and grow, instead of rolling on.
   *
   * @default false
   */
  readonly anchored?: boolean;
  /**
   * Rows or time between a training window and its test that neither uses; of the same kind as `train`. The training window
   * keeps its length, where purge and embargo shorten it.
   *
   * @default { bars: 0 }
   */
  readonly gap?: RowSpan;
  /**
   * What becomes of a last test window that is cut by the end of the data.
   *
   * @default 'keep'
   */
  readonly partial?: 'keep' | 'drop';
}

/**
 * Walk-forward windows: learn in one window, test in the next, and move on by a test window, so that the tests lie side by
 * side.
 *
 * Every row from the first test on is tested once, but for those that `partial: 'drop'` leaves over. Durations are counted in
 * calendar time from the first row on; a test window without rows is skipped. Training rows whose labels reach into the test
 * are purged. The embargo is kept before the test, counted from its first row: where labels have no length, as many bars or as
 * much time as it says, a gap included.
 *
 * Source: Pardo, The Evaluation and Optimization of Trading Strategies, 2008, chapter 11.
 *
 * @throws ArgumentError where an option is missing, unknown or out of range, or bars and durations are mixed.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { walkForwardSplits } from 'barwright/splits';
 * const bars = syntheticBars({ seed: 1, length: 365, interval: '1d' });
 * const splits = walkForwardSplits({ train: '180d', test: '30d', purge: '2d', embargo: '1d' }).split(bars.time);
 * splits.length; // 7
 * splits[1].train; // [{ from: 30, to: 207 }]
 * splits[1].test; // [{ from: 210, to: 240 }]
 * ```
 */
export function walkForwardSplits(options: WalkForwardOptions): Splitter {
  checkKeys('options', options, ['train', 'test', 'anchored', 'gap', 'partial', 'purge', 'embargo']);
  const train = checkSpan('train', options.train, { min: 1 });
  const test = checkSpan('test', options.test, { min: 1 });
  const gap = checkSpan('gap', options.gap ?? { bars: 0 });
  const keepsPartial = checkOneOf('partial', options.partial ?? 'keep', ['keep', 'drop']) === 'keep';
  const isAnchored = checkFlag('anchored', options.anchored);
  const isCalendar = train.ms !== undefined;
  if (isCalendar !== (test.ms !== undefined) || (isCalendar !== (gap.ms !== undefined) && gap.bars !== 0)) {
    throw new ArgumentError(
      `Expected \`train\`, \`test\` and \`gap\` to be all in bars or all durations, were ${train.text}, ${test.text} and ${gap.text}.`,
    );
  }
  const separation = checkSeparation(options);
  const pause = gap.bars === 0 ? '' : `, gap ${gap.text}`;
  const windows = isCalendar ? calendarWindows : rowWindows;
  return Object.freeze<Splitter>({
    name: `walk-forward (${isAnchored ? 'anchored at ' : ''}${train.text}, test ${test.text}${pause}${separation.text})`,
    isForward: true,
    split: (times, labelEnds) => {
      const lives = toLives(times, labelEnds, separation.purge, 2);
      const all = windows(lives, { train, test, gap, isAnchored, keepsPartial });
      if (all.length > 0) return all.map((sets, k) => separate(lives, sets, separation, k));
      throw new NotEnoughDataError(
        `Expected rows for a training window of ${train.text} and a test of ${test.text}, had ${lives.time.length}.`,
      );
    },
  });
}

/** Checked windows of a walk-forward. */
interface Windows {
  readonly train: Span;
  readonly test: Span;
  readonly gap: Span;
  readonly isAnchored: boolean;
  readonly keepsPartial: boolean;
}

function rowWindows({ time }: Lives, { train, test, gap, isAnchored, keepsPartial }: Windows): readonly Sets[] {
  const all: Sets[] = [];
  const n = time.length;
  const step = test.bars!;
  for (let start = train.bars! + gap.bars!; start < n && (keepsPartial || start + step <= n); start += step) {
    const to = start - gap.bars!;
    all.push(forward(isAnchored ? 0 : to - train.bars!, to, start, Math.min(n, start + step)));
  }
  return all;
}

function calendarWindows({ time }: Lives, { train, test, gap, isAnchored, keepsPartial }: Windows): readonly Sets[] {
  const all: Sets[] = [];
  const n = time.length;
  const step = test.ms!;
  const pause = gap.ms ?? 0;
  const first = time[0] + train.ms! + pause;
  const over = time[n - 1] + commonStep(time);
  for (let k = 0; first + k * step <= time[n - 1]; k++) {
    let start = first + k * step;
    const from = lowerBound(time, start);
    // Goes on at the window of the next row where a hole in the data spans this one.
    k = Math.max(k, Math.floor((time[from] - first) / step));
    start = first + k * step;
    if (!keepsPartial && start + step > over) break;
    const end = lowerBound(time, start + step);
    const to = lowerBound(time, start - pause);
    if (end > from) all.push(forward(isAnchored ? 0 : lowerBound(time, start - pause - train.ms!), to, from, end));
  }
  return all;
}

function forward(from: number, to: number, start: number, end: number): Sets {
  return { train: [{ from, to }], test: [{ from: start, to: end }], isForward: true };
}
