import { ArgumentError } from '../../core/index.ts';
import type { Dimension } from './dimension.ts';

/**
 * A part of a grid in which the same parameters are active: those that conditions read are fixed, the rest run through all their
 * values. Every point of a grid is in one block, so that its index alone tells its values.
 */
export interface Block {
  /** Index of the first point of the block. */
  readonly start: number;
  /** Number of points. */
  readonly size: number;
  /** Code of each parameter that the block fixes; NaN where it is not active or where it runs. */
  readonly fixed: Float64Array;
  /** The parameters that run, by place; the last one runs fastest. */
  readonly running: readonly number[];
}

const mostBlocks = 100_000;

/** Places of the parameters, each after those that its conditions read. */
export function conditionOrder(dimensions: readonly Dimension[]): readonly number[] {
  const order: number[] = [];
  const waiting = new Set(dimensions.keys());
  while (waiting.size > 0) {
    const before = waiting.size;
    for (const place of waiting) {
      if (dimensions[place].conditions.some(({ parent }) => waiting.has(parent))) continue;
      waiting.delete(place);
      order.push(place);
    }
    if (waiting.size === before) {
      const names = [...waiting].map((place) => `\`${dimensions[place].name}\``).join(', ');
      throw new ArgumentError(`Expected conditions not to go in a circle, was one among ${names}: leave out one \`when\`.`);
    }
  }
  return order;
}

/** Whether all conditions of a parameter hold; `codes` of its parents are known. */
export function isActive(dimension: Dimension, codes: Float64Array): boolean {
  for (const { parent, codes: wanted } of dimension.conditions) if (!wanted.includes(codes[parent])) return false;
  return true;
}

/** The blocks of a grid, in the order of its points. All parameters have separate values. */
export function blocksOf(dimensions: readonly Dimension[], order: readonly number[]): readonly Block[] {
  const read = new Set(dimensions.flatMap(({ conditions }) => conditions.map(({ parent }) => parent)));
  const fixedPlaces = order.filter((place) => read.has(place));
  const blocks: Block[] = [];
  const codes = new Float64Array(dimensions.length).fill(Number.NaN);
  let start = 0;
  const close = (): void => {
    if (blocks.length === mostBlocks) {
      const names = fixedPlaces.map((place) => `\`${dimensions[place].name}\``).join(', ');
      throw new ArgumentError(
        `Expected the parameters that conditions read (${names}) to have at most ${mostBlocks} combinations: choices rather than ranges.`,
      );
    }
    const running = dimensions.flatMap((dimension, place) => (!read.has(place) && isActive(dimension, codes) ? [place] : []));
    const size = running.reduce((product, place) => product * dimensions[place].count, 1);
    blocks.push({ start, size, fixed: Float64Array.from(codes), running });
    start += size;
  };
  const fix = (depth: number): void => {
    const place = fixedPlaces[depth];
    if (place === undefined) {
      close();
      return;
    }
    const dimension = dimensions[place];
    codes[place] = Number.NaN;
    if (!isActive(dimension, codes)) {
      fix(depth + 1);
      return;
    }
    for (let i = 0; i < dimension.count; i++) {
      codes[place] = dimension.codeOf(i);
      fix(depth + 1);
    }
    codes[place] = Number.NaN;
  };
  fix(0);
  return blocks;
}
