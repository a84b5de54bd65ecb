import { HilbertStep } from './hilbert.ts';

const delay = 37;
const longestCycle = 50;
const degrees = 180 / Math.PI;

/** Phase of the dominant cycle, its sines and the average over it, as TA-Lib has them. */
export class PhaseStep {
  readonly cycle: HilbertStep = new HilbertStep(delay);
  readonly smoothed: Float64Array = new Float64Array(longestCycle);
  readonly prices: Float64Array = new Float64Array(longestCycle);
  at: number = 0;
  /** Degrees. */
  phase: number = 0;
  sine: number = 0;
  leadSine: number = 0;
  trendline: number = 0;
  average1: number = 0;
  average2: number = 0;
  average3: number = 0;

  /** Takes a price; whether the transform has started. */
  push(x: number): boolean {
    const { cycle } = this;
    this.at = (this.at + 1) % longestCycle;
    this.prices[this.at] = x;
    if (!cycle.push(x)) return false;
    this.smoothed[this.at] = cycle.smooth;
    const length = Math.trunc(cycle.smoothPeriod + 0.5);
    this.#turn(length);
    this.sine = Math.sin(this.phase / degrees);
    this.leadSine = Math.sin((this.phase + 45) / degrees);
    let sum = 0;
    for (let k = 0; k < length; k++) sum += this.prices[(this.at + longestCycle - k) % longestCycle];
    const average = length > 0 ? sum / length : sum;
    this.trendline = (4 * average + 3 * this.average1 + 2 * this.average2 + this.average3) / 10;
    this.average3 = this.average2;
    this.average2 = this.average1;
    this.average1 = average;
    return true;
  }

  #turn(length: number): void {
    let real = 0;
    let imaginary = 0;
    for (let k = 0; k < length; k++) {
      const angle = (k * 2 * Math.PI) / length;
      const price = this.smoothed[(this.at + longestCycle - k) % longestCycle];
      real += Math.sin(angle) * price;
      imaginary += Math.cos(angle) * price;
    }
    let { phase } = this;
    if (imaginary !== 0) phase = Math.atan(real / imaginary) * degrees;
    else if (real < 0) phase -= 90;
    else if (real > 0) phase += 90;
    phase += 90 + 360 / this.cycle.smoothPeriod;
    if (imaginary < 0) phase += 180;
    if (phase > 315) phase -= 360;
    this.phase = phase;
  }
}
