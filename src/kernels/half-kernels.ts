/** As the kernels of `assembly/halves.ts`: places are in bytes. */
export interface HalfKernels {
  add(a: number, b: number, n: number, out: number): void;
  contest(
    firstSums: number,
    firstSquares: number,
    lastSums: number,
    lastSquares: number,
    allSums: number,
    allSquares: number,
    n: number,
    share: number,
    scratch: number,
    stride: number,
    out: number,
  ): void;
}

/** A memory and the kernels that work in it. */
export interface HalfRoom {
  readonly buffer: ArrayBuffer;
  readonly kernels: HalfKernels;
}

/** Squared deviations below this share of the squares are what rounding left of none. */
const cancelled = 1e-13;
const tiny = 1e-200;

/** The same kernels without WebAssembly. */
export function plainRoom(bytes: number): HalfRoom {
  const buffer = new ArrayBuffer(bytes);
  const values = new Float64Array(buffer);
  const numbers = new Int32Array(buffer);

  const add: HalfKernels['add'] = (a, b, n, out) => {
    for (let k = 0; k < n; k++) values[out / 8 + k] = values[a / 8 + k] + values[b / 8 + k];
  };

  /** Writes the fractions of one half and answers the place of the best. */
  const rankInto = (
    over: number,
    under: number,
    n: number,
    share: number,
    sumOf: (k: number) => number,
    squareOf: (k: number) => number,
  ) => {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    let underMost = 1;
    for (let k = 0; k < n; k++) {
      const sum = sumOf(k);
      const square = squareOf(k);
      const deviations = square - sum * sum * share;
      const above = deviations > square * cancelled ? sum * Math.abs(sum) : 0;
      const below = tiny < deviations ? deviations : tiny;
      values[over + k] = above;
      values[under + k] = below;
      if (!(above * underMost > most * below)) continue;
      best = k;
      most = above;
      underMost = below;
    }
    return best;
  };

  const count = (overs: number, unders: number, n: number, place: number, out: number): void => {
    let less = 0;
    let equal = 0;
    for (let k = 0; k < n; k++) {
      const ours = values[overs + place] * values[unders + k];
      const theirs = values[overs + k] * values[unders + place];
      if (theirs < ours) less++;
      else if (theirs === ours) equal++;
    }
    numbers[out] = less;
    numbers[out + 1] = equal;
  };

  const contest: HalfKernels['contest'] = (
    firstSums,
    firstSquares,
    lastSums,
    lastSquares,
    allSums,
    allSquares,
    n,
    share,
    scratch,
    stride,
  ) => {
    const [a, b, c, d, e, f] = [firstSums, lastSums, firstSquares, lastSquares, allSums, allSquares].map((place) => place / 8);
    const [over, under, overLeft, underLeft] = [0, 1, 2, 3].map((column) => (scratch + column * stride) / 8);
    const sumOf = (k: number): number => values[a + k] + values[b + k];
    const squareOf = (k: number): number => values[c + k] + values[d + k];
    const best = rankInto(over, under, n, share, sumOf, squareOf);
    const other = rankInto(
      overLeft,
      underLeft,
      n,
      share,
      (k) => values[e + k] - sumOf(k),
      (k) => values[f + k] - squareOf(k),
    );
    numbers[0] = best;
    numbers[1] = other;
    count(overLeft, underLeft, n, best, 2);
    count(over, under, n, other, 4);
  };
  return { buffer, kernels: { add, contest } };
}
