import type { BacktestResult } from '../../backtest/index.ts';
import type { PageSection } from '../../charts/index.ts';
import { countText } from '../result-text.ts';
import { tradeLimit } from '../trade-columns.ts';

const columns: readonly (readonly [key: string, label: string, kind: 'number' | 'word'])[] = [
  ['', '#', 'word'],
  ['symbol', 'Symbol', 'word'],
  ['short', 'Side', 'word'],
  ['entryTime', 'Entry', 'word'],
  ['entryPrice', 'Price', 'number'],
  ['exitTime', 'Exit', 'word'],
  ['exitPrice', 'Price', 'number'],
  ['quantity', 'Quantity', 'number'],
  ['pnl', 'Profit', 'number'],
  ['returns', 'Return', 'number'],
  ['mae', 'MAE', 'number'],
  ['mfe', 'MFE', 'number'],
  ['bars', 'Bars', 'number'],
  ['fees', 'Fees', 'number'],
  ['reason', 'Exit by', 'word'],
];

/** The list of trades, which the page's script fills. */
export function tradesSection({ trades, symbols }: BacktestResult): PageSection {
  const left = trades.length - tradeLimit;
  const note = `Round trips: one row an exit fill against the average entry, after fees. Times are the opens of bars, UTC.${left > 0 ? ` The first ${countText(left, 'trade')} are not listed.` : ''}`;
  if (trades.length === 0) return { id: 'trades', title: 'Trades', note, body: '<p class="card soft">The strategy never traded.</p>' };
  const shown = columns.filter(([key]) => key !== 'symbol' || symbols.length > 1);
  const headers = shown.map(
    ([key, label, kind]) =>
      `<th scope="col" data-sort="${key}"${kind === 'number' ? ' class="number"' : ''}><button type="button" aria-label="Sort by ${label === '#' ? 'number' : label.toLowerCase()}">${label}</button></th>`,
  );
  const select = (name: string, label: string, choices: readonly (readonly [string, string])[]): string =>
    `<select name="${name}" aria-label="${label}">${choices.map(([value, text]) => `<option value="${value}">${text}</option>`).join('')}</select>`;
  return {
    id: 'trades',
    title: 'Trades',
    note,
    body: [
      '<div class="card trade-list" id="trade-list"><div class="toolbar">',
      '<input type="search" name="text" placeholder="Filter: symbol, date, reason" aria-label="Filter trades by words">',
      select('side', 'Side', [
        ['', 'Both sides'],
        ['long', 'Long'],
        ['short', 'Short'],
      ]),
      select('outcome', 'Outcome', [
        ['', 'All outcomes'],
        ['won', 'Won'],
        ['lost', 'Lost'],
        ['open', 'Open'],
      ]),
      '<output id="trade-count" class="soft" aria-live="polite"></output></div>',
      '<div class="trade-scroller" tabindex="0" role="group" aria-label="Trades">',
      `<table aria-rowcount="${trades.length + 1}"><thead><tr>${headers.join('')}</tr></thead><tbody></tbody></table></div>`,
      '<noscript><p class="note small">The list is filled by a script, which this browser does not run.</p></noscript></div>',
    ].join(''),
  };
}
