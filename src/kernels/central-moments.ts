/** Length of what {@link centralMomentsInto} writes: mean, sums of squared, cubed and fourth powers of deviations from it. */
export const centralMomentsLength = 4;

/** Writes the mean of `x[start..end)` and the sums of the powers of the deviations from it to `out`; NaN for no values. */
export function centralMomentsInto(out: Float64Array, x: Float64Array, start: number, end: number): void {
  let sum = 0;
  for (let i = start; i < end; i++) sum += x[i];
  let mean = sum / (end - start);
  let left = 0;
  for (let i = start; i < end; i++) left += x[i] - mean;
  mean += left / (end - start);
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = start; i < end; i++) {
    const d = x[i] - mean;
    const square = d * d;
    squares += square;
    cubes += square * d;
    fourths += square * square;
  }
  out[0] = mean;
  out[1] = squares;
  out[2] = cubes;
  out[3] = fourths;
}
