import { escapeHtml } from '../charts/index.ts';

/** CSS of validation pages, on top of that of every page. */
export const validationStyle: string = `
.judgement{border-left:3px solid var(--gain);padding:2px 0 2px 16px;margin:0 0 26px;max-width:108ch}
.judgement.lost{border-color:var(--loss)}
.judgement p+p{margin-top:6px}
.judgement p:first-child{font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:0 0 26px}
.tiles>div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 16px}
.tiles dt{font-size:12.5px;color:var(--soft)}
.tiles dd{margin:0;font-size:21px;font-weight:620;font-variant-numeric:tabular-nums}
.tiles dd.under{font-size:12.5px;font-weight:400;color:var(--soft)}
.section>.card+.card{margin-top:16px}
td.whole{white-space:nowrap}
@media(max-width:720px){.grid{grid-template-columns:1fr}}
`;

/** A figure with its name and a smaller line under it; all of it text. */
export type FigureTile = readonly [label: string, value: string, note: string];

/** What is read first: the verdict, and figures. */
export function openingOf(verdict: readonly string[], isLost: boolean, tiles: readonly FigureTile[]): string {
  const lines = verdict.map((line) => `<p>${escapeHtml(line)}</p>`);
  const figures = tiles.map(
    ([label, value, note]) =>
      `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd><dd class="under">${escapeHtml(note)}</dd></div>`,
  );
  return `<div class="judgement${isLost ? ' lost' : ''}">${lines.join('')}</div><dl class="tiles">${figures.join('')}</dl>`;
}

/** Words of so many letters stay on one line. */
const longestWhole = 20;

/** Cells as a table; the first row names the columns, and the first `words` columns are words. */
export function tableHtml([names, ...rows]: readonly (readonly string[])[], words: number): string {
  const kindOf = (text: string, k: number): string =>
    k >= words ? ' class="number"' : text.length <= longestWhole ? ' class="whole"' : '';
  const cell = (tag: 'td' | 'th', text: string, k: number): string =>
    `<${tag}${tag === 'th' ? ' scope="col"' : ''}${kindOf(text, k)}>${escapeHtml(text)}</${tag}>`;
  const body = rows.map((row) => `<tr>${row.map((text, k) => cell('td', text, k)).join('')}</tr>`);
  return `<div class="card scroller"><table><thead><tr>${names.map((text, k) => cell('th', text, k)).join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** A chart on a card. */
export function card(chart: string, title = ''): string {
  return `<div class="card">${title === '' ? '' : `<h3>${escapeHtml(title)}</h3>`}${chart}</div>`;
}
