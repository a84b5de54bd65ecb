import { checkKeys } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { sparkline } from './sparkline.ts';
import { toneColor } from './tone.ts';

/** One figure with its name. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  /** A smaller line under it. */
  readonly note?: string;
  /** Colours the figure. */
  readonly tone?: 'gain' | 'loss';
}

/** What a summary card shows. All of it is text. */
export interface SummaryCardOptions {
  readonly title: string;
  /** A line under the title. */
  readonly lead?: string;
  readonly tiles: readonly Tile[];
  /** A curve under the figures. */
  readonly series?: { readonly label: string; readonly values: Float64Array; readonly against?: Float64Array };
  /** Lines at the end, such as warnings. */
  readonly notes?: readonly string[];
}

/**
 * A small card of figures and a curve as HTML with its styles inline, for the output of a notebook cell: it takes the
 * notebook's own colours of text and background.
 *
 * @throws ArgumentError where an option is unknown.
 * @example
 * ```ts
 * import { summaryCard } from 'barwright/charts';
 * const html = summaryCard({
 *   title: 'MaCross on BTCUSDT',
 *   tiles: [{ label: 'Return', value: '12.3%', tone: 'gain' }],
 *   series: { label: 'Equity', values: Float64Array.of(100, 104, 112.3) },
 * });
 * ```
 */
export function summaryCard(options: SummaryCardOptions): string {
  checkKeys('options', options, ['title', 'lead', 'tiles', 'series', 'notes']);
  const { title, lead, tiles, series, notes = [] } = options;
  const quiet = 'font-size:12px;opacity:.68';
  const figures = tiles.map(({ label, value, note, tone }) => {
    const color = tone === undefined ? '' : `;color:${toneColor(tone)}`;
    const under = note === undefined ? '' : `<div style="${quiet}">${escapeHtml(note)}</div>`;
    return `<div style="min-width:88px"><div style="${quiet}">${escapeHtml(label)}</div><div style="font-size:20px;font-weight:600;line-height:1.35${color}">${escapeHtml(value)}</div>${under}</div>`;
  });
  return [
    '<div style="max-width:760px;font-family:ui-sans-serif,system-ui,sans-serif;font-variant-numeric:tabular-nums;border:1px solid rgba(128,128,128,.3);border-radius:10px;padding:14px 16px;line-height:1.4">',
    `<div style="font-size:15px;font-weight:600">${escapeHtml(title)}</div>`,
    lead === undefined ? '' : `<div style="${quiet}">${escapeHtml(lead)}</div>`,
    `<div style="display:flex;flex-wrap:wrap;gap:10px 26px;margin:10px 0">${figures.join('')}</div>`,
    series === undefined
      ? ''
      : sparkline(series.values, { label: series.label, height: 96, ...(series.against === undefined ? {} : { against: series.against }) }),
    ...notes.map((note) => `<div style="${quiet};margin-top:6px">${escapeHtml(note)}</div>`),
    '</div>',
  ].join('');
}
