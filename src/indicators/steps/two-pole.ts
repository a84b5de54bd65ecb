/** A filter with two values of memory on each side: y = a0 x + a1 x[1] + a2 x[2] + b1 y[1] + b2 y[2], from given first values. */
export class TwoPoleStep {
  bars: number = 0;
  x1: number = 0;
  x2: number = 0;
  y1: number = 0;
  y2: number = 0;
  readonly #a: readonly [number, number, number];
  readonly #b: readonly [number, number];
  readonly #passes: boolean;

  /** @param passes whether the first two values are those of the series, as in a low-pass, or 0, as in a high-pass. */
  constructor(a: readonly [number, number, number], b: readonly [number, number], passes: boolean) {
    this.#a = a;
    this.#b = b;
    this.#passes = passes;
  }

  next(x: number): number {
    const { x1, x2, y1, y2 } = this;
    const a = this.#a;
    const b = this.#b;
    const first = this.#passes ? x : 0;
    const y = this.bars < 2 ? first : a[0] * x + a[1] * x1 + a[2] * x2 + b[0] * y1 + b[1] * y2;
    this.bars++;
    this.x2 = x1;
    this.x1 = x;
    this.y2 = y1;
    this.y1 = y;
    return y;
  }
}

/** Ehlers' two-pole Butterworth low-pass of a period in bars, on the mean of two values. */
export function superSmoother(period: number): TwoPoleStep {
  const radius = Math.exp((-Math.SQRT2 * Math.PI) / period);
  const b1 = 2 * radius * Math.cos((Math.SQRT2 * Math.PI) / period);
  const b2 = -radius * radius;
  const gain = 1 - b1 - b2;
  return new TwoPoleStep([gain / 2, gain / 2, 0], [b1, b2], true);
}

/** Ehlers' two-pole high-pass of a period in bars. */
export function highPass(period: number): TwoPoleStep {
  const angle = (Math.SQRT1_2 * 2 * Math.PI) / period;
  const alpha = (Math.cos(angle) + Math.sin(angle) - 1) / Math.cos(angle);
  const gain = (1 - alpha / 2) ** 2;
  const kept = 1 - alpha;
  return new TwoPoleStep([gain, -2 * gain, gain], [2 * kept, -kept * kept], false);
}
