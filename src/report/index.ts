/**
 * Tear sheets: a backtest as one HTML file, results side by side, and a card in a notebook.
 *
 * @module report
 */
export { renderReport } from './render-report.ts';
export type { ReportOptions } from './report-options.ts';
export { type ShowOptions, show } from './show.ts';
export { writeComparison } from './write-comparison.ts';
export { writeReport } from './write-report.ts';
