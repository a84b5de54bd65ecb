import type { SweepProgress } from '../search/index.ts';
import type { WindowProgress } from './walk-forward-options.ts';

/** Puts the progress of searches, several of which may be under way, together into one. */
export class WindowsWatch {
  readonly #tell: ((progress: WindowProgress) => void) | undefined;
  readonly #each: (SweepProgress | undefined)[];
  readonly #isOver: boolean[];

  constructor(windowCount: number, tell: ((progress: WindowProgress) => void) | undefined) {
    this.#tell = tell;
    this.#each = new Array(windowCount).fill(undefined);
    this.#isOver = new Array(windowCount).fill(false);
  }

  /** Hears of the search in one window; undefined where nobody listens. */
  of(window: number): ((progress: SweepProgress) => void) | undefined {
    if (this.#tell === undefined) return undefined;
    return (progress) => {
      this.#each[window] = progress;
      this.#report(progress);
    };
  }

  /** A search is finished. */
  over(window: number): void {
    this.#isOver[window] = true;
    const progress = this.#each[window];
    if (progress !== undefined) this.#report(progress);
  }

  #report({ objective, best }: SweepProgress): void {
    const known = this.#each.filter((progress) => progress !== undefined);
    const sum = (of: 'done' | 'failed' | 'total'): number => known.reduce((all, progress) => all + progress[of], 0);
    const windowCount = this.#each.length;
    this.#tell?.({
      done: sum('done'),
      // Windows that have not begun are taken to be as long as those that have.
      total: Math.round((sum('total') * windowCount) / known.length),
      failed: sum('failed'),
      best,
      objective,
      windows: this.#isOver.filter(Boolean).length,
      windowCount,
    });
  }
}
