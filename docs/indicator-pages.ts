// Writes a page for each indicator beside the API pages: npm run docs
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { syntheticBars } from 'barwright';
import { candleChart, escapeHtml, lineChart, page, sparkline } from 'barwright/charts';
import * as indicators from 'barwright/indicators';
import { groupTitles } from './indicator-catalog.ts';

const { catalog } = indicators;
type Entry = indicators.IndicatorEntry;
type Columns = Readonly<Record<string, Float64Array>>;

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Bars that are drawn, and those before them that warm up. */
const drawn = 120;
const before = 480;

const market = demoMarket();
const x = Float64Array.from({ length: drawn }, (_, i) => i);

/** Seeded hourly bars with all columns that an indicator may ask for. */
function demoMarket(): { readonly [name in indicators.InputName]: Float64Array } {
  const bars = syntheticBars({ seed: 12, length: before + drawn, interval: '1h', volatility: 0.8 });
  const other = syntheticBars({ seed: 13, length: before + drawn, interval: '1h', volatility: 0.8 }).close;
  const { time, open, high, low, close, volume } = bars;
  const wave = (i: number, length: number): number => Math.sin((2 * Math.PI * i) / length);
  return {
    time,
    open,
    high,
    low,
    close,
    volume,
    series: close,
    other,
    buyVolume: volume.map((v, i) => v * (0.5 + (0.4 * (close[i] - open[i])) / (high[i] - low[i] || 1))),
    funding: close.map((_, i) => 0.0001 * (1 + 2 * wave(i, 90))),
    openInterest: close.map((_, i) => 1000 * (1 + 0.2 * wave(i, 150) + 0.05 * wave(i, 17))),
    periods: close.map((_, i) => Math.round(12 + 8 * wave(i, 100))),
  };
}

const tail = (column: Float64Array): Float64Array => column.slice(-drawn);
const candles = { open: tail(market.open), high: tail(market.high), low: tail(market.low), close: tail(market.close) };

/** The groups whose columns are prices. */
const onPrices: readonly string[] = ['overlap', 'price'];
const pricesToo: readonly string[] = ['donchian', 'keltner', 'heikin_ashi', 'fractals', 'super_smoother', 'decycler', 'laguerre_filter'];
const notPrices: readonly string[] = ['basis', 'bop', 'avgdev'];

/** Whether the outputs can stand over the candles: their values lie about the prices. */
function isOnPrices({ name, group }: Entry, outputs: Columns): boolean {
  if (notPrices.includes(name)) return false;
  if (!onPrices.includes(group) && !pricesToo.includes(name)) return false;
  const [low, high] = [Math.min(...candles.low) / 2, Math.max(...candles.high) * 2];
  return Object.values(outputs).every((column) => tail(column).every((value) => Number.isNaN(value) || (value > low && value < high)));
}

/** Outputs that speak of a direction stay out of pictures of prices. */
const linesOf = (outputs: Columns): Columns => Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== 'direction'));

function seriesOf(outputs: Columns) {
  return Object.entries(outputs).map(([name, y]) => ({ name, x, y: tail(y) }));
}

/** A picture of what the indicator gives on the demo bars, as SVG. */
export function indicatorPicture(entry: Entry): string {
  const label = `${entry.title} on synthetic bars`;
  const outputs = entry.compute(market);
  const price = (options: object = {}): string => candleChart(candles, { label, height: 240, ...options });
  const pane = (columns: Columns): string => lineChart(seriesOf(columns), { label, x: 'number', height: 160 });
  if (entry.name === 'zigzag') return price({ overlays: [{ name: 'swings', x, y: joined(tail(outputs.pivot)) }] });
  if (entry.name === 'fractals') return price({ marks: tail(outputs.down.map((low, i) => (low > 0 ? 1 : outputs.up[i] > 0 ? -1 : 0))) });
  if (entry.name === 'heikin_ashi') return candleChart(lastRows(outputs) as never, { label, height: 240 });
  if (entry.kind === 'transform') return rowsPicture(entry, label);
  if (entry.kind === 'profile') {
    const [amount] = entry.outputs.filter((output) => output === 'volume' || output === 'touches');
    const middle = outputs.low.map((low, row) => (low + outputs.high[row]) / 2);
    return (
      price() +
      lineChart([{ name: `${amount} by price`, x: middle, y: outputs[amount] }], { label, x: 'number', height: 160, legend: true })
    );
  }
  if (entry.group === 'pattern') return price({ marks: tail(outputs[entry.outputs[0]]) });
  if (isOnPrices(entry, linesOf(outputs))) return price({ overlays: seriesOf(linesOf(outputs)) });
  return price() + pane(outputs);
}

/** The middle of bands or the first output that moves, small and without axes; none where an output is of single bars or rows. */
function thumbnail(entry: Entry): string {
  if (entry.group === 'pattern' || entry.kind === 'transform' || entry.kind === 'profile') return '';
  const outputs = linesOf(entry.compute(market));
  const { middle, ...others } = outputs;
  const column = (middle === undefined ? Object.values(others) : [middle])
    .map(tail)
    .find((values) => new Set(values.filter(Number.isFinite)).size > 2);
  if (column === undefined) return '';
  const against = isOnPrices(entry, outputs) ? { against: candles.close } : {};
  const values = entry.kind === 'repainting' ? joined(column) : column;
  return sparkline(values, { label: entry.title, height: 44, ...against });
}

/** Holes filled by straight lines between the values. */
function joined(column: Float64Array): Float64Array {
  const places = Array.from(column.keys()).filter((i) => !Number.isNaN(column[i]));
  const line = column.slice();
  places.slice(1).forEach((to, k) => {
    const from = places[k];
    for (let i = from; i < to; i++) line[i] = column[from] + ((column[to] - column[from]) * (i - from)) / (to - from);
  });
  return line;
}

const lastRows = (outputs: Columns, rows = drawn): Columns =>
  Object.fromEntries(Object.entries(outputs).map(([name, column]) => [name, column.slice(-rows)]));

/** Parameters that give some dozens of rows on the demo bars. */
const rowParameters: Readonly<Record<string, object>> = {
  volume_bars: { size: market.volume.reduce((sum, v) => sum + v, 0) / 100 },
  dollar_bars: { size: market.volume.reduce((sum, v, i) => sum + v * market.close[i], 0) / 100 },
  delta_bars: { size: market.volume.reduce((sum, v) => sum + v, 0) / 400 },
  range_bars: { size: 0.03 },
  kagi: { size: 0.03 },
  renko: { size: 0.02 },
  point_figure: { size: 0.01 },
};

function rowsPicture(entry: Entry, label: string): string {
  const rows = lastRows(entry.compute(market, rowParameters[entry.name]));
  if (entry.name === 'kagi') {
    const places = Float64Array.from(rows.end.keys());
    return lineChart([{ name: 'turns', x: places, y: rows.end }], { label, x: 'number', height: 240 });
  }
  if (entry.name === 'point_figure') {
    const rises = rows.direction.map((direction) => Number(direction > 0));
    const open = rows.bottom.map((bottom, i) => (rises[i] ? bottom : rows.top[i]));
    const close = rows.top.map((top, i) => (rises[i] ? top : rows.bottom[i]));
    return candleChart({ open, high: rows.top, low: rows.bottom, close }, { label, height: 240 });
  }
  return candleChart(rows as never, { label, height: 240 });
}

const reserved: ReadonlySet<string> = new Set(['var']);

/** A sample that runs: batch, bar by bar and by name. */
export function indicatorSample(entry: Entry): string {
  const { name, inputs, parameters } = entry;
  const local = reserved.has(name) ? `${name}Of` : name;
  const seriesInputs = ['series', 'other', 'periods'];
  const isSeries = inputs.every((input) => seriesInputs.includes(input));
  const extra = inputs.filter((input) => ['other', 'buyVolume', 'funding', 'openInterest', 'periods'].includes(input));
  const made: Readonly<Record<string, string>> = {
    other: 'bars.open',
    periods: 'bars.close.map((_, i) => 5 + (i % 10))',
    buyVolume: 'bars.volume.map((volume) => volume * 0.6)',
    funding: 'bars.close.map(() => 0.0001)',
    openInterest: 'bars.close.map((_, i) => 1000 + i)',
  };
  const column = (input: string): string =>
    `${input === 'series' ? 'close' : input}: ${made[input] ?? `bars.${input === 'series' ? 'close' : input}`}`;
  const columns = extra.length === 0 ? 'bars' : `{ ${inputs.map(column).join(', ')} }`;
  const rest = Object.entries(parameters).filter(([key]) => key !== 'period');
  const options = rest.length === 0 ? '' : `{ ${rest.map(([key, { default: value }]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }`;
  const given = isSeries ? inputs.map((input) => (input === 'series' ? 'data.close' : `data.${input}`)) : ['data'];
  const period = parameters.period === undefined ? [] : [String(parameters.period.default)];
  const call = `${local}(${[...given, ...period, ...(options === '' ? [] : [options])].join(', ')})`;
  const input =
    inputs.length === 1 && inputs[0] === 'series'
      ? 'data.close[i]'
      : `{ ${inputs.map((field) => `${field}: data.${field === 'series' ? 'close' : field}[i]`).join(', ')} }`;
  const hasFunction = typeof (indicators as unknown as Record<string, unknown>)[name] === 'function';
  const named =
    entry.outputs.length === 1
      ? 'values'
      : `{ ${entry.outputs.map((output) => (reserved.has(output) ? `${output}: ${output}Of` : output)).join(', ')} }`;
  return [
    "import { syntheticBars } from 'barwright';",
    `import { catalog${hasFunction ? `, ${local === name ? name : `${name} as ${local}`}` : ''} } from 'barwright/indicators';`,
    '',
    'const bars = syntheticBars({ seed: 1, length: 500 });',
    `const data = ${columns};`,
    ...(hasFunction ? [`const ${local === 'values' || entry.outputs.includes(local) ? 'result' : named} = ${call};`] : []),
    '',
    `const live = catalog.get('${name}').stream();`,
    `for (let i = 0; i < bars.length; i++) live.next(${input});`,
    '',
    `const byName = catalog.get('${name}').compute(data);`,
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string => `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<div class="wide"><table class="facts"><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table></div>`;
}

/** Text without the marks of code. */
const plain = (text: string): string => text.replaceAll('`', '');

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
const list = (names: readonly string[]): string => names.map(code).join(', ');

const kinds: Readonly<Record<indicators.IndicatorKind, string>> = {
  causal: 'A value never changes once it is given.',
  repainting: 'Repaints: values are laid at bars at which nobody knew them. For charts and labels, never for signals.',
  transform: 'A transform: rows of its own, each with the bar that finished it.',
  profile: 'A profile: rows over prices, of the last bars.',
};

const style = `
.facts{border-collapse:collapse;font-size:14px}.facts th,.facts td{padding:6px 18px 6px 0;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
.facts th{color:var(--soft);font-weight:500}.wide{overflow-x:auto}
.formula{font:15px/1.6 ui-monospace,SFMono-Regular,Menlo,monospace;padding:14px 16px;border-left:3px solid var(--gain);background:color-mix(in srgb,var(--line) 35%,transparent);overflow-wrap:anywhere}
pre{font:13px/1.55 ui-monospace,SFMono-Regular,Menlo,monospace;padding:14px 16px;background:color-mix(in srgb,var(--line) 35%,transparent);overflow-x:auto}
.around{display:flex;justify-content:space-between;gap:16px;flex-wrap:wrap;font-size:14px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:14px}
.card{display:flex;flex-direction:column;padding:12px 14px;border:1px solid var(--line);border-radius:6px;color:inherit;text-decoration:none}.card:hover{border-color:var(--gain)}
.card b{font-weight:600}.card span{display:block;color:var(--soft);font-size:13px;margin-top:4px}.card[hidden]{display:none}
.card .sparkline{margin-top:auto;padding-top:8px;box-sizing:content-box}
@media(min-width:700px){.facts td:first-child{width:1%;white-space:nowrap;padding-right:36px}}
#find{width:100%;padding:10px 12px;font:inherit;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;margin:4px 0 14px}
`;

/** Where typedoc put the page of a function: those of the front door are there, those made by a maker are variables. */
function apiPage(name: string): string | undefined {
  const places = ['functions/indicators.', 'variables/indicators.', 'functions/barwright.'];
  return places.map((place) => `${place}${name}.html`).find((path) => existsSync(at(`./api/${path}`)));
}

/** The page of one indicator. */
export function indicatorPage(entry: Entry): Promise<string> {
  const { name, title, group, kind, inputs, outputs, parameters, definition, formula, source } = entry;
  const siblings = catalog.list({ group });
  const place = siblings.findIndex((sibling) => sibling.name === name);
  const link = (sibling: Entry | undefined, text: string): string =>
    sibling === undefined ? '<span></span>' : `<a href="${sibling.name}.html">${text.replace('*', escapeHtml(sibling.title))}</a>`;
  const rows = Object.entries(parameters).map(([key, parameter]) => [
    code(key),
    parameter.type === 'choice'
      ? list(parameter.choices)
      : `${parameter.type === 'int' ? 'whole number' : 'number'}, ${parameter.min} to ${parameter.max}`,
    code(String(parameter.default)),
  ]);
  const api = apiPage(name);
  const facts = [
    ['Group', escapeHtml(groupTitles[group])],
    ['Kind', kinds[kind]],
    ['Inputs', list(inputs)],
    ['Outputs', list(outputs)],
    ['Bars without output, with the defaults', String(entry.lookback())],
    ['Source', escapeHtml(source)],
    ...(api === undefined ? [] : [['API', `<a href="../${api}">${code(name)}</a>`]]),
  ];
  return page({
    title,
    eyebrow: name,
    lead: plain(definition),
    style,
    opening: `<div class="around"><a href="index.html">All indicators</a></div>`,
    sections: [
      { id: 'picture', title: 'Picture', note: 'Seeded synthetic bars of an hour, the defaults.', body: indicatorPicture(entry) },
      { id: 'formula', title: 'Formula', body: `<div class="formula">${escapeHtml(formula || definition)}</div>` },
      { id: 'facts', title: 'Facts', body: table(['', ''], facts) },
      ...(rows.length === 0 ? [] : [{ id: 'parameters', title: 'Parameters', body: table(['Name', 'Range', 'Default'], rows) }]),
      { id: 'sample', title: 'Sample', body: `<pre><code>${escapeHtml(indicatorSample(entry))}</code></pre>` },
    ],
    footer: `<div class="around">${link(siblings[place - 1], '&larr; *')}${link(siblings[place + 1], '* &rarr;')}</div>`,
  });
}

const finder = `
const box = document.getElementById('find');
box.addEventListener('input', () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const card of document.querySelectorAll('.card')) card.hidden = !words.every((word) => card.dataset.text.includes(word));
  for (const section of document.querySelectorAll('.section')) section.hidden = section.querySelectorAll('.card:not([hidden])').length === 0;
});
`;

/** The page that leads to all others. */
export function indicatorIndex(): Promise<string> {
  const sections = Object.entries(groupTitles).map(([group, title]) => {
    const cards = catalog.list({ group: group as indicators.IndicatorGroup }).map((entry) => {
      const { name, title: called, definition } = entry;
      const text = escapeHtml(`${name} ${called} ${definition}`.toLowerCase());
      return `<a class="card" href="${name}.html" data-text="${text}"><div><b>${escapeHtml(called)}</b> ${code(name)}</div><span>${escapeHtml(plain(definition))}</span>${thumbnail(entry)}</a>`;
    });
    return { id: group, title, body: `<div class="cards">${cards.join('')}</div>` };
  });
  return page({
    title: 'Indicators',
    eyebrow: 'barwright',
    lead: `${catalog.list().length} indicators, each in batch, bar by bar and by name, with the same values.`,
    style,
    opening:
      '<input id="find" type="search" placeholder="Find by name or word" aria-label="Find by name or word"><p><a href="../index.html">Documentation</a></p>',
    sections,
    scripts: [finder],
  });
}

/** Makes the names in the built guide to the catalog links to the pages. */
function linkGuide(folder: string): void {
  const file = readdirSync(`${folder}/documents`).find((name) => /catalog/i.test(name));
  if (file === undefined) throw new Error('The guide to the catalog is not among the built documents.');
  const path = `${folder}/documents/${file}`;
  const html = readFileSync(path, 'utf8').replaceAll(/<td><code>(\w+)<\/code><\/td>/g, (cell, name) =>
    catalog.has(name) ? `<td><a href="../indicators/${name}.html"><code>${name}</code></a></td>` : cell,
  );
  writeFileSync(path, html);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = at('./api');
  mkdirSync(`${folder}/indicators`, { recursive: true });
  for (const entry of catalog.list()) writeFileSync(`${folder}/indicators/${entry.name}.html`, await indicatorPage(entry));
  writeFileSync(`${folder}/indicators/index.html`, await indicatorIndex());
  linkGuide(folder);
  console.log(`wrote ${catalog.list().length} pages of indicators`);
}
