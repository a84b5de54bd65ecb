import { checkKeys } from '../../core/index.ts';

/** How far a sweep is. */
export interface SweepProgress {
  /** Trials that are finished, those of the store included. */
  readonly done: number;
  /** How many there will be at most. */
  readonly total: number;
  /** Of those done, how many failed. */
  readonly failed: number;
  /** The best so far; undefined while none counts. */
  readonly best: { readonly trial: number; readonly params: Readonly<Record<string, unknown>>; readonly value: number } | undefined;
  /** What trials are ranked by. */
  readonly objective: string;
  /** What is under way, where a search is one of several parts. */
  readonly label?: string;
}

/** Options of {@link progressBar}. */
export interface ProgressBarOptions {
  /** Where to draw. @default process.stderr */
  readonly stream?: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
  /** Draw, or be silent. @default in a terminal, unless the environment says CI */
  readonly isShown?: boolean;
}

const shortestRedrawMs = 100;

/**
 * A line in the terminal that shows how far a sweep is: share, trials, rate, time left, failures and the best so far. Silent where the
 * output is no terminal, and in CI.
 *
 * @param options `stream`, `isShown`.
 * @throws ArgumentError where an option is unknown.
 * @example
 * ```ts
 * import { defineStrategy, syntheticBars } from 'barwright';
 * import { grid, progressBar, sweep } from 'barwright/search';
 * const Hold = defineStrategy({
 *   parameters: { first: { type: 'int', min: 1, max: 50, default: 1 } },
 *   signals: (bars, p) => ({ entries: Uint8Array.from(bars.close, (_, i) => +(i === p.first)) }),
 * });
 * await sweep(Hold, syntheticBars({ seed: 1, length: 500 }), {
 *   space: grid({ first: { from: 1, to: 50 } }),
 *   objective: 'totalReturn',
 *   minTrades: 0,
 *   onProgress: progressBar(),
 * });
 * ```
 */
export function progressBar(options: ProgressBarOptions = {}): (progress: SweepProgress) => void {
  checkKeys('progress bar options', options, ['stream', 'isShown']);
  const stream = options.stream ?? process.stderr;
  const { CI = '' } = process.env;
  const isShown = options.isShown ?? (stream.isTTY === true && (CI === '' || CI === 'false'));
  if (!isShown) return () => {};
  let started: { readonly at: number; readonly done: number } | undefined;
  let drawn = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    started ??= { at: now, done: progress.done };
    const isLast = progress.done >= progress.total;
    if (!isLast && now - drawn < shortestRedrawMs) return;
    drawn = now;
    const seconds = (now - started.at) / 1000;
    const rate = seconds > 0 ? (progress.done - started.done) / seconds : Number.NaN;
    const width = Math.max(20, (stream.columns ?? 80) - 1);
    stream.write(`\r${progressLine(progress, rate).slice(0, width).padEnd(width)}${isLast ? '\n' : ''}`);
  };
}

const barWidth = 20;

/** One line of progress; `rate` is trials a second. */
export function progressLine({ done, total, failed, best, objective, label }: SweepProgress, rate: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const filled = Math.round(share * barWidth);
  const left = rate > 0 ? (total - done) / rate : Number.NaN;
  const parts = [
    `${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)} ${Math.floor(share * 100)}%`,
    `${done.toLocaleString('en')}/${total.toLocaleString('en')}`,
    ...(rate > 0 ? [`${rate >= 10 ? Math.round(rate).toLocaleString('en') : rate.toFixed(1)}/s`] : []),
    ...(left > 0 ? [`${clock(left)} left`] : []),
    ...(label === undefined ? [] : [label]),
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
    ...(best === undefined ? [] : [`best ${objective} ${Number(best.value.toPrecision(4))}`]),
  ];
  return parts.join('  ');
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
