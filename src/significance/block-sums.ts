import { checkInteger, NotEnoughDataError, type NumberColumn } from '../core/index.ts';
import { checkTrials } from './returns.ts';

/**
 * All that cross-validation of a Sharpe ratio or a mean needs of each trial: sums over consecutive blocks of rows. A search
 * keeps these instead of the returns of every trial.
 */
export interface BlockSums {
  /** Number of blocks S, even, 2 to 20. */
  readonly blocks: number;
  /** Rows of each block. */
  readonly rows: number;
  /** Sum of the returns of each block, at `[trial * blocks + block]`. */
  readonly sums: Float64Array;
  /** Sum of the squared returns of each block, at `[trial * blocks + block]`. */
  readonly squares: Float64Array;
}

/** Most blocks whose halves are all gone through: 184,756 combinations. */
export const mostBlocks = 20;

/**
 * Sums over blocks of the returns of each trial, for {@link pboOfBlocks}. Where the rows do not divide by the blocks, the
 * oldest ones are left out.
 *
 * @param trials a column of returns for each trial, all of one length.
 * @param blocks number of blocks, even, 2 to 20; each has at least two rows.
 * @throws ArgumentError where the number of blocks is odd or out of range, or lengths differ.
 * @throws NotEnoughDataError where there are fewer rows than two a block.
 * @throws DataError where a return is not finite.
 * @example
 * ```ts
 * import { blockSums } from 'barwright/significance';
 * blockSums([[9, 1, 2, 3, 4]], 2); // { blocks: 2, rows: 2, sums: [3, 7], squares: [5, 25] }
 * ```
 */
export function blockSums(trials: readonly NumberColumn[], blocks: number): BlockSums {
  const count = checkBlocks(blocks);
  const columns = checkTrials('trials', trials, { trials: 1, rows: 1 });
  const rows = rowsOfBlock(columns[0].length, count);
  const first = columns[0].length - rows * count;
  const sums = new Float64Array(columns.length * count);
  const squares = new Float64Array(columns.length * count);
  columns.forEach((column, trial) => {
    for (let block = 0; block < count; block++) {
      let sum = 0;
      let square = 0;
      const start = first + block * rows;
      for (let i = start; i < start + rows; i++) {
        sum += column[i];
        square += column[i] * column[i];
      }
      sums[trial * count + block] = sum;
      squares[trial * count + block] = square;
    }
  });
  return { blocks: count, rows, sums, squares };
}

/** The number of blocks, if it is even and in range. */
export function checkBlocks(blocks: number): number {
  checkInteger('blocks', blocks, { min: 2, max: mostBlocks });
  return blocks % 2 === 0 ? blocks : checkInteger('blocks / 2', blocks / 2);
}

/** Rows of each of so many equal blocks. */
export function rowsOfBlock(rows: number, blocks: number): number {
  if (rows >= 2 * blocks) return Math.floor(rows / blocks);
  throw new NotEnoughDataError(`Expected at least ${2 * blocks} rows for ${blocks} blocks of two or more, had ${rows}: use fewer blocks.`);
}
