/** Bytes before the first of the regions that the caller fills and reads, one after the other: reads may begin a value early. */
const origin: i32 = 64;

/** Doubles in each of the regions. What lies behind the caller's values, up to a full vector, must be finite. */
const regionLength: i32 = 4096;

/** Bytes of a double, and of the two that a vector holds. */
const one: i32 = 8;
const two: i32 = 16;

// @ts-ignore: decorator
@inline
function region(index: i32): i32 {
  return origin + index * regionLength * one;
}

// @ts-ignore: decorator
@inline
function zero(): v128 {
  return f64x2.splat(0);
}

/** 0 where the first `n` values of a region are finite, otherwise NaN. */
function check(base: i32, n: i32): f64 {
  let sum = zero();
  const end = base + n * one;
  for (let at = base; at < end; at += two) sum = f64x2.add(sum, f64x2.mul(v128.load(at), zero()));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

// @ts-ignore: decorator
@inline
function extreme(a: v128, b: v128, lowest: bool): v128 {
  return lowest ? f64x2.pmin(a, b) : f64x2.pmax(a, b);
}

/** Replaces each value by the extreme of itself and those `s1`, `s2` and `s3` bytes before it, from the end on. */
// @ts-ignore: decorator
@inline
function pass(base: i32, n: i32, s1: i32, s2: i32, s3: i32, lowest: bool): void {
  const stop = base + s3 - one;
  for (let at = base + ((n - 1) & ~1) * one; at >= stop; at -= two) {
    const near = extreme(v128.load(at), v128.load(at - s1), lowest);
    const far = extreme(v128.load(at - s2), v128.load(at - s3), lowest);
    v128.store(at, f64x2.add(extreme(near, far, lowest), zero()));
  }
}

/** Windows of `period` are put together of windows four times as long each time (sparse tables; exact, as no value is computed). */
// @ts-ignore: decorator
@inline
function rollingExtreme(base: i32, n: i32, period: i32, lowest: bool): void {
  let width = 1;
  for (; width * 4 <= period; width *= 4) pass(base, n, width * one, width * 2 * one, width * 3 * one, lowest);
  const rest = period - width;
  pass(base, n, min(width, rest) * one, min(width * 2, rest) * one, rest * one, lowest);
}

/** The highest of each window of region 0, in place, from the last value of the first window on. */
export function rollingMaximum(n: i32, period: i32): f64 {
  const checked = check(region(0), n);
  rollingExtreme(region(0), n, period, false);
  return checked;
}

/** As `rollingMaximum`, the lowest. */
export function rollingMinimum(n: i32, period: i32): f64 {
  const checked = check(region(0), n);
  rollingExtreme(region(0), n, period, true);
  return checked;
}

/** Where closes (region 2) lie between the lowest of the lows (region 1) and the highest of the highs (region 0), in percent, to region 2. */
export function placeInRange(n: i32, period: i32): f64 {
  const checked = check(region(0), n) + check(region(1), n) + check(region(2), n);
  rollingExtreme(region(0), n, period, false);
  rollingExtreme(region(1), n, period, true);
  const end = region(0) + n * one;
  const percent = f64x2.splat(100);
  for (let at = region(0); at < end; at += two) {
    const highest = v128.load(at);
    const lowest = v128.load(at, regionLength * one);
    const range = f64x2.sub(highest, lowest);
    const place = f64x2.mul(f64x2.div(f64x2.sub(v128.load(at, 2 * regionLength * one), lowest), range), percent);
    v128.store(at, v128.andnot(place, f64x2.eq(highest, lowest)), 2 * regionLength * one);
  }
  return checked;
}

/**
 * The `below`-th value of each window of region 0 in order of size, moved by `share` towards the next one, to region 1.
 * The window is kept sorted in region 2: of each value with its neighbours, what leaves and what comes follows without a branch.
 */
export function rollingQuantile(n: i32, period: i32, below: i32, share: f64): f64 {
  const sorted = region(2);
  const padded = sorted + ((period + 2) & ~1) * one;
  for (let at = sorted; at <= padded; at += one) store<f64>(at, Infinity);
  const first = region(0) + period * one;
  for (let at = region(0); at < first; at += one) {
    const x = load<f64>(at) + 0;
    let to = sorted + at - region(0);
    for (; to > sorted && load<f64>(to - one) > x; to -= one) store<f64>(to, load<f64>(to - one));
    store<f64>(to, x);
  }
  const place = sorted + below * one;
  const end = region(0) + n * one;
  for (let at = first - one; ; ) {
    const value = load<f64>(place);
    store<f64>(at, share == 0 ? value : value + share * (load<f64>(place + one) - value), regionLength * one);
    if ((at += one) >= end) break;
    const oldest = f64x2.splat(load<f64>(at - period * one) + 0);
    const newest = f64x2.splat(load<f64>(at) + 0);
    let before = f64x2.splat(-Infinity);
    let here = v128.load(sorted);
    for (let k = sorted; k < padded; k += two) {
      const next = v128.load(k + two);
      const kept = v128.bitselect(here, v128.shuffle<f64>(here, next, 1, 2), f64x2.lt(here, oldest));
      v128.store(k, f64x2.pmax(v128.shuffle<f64>(before, kept, 1, 2), f64x2.pmin(kept, newest)));
      before = kept;
      here = next;
    }
  }
  return check(region(0), n);
}

/**
 * Mean of each window of region 0 to region 1 and the sum of the distances from it to region 2, two windows at a time and each in
 * four strands, the values beyond a multiple of four in the first.
 */
export function meanDistances(n: i32, period: i32): f64 {
  const length = f64x2.splat(<f64>period);
  const end = region(0) + n * one;
  const span = (period - 1) * one;
  const even = (period & ~3) * one;
  for (let from = region(0); from + span < end; from += two) {
    const oldest = v128.load(from);
    let a = zero();
    let b = zero();
    let c = zero();
    let d = zero();
    const stop = from + even;
    const last = from + span;
    let k = from;
    for (; k < stop; k += 4 * one) {
      a = f64x2.add(a, f64x2.sub(v128.load(k), oldest));
      b = f64x2.add(b, f64x2.sub(v128.load(k, one), oldest));
      c = f64x2.add(c, f64x2.sub(v128.load(k, 2 * one), oldest));
      d = f64x2.add(d, f64x2.sub(v128.load(k, 3 * one), oldest));
    }
    for (; k <= last; k += one) a = f64x2.add(a, f64x2.sub(v128.load(k), oldest));
    const mean = f64x2.add(oldest, f64x2.div(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)), length));
    v128.store(last, mean, regionLength * one);
    a = zero();
    b = zero();
    c = zero();
    d = zero();
    k = from;
    for (; k < stop; k += 4 * one) {
      a = f64x2.add(a, f64x2.abs(f64x2.sub(v128.load(k), mean)));
      b = f64x2.add(b, f64x2.abs(f64x2.sub(v128.load(k, one), mean)));
      c = f64x2.add(c, f64x2.abs(f64x2.sub(v128.load(k, 2 * one), mean)));
      d = f64x2.add(d, f64x2.abs(f64x2.sub(v128.load(k, 3 * one), mean)));
    }
    for (; k <= last; k += one) a = f64x2.add(a, f64x2.abs(f64x2.sub(v128.load(k), mean)));
    v128.store(last, f64x2.add(f64x2.add(a, b), f64x2.add(c, d)), 2 * regionLength * one);
  }
  return check(region(0), n);
}

/** Typical prices of regions 0 (high), 1 (low) and 2 (close) to region 0, then `meanDistances`, then the index to region 1. */
export function commodityChannel(n: i32, period: i32): f64 {
  const third = f64x2.splat(3);
  const end = region(0) + n * one;
  for (let at = region(0); at < end; at += two) {
    const sum = f64x2.add(f64x2.add(v128.load(at), v128.load(at, regionLength * one)), v128.load(at, 2 * regionLength * one));
    v128.store(at, f64x2.div(sum, third));
  }
  const checked = meanDistances(n, period);
  const length = f64x2.splat(<f64>period);
  const scale = f64x2.splat(0.015);
  for (let at = region(0) + ((period - 1) & ~1) * one; at < end; at += two) {
    const distance = v128.load(at, 2 * regionLength * one);
    const away = f64x2.sub(v128.load(at), v128.load(at, regionLength * one));
    const index = f64x2.div(away, f64x2.div(f64x2.mul(scale, distance), length));
    v128.store(at, v128.and(index, f64x2.gt(distance, zero())), regionLength * one);
  }
  return checked;
}

// @ts-ignore: decorator
@inline
function places(flags: v128, from: i32, to: i32): i32 {
  for (let set = i8x16.bitmask(flags); set != 0; set &= set - 1) {
    store<i32>(to, from + ctz(set));
    to += 4;
  }
  return to;
}

/**
 * Of two rows of `n` bytes, at region 0 and half a region on: the places where the first is not 0 and the second is, to the list at region 1,
 * and those where only the second is not, to the list at region 2. Answers how many, the second in the upper half.
 */
export function flaggedApart(n: i32): i32 {
  const other = (regionLength / 2) * one;
  let first = region(1);
  let second = region(2);
  for (let k = 0; k < n; k += 16) {
    const a = v128.load(region(0) + k);
    const b = v128.load(region(0) + other + k);
    if (!v128.any_true(v128.or(a, b))) continue;
    const noA = i8x16.eq(a, i8x16.splat(0));
    const noB = i8x16.eq(b, i8x16.splat(0));
    first = places(v128.andnot(noB, noA), k, first);
    second = places(v128.andnot(noA, noB), k, second);
  }
  return ((first - region(1)) >> 2) | (((second - region(2)) >> 2) << 16);
}
