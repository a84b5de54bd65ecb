import { ArgumentError, checkInteger, checkNumber, checkOneOf, show } from '../core/index.ts';
import { type BootstrapMethod, checkDraws, type Draws, drawBlocks } from './draws.ts';
import { optimalBlockLength } from './optimal-block-length.ts';

/** How a test draws its resamples. */
export interface BootstrapOptions {
  /**
   * How blocks of rows are drawn; see {@link DrawOptions}.
   *
   * @default 'stationary'
   */
  readonly method?: BootstrapMethod;
  /** Mean length of a block in rows, from 1 to the rows. Left out: {@link optimalBlockLength}, the longest of the columns. */
  readonly blockLength?: number;
  /**
   * Number of resamples.
   *
   * @default 1000
   */
  readonly resamples?: number;
  /**
   * The same seed gives the same resamples.
   *
   * @default 1
   */
  readonly seed?: number;
  /**
   * Resamples drawn before, by {@link drawBlocks} or elsewhere as lists of rows ({@link drawsOfRows}), in place of all of the
   * above. Where a test has use for
   * the length of the blocks, it is that of their runs if `blockLength` is left out.
   */
  readonly draws?: Draws | readonly ArrayLike<number>[];
}

export const bootstrapKeys: readonly (keyof BootstrapOptions)[] = ['method', 'blockLength', 'resamples', 'seed', 'draws'];

/** The options of the bootstrap, checked and complete. */
export interface Bootstrap {
  readonly method: BootstrapMethod;
  readonly blockLength: number;
  readonly resamples: number;
  readonly seed: number;
  readonly draws: Draws | undefined;
}

/** How to draw from these columns. */
export function bootstrapOf(options: BootstrapOptions, columns: readonly Float64Array[]): Bootstrap {
  const rows = columns[0].length;
  const method = checkOneOf('method', options.method ?? 'stationary', ['stationary', 'circular', 'moving']);
  const resamples = checkInteger('resamples', options.resamples ?? 1000, { min: 1 });
  const seed = checkInteger('seed', options.seed ?? 1);
  const draws = options.draws === undefined ? undefined : checkDraws(options.draws);
  if (draws !== undefined) {
    if (draws.rows !== rows) throw new ArgumentError(`Expected \`draws\` to be of ${rows} rows, was of ${show(draws.rows)}.`);
    const blockLength = checkNumber('blockLength', options.blockLength ?? (rows * draws.resamples) / draws.starts.length, {
      min: 1,
      max: rows,
    });
    return { method, blockLength, resamples: draws.resamples, seed, draws };
  }
  const blockLength = checkNumber('blockLength', options.blockLength ?? longestLength(columns, method), { min: 1, max: rows });
  return { method, blockLength, resamples, seed, draws };
}

/** All resamples of such a bootstrap. */
export function drawsOf({ draws, ...how }: Bootstrap, rows: number): Draws {
  return draws ?? drawBlocks(rows, how);
}

function longestLength(columns: readonly Float64Array[], method: BootstrapMethod): number {
  let longest = 1;
  for (const column of columns)
    longest = Math.max(longest, optimalBlockLength(column)[method === 'stationary' ? 'stationary' : 'circular']);
  return longest;
}
