import { FillJournal, OrderJournal } from '../exchange/index.ts';

/** What a run takes of a memory. */
export interface TakenMemory {
  readonly equity: Float64Array;
  readonly orders: OrderJournal;
  readonly fills: FillJournal;
  /** A column of so many rows, each time another; what was in it is undefined. */
  readonly column: (rows: number) => Float64Array;
}

/**
 * Memory that many runs share, so that none waits for fresh memory. Each run with it takes it from the run before: the
 * result of that one is not to be read any more.
 *
 * @example
 * ```ts
 * import { backtest, defineStrategy, syntheticBars } from 'barwright';
 * import { RunMemory } from 'barwright/backtest';
 * const Hold = defineStrategy({ signals: (bars) => ({ entries: new Uint8Array(bars.length).fill(1, 0, 1) }) });
 * const bars = syntheticBars({ seed: 1, length: 1_000 });
 * const memory = new RunMemory();
 * const returns = [0, 0.001, 0.002].map((fees) => backtest(new Hold(), bars, { fees, memory }).metrics.totalReturn);
 * ```
 */
export class RunMemory {
  #equity: Float64Array = new Float64Array(0);
  readonly #orders: OrderJournal = new OrderJournal();
  readonly #fills: FillJournal = new FillJournal();
  readonly #columns: Float64Array[] = [];

  /** Memory for a run over `length` times; what the last run left in it is lost. */
  take(length: number): TakenMemory {
    if (this.#equity.length < length) this.#equity = new Float64Array(length);
    this.#orders.clear();
    this.#fills.clear();
    let taken = 0;
    const column = (rows: number): Float64Array => {
      const at = taken++;
      if (at === this.#columns.length || this.#columns[at].length < rows) this.#columns[at] = new Float64Array(rows);
      return this.#columns[at].subarray(0, rows);
    };
    return { equity: this.#equity.subarray(0, length), orders: this.#orders, fills: this.#fills, column };
  }
}
