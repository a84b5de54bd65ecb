import { ArgumentError } from '../../core/index.ts';
import { blockAt } from '../spaces/points-of.ts';
import { isOrdered, type ScoredPoints } from './scored-points.ts';

/** A part of a grid in which the same parameters are active, as places in memory. */
interface Lattice {
  /** Place of its first point. */
  readonly start: number;
  /** Its ordered parameters: how many values, and how far apart their neighbours are in memory. */
  readonly axes: readonly { readonly count: number; readonly stride: number }[];
  readonly size: number;
}

/** Where the points of a grid lie beside each other. */
export interface GridMap {
  readonly lattices: readonly Lattice[];
  /** Place of each point that was tried. */
  readonly places: Int32Array;
  /** The point at each place; -1 where none was tried. */
  readonly points: Int32Array;
}

const mostNeighbours = 1_000_000;

/** Lays the points of a grid out by the steps between them. */
export function gridMapOf({ space: { dimensions, blocks }, columns }: ScoredPoints): GridMap {
  const last = blocks[blocks.length - 1];
  const points = new Int32Array(last.start + last.size).fill(-1);
  const places = new Int32Array(columns[0].length);
  const indices = dimensions.map(({ count, codeOf }) => new Map(Array.from({ length: count }, (_, index) => [codeOf(index), index])));
  const layouts = blocks.map((block) => {
    let stride = block.size;
    const running = block.running.map((place) => {
      stride /= dimensions[place].count;
      return { place, stride };
    });
    return { block, running };
  });
  const fixedPlaces = [...new Set(dimensions.flatMap(({ conditions }) => conditions.map(({ parent }) => parent)))];
  const keyOf = (codeAt: (place: number) => number): string => fixedPlaces.map(codeAt).join(' ');
  const layoutOf = new Map(layouts.map((layout) => [keyOf((place) => layout.block.fixed[place]), layout]));
  for (let point = 0; point < places.length; point++) {
    const layout = layouts.length === 1 ? layouts[0] : layoutOf.get(keyOf((place) => columns[place][point]));
    if (layout === undefined) throw new ArgumentError(`Point ${point} is none of the grid.`);
    let at = layout.block.start;
    for (const { place, stride } of layout.running) at += (indices[place].get(columns[place][point]) as number) * stride;
    places[point] = at;
    points[at] = point;
  }
  const lattices = layouts.map(({ block: { start, size }, running }) => ({
    start,
    size,
    axes: running
      .filter(({ place }) => isOrdered(dimensions[place]))
      .map(({ place, stride }) => ({ count: dimensions[place].count, stride })),
  }));
  return { lattices, places, points };
}

/**
 * The tried points at most `steps` steps away by every ordered parameter, those that differ in a choice left out.
 *
 * @throws ArgumentError where the neighbourhood has more than a million places.
 */
export function gridNeighbours({ lattices, places, points }: GridMap, point: number, steps: number): readonly number[] {
  const place = places[point];
  const { start, axes } = lattices[blockAt(lattices, place)];
  let found: readonly number[] = [place];
  for (const { count, stride } of axes) {
    const index = Math.floor((place - start) / stride) % count;
    const [low, high] = [Math.max(-index, -steps), Math.min(count - 1 - index, steps)];
    const width = high - low + 1;
    if (found.length * width > mostNeighbours) {
      throw new ArgumentError(`Expected \`steps\` to give at most ${mostNeighbours} neighbours, was \`${steps}\`: take fewer.`);
    }
    found = found.flatMap((at) => Array.from({ length: width }, (_, k) => at + (low + k) * stride));
  }
  return found
    .filter((at) => at !== place && points[at] >= 0)
    .map((at) => points[at])
    .sort((a, b) => a - b);
}

/**
 * Sum of values over each point and its neighbours, for all points at once: one pass for each parameter.
 *
 * @param values of each point.
 */
export function gridSums({ lattices, places, points }: GridMap, values: Float64Array, steps: number): Float64Array {
  let sums = new Float64Array(points.length);
  for (let point = 0; point < places.length; point++) sums[places[point]] = values[point];
  let next = new Float64Array(points.length);
  const most = lattices.reduce((axes, lattice) => Math.max(axes, lattice.axes.length), 0);
  for (let axis = 0; axis < most; axis++) {
    next.set(sums);
    for (const lattice of lattices) if (axis < lattice.axes.length) addAlong(next, sums, lattice, axis, steps);
    [sums, next] = [next, sums];
  }
  return Float64Array.from(places, (place) => sums[place]);
}

function addAlong(next: Float64Array, sums: Float64Array, { start, size, axes }: Lattice, axis: number, steps: number): void {
  const { count, stride } = axes[axis];
  for (let offset = 0; offset < size; offset++) {
    const at = start + offset;
    const index = Math.floor(offset / stride) % count;
    let sum = 0;
    for (let k = Math.max(-index, -steps), high = Math.min(count - 1 - index, steps); k <= high; k++) sum += sums[at + k * stride];
    next[at] = sum;
  }
}
