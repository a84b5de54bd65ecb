/** Two values closer than this share of them are a tie: indicators are exact to it, so a smaller gap is rounding. */
export const tieTolerance = 1e-12;

/**
 * Writes 1 where `a` goes above `b` after it was below, else 0. Ties between keep the side; NaN forgets it.
 */
export function crossedAboveInto(out: Uint8Array, a: Float64Array, b: Float64Array, end: number): void {
  let side = 0;
  for (let i = 0; i < end; i++) {
    const other = b[i];
    const gap = a[i] - other;
    const tie = Math.abs(other) * tieTolerance;
    let crossed = 0;
    if (gap > tie) {
      crossed = side < 0 ? 1 : 0;
      side = 1;
    } else if (gap < -tie) side = -1;
    else if (Number.isNaN(gap)) side = 0;
    out[i] = crossed;
  }
}

/** {@link crossedAboveInto} against one level. */
export function crossedAboveLevelInto(out: Uint8Array, a: Float64Array, level: number, end: number): void {
  const tie = Math.abs(level) * tieTolerance;
  let side = 0;
  for (let i = 0; i < end; i++) {
    const gap = a[i] - level;
    let crossed = 0;
    if (gap > tie) {
      crossed = side < 0 ? 1 : 0;
      side = 1;
    } else if (gap < -tie) side = -1;
    else if (Number.isNaN(gap)) side = 0;
    out[i] = crossed;
  }
}

/**
 * Writes 1 where `a` goes below `b` after it was above, else 0. Ties between keep the side; NaN forgets it.
 */
export function crossedBelowInto(out: Uint8Array, a: Float64Array, b: Float64Array, end: number): void {
  let side = 0;
  for (let i = 0; i < end; i++) {
    const other = b[i];
    const gap = a[i] - other;
    const tie = Math.abs(other) * tieTolerance;
    let crossed = 0;
    if (gap < -tie) {
      crossed = side > 0 ? 1 : 0;
      side = -1;
    } else if (gap > tie) side = 1;
    else if (Number.isNaN(gap)) side = 0;
    out[i] = crossed;
  }
}

/** {@link crossedBelowInto} against one level. */
export function crossedBelowLevelInto(out: Uint8Array, a: Float64Array, level: number, end: number): void {
  const tie = Math.abs(level) * tieTolerance;
  let side = 0;
  for (let i = 0; i < end; i++) {
    const gap = a[i] - level;
    let crossed = 0;
    if (gap < -tie) {
      crossed = side > 0 ? 1 : 0;
      side = -1;
    } else if (gap > tie) side = 1;
    else if (Number.isNaN(gap)) side = 0;
    out[i] = crossed;
  }
}

/** Sets in `above` and `below`, both of zeros, what {@link crossedAboveInto} and {@link crossedBelowInto} write, in one pass. */
export function crossingsInto(above: Uint8Array, below: Uint8Array, a: Float64Array, b: Float64Array, end: number): void {
  let side = 0;
  for (let i = 0; i < end; i++) {
    // Bars that stay on their side are passed over with one comparison.
    if (side > 0) while (i < end && a[i] - b[i] > Math.abs(b[i]) * tieTolerance) i++;
    else if (side < 0) while (i < end && b[i] - a[i] > Math.abs(b[i]) * tieTolerance) i++;
    if (i >= end) return;
    const other = b[i];
    const gap = a[i] - other;
    const tie = Math.abs(other) * tieTolerance;
    if (gap > tie) {
      if (side < 0) above[i] = 1;
      side = 1;
    } else if (gap < -tie) {
      if (side > 0) below[i] = 1;
      side = -1;
    } else if (Number.isNaN(gap)) side = 0;
  }
}
