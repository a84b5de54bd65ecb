import type { BacktestResult } from '../backtest/index.ts';
import { checkReport, type ReportOptions } from './report-options.ts';

/**
 * The tear sheet of a backtest as one HTML text that opens offline and asks the network for nothing.
 *
 * Candles with entries, exits and indicators; equity against the benchmark; underwater curve; drawdowns; months and
 * years; distributions; rolling Sharpe; MAE and MFE; every trade; all metrics with definitions; all assumptions,
 * warnings and ambiguous bars; the manifest. Above 30,000 bars, bars are joined to candles before they are embedded;
 * of more than 100,000 trades the last are listed.
 *
 * @throws ArgumentError where the result is none or an option is unknown.
 * @example
 * ```ts
 * import { backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { renderReport } from 'barwright/report';
 * const Cross = defineStrategy({
 *   name: 'Cross',
 *   signals(bars) {
 *     const fast = sma(bars.close, 10), slow = sma(bars.close, 50);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const html = await renderReport(backtest(new Cross(), syntheticBars({ seed: 7, length: 2_000 })));
 * html.startsWith('<!doctype html>'); // true
 * ```
 */
export async function renderReport(result: BacktestResult, options: ReportOptions = {}): Promise<string> {
  checkReport(result, options);
  const { tearSheet } = await import('./tear-sheet.ts');
  return tearSheet(result, options);
}
