import { type HalfKernels, type HalfRoom, plainRoom } from './half-kernels.ts';
import { halvesModule } from './halves-module.ts';
import { compile, webAssembly } from './simd.ts';

/** The best trial on a half of the blocks and the best on the other half, each with its rank where it was not chosen. */
export interface HalfContest {
  /** The first of the best on the half. */
  best: number;
  /** Its rank among all on the other half: 1 for the worst, the average of the ranks that equals take up. */
  rank: number;
  /** The first of the best on the other half. */
  other: number;
  /** Its rank on the half. */
  otherRank: number;
}

/** Bytes before the tables: the numbers of a contest. */
const origin = 64;
const pageBytes = 65_536;

/** Sums of returns and of their squares over all halves of an even number of blocks, of many trials. */
export class Halves {
  readonly #trials: number;
  readonly #low: number;
  readonly #returns: number;
  /** Bytes from row to row, and from table to table. */
  readonly #stride: number;
  readonly #table: number;
  readonly #values: Float64Array;
  readonly #out: Int32Array;
  readonly #kernels: HalfKernels;

  /**
   * @param blocks 2 to 20, even.
   * @param returns number of returns in a half.
   * @param sums at `[trial * blocks + block]`.
   * @param squares sums of squares; where all trials have the same, and `returns` is infinite, means are ranked.
   * @param isPlain whether to do without WebAssembly.
   */
  constructor(blocks: number, returns: number, sums: Float64Array, squares: Float64Array, isPlain = false) {
    const trials = sums.length / blocks;
    this.#trials = trials;
    this.#low = blocks / 2;
    this.#returns = returns;
    this.#stride = Math.ceil(trials / 8) * 64;
    this.#table = this.#stride << this.#low;
    const bytes = origin + 4 * this.#table + 7 * this.#stride;
    const { buffer, kernels } = (isPlain ? undefined : fast(bytes)) ?? plainRoom(bytes);
    this.#values = new Float64Array(buffer, 0, bytes / 8);
    this.#out = new Int32Array(buffer, 0, 6);
    this.#kernels = kernels;
    this.#fill(0, sums, 0);
    this.#fill(1, squares, 0);
    this.#fill(2, sums, this.#low);
    this.#fill(3, squares, this.#low);
    const everything = (1 << this.#low) - 1;
    for (const k of [0, 1]) {
      const [low, high, all] = [this.#row(k, everything), this.#row(k + 2, everything), this.#row(4, k)].map((place) => place / 8);
      for (let trial = 0; trial < this.#stride / 8; trial++)
        this.#values[all + trial] = this.#values[low + trial] + this.#values[high + trial];
    }
  }

  /** The contest on the half of the blocks in `mask`, block 0 among them. */
  contestInto(out: HalfContest, mask: number): void {
    const [low, high] = [mask & ((1 << this.#low) - 1), mask >> this.#low];
    const n = this.#trials + (this.#trials & 1);
    const scratch = this.#row(4, 2);
    const [lowSums, lowSquares] = [this.#row(0, low), this.#row(1, low)];
    const [highSums, highSquares] = [this.#row(2, high), this.#row(3, high)];
    const [allSums, allSquares] = [this.#row(4, 0), this.#row(4, 1)];
    const share = 1 / this.#returns;
    this.#kernels.contest(lowSums, lowSquares, highSums, highSquares, allSums, allSquares, n, share, scratch, this.#stride, 0);
    const [best, other, less, equal, lessOther, equalOther] = this.#out;
    out.best = best;
    out.other = other;
    out.rank = less + (equal + 1) / 2;
    out.otherRank = lessOther + (equalOther + 1) / 2;
    if (n === this.#trials) return;
    out.rank -= this.#excess(this.#row(4, 4), best);
    out.otherRank -= this.#excess(this.#row(4, 2), other);
  }

  /** Sum and sum of squares of a trial over the blocks in `mask`, where block 0 is among them, else over those left. */
  sumOf(mask: number, trial: number): number {
    return this.#totalOf(0, mask, trial);
  }

  squareOf(mask: number, trial: number): number {
    return this.#totalOf(1, mask, trial);
  }

  #totalOf(k: number, mask: number, trial: number): number {
    const chosen = (mask & 1) === 1 ? mask : ~mask;
    const everything = (1 << this.#low) - 1;
    const [low, high] = [this.#row(k, chosen & everything), this.#row(k + 2, (chosen >> this.#low) & everything)];
    const inside = this.#values[low / 8 + trial] + this.#values[high / 8 + trial];
    return chosen === mask ? inside : this.#values[this.#row(4, k) / 8 + trial] - inside;
  }

  /** What the copy of the first trial, which makes their number even, adds to the rank of another. */
  #excess(overs: number, trial: number): number {
    const [over, under] = [overs / 8, (overs + this.#stride) / 8];
    const values = this.#values;
    const ours = values[over + trial] * values[under];
    const theirs = values[over] * values[under + trial];
    return theirs < ours ? 1 : theirs === ours ? 0.5 : 0;
  }

  #row(table: number, row: number): number {
    return origin + table * this.#table + row * this.#stride;
  }

  /** The sums over single blocks from `from` on, then over all subsets of them; the first trial fills up the rows. */
  #fill(table: number, given: Float64Array, from: number): void {
    const [values, trials, blocks] = [this.#values, this.#trials, 2 * this.#low];
    const length = this.#stride / 8;
    values.fill(0, this.#row(table, 0) / 8, this.#row(table, 0) / 8 + length);
    for (let block = 0; block < this.#low; block++) {
      const place = this.#row(table, 1 << block) / 8;
      for (let trial = 0; trial < trials; trial++) values[place + trial] = given[trial * blocks + from + block];
      values.fill(given[from + block], place + trials, place + length);
    }
    this.#kernels.subsets(this.#row(table, 0), 1 << this.#low, this.#stride, length);
  }
}

const keptBytes = 16 * 2 ** 20;
let kept: (HalfRoom & { readonly bytes: number }) | undefined;

/** Kernels with vectors and a memory for them. A small one is kept and used again, so that one contest is over before the next. */
function fast(bytes: number): HalfRoom | undefined {
  if (kept !== undefined && bytes <= kept.bytes) return kept;
  const api = webAssembly();
  const compiled = api === undefined ? undefined : compile(api, halvesModule);
  if (api === undefined || compiled === undefined) return undefined;
  const room = Math.max(bytes, keptBytes);
  const memory = new api.Memory({ initial: Math.ceil(room / pageBytes) });
  const kernels = new api.Instance(compiled, { env: { memory } }).exports as HalfKernels;
  const made = { buffer: memory.buffer, kernels, bytes: room };
  if (room === keptBytes) kept = made;
  return made;
}
