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

/** Bars of a stretch whose extremes {@link stretchExtremesInto} writes. */
export const crossingStretch = 8;

/** Writes the least and the greatest value of each whole stretch of `x`; NaN where one is NaN. */
export function stretchExtremesInto(least: Float64Array, greatest: Float64Array, x: Float64Array): void {
  const count = Math.floor(x.length / crossingStretch);
  for (let k = 0, i = 0; k < count; k++) {
    let low = x[i];
    let high = low;
    for (const end = i + crossingStretch; i < end; i++) {
      low = Math.min(low, x[i]);
      high = Math.max(high, x[i]);
    }
    least[k] = low;
    greatest[k] = high;
  }
}

/** A column and the extremes of its stretches. */
export interface StretchedColumn {
  readonly column: Float64Array;
  readonly least: Float64Array;
  readonly greatest: Float64Array;
}

/**
 * Sets in `above` and `below`, both of zeros, what {@link crossedAboveInto} and {@link crossedBelowInto} write, in one pass.
 * Stretches in which the columns stay apart are passed over.
 */
export function crossingsInto(above: Uint8Array, below: Uint8Array, first: StretchedColumn, second: StretchedColumn): void {
  const { column: a, least: leastA, greatest: greatestA } = first;
  const { column: b, least: leastB, greatest: greatestB } = second;
  const length = a.length;
  const count = Math.floor(length / crossingStretch);
  let side = 0;
  for (let k = 0; k <= count; k++) {
    if (k < count && side !== 0) {
      const gap = side > 0 ? leastA[k] - greatestB[k] : leastB[k] - greatestA[k];
      if (gap > Math.max(Math.abs(leastB[k]), Math.abs(greatestB[k])) * tieTolerance) continue;
    }
    const end = k < count ? (k + 1) * crossingStretch : length;
    let i = k * crossingStretch;
    if (side > 0) while (i < end && a[i] - b[i] > Math.abs(b[i]) * tieTolerance) i++;
    else if (side < 0) while (i < end && b[i] - a[i] > Math.abs(b[i]) * tieTolerance) i++;
    for (; i < end; i++) {
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
}
