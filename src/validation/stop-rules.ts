import type { BacktestResult } from '../backtest/index.ts';
import { checkKeys, checkNumber } from '../core/index.ts';
import { excessRecord, probabilityOf } from './track-record.ts';

/** When one would have stopped trading a walk-forward. */
export interface StopRules {
  /**
   * A drawdown out of sample that is so many times as deep as the deepest that the chosen parameters had in any training window up to
   * then, above 0; `false` for none.
   *
   * @default 1
   */
  readonly drawdown?: number | false;
  /**
   * A probabilistic Sharpe ratio (against 0) of all that was traded out of sample below this at the end of a window, between 0 and 1;
   * `false` for none.
   *
   * @default 0.05
   */
  readonly sharpe?: number | false;
}

/** Stop rules after the check. */
export type CompleteStopRules = Required<StopRules>;

/** Defaults of {@link StopRules}. */
export const stopDefaults: { readonly drawdown: number; readonly sharpe: number } = { drawdown: 1, sharpe: 0.05 };

/** A moment at which a rule said stop. */
export interface StopMark {
  readonly rule: 'drawdown' | 'sharpe';
  /** Number of the test window, from 0. */
  readonly window: number;
  /** Row of `outOfSample`. */
  readonly row: number;
  /** Open time of that bar, ms. */
  readonly time: number;
  /** The drawdown, or the probabilistic Sharpe ratio. */
  readonly value: number;
  /** What it fell below. */
  readonly bound: number;
  /** Return from there to the end, a fraction. */
  readonly after: number;
}

/** What stop rules read of a window. */
export interface StopWindow {
  readonly from: number;
  readonly to: number;
  /** Deepest drawdown of the chosen parameters in training; NaN where none were chosen. */
  readonly inSampleDrawdown: number;
}

/** The rules, checked and complete. */
export function checkStopRules(rules: StopRules = {}): CompleteStopRules {
  checkKeys('stops', rules, ['drawdown', 'sharpe']);
  const { drawdown = stopDefaults.drawdown, sharpe = stopDefaults.sharpe } = rules;
  return {
    drawdown: drawdown === false ? false : checkNumber('stops.drawdown', drawdown, { above: 0 }),
    sharpe: sharpe === false ? false : checkNumber('stops.sharpe', sharpe, { above: 0, below: 1 }),
  };
}

/** Where rules said stop, in time: a rule speaks again after a new peak, or after it was kept at the end of a window. */
export function stopMarks(result: BacktestResult, windows: readonly StopWindow[], rules: CompleteStopRules): readonly StopMark[] {
  const marks = [...drawdownMarks(result, windows, rules.drawdown), ...sharpeMarks(result, windows, rules.sharpe)];
  const { equity, time } = result;
  const end = equity[equity.length - 1];
  return marks
    .map((mark) => ({ ...mark, time: time[mark.row], after: equity[mark.row] > 0 ? end / equity[mark.row] - 1 : 0 }))
    .sort((a, b) => a.row - b.row);
}

type Struck = Omit<StopMark, 'time' | 'after'>;

function drawdownMarks({ equity, startingCash }: BacktestResult, windows: readonly StopWindow[], times: number | false): Struck[] {
  const marks: Struck[] = [];
  if (times === false) return marks;
  let peak = startingCash;
  let bound = Number.NaN;
  let isStruck = false;
  windows.forEach(({ from, to, inSampleDrawdown }, window) => {
    if (Number.isNaN(bound) || times * inSampleDrawdown < bound) bound = times * inSampleDrawdown;
    for (let row = from; row < to; row++) {
      if (equity[row] > peak) {
        peak = equity[row];
        isStruck = false;
      }
      const value = equity[row] / peak - 1;
      if (isStruck || !(value < bound)) continue;
      isStruck = true;
      marks.push({ rule: 'drawdown', window, row, value, bound });
    }
  });
  return marks;
}

function sharpeMarks(result: BacktestResult, windows: readonly StopWindow[], floor: number | false): Struck[] {
  const marks: Struck[] = [];
  if (floor === false) return marks;
  let isStruck = false;
  windows.forEach(({ to }, window) => {
    const value = probabilityOf(excessRecord(result, to));
    if (value < floor && !isStruck) marks.push({ rule: 'sharpe', window, row: to - 1, value, bound: floor });
    isStruck = value < floor;
  });
  return marks;
}
