/** Where a function is least. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Whether the slope there is as good as 0. */
  readonly converged: boolean;
  readonly iterations: number;
}

const mostIterations = 500;
/** Decrease that the quadratic model still promises, below which a point is the minimum. */
const finished = 1e-16;
/** The same where rounding lets no step go further down. */
const nearlyFinished = 1e-10;
const step = 6e-6;

/**
 * A local minimum of a smooth function of a few variables of size 1, by the method of Broyden, Fletcher, Goldfarb and Shanno with
 * central differences. Where the function is not finite it counts as infinitely high.
 *
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, 2006, algorithms 6.1 and 3.1, formulas 6.17 and 8.7.
 */
export function minimise(f: (x: Float64Array) => number, start: ArrayLike<number>): Minimum {
  const n = start.length;
  const height = (x: Float64Array): number => {
    const value = f(x);
    return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
  };
  let x: Float64Array = Float64Array.from(start);
  let value = height(x);
  let slope: Float64Array = gradient(height, x);
  let inverse: Float64Array = identity(n);
  let isFresh = true;
  for (let iterations = 1; iterations <= mostIterations; iterations++) {
    let way = times(inverse, slope).map((entry) => -entry);
    let descent = dot(way, slope);
    if (!(descent < 0)) {
      inverse = identity(n);
      way = slope.map((entry) => -entry);
      descent = dot(way, slope);
    }
    if (!(descent < -finished)) return { x, value, converged: descent >= -finished, iterations };
    const found = lineSearch(height, x, value, way, descent, isFresh);
    if (found === undefined) {
      if (isFresh || -descent < nearlyFinished) return { x, value, converged: -descent < nearlyFinished, iterations };
      inverse = identity(n);
      isFresh = true;
      continue;
    }
    const next = gradient(height, found.x);
    const moved = found.x.map((entry, i) => entry - x[i]);
    const turned = next.map((entry, i) => entry - slope[i]);
    if (isFresh) inverse = inverse.map((entry) => entry * Math.max(1e-8, Math.abs(dot(moved, turned)) / (dot(turned, turned) || 1)));
    update(inverse, moved, turned);
    isFresh = false;
    x = found.x;
    value = found.value;
    slope = next;
  }
  return { x, value, converged: false, iterations: mostIterations };
}

/** A point further down along a way, by halving the step until it gains enough. */
function lineSearch(
  f: (x: Float64Array) => number,
  x: Float64Array,
  value: number,
  way: Float64Array,
  descent: number,
  isFresh: boolean,
): { readonly x: Float64Array; readonly value: number } | undefined {
  const at = (length: number): Float64Array => x.map((entry, i) => entry + length * way[i]);
  let length = isFresh ? Math.min(1, 1 / Math.sqrt(dot(way, way))) : 1;
  for (let halvings = 0; halvings < 50; halvings++, length /= 2) {
    const point = at(length);
    const reached = f(point);
    if (reached <= value + 1e-4 * length * descent && reached < value) return { x: point, value: reached };
  }
  return undefined;
}

function gradient(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  const point = x.slice();
  return x.map((entry, i) => {
    const h = step * Math.max(1, Math.abs(entry));
    point[i] = entry + h;
    const above = f(point);
    point[i] = entry - h;
    const below = f(point);
    point[i] = entry;
    return Number.isFinite(above) && Number.isFinite(below) ? (above - below) / (2 * h) : 0;
  });
}

/** The inverse Hessian after a move; left alone where the curvature along it is not positive. */
function update(inverse: Float64Array, moved: Float64Array, turned: Float64Array): void {
  const n = moved.length;
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-14 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return;
  const bent = times(inverse, turned);
  const factor = (1 + dot(turned, bent) / curvature) / curvature;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) inverse[i * n + j] += factor * moved[i] * moved[j] - (bent[i] * moved[j] + moved[i] * bent[j]) / curvature;
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
}

function times(matrix: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  return x.map((_, i) => dot(matrix.subarray(i * n, (i + 1) * n), x));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
