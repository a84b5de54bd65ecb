/**
 * Chance that Student's t with `freedom` > 0 degrees of freedom lies further from zero than `t`, on either side. Relative
 * error below 1e-12, in far tails too.
 *
 * `I_x(freedom / 2, 1 / 2)` with `x = freedom / (freedom + t^2)`, the regularised incomplete beta function, by its
 * continued fraction.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.5.8 and 26.7.1.
 */
export function studentTails(t: number, freedom: number): number {
  const size = Math.abs(t);
  if (Number.isNaN(size) || size === Number.POSITIVE_INFINITY) return Number.isNaN(size) ? Number.NaN : 0;
  if (size === 0) return 1;
  const a = freedom / 2;
  const odds = (size * size) / freedom;
  const x = 1 / (1 + odds);
  const y = odds / (1 + odds);
  // x^a (1 - x)^(1/2) / B(a, 1/2)
  const front = Math.exp(-a * Math.log1p(odds)) * Math.sqrt(y) * (gammaRatio(a) / Math.sqrt(Math.PI));
  return x < (a + 1) / (a + 2.5) ? (front * betaFraction(x, a, 0.5)) / a : 1 - 2 * front * betaFraction(y, 0.5, a);
}

/** The `t` >= 0 with `studentTails(t, freedom) = p`: `Infinity` at 0, 0 at 1, NaN outside. */
export function studentTailsQuantile(p: number, freedom: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.POSITIVE_INFINITY : 0;
  let low = 0;
  let high = 1;
  while (studentTails(high, freedom) > p) [low, high] = [high, high * 2];
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step++) {
    const tails = studentTails(t, freedom);
    if (tails > p) low = t;
    else high = t;
    const density =
      (gammaRatio(freedom / 2) / Math.sqrt(freedom * Math.PI)) * Math.exp(((freedom + 1) / -2) * Math.log1p((t * t) / freedom));
    const newton = t + (tails / (2 * density)) * Math.log(tails / p);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15 * t) return next;
    t = next;
  }
  return t;
}

/** `Gamma(a + 1/2) / Gamma(a)` for a > 0: the asymptotic series, reached by recurrence from below. */
export function gammaRatio(a: number): number {
  let factor = 1;
  let x = a;
  for (; x < 40; x++) factor *= x / (x + 0.5);
  const u = 1 / x;
  const series = 1 + u * (-1 / 8 + u * (1 / 128 + u * (5 / 1024 + u * (-21 / 32768 + u * (-399 / 262144 + (u * 869) / 4194304)))));
  return factor * Math.sqrt(x) * series;
}

/** The continued fraction of the incomplete beta function, evaluated forwards (Lentz 1976). */
function betaFraction(x: number, a: number, b: number): number {
  const least = 1e-300;
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1), least);
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d, least);
    c = notZero(1 + even / c, least);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d, least);
    c = notZero(1 + odd / c, least);
    value *= d * c;
    if (Math.abs(d * c - 1) <= 1e-16) break;
  }
  return value;
}

function notZero(value: number, least: number): number {
  return Math.abs(value) < least ? least : value;
}
