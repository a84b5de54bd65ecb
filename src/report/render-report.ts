import type { BacktestResult } from '../backtest/index.ts';
import { type PageSection, page, scriptJson, type Theme } from '../charts/index.ts';
import { ArgumentError, checkKeys, show, version } from '../core/index.ts';
import { packAccount } from './account-columns.ts';
import type { Payload } from './client/payload.ts';
import { PackedColumns } from './packed-columns.ts';
import { packPrices } from './price-columns.ts';
import { reportStyle } from './report-style.ts';
import { leadOf, titleOf } from './result-text.ts';
import { accountSection } from './sections/account.ts';
import { assumptionsSection } from './sections/assumptions.ts';
import { distributionsSection } from './sections/distributions.ts';
import { drawdownsSection } from './sections/drawdowns.ts';
import { headline } from './sections/headline.ts';
import { metricsSection } from './sections/metrics.ts';
import { periodsSection } from './sections/periods.ts';
import { pricesSection } from './sections/prices.ts';
import { provenanceSection } from './sections/provenance.ts';
import { tradesSection } from './sections/trades.ts';
import { packTrades } from './trade-columns.ts';

/** Options of {@link renderReport} and `writeReport`. */
export interface ReportOptions {
  /** @default strategy and symbols */
  readonly title?: string;
  /** Light, dark, or as the reader's system has it; the reader can change it. @default 'auto' */
  readonly theme?: Theme;
}

/**
 * The tear sheet of a backtest as one HTML text that opens offline and asks the network for nothing.
 *
 * Candles with entries, exits and indicators; equity against the benchmark; underwater curve; drawdowns; months and
 * years; distributions; rolling Sharpe; MAE and MFE; every trade; all metrics with definitions; all assumptions,
 * warnings and ambiguous bars; the manifest. Beyond 30,000 bars, bars are joined to candles before they are embedded.
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
  checkKeys('options', options, ['title', 'theme']);
  if (typeof result !== 'object' || result === null || !('equity' in result)) {
    throw new ArgumentError(`Expected \`result\` to be the result of a backtest, was \`${show(result)}\`.`);
  }
  const [library, client] = await Promise.all([import('virtual:chart-library'), import('virtual:report-client')]);
  const columns = new PackedColumns();
  const symbols = packPrices(result, columns);
  const accounts = packAccount(result, columns);
  const reasons = packTrades(result, columns);
  const payload: Payload = {
    columns: columns.entries,
    symbols: symbols.map(({ name, decimals, indicators }) => ({
      name,
      decimals,
      indicators: indicators.map(({ label, pane }) => ({ label, pane })),
    })),
    accounts,
    reasons,
  };
  return page({
    title: options.title ?? titleOf(result),
    eyebrow: 'Backtest',
    lead: leadOf(result),
    opening: headline(result),
    sections: sectionsOf(result, payload),
    footer: footer(),
    theme: options.theme ?? 'auto',
    style: reportStyle,
    data: { payload: scriptJson(payload), columns: columns.toText() },
    scripts: [library.default, client.default],
  });
}

function sectionsOf(result: BacktestResult, payload: Payload): readonly PageSection[] {
  const drawn = result.time.length === 0 ? [] : [accountSection(result), pricesSection(result, payload.symbols)];
  const measured = result.time.length === 0 ? [] : [periodsSection(result), drawdownsSection(result), distributionsSection(result)];
  return [
    ...drawn,
    ...measured,
    tradesSection(result),
    metricsSection(result.metrics),
    assumptionsSection(result),
    provenanceSection(result),
  ];
}

/** The notice that the chart library's licence asks for. */
export function footer(): string {
  return [
    `<p>Made with barwright ${version}. Simulated results: they are no promise, and no advice.</p>`,
    '<p>TradingView Lightweight Charts™, Copyright (c) 2025 TradingView, Inc. <a href="https://www.tradingview.com/" rel="noopener noreferrer">https://www.tradingview.com/</a>. Licensed under the Apache License 2.0.</p>',
  ].join('');
}
