import type { BacktestResult } from '../backtest/index.ts';
import { renderReport } from './render-report.ts';
import { checkPath, checkReport, type ReportOptions } from './report-options.ts';

/**
 * Writes the tear sheet of a backtest, as {@link renderReport} makes it, into one self-contained HTML file. The file
 * appears whole or not at all.
 *
 * @param path where to write; an existing file is replaced.
 * @throws ArgumentError where an argument is not of its kind; SourceError where the file cannot be written.
 * @example
 * ```ts
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { backtest, defineStrategy, syntheticBars, writeReport } from 'barwright';
 * const Hold = defineStrategy({
 *   name: 'Hold',
 *   signals: (bars) => ({ exposure: new Float64Array(bars.length).fill(0.5) }),
 * });
 * const result = backtest(new Hold(), syntheticBars({ seed: 7, length: 500 }), { fees: 0.001 });
 * await writeReport(result, join(tmpdir(), 'report.html'), { title: 'Half in the market' });
 * ```
 */
export async function writeReport(result: BacktestResult, path: string, options: ReportOptions = {}): Promise<void> {
  checkPath(path);
  checkReport(result, options);
  const { atomicWrite } = await import('../data/index.ts');
  await atomicWrite(path, await renderReport(result, options));
}
