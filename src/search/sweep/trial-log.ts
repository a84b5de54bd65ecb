import type { Points } from '../spaces/index.ts';
import type { Goal } from './objective.ts';
import type { Recorded } from './record-sweep.ts';
import type { TrialMetric, TrialMetrics } from './trial-metrics.ts';
import { blockCount, type TrialRows } from './trial-rows.ts';

/** What became of a trial: it counts, it failed, or it made fewer trades than asked for. */
export type TrialStatus = 'ok' | 'failed' | 'thin';

const statuses: readonly TrialStatus[] = ['ok', 'failed', 'thin'];

/** Every trial of a sweep, in the order of their numbers. */
export class TrialLog<P extends object> {
  /** What a research log says of the trials before these, if there is one. */
  recorded: Recorded | undefined;
  readonly metrics: readonly TrialMetric[];
  readonly goals: readonly Goal[];
  readonly #minTrades: number;
  readonly #points: { readonly first: number; readonly points: Points<P>; readonly bars: number | undefined }[] = [];
  readonly #reasons: Map<number, string> = new Map();
  #length = 0;
  #capacity = 0;
  #values: Float64Array = new Float64Array(0);
  #scores: Float64Array = new Float64Array(0);
  #sums: Float64Array = new Float64Array(0);
  #squares: Float64Array = new Float64Array(0);
  #status: Uint8Array = new Uint8Array(0);

  constructor(metrics: readonly TrialMetric[], goals: readonly Goal[], minTrades: number) {
    this.metrics = metrics;
    this.goals = goals;
    this.#minTrades = minTrades;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds the rows of a chunk and answers what its trials scored first: higher is better, NaN where a trial does not count. */
  add(points: Points<P>, bars: number | undefined, rows: TrialRows): Float64Array {
    const first = this.#length;
    this.#grow(first + rows.length);
    this.#points.push({ first, points, bars });
    this.#values.set(rows.metrics, first * this.metrics.length);
    this.#sums.set(rows.sums, first * blockCount);
    this.#squares.set(rows.squares, first * blockCount);
    this.#length += rows.length;
    const scores = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) scores[k] = this.#judge(first + k, rows.failures.get(k));
    return scores;
  }

  #judge(trial: number, failure: string | undefined): number {
    const trades = this.value(trial, 'trades');
    const metrics = this.metricsOf(trial);
    const scores = failure === undefined ? this.goals.map(({ score }) => score(metrics)) : [];
    const undefinedGoal = this.goals.findIndex((_, g) => Number.isNaN(scores[g]));
    const reason =
      failure ??
      (trades < this.#minTrades
        ? `${trades} trade${trades === 1 ? '' : 's'}, fewer than \`minTrades\` ${this.#minTrades}`
        : undefinedGoal >= 0
          ? `the objective \`${this.goals[undefinedGoal].name}\` is NaN`
          : undefined);
    this.#status[trial] = reason === undefined ? 0 : failure === undefined && trades < this.#minTrades ? 2 : 1;
    if (reason !== undefined) this.#reasons.set(trial, reason);
    for (let g = 0; g < this.goals.length; g++) {
      this.#scores[trial * this.goals.length + g] = reason === undefined ? scores[g] : Number.NaN;
    }
    return reason === undefined ? scores[0] : Number.NaN;
  }

  /** A metric of a trial; NaN where it failed. */
  value(trial: number, metric: TrialMetric): number {
    return this.#values[trial * this.metrics.length + this.metrics.indexOf(metric)];
  }

  /** One metric of all trials. */
  column(metric: TrialMetric): Float64Array {
    const [width, place] = [this.metrics.length, this.metrics.indexOf(metric)];
    return Float64Array.from({ length: this.#length }, (_, trial) => this.#values[trial * width + place]);
  }

  /** The metrics of a trial, frozen. */
  metricsOf(trial: number): TrialMetrics {
    const values: Partial<Record<TrialMetric, number>> = {};
    this.metrics.forEach((name, k) => {
      values[name] = this.#values[trial * this.metrics.length + k];
    });
    return Object.freeze(values) as TrialMetrics;
  }

  /** Score of one of the objectives: higher is better, NaN where the trial does not count. */
  score(trial: number, goal = 0): number {
    return this.#scores[trial * this.goals.length + goal];
  }

  status(trial: number): TrialStatus {
    return statuses[this.#status[trial]];
  }

  /** Why a trial does not count. */
  reason(trial: number): string | undefined {
    return this.#reasons.get(trial);
  }

  params(trial: number): P {
    const { first, points } = this.#partOf(trial);
    return points.at(trial - first);
  }

  /** On how many of the first bars a trial ran; undefined: on all. */
  bars(trial: number): number | undefined {
    return this.#partOf(trial).bars;
  }

  /** The points of the trials, piece by piece, in order. */
  get parts(): readonly { readonly first: number; readonly points: Points<P>; readonly bars: number | undefined }[] {
    return this.#points;
  }

  /** Sums over blocks of the returns of one trial, as views. */
  blocks(trial: number): { readonly sums: Float64Array; readonly squares: Float64Array } {
    const [from, to] = [trial * blockCount, (trial + 1) * blockCount];
    return { sums: this.#sums.subarray(from, to), squares: this.#squares.subarray(from, to) };
  }

  /** How many trials have each status. */
  counts(): Readonly<Record<TrialStatus, number>> {
    const counts = { ok: 0, failed: 0, thin: 0 };
    for (let trial = 0; trial < this.#length; trial++) counts[this.status(trial)]++;
    return counts;
  }

  #partOf(trial: number): { readonly first: number; readonly points: Points<P>; readonly bars: number | undefined } {
    let low = 0;
    let high = this.#points.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#points[middle].first <= trial) low = middle;
      else high = middle - 1;
    }
    return this.#points[low];
  }

  #grow(length: number): void {
    if (length <= this.#capacity) return;
    this.#capacity = Math.max(length, 2 * this.#capacity, 256);
    const longer = (column: Float64Array, width: number): Float64Array => {
      const grown = new Float64Array(this.#capacity * width);
      grown.set(column);
      return grown;
    };
    this.#values = longer(this.#values, this.metrics.length);
    this.#scores = longer(this.#scores, this.goals.length);
    this.#sums = longer(this.#sums, blockCount);
    this.#squares = longer(this.#squares, blockCount);
    const status = new Uint8Array(this.#capacity);
    status.set(this.#status);
    this.#status = status;
  }
}
