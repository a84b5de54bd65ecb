const degrees = 180 / Math.PI;

/** The last seven values of a series of the Hilbert transform; what came before them is 0. */
class Taps {
  readonly values: Float64Array = new Float64Array(7);
  at: number = 0;

  /** Takes a value in and gives 0.0962 x[0] + 0.5769 x[2] - 0.5769 x[4] - 0.0962 x[6], x[k] being the value of k bars ago. */
  transform(x: number): number {
    const { values, at } = this;
    values[at] = x;
    const sum = 0.0962 * (x - values[(at + 1) % 7]) + 0.5769 * (values[(at + 5) % 7] - values[(at + 3) % 7]);
    this.at = (at + 1) % 7;
    return sum;
  }

  /** The value of `bars` ago, counted from the last one taken in. */
  ago(bars: number): number {
    return this.values[(this.at + 6 - bars) % 7];
  }
}

/**
 * Ehlers' measure of the dominant cycle by the Hilbert transform, as TA-Lib has it: prices smoothed with weights 4, 3, 2, 1,
 * in-phase and quadrature parts, and the period from the turn of the phasor, bounded and smoothed. The transform starts
 * `delay` bars after the first.
 */
export class HilbertStep {
  bars: number = 0;
  readonly prices: Float64Array = new Float64Array(4);
  readonly smoothTaps: Taps = new Taps();
  readonly detrenderTaps: Taps = new Taps();
  readonly inPhaseTaps: Taps = new Taps();
  readonly quadratureTaps: Taps = new Taps();
  previousI: number = 0;
  previousQ: number = 0;
  real: number = 0;
  imaginary: number = 0;
  /** Length of the cycle in bars, smoothed once. */
  period: number = 0;
  /** Length of the cycle in bars, smoothed twice. */
  smoothPeriod: number = 0;
  smooth: number = 0;
  inPhase: number = 0;
  quadrature: number = 0;
  readonly #delay: number;

  constructor(delay: number) {
    this.#delay = delay;
  }

  /** Takes a price; whether the transform has started. */
  push(x: number): boolean {
    const { prices } = this;
    prices[3] = prices[2];
    prices[2] = prices[1];
    prices[1] = prices[0];
    prices[0] = x;
    if (this.bars < this.#delay) {
      this.bars++;
      return false;
    }
    const smooth = (4 * x + 3 * prices[1] + 2 * prices[2] + prices[3]) * 0.1;
    const gain = 0.075 * this.period + 0.54;
    const detrender = this.smoothTaps.transform(smooth) * gain;
    const quadrature = this.detrenderTaps.transform(detrender) * gain;
    const inPhase = this.detrenderTaps.ago(3);
    const turnedI = this.inPhaseTaps.transform(inPhase) * gain;
    const turnedQ = this.quadratureTaps.transform(quadrature) * gain;
    const i2 = 0.2 * (inPhase - turnedQ) + 0.8 * this.previousI;
    const q2 = 0.2 * (quadrature + turnedI) + 0.8 * this.previousQ;
    this.real = 0.2 * (i2 * this.previousI + q2 * this.previousQ) + 0.8 * this.real;
    this.imaginary = 0.2 * (i2 * this.previousQ - q2 * this.previousI) + 0.8 * this.imaginary;
    this.previousI = i2;
    this.previousQ = q2;
    const before = this.period;
    let period = before;
    if (this.imaginary !== 0 && this.real !== 0) period = 360 / (Math.atan(this.imaginary / this.real) * degrees);
    period = Math.max(Math.min(period, 1.5 * before), 0.67 * before);
    period = Math.min(Math.max(period, 6), 50);
    this.period = 0.2 * period + 0.8 * before;
    this.smoothPeriod = 0.33 * this.period + 0.67 * this.smoothPeriod;
    this.smooth = smooth;
    this.inPhase = inPhase;
    this.quadrature = quadrature;
    return true;
  }
}
