import type { BacktestResult } from '../backtest/index.ts';
import { type PageSection, page, scriptJson } from '../charts/index.ts';
import { packAccount } from './account-columns.ts';
import type { Payload } from './client/payload.ts';
import { footer } from './footer.ts';
import { PackedColumns } from './packed-columns.ts';
import { packPrices } from './price-columns.ts';
import type { ReportOptions } from './report-options.ts';
import { reportStyle } from './report-style.ts';
import { leadOf, titleOf } from './result-text.ts';
import { accountSection } from './sections/account.ts';
import { assumptionsSection } from './sections/assumptions.ts';
import { distributionsSection } from './sections/distributions.ts';
import { drawdownsSection } from './sections/drawdowns.ts';
import { headline } from './sections/headline.ts';
import { metricsSection } from './sections/metrics.ts';
import { ordersSection } from './sections/orders.ts';
import { periodsSection } from './sections/periods.ts';
import { pricesSection } from './sections/prices.ts';
import { provenanceSection } from './sections/provenance.ts';
import { tradesSection } from './sections/trades.ts';
import { packTrades } from './trade-columns.ts';

/** The whole page of a report. */
export async function tearSheet(result: BacktestResult, options: ReportOptions): Promise<string> {
  const [library, client] = await Promise.all([import('virtual:chart-library'), import('virtual:report-client')]);
  const columns = new PackedColumns();
  const symbols = packPrices(result, columns);
  const accounts = packAccount(result, columns);
  const reasons = packTrades(result, columns);
  const payload: Payload = {
    columns: columns.entries,
    symbols: symbols.map(({ name, decimals, size, indicators }) => ({
      name,
      decimals,
      size,
      indicators: indicators.map(({ label, pane, tone }) => ({ label, pane, tone })),
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
  const orders = ordersSection(result);
  const drawn = result.time.length === 0 ? [] : [accountSection(result), pricesSection(payload.symbols)];
  const measured = result.time.length === 0 ? [] : [periodsSection(result), drawdownsSection(result), distributionsSection(result)];
  return [
    ...drawn,
    ...measured,
    tradesSection(result),
    ...(orders === undefined ? [] : [orders]),
    metricsSection(result.metrics),
    assumptionsSection(result),
    provenanceSection(result),
  ];
}
