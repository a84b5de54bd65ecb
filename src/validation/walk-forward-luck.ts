import type { BacktestResult } from '../backtest/index.ts';
import { deflatedSharpe } from '../significance/index.ts';
import { excessRecord, isVaried, probabilityOf } from './track-record.ts';

/** How likely the record out of sample is more than luck. */
export interface WalkForwardLuck {
  /** Trials of all training windows, those that failed among them. */
  readonly trials: number;
  /**
   * Chance that the true Sharpe ratio out of sample is above 0, as for a record that was not chosen among others: right where this
   * walk-forward is the first on these data. NaN where the returns do not vary.
   */
  readonly probabilisticSharpe: number;
  /**
   * The same with every trial of every training window counted as if it had been tried out of sample. No search has seen the rows out of
   * sample, so that this errs on the low side; it is the figure for one who tried as many walk-forwards. Where no window had two trials nothing was chosen, and it is
   * the one above. NaN where it is not known.
   */
  readonly deflatedSharpe: number;
  /** Mean over the windows of the probability that their choice is overfitted, from training alone. NaN where it is not known. */
  readonly overfitting: number;
}

/** Trials of one window: how many, the annual Sharpe ratios of those that have one, over so many rows, and the overfitting of the best. */
export interface TrialSharpes {
  readonly trials: number;
  readonly sharpes: Float64Array;
  readonly rows: number;
  readonly pbo: number;
}

/**
 * Luck of a record. The variance of the trials' Sharpe ratios is the mean of those within the windows, each brought to the length of the
 * record by `rows / length`, as the variance of a Sharpe ratio of n returns goes with 1 / n.
 *
 * Source: Bailey and Lopez de Prado, The deflated Sharpe ratio, Journal of Portfolio Management 40, 2014; the length is ours.
 */
export function walkForwardLuck(outOfSample: BacktestResult, windows: readonly TrialSharpes[]): WalkForwardLuck {
  const record = excessRecord(outOfSample);
  const trials = windows.reduce((sum, own) => sum + own.trials, 0);
  const probabilisticSharpe = probabilityOf(record);
  const judged = windows.map(({ pbo }) => pbo).filter((pbo) => !Number.isNaN(pbo));
  const overfitting = judged.reduce((sum, pbo) => sum + pbo, 0) / judged.length;
  if (windows.every((own) => own.trials <= 1)) return { trials, probabilisticSharpe, deflatedSharpe: probabilisticSharpe, overfitting };
  const known = windows.filter(({ sharpes }) => sharpes.length >= 2);
  if (known.length === 0 || !isVaried(record)) return { trials, probabilisticSharpe, deflatedSharpe: Number.NaN, overfitting };
  const { periodsPerYear } = outOfSample;
  const variances = known.map(({ sharpes, rows }) => (variance(sharpes) / periodsPerYear) * (rows / record.length));
  const sharpeVariance = variances.reduce((sum, own) => sum + own, 0) / variances.length;
  return { trials, probabilisticSharpe, deflatedSharpe: deflatedSharpe(record, { trials, sharpeVariance }).probability, overfitting };
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
