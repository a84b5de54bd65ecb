import { HilbertStep } from './hilbert.ts';

const degrees = 180 / Math.PI;
const delay = 12;
const lookback = 32;

/** Ehlers' MESA adaptive average: the faster the phase turns, the slower it follows. */
export class MamaStep {
  readonly cycle: HilbertStep = new HilbertStep(delay);
  bars: number = 0;
  phase: number = 0;
  mama: number = 0;
  /** The following average, at half the speed. */
  fama: number = 0;
  readonly #fast: number;
  readonly #slow: number;

  constructor(fast: number, slow: number) {
    this.#fast = fast;
    this.#slow = slow;
  }

  next(x: number): number {
    const { cycle } = this;
    this.bars++;
    if (!cycle.push(x)) return Number.NaN;
    const phase = cycle.inPhase === 0 ? 0 : Math.atan(cycle.quadrature / cycle.inPhase) * degrees;
    const turn = Math.max(1, this.phase - phase);
    this.phase = phase;
    const share = turn > 1 ? Math.max(this.#fast / turn, this.#slow) : this.#fast;
    this.mama = share * x + (1 - share) * this.mama;
    this.fama = 0.5 * share * this.mama + (1 - 0.5 * share) * this.fama;
    return this.bars > lookback ? this.mama : Number.NaN;
  }
}
