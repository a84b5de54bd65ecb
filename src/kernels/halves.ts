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

/** Bytes before the columns: the numbers of a contest. */
const origin = 64;
const pageBytes = 65_536;

/** Sums of returns and of their squares over the halves of an even number of blocks, of many trials. */
export class Halves {
  readonly #trials: number;
  readonly #blocks: number;
  readonly #returns: number;
  /** Bytes of a column of trials. */
  readonly #stride: number;
  readonly #values: Float64Array;
  readonly #out: Int32Array;
  readonly #kernels: HalfKernels;
  /** The blocks whose running sums are there, in their order. */
  readonly #summed: Int32Array;

  /**
   * @param blocks 2 to 20, even.
   * @param returns number of returns in a half.
   * @param sums at `[trial * blocks + block]`.
   * @param squares sums of squares; where all are 1, and `returns` is infinite, means are ranked.
   * @param isPlain whether to do without WebAssembly.
   */
  constructor(blocks: number, returns: number, sums: Float64Array, squares: Float64Array, isPlain = false) {
    this.#trials = sums.length / blocks;
    this.#blocks = blocks;
    this.#returns = returns;
    this.#stride = Math.ceil(this.#trials / 8) * 64;
    this.#summed = new Int32Array(blocks / 2).fill(-1);
    const bytes = origin + (3 * blocks + 7) * this.#stride;
    const { buffer, kernels } = (isPlain ? undefined : fast(bytes)) ?? plainRoom(bytes);
    this.#values = new Float64Array(buffer, 0, bytes / 8);
    this.#out = new Int32Array(buffer, 0, 6);
    this.#kernels = kernels;
    this.#fill('sums', sums);
    this.#fill('squares', squares);
  }

  /** The contest on the half of the blocks in `mask`, block 0 among them; quickest where masks come in the order of their blocks. */
  contestInto(out: HalfContest, mask: number): void {
    const last = this.#sumUpTo(mask);
    const depth = this.#blocks / 2 - 2;
    const n = this.#length;
    this.#kernels.contest(
      depth < 0 ? this.#zeros : this.#running('sums', depth),
      depth < 0 ? this.#zeros : this.#running('squares', depth),
      this.#column('sums', last),
      this.#column('squares', last),
      this.#total('sums'),
      this.#total('squares'),
      n,
      1 / this.#returns,
      this.#scratch(0),
      this.#stride,
      0,
    );
    const [best, other, less, equal, lessOther, equalOther] = this.#out;
    const isEven = n === this.#trials;
    out.best = best;
    out.other = other;
    out.rank = less + (equal + 1) / 2 - (isEven ? 0 : this.#excess(2, best));
    out.otherRank = lessOther + (equalOther + 1) / 2 - (isEven ? 0 : this.#excess(0, other));
  }

  /** The mean over all trials of the ratio of sum to root of the squared deviations, on the half of the last contest or on the other. */
  meanRatio(half: 'chosen' | 'other'): number {
    const [over, under] = [0, 1].map((column) => this.#scratch(column + (half === 'chosen' ? 0 : 2)) / 8);
    const values = this.#values;
    let sum = 0;
    for (let k = 0; k < this.#trials; k++) {
      const fraction = values[over + k] / values[under + k];
      sum += fraction < 0 ? -Math.sqrt(-fraction) : Math.sqrt(fraction);
    }
    return sum / this.#trials;
  }

  /** Sum of the returns of a trial, or of their squares, over the blocks in `mask`, where block 0 is among them, else over what it leaves. */
  sumOf(of: Moment, mask: number, trial: number): number {
    const chosen = (mask & 1) === 1 ? mask : ~mask;
    const values = this.#values;
    let sum = 0;
    for (let block = 0; block < this.#blocks; block++) {
      if (((chosen >> block) & 1) === 1) sum += values[this.#column(of, block) / 8 + trial];
    }
    return chosen === mask ? sum : values[this.#total(of) / 8 + trial] - sum;
  }

  /** Makes the running sums of all but the last block of a half, as far as they are others than before, and answers the last. */
  #sumUpTo(mask: number): number {
    const summed = this.#summed;
    let depth = 0;
    let last = 0;
    let isSame = true;
    for (let block = 0; block < this.#blocks; block++) {
      if (((mask >> block) & 1) === 0) continue;
      last = block;
      if (depth === summed.length - 1) break;
      isSame &&= summed[depth] === block;
      if (!isSame) {
        summed[depth] = block;
        for (const of of moments) {
          const before = depth === 0 ? this.#zeros : this.#running(of, depth - 1);
          this.#kernels.add(before, this.#column(of, block), this.#length, this.#running(of, depth));
        }
      }
      depth++;
    }
    return last;
  }

  /** What the copy of the first trial, which makes their number even, adds to the rank of another. */
  #excess(column: number, trial: number): number {
    const [over, under] = [this.#scratch(column) / 8, this.#scratch(column + 1) / 8];
    const values = this.#values;
    const ours = values[over + trial] * values[under];
    const theirs = values[over] * values[under + trial];
    return theirs < ours ? 1 : theirs === ours ? 0.5 : 0;
  }

  /** The columns of single blocks, and their total; the first trial fills up the columns. */
  #fill(of: Moment, given: Float64Array): void {
    const [values, trials, blocks] = [this.#values, this.#trials, this.#blocks];
    const total = this.#total(of);
    values.fill(0, this.#zeros / 8, this.#zeros / 8 + this.#length);
    for (let block = 0; block < blocks; block++) {
      const place = this.#column(of, block);
      for (let trial = 0; trial < trials; trial++) values[place / 8 + trial] = given[trial * blocks + block];
      values[place / 8 + this.#length - 1] = given[(this.#length === trials ? trials - 1 : 0) * blocks + block];
      this.#kernels.add(block === 0 ? this.#zeros : total, place, this.#length, total);
    }
  }

  /** Trials, and one more where their number is odd. */
  get #length(): number {
    return this.#trials + (this.#trials & 1);
  }

  #column(of: Moment, block: number): number {
    return this.#place((of === 'sums' ? 0 : this.#blocks) + block);
  }

  #running(of: Moment, depth: number): number {
    return this.#place(2 * this.#blocks + 2 * depth + (of === 'sums' ? 0 : 1));
  }

  #total(of: Moment): number {
    return this.#place(3 * this.#blocks + (of === 'sums' ? 0 : 1));
  }

  #scratch(column: number): number {
    return this.#place(3 * this.#blocks + 2 + column);
  }

  get #zeros(): number {
    return this.#place(3 * this.#blocks - 1);
  }

  #place(column: number): number {
    return origin + column * this.#stride;
  }
}

type Moment = 'sums' | 'squares';

const moments: readonly Moment[] = ['sums', 'squares'];

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
