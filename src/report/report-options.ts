import type { BacktestResult } from '../backtest/index.ts';
import type { Theme } from '../charts/index.ts';
import { ArgumentError, checkKeys, checkOneOf, show } from '../core/index.ts';

/** Options of {@link renderReport} and {@link writeReport}. */
export interface ReportOptions {
  /** @default strategy and symbols */
  readonly title?: string;
  /** Light, dark, or as the reader's system has it; the reader can change it. @default 'auto' */
  readonly theme?: Theme;
}

/** Refuses what is no result, and unknown or wrong options, before any work. */
export function checkReport(result: BacktestResult, options: ReportOptions): void {
  checkResult('result', result);
  checkKeys('options', options, ['title', 'theme']);
  if (options.title !== undefined && typeof options.title !== 'string') {
    throw new ArgumentError(`Expected \`title\` to be text, was \`${show(options.title)}\`.`);
  }
  if (options.theme !== undefined) checkOneOf('theme', options.theme, ['auto', 'light', 'dark']);
}

/** Refuses what is not the result of a backtest. */
export function checkResult(name: string, result: unknown): void {
  if (typeof result === 'object' && result !== null && 'equity' in result && 'metrics' in result && 'assumptions' in result) return;
  throw new ArgumentError(`Expected \`${name}\` to be what \`backtest\` returns, was \`${show(result)}\`.`);
}

/** Refuses what is no path of a file. */
export function checkPath(path: unknown): void {
  if (typeof path === 'string' && path !== '') return;
  throw new ArgumentError(`Expected \`path\` to be the path of a file, was \`${show(path)}\`.`);
}
