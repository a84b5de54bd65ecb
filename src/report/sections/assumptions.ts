import type { Assumption, BacktestResult } from '../../backtest/index.ts';
import { escapeHtml, type PageSection } from '../../charts/index.ts';
import { formatTime } from '../../core/index.ts';
import { countText } from '../result-text.ts';

const marks: Readonly<Record<Assumption['kind'], string>> = { conservative: '▼', neutral: '●', optimistic: '▲' };
const order: readonly Assumption['kind'][] = ['optimistic', 'conservative', 'neutral'];

/** Ambiguous bars that a page lists. */
const shown = 200;

/** Every rule the numbers rest on and which way it errs, and the bars that hung on one. */
export function assumptionsSection(result: BacktestResult): PageSection {
  const sorted = order.flatMap((kind) => result.assumptions.filter((assumption) => assumption.kind === kind));
  const rows = sorted.map(
    ({ name, value, kind, note }) =>
      `<tr><td><span class="kind ${kind}">${marks[kind]} ${kind}</span></td><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td><td class="soft">${withCode(note)}</td></tr>`,
  );
  return {
    id: 'assumptions',
    title: 'Assumptions',
    note: 'Every rule that these numbers rest on. Optimistic ones flatter the result, conservative ones weigh against it.',
    body: `<div class="card"><table class="assumptions"><tbody>${rows.join('')}</tbody></table></div>${ambiguous(result)}`,
  };
}

/** Names between backquotes as code. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function ambiguous({ ambiguousBars, symbols }: BacktestResult): string {
  const { length } = ambiguousBars;
  if (length === 0) return '<p class="note small below">No bar hung on the rule inside a bar.</p>';
  const rows = Array.from({ length: Math.min(length, shown) }, (_, i) => {
    const { symbol, time, rule } = ambiguousBars.at(i);
    return `<tr><td>${formatTime(time)}</td>${symbols.length > 1 ? `<td>${escapeHtml(symbol)}</td>` : ''}<td>${escapeHtml(rule)}</td></tr>`;
  });
  const more = length > shown ? `<p class="note small">${countText(length - shown, 'more bar')} not listed.</p>` : '';
  return `<details class="card below"><summary>${countText(length, 'ambiguous bar')}</summary><p class="note small">Bars that reached more than one level, so that the rule decided which came first.</p><table><tbody>${rows.join('')}</tbody></table>${more}</details>`;
}
