/** Bytes of a double. */
const one: i32 = 8;

/** Values that are looked at together. */
const block: i32 = 16;

/** As `tieTolerance` of the crossings without WebAssembly. */
const tolerance: f64 = 1e-12;

/** The widest tie in each whole block of `n` values of a column, to `out`; NaN where a value is. */
export function widestTies(column: i32, n: i32, out: i32): void {
  for (let i = 0; i + block <= n; i += block) {
    let most: f64 = 0;
    for (let k = 0; k < block; k++) {
      const size = abs(load<f64>(column + (i + k) * one));
      if (!(size <= most)) most = size;
    }
    store<f64>(out, most * tolerance);
    out += one;
  }
}

// @ts-ignore: decorator
@inline
function gap(a: i32, b: i32, offset: i32): v128 {
  return f64x2.sub(v128.load(a + offset), v128.load(b + offset));
}

/** The lanes of two gaps that are further from 0 than a tie; never those of NaN. */
// @ts-ignore: decorator
@inline
function beyond(tie: v128, first: v128, second: v128): v128 {
  return v128.and(f64x2.gt(f64x2.abs(first), tie), f64x2.gt(f64x2.abs(second), tie));
}

// @ts-ignore: decorator
@inline
function signs(g0: v128, g1: v128, g2: v128, g3: v128): v128 {
  return i16x8.narrow_i32x4_s(v128.shuffle<i32>(g0, g1, 1, 3, 5, 7), v128.shuffle<i32>(g2, g3, 1, 3, 5, 7));
}

/**
 * The bars where column `a` goes above column `b`, to the list at `ups`, and those where it goes below, to the list at `downs`; their
 * numbers to `counts`. `ties` are `widestTies` of `b`. Blocks without a tie or NaN are decided by the signs of the gaps.
 */
export function crossings(a: i32, b: i32, ties: i32, n: i32, ups: i32, downs: i32, counts: i32): void {
  let up = ups;
  let down = downs;
  let side = 0;
  for (let i = 0; i < n; i += block) {
    const x = a + i * one;
    const y = b + i * one;
    if (side != 0 && i + block <= n) {
      const tie = v128.load64_splat(ties + (i / block) * one);
      const g0 = gap(x, y, 0);
      const g1 = gap(x, y, 16);
      const g2 = gap(x, y, 32);
      const g3 = gap(x, y, 48);
      const early = v128.and(beyond(tie, g0, g1), beyond(tie, g2, g3));
      const earlySigns = signs(g0, g1, g2, g3);
      const g4 = gap(x, y, 64);
      const g5 = gap(x, y, 80);
      const g6 = gap(x, y, 96);
      const g7 = gap(x, y, 112);
      const late = v128.and(beyond(tie, g4, g5), beyond(tie, g6, g7));
      if (i64x2.bitmask(v128.and(early, late)) == 3) {
        const below = i8x16.bitmask(i8x16.narrow_i16x8_s(earlySigns, signs(g4, g5, g6, g7)));
        let turns = (below ^ ((below << 1) | i32(side < 0))) & 0xffff;
        for (; turns != 0; turns &= turns - 1) {
          const k = ctz(turns);
          const isDown = (below >> k) & 1;
          store<i32>(up, i + k);
          store<i32>(down, i + k);
          up += (isDown ^ 1) << 2;
          down += isDown << 2;
        }
        side = 1 - ((below >> (block - 1)) << 1);
        continue;
      }
    }
    for (let k = 0; k < min(block, n - i); k++) {
      const other = load<f64>(y + k * one);
      const distance = load<f64>(x + k * one) - other;
      const tie = abs(other) * tolerance;
      if (distance > tie) {
        if (side < 0) {
          store<i32>(up, i + k);
          up += 4;
        }
        side = 1;
      } else if (distance < -tie) {
        if (side > 0) {
          store<i32>(down, i + k);
          down += 4;
        }
        side = -1;
      } else if (distance != distance) side = 0;
    }
  }
  store<i32>(counts, (up - ups) >> 2);
  store<i32>(counts + 4, (down - downs) >> 2);
}
