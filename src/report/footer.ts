import { version } from '../core/index.ts';

/** Who made the page, and the notice and link that the chart library's licence asks for. */
export function footer(withCharts: boolean = true): string {
  const charts =
    '<p>TradingView Lightweight Charts™, Copyright (c) 2026 TradingView, Inc. <a href="https://www.tradingview.com/" rel="noopener noreferrer">https://www.tradingview.com/</a> Licensed under the <a href="https://www.apache.org/licenses/LICENSE-2.0" rel="noopener noreferrer">Apache License 2.0</a>.</p>';
  return `<p>Made with barwright ${version}. A simulation is no promise of what will come.</p>${withCharts ? charts : ''}`;
}
