/**
 * The variance of a column: that of the square root of n times its mean under the stationary bootstrap with mean block length `1 / p`, exactly:
 * `R(0) + 2 sum_i k_i R(i)` with `k_i = (1 - i / n) (1 - p)^i + (i / n) (1 - p)^(n - i)` over all lags i.
 *
 * The sums over lags are carried along in one pass: near pairs by exponential weights that decay from row to row, far pairs,
 * which are near around the end, by weights of their places.
 *
 * Source: Politis and Romano, The stationary bootstrap, Journal of the American Statistical Association 89, 1994, lemma 1.
 */
export function stationaryVariance(rows: number, blockLength: number): (column: Float64Array, mean: number) => number {
  const stay = 1 - 1 / blockLength;
  const powers = new Float64Array(rows + 1).map((_, i) => stay ** i);
  return (column, mean) => varianceOf(column, mean, stay, powers);
}

function varianceOf(column: Float64Array, mean: number, stay: number, powers: Float64Array): number {
  const n = column.length;
  let squares = 0;
  let products = 0;
  // Sums over earlier rows s of stay^(t - s) x_s and of (t - s) stay^(t - s) x_s.
  let near = 0;
  let nearByLag = 0;
  // Sums over earlier rows s of stay^s x_s and of s stay^s x_s.
  let far = 0;
  let farByPlace = 0;
  for (let t = 0; t < n; t++) {
    const x = column[t] - mean;
    squares += x * x;
    products += x * (near - nearByLag / n);
    nearByLag = stay * (nearByLag + near + x);
    near = stay * (near + x);
    products += (x * powers[n - t] * (t * far - farByPlace)) / n;
    far += powers[t] * x;
    farByPlace += t * powers[t] * x;
  }
  return Math.max(0, (squares + 2 * products) / n);
}
