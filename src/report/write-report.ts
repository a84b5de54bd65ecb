import { rename, rm, writeFile } from 'node:fs/promises';
import type { BacktestResult } from '../backtest/index.ts';
import { type ReportOptions, renderReport } from './render-report.ts';

/**
 * Writes the tear sheet of a backtest as one self-contained HTML file. The file appears whole or not at all.
 *
 * @param path where to write; an existing file is replaced.
 * @throws ArgumentError where an argument is not of its kind; SourceError where the file cannot be written.
 */
export async function writeReport(result: BacktestResult, path: string, options: ReportOptions = {}): Promise<void> {
  const html = await renderReport(result, options);
  const temporary = `${path}.tmp`;
  try {
    await writeFile(temporary, html);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
