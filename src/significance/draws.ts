import { ArgumentError, checkInteger, checkKeys, checkNumber, checkOneOf, DataError, Rng, show } from '../core/index.ts';
import { equalBlocksInto, geometricLengths, stationaryBlocksInto } from '../kernels/index.ts';

/** How rows are drawn in blocks, so that what follows each other in time stays together. */
export type BootstrapMethod = 'stationary' | 'circular' | 'moving';

/** What is drawn. */
export interface DrawOptions {
  /**
   * `'stationary'`: blocks of random, geometric lengths that go on at the first row after the last. `'circular'`: blocks of one
   * length, going on in the same way. `'moving'`: blocks of one length within the rows, which draws the ends less often.
   *
   * @default 'stationary'
   */
  readonly method?: BootstrapMethod;
  /** Mean length of a block in rows, at least 1 (rows drawn one by one) and at most the rows; blocks of one length round it up. */
  readonly blockLength: number;
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
}

/** Resamples of rows as runs of consecutive rows: resample b has the runs `offsets[b]` to `offsets[b + 1]`. */
export interface Draws {
  /** Rows that were drawn from, and rows of each resample. */
  readonly rows: number;
  /** Number of resamples. */
  readonly resamples: number;
  /** First row of each run. */
  readonly starts: Int32Array;
  /** Rows of each run; behind the last row it goes on at the first. */
  readonly lengths: Int32Array;
  /** Where the runs of each resample begin; one more than there are resamples. */
  readonly offsets: Int32Array;
}

/**
 * Draws resamples of rows by the block bootstrap, to be used by several tests alike.
 *
 * Each resample has as many rows as there are; its last block is cut.
 *
 * Source: Politis and Romano, The stationary bootstrap, Journal of the American Statistical Association 89, 1994; Politis and
 * Romano, A circular block-resampling procedure for stationary data, 1992; Kuensch, The jackknife and the bootstrap for
 * general stationary observations, Annals of Statistics 17, 1989.
 *
 * @param rows number of rows to draw from, at least 2.
 * @throws ArgumentError where an option is missing, unknown or out of range.
 * @example
 * ```ts
 * import { drawBlocks, drawnRows } from 'barwright/significance';
 * const draws = drawBlocks(10, { blockLength: 3, resamples: 200, seed: 7 });
 * drawnRows(draws, 0); // the ten rows of the first resample, such as 4 5 6 1 2 ...
 * ```
 */
export function drawBlocks(rows: number, options: DrawOptions): Draws {
  checkKeys('options', options, ['method', 'blockLength', 'resamples', 'seed']);
  const n = checkInteger('rows', rows, { min: 2 });
  const method = checkOneOf('method', options.method ?? 'stationary', ['stationary', 'circular', 'moving']);
  const blockLength = checkNumber('blockLength', options.blockLength, { min: 1, max: n });
  const resamples = checkInteger('resamples', options.resamples ?? 1000, { min: 1 });
  const drawInto = drawer(n, method, blockLength, new Rng(options.seed ?? 1));
  let capacity = Math.ceil(resamples * (n / blockLength + 1) * 1.1) + n;
  let starts = new Int32Array(capacity);
  let lengths = new Int32Array(capacity);
  const offsets = new Int32Array(resamples + 1);
  for (let b = 0; b < resamples; b++) {
    if (offsets[b] + n > capacity) {
      capacity = Math.ceil(capacity * 1.5) + n;
      const [moreStarts, moreLengths] = [new Int32Array(capacity), new Int32Array(capacity)];
      moreStarts.set(starts);
      moreLengths.set(lengths);
      [starts, lengths] = [moreStarts, moreLengths];
    }
    offsets[b + 1] = drawInto(starts, lengths, offsets[b]);
  }
  return { rows: n, resamples, starts: starts.slice(0, offsets[resamples]), lengths: lengths.slice(0, offsets[resamples]), offsets };
}

/** Writes the blocks of a resample from an index on and returns the index after the last. */
export type Drawer = (starts: Int32Array, lengths: Int32Array, at: number) => number;

/** The drawing of one resample after another. */
export function drawer(rows: number, method: BootstrapMethod, blockLength: number, rng: Rng): Drawer {
  if (method === 'stationary') {
    const table = geometricLengths(blockLength, rows);
    return (starts, lengths, at) => stationaryBlocksInto(starts, lengths, at, rows, table, rng);
  }
  const length = Math.ceil(blockLength);
  const places = method === 'circular' ? rows : rows - length + 1;
  return (starts, lengths, at) => equalBlocksInto(starts, lengths, at, rows, length, places, rng);
}

/**
 * Resamples whose rows were drawn elsewhere, so that results can be held against those of other implementations.
 *
 * @param drawn for each resample the rows drawn, counted from 0, as many as there are rows.
 * @throws ArgumentError where a resample is of another length, or a row is not there.
 * @example
 * ```ts
 * import { drawnRows, drawsOfRows } from 'barwright/significance';
 * drawnRows(drawsOfRows([[2, 0, 1], [1, 1, 1]]), 1); // [1, 1, 1]
 * ```
 */
export function drawsOfRows(drawn: readonly ArrayLike<number>[]): Draws {
  if (!Array.isArray(drawn) || drawn.length === 0) {
    throw new ArgumentError(`Expected \`drawn\` to be an array of at least one resample, was \`${show(drawn)}\`.`);
  }
  const rows = checkInteger('drawn[0].length', drawn[0]?.length, { min: 2 });
  const starts: number[] = [];
  const lengths: number[] = [];
  const offsets = new Int32Array(drawn.length + 1);
  drawn.forEach((sample: ArrayLike<number>, b) => {
    if (sample?.length !== rows)
      throw new ArgumentError(`Expected \`drawn[${b}]\` to have length ${rows} as \`drawn[0]\`, was ${show(sample)}.`);
    let next = -1;
    for (let i = 0; i < rows; i++) {
      const row = sample[i];
      if (!(Number.isInteger(row) && row >= 0 && row < rows)) {
        throw new DataError(`Expected \`drawn[${b}][${i}]\` to be a row from 0 to ${rows - 1}, was \`${show(row)}\`.`, { row: i });
      }
      if (row === next) lengths[lengths.length - 1]++;
      else {
        starts.push(row);
        lengths.push(1);
      }
      next = (row + 1) % rows;
    }
    offsets[b + 1] = starts.length;
  });
  return { rows, resamples: drawn.length, starts: Int32Array.from(starts), lengths: Int32Array.from(lengths), offsets };
}

/** Resamples whose runs fill their rows. */
export function checkDraws(draws: Draws | readonly ArrayLike<number>[]): Draws {
  if (Array.isArray(draws)) return drawsOfRows(draws);
  checkKeys('draws', draws, ['rows', 'resamples', 'starts', 'lengths', 'offsets']);
  const { rows, resamples, starts, lengths, offsets } = draws as Draws;
  checkInteger('draws.rows', rows, { min: 2 });
  checkInteger('draws.resamples', resamples, { min: 1 });
  for (let b = 0; b < resamples; b++) {
    let filled = 0;
    for (let k = offsets[b]; k < offsets[b + 1]; k++) {
      filled += starts[k] >= 0 && starts[k] < rows && lengths[k] > 0 && lengths[k] <= rows ? lengths[k] : Number.NaN;
    }
    if (filled !== rows)
      throw new ArgumentError(`Expected resample ${b} of \`draws\` to be made of ${rows} rows: draw it with \`drawBlocks\`.`);
  }
  return draws as Draws;
}

/** The rows of one resample, counted from 0. */
export function drawnRows(draws: Draws, resample: number): Int32Array {
  checkInteger('resample', resample, { min: 0, max: draws.resamples - 1 });
  const out = new Int32Array(draws.rows);
  let at = 0;
  for (let block = draws.offsets[resample]; block < draws.offsets[resample + 1]; block++) {
    for (let k = 0; k < draws.lengths[block]; k++) out[at++] = (draws.starts[block] + k) % draws.rows;
  }
  return out;
}
