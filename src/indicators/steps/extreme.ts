import { latestMaximum, latestMinimum } from '../../kernels/index.ts';
import type { Step } from './step.ts';
import { Window } from './window.ts';

/**
 * The streaming twin of the kernels `rollingMaximumInto` and `rollingMinimumInto`. Of equal extremes the latest counts; with
 * `firstOfTies` the earliest does when the window is searched anew, as the index functions of TA-Lib have it.
 */
export class ExtremeStep implements Step {
  readonly window: Window;
  /** Values until the window is full. */
  missing: number;
  best: number = 0;
  /** Values for which the best one stays in the window. */
  left: number = 0;
  readonly #period: number;
  readonly #lowest: boolean;
  readonly #firstOfTies: boolean;

  constructor(period: number, which: 'highest' | 'lowest', firstOfTies: boolean = false) {
    this.#period = period;
    this.#lowest = which === 'lowest';
    this.#firstOfTies = firstOfTies;
    this.window = new Window(period);
    this.missing = period;
  }

  next(x: number): number {
    const { window } = this;
    window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    if (--this.left <= 0) {
      const at = this.#search(window.start);
      this.best = window.values[at];
      this.left = at - window.start + 1;
    } else if (this.#isBeyond(x)) {
      this.best = x;
      this.left = this.#period;
    }
    return this.best + 0;
  }

  peek(x: number): number {
    if (this.missing > 1) return Number.NaN;
    if (this.left > 1) return (this.#isBeyond(x) ? x : this.best) + 0;
    const { window } = this;
    const kept = window.lay(x);
    const best = window.values[this.#search(window.start + 1)];
    window.unlay(kept);
    return best + 0;
  }

  reset(): void {
    this.missing = this.#period;
    this.left = 0;
  }

  #search(from: number): number {
    const { values } = this.window;
    const end = from + this.#period;
    if (this.#firstOfTies) {
      const best = values[this.#lowest ? latestMinimum(values, from, end) : latestMaximum(values, from, end)];
      let at = from;
      while (values[at] !== best) at++;
      return at;
    }
    return this.#lowest ? latestMinimum(values, from, end) : latestMaximum(values, from, end);
  }

  #isBeyond(x: number): boolean {
    return this.#lowest ? x <= this.best : x >= this.best;
  }
}
