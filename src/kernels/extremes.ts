/** Index of the highest value of `x[from..end)`, the latest of equals. */
export function latestMaximum(x: Float64Array, from: number, end: number): number {
  let at = from;
  let best = x[from];
  for (let i = from + 1; i < end; i++) {
    const value = x[i];
    if (value >= best) {
      best = value;
      at = i;
    }
  }
  return at;
}

/** Index of the lowest value of `x[from..end)`, the latest of equals. */
export function latestMinimum(x: Float64Array, from: number, end: number): number {
  let at = from;
  let best = x[from];
  for (let i = from + 1; i < end; i++) {
    const value = x[i];
    if (value <= best) {
      best = value;
      at = i;
    }
  }
  return at;
}

/**
 * Writes the highest of each window of `period` values of the run `x[start..end)`; NaN before the first full window.
 * The window is searched only when its highest value leaves it. Every value of the run must be finite.
 */
export function rollingMaximumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): void {
  const first = start + period - 1;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  let at = -1;
  let best = 0;
  for (let i = first; i < end; i++) {
    const value = x[i];
    const oldest = i - period + 1;
    if (at < oldest) {
      at = latestMaximum(x, oldest, i + 1);
      best = x[at];
    } else if (value >= best) {
      best = value;
      at = i;
    }
    out[i] = best;
  }
}

/** As {@link rollingMaximumInto}, the lowest. */
export function rollingMinimumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): void {
  const first = start + period - 1;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  let at = -1;
  let best = 0;
  for (let i = first; i < end; i++) {
    const value = x[i];
    const oldest = i - period + 1;
    if (at < oldest) {
      at = latestMinimum(x, oldest, i + 1);
      best = x[at];
    } else if (value <= best) {
      best = value;
      at = i;
    }
    out[i] = best;
  }
}
