import type { BacktestResult } from '../backtest/index.ts';
import { ArgumentError, checkKeys, show } from '../core/index.ts';
import { checkPath, checkResult, type ReportOptions } from './report-options.ts';

/**
 * Writes a page that sets backtests side by side: their growth and falls in one picture, every metric with the preferred
 * value marked, and the parameters, options and assumptions in which they differ. One self-contained HTML file, which
 * appears whole or not at all.
 *
 * @param results two or more results by the name each is to have on the page.
 * @throws ArgumentError where an argument is not of its kind; SourceError where the file cannot be written.
 * @example
 * ```ts
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { backtest, defineStrategy, syntheticBars } from 'barwright';
 * import { writeComparison } from 'barwright/report';
 * const Hold = defineStrategy({
 *   parameters: { part: { type: 'float', min: 0, max: 1, default: 0.5 } },
 *   signals: (bars, p) => ({ exposure: new Float64Array(bars.length).fill(p.part) }),
 * });
 * const bars = syntheticBars({ seed: 7, length: 500 });
 * const [half, all] = [0.5, 1].map((part) => backtest(new Hold({ part }), bars));
 * await writeComparison({ half, all }, join(tmpdir(), 'comparison.html'));
 * ```
 */
export async function writeComparison(
  results: Readonly<Record<string, BacktestResult>>,
  path: string,
  options: ReportOptions = {},
): Promise<void> {
  checkPath(path);
  checkKeys('options', options, ['title', 'theme']);
  if (typeof results !== 'object' || results === null || Array.isArray(results) || Object.keys(results).length < 2) {
    throw new ArgumentError(`Expected \`results\` to be two or more results by name, such as { slow, fast }, was \`${show(results)}\`.`);
  }
  for (const [name, result] of Object.entries(results)) checkResult(`results.${name}`, result);
  const [{ comparisonPage }, { atomicWrite }] = await Promise.all([import('./comparison.ts'), import('../data/index.ts')]);
  await atomicWrite(path, await comparisonPage(results, options));
}
