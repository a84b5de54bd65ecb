/**
 * Writes the mean and the sum of squared deviations of each window of `window` values of `x`; NaN before the first full one.
 *
 * Every window is the end of one chunk and the beginning of the next, chunks being cut at multiples of `window`: the
 * moments of the two parts are merged (Chan, Golub and LeVeque 1983) and nothing is ever subtracted, so that neither
 * an outlier nor a NaN leaves a trace once it is out of the window. `scratch` holds 2 * `window` values.
 */
export function slidingMomentsInto(
  mean: Float64Array,
  squares: Float64Array,
  scratch: Float64Array,
  x: Float64Array,
  window: number,
): void {
  const n = x.length;
  for (let start = 0; start < n; start += window) {
    const end = Math.min(start + window, n);
    let headMean = 0;
    let headSquares = 0;
    for (let i = start; i < end; i++) {
      const head = i - start + 1;
      const d = x[i] - headMean;
      headMean += d / head;
      headSquares += d * (x[i] - headMean);
      if (head === window) {
        mean[i] = headMean;
        squares[i] = headSquares;
      } else if (start === 0) {
        mean[i] = Number.NaN;
        squares[i] = Number.NaN;
      } else {
        const shift = headMean - scratch[head];
        mean[i] = scratch[head] + (shift * head) / window;
        squares[i] = scratch[window + head] + headSquares + (shift * shift * head * (window - head)) / window;
      }
    }
    if (end - start < window) return;
    let tailMean = 0;
    let tailSquares = 0;
    for (let k = window - 1; k > 0; k--) {
      const value = x[start + k];
      const d = value - tailMean;
      tailMean += d / (window - k);
      tailSquares += d * (value - tailMean);
      scratch[k] = tailMean;
      scratch[window + k] = tailSquares;
    }
  }
}
