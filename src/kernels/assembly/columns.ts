/** Bytes of a single-precision number. */
const one: i32 = 4;

/** Values that are looked at together. */
const block: i32 = 32;

/** A little more than half a last digit of each of two numbers, and than a tie, as a share of them. */
const doubt: f64 = 1.0001 / 8388608;

/** A gap above it is none of rounding, however small the numbers. */
const least: f64 = 7.52316384526264e-37;

/**
 * How far apart two values have to be so that rounding them to single precision cannot have changed which is greater, nor hidden a
 * tie: for each whole block of `n` values of a column in single precision, to `out`. NaN where no distance is enough.
 */
export function leastGaps(column: i32, n: i32, out: i32): void {
  for (let i = 0; i + block <= n; i += block) {
    let most: f64 = 0;
    for (let k = 0; k < block; k++) {
      most = max(most, abs(f64(load<f32>(column + (i + k) * one))));
    }
    store<f32>(out, most <= 1e38 ? f32(max(most * doubt, least)) : NaN);
    out += one;
  }
}

// @ts-ignore: decorator
@inline
function gap(a: i32, b: i32, offset: i32): v128 {
  return f32x4.sub(v128.load(a + offset), v128.load(b + offset));
}

/** The lanes of two gaps that are further from 0 than `least`; never those of NaN. */
// @ts-ignore: decorator
@inline
function beyond(least: v128, first: v128, second: v128): v128 {
  return v128.and(f32x4.gt(f32x4.abs(first), least), f32x4.gt(f32x4.abs(second), least));
}

// @ts-ignore: decorator
@inline
function signs(first: v128, second: v128): v128 {
  return i16x8.narrow_i32x4_s(first, second);
}

/**
 * The bars from the block at `i` on where column `a` goes above column `b`, added to the list that ends at `counts[0]`, and those where it
 * goes below, to the list that ends at `counts[1]`, addresses both; at first `a` is on the side `counts[2]`, 1 above and -1 below.
 * `gaps` are `leastGaps` of `b`. Stops before the first block where the signs of the gaps do not decide, and before the last values,
 * and answers where; the side there is left in `counts[2]`.
 */
export function crossings(a: i32, b: i32, gaps: i32, i: i32, n: i32, counts: i32): i32 {
  let up = load<i32>(counts);
  let down = load<i32>(counts, 4);
  let before = load<i32>(counts, 8) >>> 31;
  for (; i + block <= n; i += block) {
    const x = a + i * one;
    const y = b + i * one;
    const least = v128.load32_splat(gaps + (i / block) * one);
    const g0 = gap(x, y, 0);
    const g1 = gap(x, y, 16);
    const g2 = gap(x, y, 32);
    const g3 = gap(x, y, 48);
    const early = v128.and(beyond(least, g0, g1), beyond(least, g2, g3));
    const earlySigns = i8x16.narrow_i16x8_s(signs(g0, g1), signs(g2, g3));
    const g4 = gap(x, y, 64);
    const g5 = gap(x, y, 80);
    const g6 = gap(x, y, 96);
    const g7 = gap(x, y, 112);
    const late = v128.and(beyond(least, g4, g5), beyond(least, g6, g7));
    if (i32x4.bitmask(v128.and(early, late)) != 15) break;
    const lateSigns = i8x16.narrow_i16x8_s(signs(g4, g5), signs(g6, g7));
    const below = i8x16.bitmask(earlySigns) | (i8x16.bitmask(lateSigns) << 16);
    for (let turns = below ^ ((below << 1) | before); turns != 0; turns &= turns - 1) {
      const k = ctz(turns);
      const isDown = (below >>> k) & 1;
      store<i32>(up, i + k);
      store<i32>(down, i + k);
      up += (isDown ^ 1) << 2;
      down += isDown << 2;
    }
    before = below >>> 31;
  }
  store<i32>(counts, up);
  store<i32>(counts, down, 4);
  store<i32>(counts, 1 - (before << 1), 8);
  return i;
}
