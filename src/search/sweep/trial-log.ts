import { combined, combinedMetric } from '../cells/combine.ts';
import type { SweepCells } from '../cells/trial-cell.ts';
import type { Points } from '../spaces/index.ts';
import type { SampledCorrelation, ValidatedSums } from './luck.ts';
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
  /** How alike a sample of the trials is, where workers have told. */
  compared: SampledCorrelation | undefined;
  /** What workers cross-validated, and the contests of all halves. */
  validated: ValidatedSums | undefined;
  contests: Float64Array | undefined;
  readonly metrics: readonly TrialMetric[];
  readonly goals: readonly Goal[];
  /** The parts of the data that every trial ran on, where there are parts. */
  readonly cells: SweepCells | undefined;
  readonly #minTrades: number;
  readonly #points: { readonly first: number; readonly points: Points<P>; readonly bars: number | undefined }[] = [];
  readonly #reasons: Map<number, string> = new Map();
  #length = 0;
  #capacity = 0;
  #values: Float64Array = new Float64Array(0);
  #scores: Float64Array = new Float64Array(0);
  /** Metrics at `[(trial * cells + cell) * metrics + metric]`. */
  #cellValues: Float64Array = new Float64Array(0);
  #sums: Float64Array = new Float64Array(0);
  #squares: Float64Array = new Float64Array(0);
  #status: Uint8Array = new Uint8Array(0);

  constructor(metrics: readonly TrialMetric[], goals: readonly Goal[], minTrades: number, cells?: SweepCells) {
    this.cells = cells;
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
    if (this.cells === undefined) this.#values.set(rows.metrics, first * this.metrics.length);
    else this.#combine(first, rows, this.cells);
    this.#sums.set(rows.sums, first * blockCount);
    this.#squares.set(rows.squares, first * blockCount);
    this.#length += rows.length;
    const scores = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) scores[k] = this.#judge(first + k, rows.failures.get(k));
    return scores;
  }

  #judge(trial: number, failure: string | undefined): number {
    const { scores, reason } = failure === undefined ? this.#scoresOf(trial) : { scores: [], reason: failure };
    const isThin = failure === undefined && this.#leastTrades(trial) < this.#minTrades;
    this.#status[trial] = reason === undefined ? 0 : isThin ? 2 : 1;
    if (reason !== undefined) this.#reasons.set(trial, reason);
    for (let g = 0; g < this.goals.length; g++) {
      this.#scores[trial * this.goals.length + g] = reason === undefined ? scores[g] : Number.NaN;
    }
    return reason === undefined ? scores[0] : Number.NaN;
  }

  /** Scores of a trial by all objectives, and why it does not count, if so. */
  #scoresOf(trial: number): { readonly scores: readonly number[]; readonly reason: string | undefined } {
    const { cells } = this;
    const places = cells === undefined ? [undefined] : [...cells.list.keys()];
    const byPlace = places.map((cell) => {
      const metrics = cell === undefined ? this.metricsOf(trial) : this.cellMetrics(trial, cell);
      return { where: cells === undefined || cell === undefined ? '' : `${cells.list[cell].label}: `, metrics };
    });
    const thin = byPlace.find(({ metrics }) => metrics.trades < this.#minTrades);
    const values = byPlace.map(({ metrics }) => this.goals.map(({ score }) => score(metrics)));
    const scores = this.goals.map((_, g) =>
      cells === undefined
        ? values[0][g]
        : combined(
            Float64Array.from(values, (own) => own[g]),
            cells.combine,
          ),
    );
    if (thin !== undefined) {
      const { trades } = thin.metrics;
      return { scores, reason: `${thin.where}${trades} trade${trades === 1 ? '' : 's'}, fewer than \`minTrades\` ${this.#minTrades}` };
    }
    const goal = scores.findIndex(Number.isNaN);
    if (goal < 0) return { scores, reason: undefined };
    const { where } = byPlace[values.findIndex((own) => Number.isNaN(own[goal]))];
    return { scores, reason: `${where}the objective \`${this.goals[goal].name}\` is NaN` };
  }

  #leastTrades(trial: number): number {
    const { cells } = this;
    if (cells === undefined) return this.value(trial, 'trades');
    return cells.list.reduce((least, _, cell) => Math.min(least, this.cellValue(trial, cell, 'trades')), Number.POSITIVE_INFINITY);
  }

  /** Keeps the metrics of the cells, and makes those of the trials of them. */
  #combine(first: number, rows: TrialRows, { list, combine }: SweepCells): void {
    const [width, count] = [this.metrics.length, list.length];
    this.#cellValues.set(rows.metrics, first * width * count);
    const values = new Float64Array(count);
    for (let trial = first; trial < first + rows.length; trial++) {
      this.metrics.forEach((metric, k) => {
        for (let cell = 0; cell < count; cell++) values[cell] = this.#cellValues[(trial * count + cell) * width + k];
        this.#values[trial * width + k] = combinedMetric(metric, values, combine);
      });
    }
  }

  /** A metric of a trial on one cell; NaN where it failed. */
  cellValue(trial: number, cell: number, metric: TrialMetric): number {
    const count = this.cells?.list.length ?? 0;
    return this.#cellValues[(trial * count + cell) * this.metrics.length + this.metrics.indexOf(metric)];
  }

  /** The metrics of a trial on one cell, frozen. */
  cellMetrics(trial: number, cell: number): TrialMetrics {
    const values: Partial<Record<TrialMetric, number>> = {};
    for (const name of this.metrics) values[name] = this.cellValue(trial, cell, name);
    return Object.freeze(values) as TrialMetrics;
  }

  /** What a trial scores on one cell by the first objective; NaN where it failed. */
  cellScore(trial: number, cell: number): number {
    const metrics = this.cellMetrics(trial, cell);
    return Number.isNaN(metrics.trades) ? Number.NaN : this.goals[0].score(metrics);
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
    const { first, points } = this.part(trial);
    return points.at(trial - first);
  }

  /** On how many of the first bars a trial ran; undefined: on all. */
  bars(trial: number): number | undefined {
    return this.part(trial).bars;
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

  /** The piece that a trial is in. */
  part(trial: number): { readonly first: number; readonly points: Points<P>; readonly bars: number | undefined } {
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
    if (this.cells !== undefined) this.#cellValues = longer(this.#cellValues, this.metrics.length * this.cells.list.length);
    this.#scores = longer(this.#scores, this.goals.length);
    this.#sums = longer(this.#sums, blockCount);
    this.#squares = longer(this.#squares, blockCount);
    const status = new Uint8Array(this.#capacity);
    status.set(this.#status);
    this.#status = status;
  }
}
