/** Bytes of a double, and of the two that a vector holds. */
const one: i32 = 8;
const two: i32 = 16;

/** As without WebAssembly. */
const cancelled: f64 = 1e-13;
const tiny: f64 = 1e-200;

/** Sums of two columns of `n` values, an even number, to `out`. */
export function add(a: i32, b: i32, n: i32, out: i32): void {
  for (let at = 0; at < n * one; at += two) v128.store(out + at, f64x2.add(v128.load(a + at), v128.load(b + at)));
}

/** The place of the first lane that is better than the best so far, which moves to it; else the place that it had. */
// @ts-ignore: decorator
@inline
function improved(over: v128, under: v128, best: i32, at: i32, most: i32): i32 {
  let m = load<f64>(most);
  let d = load<f64>(most, one);
  const o0 = f64x2.extract_lane(over, 0);
  const u0 = f64x2.extract_lane(under, 0);
  if (o0 * d > m * u0) {
    m = o0;
    d = u0;
    best = at;
  }
  const o1 = f64x2.extract_lane(over, 1);
  const u1 = f64x2.extract_lane(under, 1);
  if (o1 * d > m * u1) {
    m = o1;
    d = u1;
    best = at + one;
  }
  store<f64>(most, m);
  store<f64>(most, d, one);
  return best;
}

/** How many fractions over / under are below that at `place`, and how many equal it, to `out`. */
// @ts-ignore: decorator
@inline
function count(overs: i32, unders: i32, end: i32, place: i32, out: i32): void {
  const over = v128.load64_splat(overs + place);
  const under = v128.load64_splat(unders + place);
  let less = i64x2.splat(0);
  let equal = i64x2.splat(0);
  for (let at = 0; at < end; at += two) {
    const ours = f64x2.mul(over, v128.load(unders + at));
    const theirs = f64x2.mul(v128.load(overs + at), under);
    less = i64x2.sub(less, f64x2.lt(theirs, ours));
    equal = i64x2.sub(equal, f64x2.eq(theirs, ours));
  }
  store<i32>(out, <i32>(i64x2.extract_lane(less, 0) + i64x2.extract_lane(less, 1)));
  store<i32>(out, <i32>(i64x2.extract_lane(equal, 0) + i64x2.extract_lane(equal, 1)), 4);
}

/**
 * The best of `n` trials on a half of the blocks and on the other half, and how each fares where the other was chosen.
 *
 * The sums of the half are those of its first blocks and of its last; those of the other half are what is left of all. `share` is 1 over the number
 * of returns. Of a trial the square of its Sharpe ratio, with its sign, is ranked as a fraction; columns of them go to `scratch`, which
 * has four of `stride` bytes and two doubles more. To `out`: the two best, then how many are below and equal to the first on the other
 * half, then the same of the second on the first half.
 */
export function contest(
  firstSums: i32, firstSquares: i32, lastSums: i32, lastSquares: i32, allSums: i32, allSquares: i32,
  n: i32, share: f64, scratch: i32, stride: i32, out: i32,
): void {
  const shares = f64x2.splat(share);
  const noise = f64x2.splat(cancelled);
  const least = f64x2.splat(tiny);
  const magnitude = i64x2.splat(0x7fffffffffffffff);
  const end = n * one;
  const most = scratch + 4 * stride;
  let best = 0;
  let other = 0;
  let over = f64x2.splat(-Infinity);
  let under = f64x2.splat(1);
  let overOther = over;
  let underOther = under;
  for (let at = 0; at < end; at += two) {
    const sum = f64x2.add(v128.load(firstSums + at), v128.load(lastSums + at));
    const square = f64x2.add(v128.load(firstSquares + at), v128.load(lastSquares + at));
    const deviations = f64x2.sub(square, f64x2.mul(f64x2.mul(sum, sum), shares));
    const o = v128.and(f64x2.mul(sum, v128.and(sum, magnitude)), f64x2.gt(deviations, f64x2.mul(square, noise)));
    const u = f64x2.pmax(deviations, least);
    v128.store(scratch + at, o);
    v128.store(scratch + stride + at, u);
    if (v128.any_true(f64x2.gt(f64x2.mul(o, under), f64x2.mul(over, u)))) {
      store<f64>(most, f64x2.extract_lane(over, 0));
      store<f64>(most, f64x2.extract_lane(under, 0), one);
      best = improved(o, u, best, at, most);
      over = v128.load64_splat(most);
      under = v128.load64_splat(most, one);
    }
    const sumLeft = f64x2.sub(v128.load(allSums + at), sum);
    const squareLeft = f64x2.sub(v128.load(allSquares + at), square);
    const deviationsLeft = f64x2.sub(squareLeft, f64x2.mul(f64x2.mul(sumLeft, sumLeft), shares));
    const oLeft = v128.and(f64x2.mul(sumLeft, v128.and(sumLeft, magnitude)), f64x2.gt(deviationsLeft, f64x2.mul(squareLeft, noise)));
    const uLeft = f64x2.pmax(deviationsLeft, least);
    v128.store(scratch + 2 * stride + at, oLeft);
    v128.store(scratch + 3 * stride + at, uLeft);
    if (v128.any_true(f64x2.gt(f64x2.mul(oLeft, underOther), f64x2.mul(overOther, uLeft)))) {
      store<f64>(most, f64x2.extract_lane(overOther, 0));
      store<f64>(most, f64x2.extract_lane(underOther, 0), one);
      other = improved(oLeft, uLeft, other, at, most);
      overOther = v128.load64_splat(most);
      underOther = v128.load64_splat(most, one);
    }
  }
  store<i32>(out, best / one);
  store<i32>(out, other / one, 4);
  count(scratch + 2 * stride, scratch + 3 * stride, end, best, out + 8);
  count(scratch, scratch + stride, end, other, out + 16);
}
