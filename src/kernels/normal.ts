/**
 * Standard normal distribution function, the chance of a value of at most `z`. Relative error below 1e-14 for every `z`
 * whose result is a normal number, so that far tails keep their digits.
 *
 * `Phi(z) = exp(-z^2 / 2) / 2 * erfcx(-z / sqrt(2))` below zero, and 1 minus that above.
 *
 * Source: Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23, 1969.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const size = Math.abs(z) * Math.SQRT1_2;
  if (size <= 0.46875) return 0.5 + 0.5 * z * Math.SQRT1_2 * ratio(smallTop, smallBottom, size * size);
  const tail = 0.5 * decay(Math.abs(z)) * scaledTail(size);
  return z < 0 ? tail : 1 - tail;
}

/**
 * Standard normal quantile, the `z` with `normalCdf(z) = p`: `-Infinity` at 0, `Infinity` at 1, NaN outside. Relative
 * error below 1e-14 away from the middle, absolute error below 1e-16 near it.
 *
 * Source: Wichura, Algorithm AS 241: the percentage points of the normal distribution, Applied Statistics 37, 1988 (PPND16).
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(centralTop, centralBottom, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size = r <= 5 ? ratio(middleTop, middleBottom, r - 1.6) : ratio(farTop, farBottom, r - 5);
  return q < 0 ? -size : size;
}

/** `exp(-z^2 / 2)`: the square is taken in two parts, so that rounding it does not cost digits. */
function decay(z: number): number {
  if (z > 40) return 0;
  const coarse = Math.trunc(z * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (z - coarse) * (z + coarse));
}

/** `exp(x^2) * erfc(x)` for x above 0.46875. */
function scaledTail(x: number): number {
  if (x <= 4) return ratio(tailTop, tailBottom, x);
  const inverse = 1 / (x * x);
  return (1 / Math.sqrt(Math.PI) - inverse * ratio(farTailTop, farTailBottom, inverse)) / x;
}

/** Quotient of two polynomials whose coefficients fall from the highest power. */
function ratio(top: readonly number[], bottom: readonly number[], x: number): number {
  let a = 0;
  let b = 0;
  for (let i = 0; i < top.length; i++) a = a * x + top[i];
  for (let i = 0; i < bottom.length; i++) b = b * x + bottom[i];
  return a / b;
}

const smallTop = [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694];
const smallBottom = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const tailTop = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707,
  2051.0783778260716, 1230.3393547979972,
];
const tailBottom = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
  3439.3676741437216, 1230.3393548037495,
];
const farTailTop = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378,
];
const farTailBottom = [1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918];
const centralTop = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
  3.3871328727963665,
];
const centralBottom = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1,
];
const middleTop = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
];
const middleBottom = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
];
const farTop = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
  5.463784911164114, 6.657904643501103,
];
const farBottom = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
  0.599832206555888, 1,
];
