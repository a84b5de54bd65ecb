import { escapeHtml, type PageSection } from '../../charts/index.ts';
import type { SymbolEntry } from '../client/payload.ts';

/** Candles with entries, exits and indicators. */
export function pricesSection(symbols: readonly SymbolEntry[]): PageSection {
  const options = symbols.map(({ name }, k) => `<option value="${k}">${escapeHtml(name)}</option>`);
  const picker = symbols.length < 2 ? '' : `<label class="pick">Instrument <select id="price-symbol">${options.join('')}</select></label>`;
  const panes = Math.max(0, ...symbols.flatMap(({ indicators }) => indicators.map(({ pane }) => pane)));
  const size = Math.max(...symbols.map((symbol) => symbol.size));
  return {
    id: 'prices',
    title: 'Prices and trades',
    note: `Triangles are entries (upward long, downward short), rings are exits; the way between is blue where the trade made money and orange where it lost.${size > 1 ? ` The smallest candle here joins ${size} bars.` : ''}`,
    body: [
      '<div class="card chart-card">',
      `<div class="toolbar"><div class="chart-legend" id="price-legend"></div>${picker}<button type="button" data-fit>Show all</button></div>`,
      `<div class="canvas" id="price-chart" tabindex="0" role="application" aria-label="Candles with entries, exits and indicators; arrow keys move, plus and minus zoom" style="height:${440 + panes * 90}px"></div>`,
      '<noscript><p class="note small">Candles are drawn by a script, which this browser does not run.</p></noscript>',
      '<p class="note small">Drag to move. Click the chart, then use the wheel, + and − to zoom: the account follows. A row of the trade list leads here.</p>',
      '</div>',
    ].join(''),
  };
}
