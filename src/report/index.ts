/**
 * Tear sheets: a backtest as one HTML file, and as a card in a notebook.
 *
 * @module report
 */
export { type ReportOptions, renderReport } from './render-report.ts';
export { writeReport } from './write-report.ts';
