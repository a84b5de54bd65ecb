import { ArgumentError, type Rng } from '../../core/index.ts';
import { Points } from '../spaces/points.ts';
import { pointsOf } from '../spaces/points-of.ts';
import { codesAt, constraintOn, partsOf, type SearchSpace } from '../spaces/space.ts';

/** Fills the place of a point in the unit cube. */
export type Draw = (unit: Float64Array) => void;

/** Points that meet the constraint of a space and were not given before. */
export interface PointSource<P extends object> {
  /** Codes at a place of the unit cube if the point there meets the constraint and is new; it counts as given then. */
  take(unit: ArrayLike<number>): Float64Array | undefined;
  /** The codes themselves if their point meets the constraint and is new; it counts as given then. */
  takeCodes(codes: Float64Array): Float64Array | undefined;
  /** Codes of the next point of `draw` that is new; undefined where the space has no more. */
  next(draw: Draw): Float64Array | undefined;
  /** Up to `count` points of `draw`; fewer where the space has no more. */
  points(count: number, draw: Draw): Points<P>;
}

const fewTries = 10_000;
const manyTries = 1_000_000;

/**
 * A source of points. Where draws keep missing in a space small enough to list, what is left of it is listed and given in random
 * order, so that a tight constraint or the end of the space is no endless loop.
 */
export function pointSource<P extends object>(space: SearchSpace<P>, rng: Rng): PointSource<P> {
  const parts = partsOf(space);
  const { dimensions } = parts;
  const meets = constraintOn(space);
  const isListable = space.count <= manyTries;
  const given = new Set<number>();
  const unit = new Float64Array(dimensions.length);
  let rest: Float64Array[] | undefined;

  const takeCodes = (codes: Float64Array): Float64Array | undefined => {
    const key = keyOf(codes);
    if (given.has(key) || !meets(codes)) return undefined;
    given.add(key);
    return codes;
  };
  const take = (at: ArrayLike<number>): Float64Array | undefined => takeCodes(codesAt(parts, at));
  const next = (draw: Draw): Float64Array | undefined => {
    const tries = rest !== undefined ? 0 : isListable ? fewTries : manyTries;
    for (let i = 0; i < tries; i++) {
      draw(unit);
      const codes = take(unit);
      if (codes !== undefined) return codes;
    }
    if (!isListable) {
      throw new ArgumentError(
        `Expected \`where\` to be met by some of the points drawn, was met by no new one of ${tries.toLocaleString('en')}: loosen it, or narrow the ranges.`,
      );
    }
    rest ??= shuffled(space, rng);
    for (let codes = rest.pop(); codes !== undefined; codes = rest.pop()) if (takeCodes(codes) !== undefined) return codes;
    return undefined;
  };
  return {
    take,
    takeCodes,
    next,
    points(count, draw) {
      const columns = dimensions.map(() => new Float64Array(count));
      let length = 0;
      for (; length < count; length++) {
        const codes = next(draw);
        if (codes === undefined) break;
        for (let place = 0; place < columns.length; place++) columns[place][length] = codes[place];
      }
      return new Points(
        dimensions,
        columns.map((column) => column.subarray(0, length)),
      );
    },
  };
}

/** Draws uniformly from the unit cube. */
export function uniformDraw(rng: Rng): Draw {
  return (unit) => {
    for (let place = 0; place < unit.length; place++) unit[place] = rng.uniform();
  };
}

/** The place in [0, 1] that a place beyond it is a mirror image of. */
export function mirrored(at: number): number {
  const turn = Math.abs(at) % 2;
  return turn <= 1 ? turn : 2 - turn;
}

/** Codes of every point that meets the constraint, in random order. */
function shuffled<P extends object>(space: SearchSpace<P>, rng: Rng): Float64Array[] {
  const points = pointsOf(space);
  const columns = space.names.map((name) => points.column(name as keyof P & string));
  const rows = Array.from({ length: points.length }, (_, i) => Float64Array.from(columns, (column) => column[i]));
  for (let i = rows.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  return rows;
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** 53 bits that stand for codes. NaN has one form, and -0 counts as 0. */
export function keyOf(codes: Float64Array): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let place = 0; place < codes.length; place++) {
    double[0] = Number.isNaN(codes[place]) ? Number.NaN : codes[place] + 0;
    a = mixed(a ^ words[0], b);
    b = mixed(b ^ words[1], a);
    a = mixed(a, b + place);
  }
  return (a >>> 0) * 0x20_0000 + (b >>> 11);
}

function mixed(word: number, other: number): number {
  let z = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d) ^ Math.imul(other, 0x297a2d39);
  z = Math.imul(z ^ (z >>> 12), 0x2c1b3c6d);
  return z ^ (z >>> 15);
}
