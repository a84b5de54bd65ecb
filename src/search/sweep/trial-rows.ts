/** Blocks of returns whose sums each trial keeps for the probability of overfitting. */
export const blockCount = 16;

/** What some trials left: numbers a trial, and reasons of those that failed. */
export interface TrialRows {
  readonly length: number;
  /** At `[trial * metrics + metric]`; NaN for a trial that failed. */
  readonly metrics: Float64Array;
  /** Sums of returns over blocks, at `[trial * 16 + block]`; NaN where there are none. */
  readonly sums: Float64Array;
  /** Sums of squared returns over blocks. */
  readonly squares: Float64Array;
  /** Why trials failed, by their place in the chunk. */
  readonly failures: ReadonlyMap<number, string>;
}

/** Rows of `length` trials that have not run. */
export function emptyRows(length: number, metrics: number): TrialRows & { readonly failures: Map<number, string> } {
  return {
    length,
    metrics: new Float64Array(length * metrics).fill(Number.NaN),
    sums: new Float64Array(length * blockCount).fill(Number.NaN),
    squares: new Float64Array(length * blockCount).fill(Number.NaN),
    failures: new Map(),
  };
}
