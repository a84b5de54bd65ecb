import { escapeHtml, fanChart, histogram, type PageSection, page, plainPercent, scatter } from '../charts/index.ts';
import { normalQuantile } from '../kernels/index.ts';
import { histogram as binned } from '../metrics/index.ts';
import { freeOfCosts } from './free-of-costs.ts';
import type { MonteCarloReport } from './monte-carlo-report.ts';
import { metricNames, percent, type RunMetric, runMetrics } from './run-figures.ts';

/** Bins of a histogram at most. */
const mostBins = 40;
/** Points of a quantile plot at most. */
const mostPoints = 400;

/** Figures of a picture begin where tables do. */
export const pictureStyle: string = 'figure{margin:0}.grid+figure{margin-top:16px}';

/** The page of a report, as one HTML text that needs nothing else. */
export async function monteCarloPage(report: MonteCarloReport, residuals: Float64Array | null): Promise<string> {
  const { world, worlds, strategy, meaning, isFree, seed } = report;
  return page({
    title: `${strategy || 'The strategy'} in ${worlds} worlds`,
    eyebrow: 'Monte Carlo',
    lead: `${isFree ? `${freeOfCosts} ` : ''}Worlds: ${world}, ${meaning}. Seed ${seed}.`,
    style: pictureStyle,
    sections: [
      standing(report),
      equity(report),
      distributions(report),
      drawdowns(report),
      likeness(report),
      ...fitOf(report, residuals),
      ...noteList([...failed(report), ...report.warnings]),
    ],
  });
}

/** A card with a title and a picture. */
export function card(title: string, note: string, body: string): string {
  return `<figure class="card"><figcaption><h3>${escapeHtml(title)}</h3><p class="note small">${escapeHtml(note)}</p></figcaption>${body}</figure>`;
}

/** A table of text; the first column names the rows. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (tag: 'th' | 'td', text: string, k: number): string =>
    k === 0 ? `<th scope="row">${escapeHtml(text)}</th>` : `<${tag} class="number">${escapeHtml(text)}</${tag}>`;
  const heads = head.map((text, k) => `<th scope="col"${k === 0 ? '' : ' class="number"'}>${escapeHtml(text)}</th>`);
  const body = rows.map((row) => `<tr>${row.map((text, k) => cell('td', text, k)).join('')}</tr>`);
  return `<div class="card scroller"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function standing(report: MonteCarloReport): PageSection {
  const rows = runMetrics.map((name) => {
    const { label, print } = metricNames[name];
    const { real, percentile, worlds } = report.metrics[name];
    const cells =
      worlds === null ? Array.from({ length: 5 }, () => 'n/a') : [worlds.p5, worlds.p25, worlds.p50, worlds.p75, worlds.p95].map(print);
    return [label, real === null ? 'n/a' : print(real), percentile === null ? 'n/a' : percent(percentile), ...cells];
  });
  const head = ['', 'Real run', 'Above', '5%', '25%', 'Median', '75%', '95%'];
  return { id: 'standing', title: 'Where the real run stands', note: report.verdict(), body: textTable(head, rows) };
}

function equity({ fan }: MonteCarloReport): PageSection {
  const { time, p5, p25, p50, p75, p95, real } = fan;
  const bands = [
    { name: '5% to 95%', low: p5, high: p95 },
    { name: '25% to 75%', low: p25, high: p75 },
  ];
  const lines = [
    { name: 'real run', x: time, y: real, tone: 'loss' as const },
    { name: 'median world', x: time, y: p50, tone: 'gain' as const },
  ];
  const body = fanChart({ x: time, bands, lines }, { label: 'Equity of the worlds and of the real run', height: 280, baseline: 1 });
  return {
    id: 'equity',
    title: 'Equity',
    note: 'Quantiles of the worlds at each time, as multiples of the start.',
    body: `<div class="card">${body}</div>`,
  };
}

function distributions(report: MonteCarloReport): PageSection {
  const cards = runMetrics.map((name) => {
    const { label, print } = metricNames[name];
    const { real } = report.metrics[name];
    const values = report.values[name].filter((value) => !Number.isNaN(value));
    const missing = report.values[name].length - values.length;
    const note = `${missing === 0 ? '' : `Undefined in ${missing} worlds. `}${real === null ? 'Undefined in the real run.' : `The line is the real run, ${print(real)}; it is counted with the worlds.`}`;
    if (values.length === 0) return card(label, note, '<p class="soft">No world has a value.</p>');
    const all = real === null ? values : Float64Array.of(...values, real);
    const bins = binned(all, { bins: Math.min(mostBins, Math.max(5, Math.ceil(Math.sqrt(all.length)))) });
    const mark = real === null ? {} : { mark: { name: 'real run', value: real } };
    return card(label, note, histogram(bins, { label: `${label} over the worlds`, format: axisFormat(name), ...mark }));
  });
  return { id: 'distributions', title: 'Distributions', body: `<div class="grid">${cards.join('')}</div>` };
}

function axisFormat(name: RunMetric): (value: number) => string {
  if (name === 'totalReturn' || name === 'maxDrawdown') return plainPercent;
  return name === 'sharpe' ? (value) => value.toFixed(1) : (value) => String(Math.round(value));
}

function drawdowns(report: MonteCarloReport): PageSection {
  const depths = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9];
  const rows = depths.map((depth) => [percent(depth), percent(report.drawdownProbability(depth))]);
  return {
    id: 'drawdowns',
    title: 'Drawdowns',
    note: 'How many of the worlds fall at least so far from a peak.',
    body: textTable(['Fall', 'Worlds'], rows),
  };
}

function likeness({ facts }: MonteCarloReport): PageSection {
  const print = (value: number): string => String(Number(value.toPrecision(3)));
  const rows = facts.map(({ name, real, worlds }) => [name, ...[real, worlds.p5, worlds.p50, worlds.p95].map(print)]);
  return {
    id: 'likeness',
    title: 'How like the data the worlds are',
    note: 'Facts of the first market. What a kind of world leaves out shows here.',
    body: textTable(['', 'Data', '5%', 'Median', '95%'], rows),
  };
}

function fitOf({ fit }: MonteCarloReport, residuals: Float64Array | null): readonly PageSection[] {
  if (fit === null || residuals === null) return [];
  const print = (value: number): string => String(Number(value.toPrecision(5)));
  const errors = fit.standardErrors;
  const parameters = Object.entries(fit.parameters).map(([name, value]) => [
    name,
    print(value),
    errors === null ? 'n/a' : print(errors[name]),
  ]);
  const checks = fit.checks.map(({ name, statistic, pValue }) => [name, statistic.toFixed(2), pValue.toFixed(4)]);
  const sorted = residuals.slice().sort();
  const step = Math.max(1, Math.floor(sorted.length / mostPoints));
  const places = Array.from({ length: Math.ceil(sorted.length / step) }, (_, k) => k * step);
  const wanted = Float64Array.from(places, (place) => normalQuantile((place + 0.5) / sorted.length));
  const found = Float64Array.from(places, (place) => sorted[place]);
  const line = Float64Array.from({ length: 120 }, (_, k) => wanted[0] + (k / 119) * (wanted[wanted.length - 1] - wanted[0]));
  const series = [
    { name: 'as it should be', x: line, y: line, tone: 'slate' as const },
    { name: 'residuals', x: wanted, y: found, tone: 'gain' as const },
  ];
  const quantiles = scatter(series, {
    label: 'Quantiles of the residuals against those of the normal distribution',
    axes: ['normal', 'residuals'],
  });
  const figures = [
    ['Log-likelihood', fit.logLikelihood.toFixed(2), ''],
    ['AIC', fit.aic.toFixed(2), ''],
    ['BIC', fit.bic.toFixed(2), ''],
    ['Converged', fit.converged ? 'yes' : 'no', ''],
  ];
  return [
    {
      id: 'fit',
      title: 'The fit',
      note: `${fit.model}, fitted to logarithmic returns of closes by maximum likelihood. A small p-value says that the model leaves something; over many bars small faults are found too, so look at the picture.`,
      body: `<div class="grid">${textTable(['', 'Estimate', 'Standard error'], [...parameters, ...figures])}${textTable(['What is left', 'Statistic', 'p'], checks)}</div>${card('Residuals', 'Normal quantiles of the residuals: on the line where the model is right.', quantiles)}`,
    },
  ];
}

function failed({ failures }: MonteCarloReport): readonly string[] {
  return failures.count === 0 ? [] : [`The strategy threw in ${failures.count} worlds, which do not count: ${failures.first}`];
}

/** A section of notes, if there are any. */
export function noteList(notes: readonly string[]): readonly PageSection[] {
  if (notes.length === 0) return [];
  return [
    {
      id: 'notes',
      title: 'Notes',
      body: `<div class="card"><ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul></div>`,
    },
  ];
}
