import { BacktestResult, chanceAbove, type SearchOrigin } from '../../backtest/index.ts';
import { once } from '../../core/index.ts';
import type { SweepDeflatedSharpe, SweepPbo } from './luck.ts';

/** What a sweep knows of how it found a trial; the figures are reckoned when they are read. */
export interface FoundBy {
  readonly trials: number;
  readonly objectives: readonly string[];
  /** Numbers of the trials that count, the best first. */
  readonly order: () => readonly number[];
  readonly deflatedSharpe: () => SweepDeflatedSharpe | undefined;
  readonly pbo: () => SweepPbo | undefined;
}

/** The result of a trial, which carries how it was found, so that no report of it shows a Sharpe ratio without its luck. */
export function foundResult(result: BacktestResult, trial: number, by: FoundBy): BacktestResult {
  const search = once((): SearchOrigin => {
    const deflated = by.deflatedSharpe();
    const place = by.order().indexOf(trial);
    return {
      kind: 'sweep',
      trials: by.trials,
      before: deflated?.before ?? 0,
      rank: place < 0 ? Number.NaN : place + 1,
      objective: by.objectives[0],
      deflatedSharpe: deflated === undefined ? Number.NaN : chanceAbove(result.excessReturns, deflated.threshold),
      pbo: by.pbo()?.probability ?? Number.NaN,
    };
  });
  return new BacktestResult({ ...BacktestResult.recordOf(result), search });
}
