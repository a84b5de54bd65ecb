import { type BacktestData, type BacktestResult, RunMemory } from '../../backtest/index.ts';
import { ArgumentError, withScope } from '../../core/index.ts';
import { barFields } from '../../market/index.ts';
import type { TrialJob } from '../executors/executor.ts';
import { lastingColumns } from '../sweep/column-slabs.ts';
import { IndicatorMemo } from '../sweep/indicator-memo.ts';
import { blockCount, emptyRows, type TrialRows } from '../sweep/trial-rows.ts';
import { barsOf, rowsOfBlocks, TrialRunner } from '../sweep/trial-runner.ts';
import { cellData } from './cell-data.ts';
import { PrefixScope } from './prefix-scope.ts';
import type { TrialCell } from './trial-cell.ts';

interface Place<P extends object> {
  readonly cell: TrialCell;
  readonly runner: TrialRunner<P>;
  /** Knows the indicators of the longest data that begin as those of the cell; undefined for these themselves. */
  readonly scope: PrefixScope | undefined;
  /** Its row. */
  readonly rows: ReturnType<typeof emptyRows>;
}

/**
 * Runs each trial on every cell. The longest cell of an instrument runs first, and shorter ones are answered its indicators as far as they
 * reach; strategies themselves see nothing after the end of their cell.
 */
export class CellRunner<P extends object> {
  readonly #places: readonly Place<P>[];
  /** The places, the longest first. */
  readonly #order: readonly Place<P>[];
  readonly #width: number;

  constructor({ cells = [], ...job }: TrialJob<P>) {
    this.#width = job.metrics.length / cells.length;
    const metrics = job.metrics.slice(0, this.#width);
    const ends = (cell: TrialCell): number => cell.to ?? Number.POSITIVE_INFINITY;
    const longest = new Map<number | undefined, { readonly data: BacktestData; readonly memo: IndicatorMemo; readonly end: number }>();
    const share = 1 / cells.length;
    const lasting = lastingColumns();
    const memory = new RunMemory();
    const places = new Map<TrialCell, Place<P>>();
    const order = [...cells].sort((a, b) => ends(b) - ends(a));
    for (const cell of order) {
      const data = cellData(job.data, cell);
      const options = cell.from === undefined ? job.options : { ...job.options, tradeFrom: new Date(cell.from) };
      const memo = new IndicatorMemo(share, lasting);
      const runner = new TrialRunner<P>({ ...job, data, options, metrics }, memo, memory);
      const first = longest.get(cell.instrument);
      if (first === undefined) longest.set(cell.instrument, { data, memo, end: ends(cell) });
      const scope = first === undefined ? undefined : scopeOf(data, first.data, first.memo);
      places.set(cell, { cell, runner, scope, rows: emptyRows(1, this.#width) });
    }
    this.#order = order.map((cell) => places.get(cell) as Place<P>);
    this.#places = cells.map((cell) => places.get(cell) as Place<P>);
  }

  /** Runs a trial on all cells and writes their metrics to row `at`, and the sums of their returns; none where one of them fails. */
  runInto(rows: TrialRows & { readonly failures: Map<number, string> }, at: number, trial: number, params: P, bars?: number): void {
    if (bars !== undefined) {
      throw new ArgumentError('A sampler that runs trials on their first bars cannot search `slices` or `each`: take another sampler.');
    }
    for (const { cell, runner, scope, rows: own } of this.#order) {
      own.failures.clear();
      own.sums.fill(Number.NaN);
      own.squares.fill(Number.NaN);
      const run = (): void => runner.runInto(own, 0, trial, params);
      if (scope === undefined) run();
      else withScope(scope, run);
      const failed = own.failures.get(0);
      if (failed === undefined) continue;
      rows.failures.set(at, `${cell.label}: ${failed}`);
      return;
    }
    const [sums, squares] = [rows.sums, rows.squares].map((column) => column.subarray(at * blockCount, (at + 1) * blockCount).fill(0));
    this.#places.forEach(({ rows: own }, place) => {
      rows.metrics.set(own.metrics, (at * this.#places.length + place) * this.#width);
      for (let block = 0; block < blockCount; block++) {
        sums[block] += own.sums[block];
        squares[block] += own.squares[block];
      }
    });
  }

  /** The whole result of a trial on one cell. */
  result(trial: number, params: P, cell: number): BacktestResult {
    return this.#places[cell].runner.result(trial, params);
  }

  /** Returns of a trial on all cells, one after the other. */
  returns(trial: number, params: P): Float64Array {
    const parts = this.#places.map(({ runner, scope }) => {
      const run = (): Float64Array => runner.returns(trial, params).slice();
      return scope === undefined ? run() : withScope(scope, run);
    });
    const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** Returns of one block of a trial: the same sixteenth of every cell; 0 where a cell is too short for blocks. */
  rowsOfBlock(params: P): number {
    const rows = this.#places.map(({ runner }) => rowsOfBlocks(runner.counted(params)));
    return rows.includes(0) ? 0 : rows.reduce((sum, count) => sum + count, 0);
  }

  /** Bar times that the returns of a trial are of: those of the longest instrument of each slice. */
  times(params: P): number {
    const lengths = new Map<number | undefined, number>();
    for (const { cell, runner } of this.#places) {
      lengths.set(cell.from, Math.max(lengths.get(cell.from) ?? 0, runner.counted(params)));
    }
    return [...lengths.values()].reduce((sum, length) => sum + length, 0);
  }
}

function scopeOf(data: BacktestData, whole: BacktestData, memo: IndicatorMemo): PrefixScope {
  const scope = new PrefixScope(memo);
  const [own, all] = [barsOf(data), barsOf(whole)];
  own.forEach((bars, k) => {
    for (const field of barFields) scope.relate(bars[field], all[k][field]);
  });
  return scope;
}
