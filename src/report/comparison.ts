import { type BacktestResult, luckRows } from '../backtest/index.ts';
import { escapeHtml, type LineSeries, lineChart, type PageSection, page, plainPercent, seriesTones, toneColor } from '../charts/index.ts';
import { show } from '../core/index.ts';
import { formatMetric, type MetricName, metricCatalog, metricEntry, underwater } from '../metrics/index.ts';
import { countedOf } from './counted.ts';
import { footer } from './footer.ts';
import type { ReportOptions } from './report-options.ts';
import { leadOf, titleOf } from './result-text.ts';

const headline: readonly MetricName[] = [
  'totalReturn',
  'cagr',
  'volatility',
  'sharpe',
  'sortino',
  'maxDrawdown',
  'calmar',
  'tradeCount',
  'winRate',
  'profitFactor',
  'feesPaid',
];

/** The page that sets results side by side. */
export async function comparisonPage(results: Readonly<Record<string, BacktestResult>>, options: ReportOptions): Promise<string> {
  const named = Object.entries(results);
  return page({
    title: options.title ?? named.map(([name]) => name).join(' against '),
    eyebrow: 'Comparison',
    lead: `${named.length} backtests side by side`,
    sections: [
      growthSection(named),
      tableSection('headline', 'At a glance', named, headline, luckHtml(named)),
      runsSection(named),
      differencesSection(named),
      tableSection(
        'metrics',
        'All metrics',
        named,
        metricCatalog.map(({ name }) => name),
      ),
    ],
    footer: footer(false),
    theme: options.theme ?? 'auto',
    style: style(named.length),
  });
}

type Named = readonly (readonly [name: string, result: BacktestResult])[];

function growthSection(named: Named): PageSection {
  const lines = named.map(([name, result]): LineSeries => {
    const { time, equity, startingCash } = countedOf(result);
    return { name, x: time, y: equity.map((value) => value / startingCash - 1) };
  });
  const falls = named.map(([name, result]): LineSeries => {
    const { time, equity, startingCash } = countedOf(result);
    return { name, x: time, y: underwater(equity, startingCash) };
  });
  return {
    id: 'growth',
    title: 'Growth and falls',
    note: 'Return since the start, and how far each account lies under its highest value so far.',
    body: `<div class="card">${lineChart(lines, { label: 'Returns since the start', format: plainPercent, baseline: 0, height: 320 })}${lineChart(falls, { label: 'Underwater curves', format: plainPercent, baseline: 0, height: 130, legend: false })}</div>`,
  };
}

function heads(named: Named): string {
  const cells = named.map(([name], i) => {
    const dot = `<i class="dot" style="background:${toneColor(seriesTones[i % seriesTones.length])}"></i>`;
    return `<th scope="col" class="number">${dot}${escapeHtml(name)}</th>`;
  });
  return `<thead><tr><th scope="col"></th>${cells.join('')}</tr></thead>`;
}

function table(label: string, named: Named, rows: readonly string[]): string {
  return `<div class="card scroller" tabindex="0" role="group" aria-label="${label}"><table class="comparison">${heads(named)}<tbody>${rows.join('')}</tbody></table></div>`;
}

function tableSection(
  id: string,
  title: string,
  named: Named,
  metrics: readonly MetricName[],
  further: readonly string[] = [],
): PageSection {
  const rows = metrics.map((metric) => {
    const { label, better, definition } = metricEntry(metric);
    const values = named.map(([, result]) => result.metrics[metric]);
    const best =
      better === 'neither' ? Number.NaN : (better === 'higher' ? Math.max : Math.min)(...values.filter((value) => !Number.isNaN(value)));
    const isTold = new Set(values).size > 1;
    const cells = values.map(
      (value) => `<td class="number${isTold && value === best ? ' best' : ''}">${escapeHtml(formatMetric(metric, value))}</td>`,
    );
    return `<tr><th scope="row" title="${escapeHtml(definition)}">${escapeHtml(label)}</th>${cells.join('')}</tr>`;
  });
  return { id, title, note: 'The preferred value of each line is bold.', body: table(title, named, [...rows, ...further]) };
}

/** Rows on luck, which stand under the headline figures. */
function luckHtml(named: Named): readonly string[] {
  return luckRows(named.map(([, result]) => result.luck)).map(([label, ...texts]) => {
    const cells = texts.map((text) => `<td class="number">${escapeHtml(text)}</td>`);
    return `<tr><th scope="row">${escapeHtml(label)}</th>${cells.join('')}</tr>`;
  });
}

function runsSection(named: Named): PageSection {
  const items = named.map(([name, result]) => {
    const warnings = result.warnings.map((warning) => `<li>${escapeHtml(warning)}</li>`);
    return `<div class="card"><h3>${escapeHtml(name)}</h3><p class="note small">${escapeHtml(`${titleOf(result)} · ${leadOf(result)}`)}</p>${warnings.length === 0 ? '' : `<ul>${warnings.join('')}</ul>`}</div>`;
  });
  return { id: 'runs', title: 'Runs', body: `<div class="grid">${items.join('')}</div>` };
}

/** Options, parameters and assumptions in which the runs differ. */
function differencesSection(named: Named): PageSection {
  const facts = named.map(([, { manifest, assumptions }]) => ({
    ...prefixed('parameter', manifest.parameters),
    ...prefixed('option', manifest.options),
    ...Object.fromEntries(assumptions.map(({ name, value, kind }) => [`assumption: ${name}`, `${value} (${kind})`])),
  }));
  const names = [...new Set(facts.flatMap((fact) => Object.keys(fact)))];
  const differing = names.filter((name) => new Set(facts.map((fact) => fact[name])).size > 1);
  const rows = differing.map((name) => {
    const cells = facts.map((fact) => `<td class="number">${escapeHtml(fact[name] ?? '–')}</td>`);
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.join('')}</tr>`;
  });
  const body =
    rows.length === 0 ? '<p class="card soft">Parameters, options and assumptions are the same.</p>' : table('Differences', named, rows);
  return { id: 'differences', title: 'What differs', body };
}

function prefixed(kind: string, values: Readonly<Record<string, unknown>>): Record<string, string> {
  const text = (value: unknown): string =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : typeof value === 'string' ? value : show(value);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${kind}: ${name}`, text(value)]));
}

function style(count: number): string {
  return `.comparison{min-width:${220 + count * 130}px}@media screen and (max-width:760px){.comparison{min-width:${150 + count * 92}px}.comparison th,.comparison td{padding-right:9px;white-space:normal}}.comparison tbody th{font-weight:450;color:var(--soft)}.comparison .best{font-weight:680;color:var(--ink)}.dot{display:inline-block;width:8px;height:8px;border-radius:50%;margin-right:6px}.card ul{margin:8px 0 0;padding-left:18px;font-size:13.5px}`;
}
