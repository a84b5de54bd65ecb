import { ArgumentError } from '../../core/index.ts';
import type { Block } from './blocks.ts';
import type { Constraint } from './constraint.ts';
import { checkGridSize } from './grid.ts';
import { Points } from './points.ts';
import { constraintOn, partsOf, type SearchSpace, type SpaceParts } from './space.ts';

const chunk = 65_536;

/**
 * Every point of a space that meets its constraint, in the order of the grid.
 *
 * @param searched a grid, or another space without continuous parameters.
 * @throws ArgumentError where a parameter is continuous, the space is too large for a grid, or no point meets the constraint.
 * @example
 * ```ts
 * import { grid, pointsOf } from 'barwright/search';
 * const points = pointsOf(grid({ fast: { from: 5, to: 146 }, slow: { from: 5, to: 146 } }, { where: (p) => p.fast < p.slow }));
 * points.length; // 10011
 * points.at(0); // { fast: 5, slow: 6 }
 * ```
 */
export function pointsOf<P extends object>(searched: SearchSpace<P>): Points<P> {
  const { dimensions } = partsOf(searched);
  const found = [...gridChunks(searched)];
  if (found.length === 1) return found[0];
  const length = found.reduce((sum, points) => sum + points.length, 0);
  const columns = dimensions.map(({ name }) => {
    const column = new Float64Array(length);
    let at = 0;
    for (const points of found) {
      column.set(points.column(name as keyof P & string), at);
      at += points.length;
    }
    return column;
  });
  return new Points(dimensions, columns);
}

/**
 * The points of {@link pointsOf} in pieces, each of one or more points.
 *
 * @throws ArgumentError as {@link pointsOf} does; that no point meets the constraint shows at the end.
 */
export function* gridChunks<P extends object>(searched: SearchSpace<P>): Generator<Points<P>, void, void> {
  const parts = partsOf(searched);
  if (searched.kind !== 'grid') checkGridSize(searched);
  const constraint = constraintOn(searched);
  let found = 0;
  for (let from = 0; from < searched.count; from += chunk) {
    const points = scan<P>(parts, constraint, from, Math.min(searched.count, from + chunk));
    found += points.length;
    if (points.length > 0) yield points;
  }
  if (found > 0) return;
  const count = searched.count.toLocaleString('en');
  throw new ArgumentError(
    `Expected \`where\` to be met by at least one point, was met by none of ${count}: loosen it, or widen the ranges.`,
  );
}

/** The points with indices from `from` up to `to` that meet the constraint. */
function scan<P extends object>(parts: SpaceParts, constraint: Constraint, from: number, to: number): Points<P> {
  const { dimensions, blocks } = parts;
  const columns = dimensions.map(() => new Float64Array(to - from));
  let length = 0;
  for (let b = blockAt(blocks, from); b < blocks.length && blocks[b].start < to; b++) {
    const block = blocks[b];
    const first = Math.max(from, block.start);
    const codes = Float64Array.from(block.fixed);
    const digits = digitsAt(parts, block, first - block.start);
    block.running.forEach((place, r) => {
      codes[place] = dimensions[place].codeOf(digits[r]);
    });
    for (let index = first, last = Math.min(to, block.start + block.size); ; ) {
      if (constraint(codes)) {
        for (let place = 0; place < columns.length; place++) columns[place][length] = codes[place];
        length++;
      }
      if (++index >= last) break;
      turn(parts, block, digits, codes);
    }
  }
  return new Points(
    dimensions,
    columns.map((column) => (length === to - from ? column : column.slice(0, length))),
  );
}

/** Moves an odometer on by one point. */
function turn({ dimensions }: SpaceParts, { running }: Block, digits: Float64Array, codes: Float64Array): void {
  for (let r = running.length - 1; r >= 0; r--) {
    const dimension = dimensions[running[r]];
    const next = digits[r] + 1;
    digits[r] = next < dimension.count ? next : 0;
    codes[running[r]] = dimension.codeOf(digits[r]);
    if (digits[r] > 0) return;
  }
}

function digitsAt({ dimensions }: SpaceParts, { running }: Block, index: number): Float64Array {
  const digits = new Float64Array(running.length);
  let rest = index;
  for (let r = running.length - 1; r >= 0; r--) {
    const { count } = dimensions[running[r]];
    digits[r] = rest % count;
    rest = Math.floor(rest / count);
  }
  return digits;
}

/** The last block that starts at or before an index. */
export function blockAt(blocks: readonly Pick<Block, 'start'>[], index: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle].start <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
