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
 *
 * A window is the end of one block of `period` values and the beginning of the next (van Herk 1992, Gil and Werman 1993):
 * three comparisons a value, however prices move. Every value of the run must be finite; -0 is written as 0.
 */
export function rollingMaximumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): void {
  for (let i = start; i < start + period - 1 && i < end; i++) out[i] = Number.NaN;
  for (let block = start; block + period <= end; block += period) {
    const last = block + period - 1;
    const shift = period - 1;
    const written = Math.min(end - shift, last + 1);
    let best = x[last];
    let i = last;
    for (; i >= written; i--) {
      const value = x[i];
      if (value > best) best = value;
    }
    for (; i >= block; i--) {
      const value = x[i];
      if (value > best) best = value;
      out[i + shift] = best + 0;
    }
    const stop = Math.min(last + period, end);
    best = Number.NEGATIVE_INFINITY;
    for (let k = last + 1; k < stop; k++) {
      const value = x[k];
      if (value > best) best = value;
      const before = out[k];
      out[k] = before > best ? before : best + 0;
    }
  }
}

/** As {@link rollingMaximumInto}, the lowest. */
export function rollingMinimumInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): void {
  for (let i = start; i < start + period - 1 && i < end; i++) out[i] = Number.NaN;
  for (let block = start; block + period <= end; block += period) {
    const last = block + period - 1;
    const shift = period - 1;
    const written = Math.min(end - shift, last + 1);
    let best = x[last];
    let i = last;
    for (; i >= written; i--) {
      const value = x[i];
      if (value < best) best = value;
    }
    for (; i >= block; i--) {
      const value = x[i];
      if (value < best) best = value;
      out[i + shift] = best + 0;
    }
    const stop = Math.min(last + period, end);
    best = Number.POSITIVE_INFINITY;
    for (let k = last + 1; k < stop; k++) {
      const value = x[k];
      if (value < best) best = value;
      const before = out[k];
      out[k] = before < best ? before : best + 0;
    }
  }
}
