import { areaChart, barChart, type LineMark, lineChart, type PageSection, page, plainNumber, plainPercent } from '../charts/index.ts';
import { underwater } from '../metrics/index.ts';
import { splitDiagram } from '../splits/index.ts';
import { changeText, dayText, percentText, ratioText } from './figures.ts';
import { card, openingOf, tableHtml, validationStyle } from './page-parts.ts';
import type { WalkForward } from './walk-forward-result.ts';
import { choiceText, stopText, walkForwardVerdict } from './walk-forward-verdict.ts';

/** A walk-forward as a page. */
export async function walkForwardPage<P extends object>(wf: WalkForward<P>): Promise<string> {
  const { outOfSample, strategy, windowing, luck, windows } = wf;
  const { metrics, symbols } = outOfSample;
  const named = symbols.filter((symbol) => symbol !== '');
  return page({
    title: `${strategy}${named.length === 0 ? '' : ` on ${named.join(', ')}`}: walk-forward`,
    eyebrow: 'Validation',
    lead: `${windowing}; ${luck.trials.toLocaleString('en')} trials in ${windows.length} windows, ranked by ${wf.objective}.`,
    opening: openingOf(walkForwardVerdict(wf), metrics.totalReturn < 0, [
      ['Return out of sample', changeText(metrics.totalReturn), `drawdown ${changeText(metrics.maxDrawdown)}`],
      ['Sharpe ratio', ratioText(metrics.sharpe), 'out of sample, a year'],
      ['Efficiency', ratioText(wf.efficiency), 'of the growth that training promised'],
      ['Windows with a profit', percentText(wf.profitable), `${windows.length} windows`],
      ['Parameter drift', percentText(wf.parameterStability.drift), 'of the range, a window'],
      ['Overfitting', percentText(luck.overfitting), 'mean of the training windows'],
      ['True Sharpe above 0', percentText(luck.probabilisticSharpe), `${percentText(luck.deflatedSharpe)} with all trials counted`],
    ]),
    sections: [equitySection(wf), figuresSection(wf), parametersSection(wf), windowsSection(wf), splitsSection(wf)],
    style: validationStyle,
  });
}

function equitySection<P extends object>({ outOfSample, windows, stops, positions }: WalkForward<P>): PageSection {
  const { from, startingCash } = outOfSample;
  const time = outOfSample.time.subarray(from);
  const equity = outOfSample.equity.subarray(from);
  const borders = Array.from(windows.column('testStart'), (x, k): LineMark => ({ x, name: `window ${k + 1}` }));
  const marks = [...borders, ...stops.map((stop): LineMark => ({ x: stop.time, name: `Stop: ${stopText(stop)}`, tone: 'loss' }))];
  const lines = [{ name: 'Out of sample', x: time, y: equity }];
  const { benchmark } = outOfSample;
  const against =
    benchmark === undefined ? [] : [{ name: benchmark.name, x: time, y: benchmark.equity.subarray(from), tone: 'soft' as const }];
  const below = { name: 'Below peak', x: time, y: underwater(equity, startingCash), tone: 'loss' as const };
  return {
    id: 'equity',
    title: 'Record out of sample',
    note: `Equity at each close of the test windows, joined; positions are ${positions === 'carry' ? 'carried from window to window' : 'closed at the end of each window'}. Thin lines are the borders of windows${stops.length === 0 ? '' : ', strong ones where a rule said stop'}.`,
    body:
      card(
        lineChart([...lines, ...against], { label: 'Equity out of sample', baseline: startingCash, height: 280, marks }) +
          areaChart(below, { label: 'Underwater curve', format: plainPercent, height: 110 }),
      ) + (stops.length === 0 ? '' : tableHtml([['Rule', 'What happened'], ...stops.map((stop) => [stop.rule, stopText(stop)])], 2)),
  };
}

function figuresSection<P extends object>({ windows }: WalkForward<P>): PageSection {
  const groups = Array.from(windows.column('testStart'), dayText);
  const pair = (inside: string, outside: string, label: string, format: (value: number) => string): string =>
    card(
      barChart(
        groups,
        [
          { name: 'in sample', values: windows.column(inside as 'inSampleSharpe'), tone: 'slate' },
          { name: 'out of sample', values: windows.column(outside as 'outOfSampleSharpe'), tone: 'gain' },
        ],
        { label, format },
      ),
      label,
    );
  return {
    id: 'figures',
    title: 'In and out of sample',
    note: 'What training promised and what came, window by window. In-sample figures are those of the best of many trials: they flatter.',
    body: `<div class="grid">${pair('inSampleSharpe', 'outOfSampleSharpe', 'Sharpe ratio', plainNumber)}${pair('inSampleReturn', 'outOfSampleReturn', 'Return of the window', plainPercent)}</div>`,
  };
}

function parametersSection<P extends object>({ windows, parameterStability }: WalkForward<P>): PageSection {
  const x = windows.column('testStart');
  const charts = parameterStability.parameters.map(({ name, values, drift, changed }) => {
    const words = [...new Set(values.filter((value) => value !== undefined && typeof value !== 'number'))];
    const y = Float64Array.from(values, (value) =>
      typeof value === 'number' ? value : value === undefined ? Number.NaN : words.indexOf(value),
    );
    const format = words.length === 0 ? plainNumber : (value: number): string => String(words[value] ?? '');
    const title = `${name}: moved ${percentText(drift)} of its range a window, changed ${percentText(changed)} of the time`;
    return card(lineChart([{ name, x, y }], { label: name, height: 140, format }), title);
  });
  return {
    id: 'parameters',
    title: 'Chosen parameters',
    note: 'An edge that is there keeps its parameters near one place; parameters that jump follow noise.',
    body: `<div class="grid">${charts.join('')}</div>`,
  };
}

function windowsSection<P extends object>({ windows }: WalkForward<P>): PageSection {
  const rows = windows
    .toRows()
    .map((row) => [
      String(row.window + 1),
      dayText(row.trainStart),
      dayText(row.testStart),
      dayText(row.testEnd),
      choiceText(row),
      row.reason ?? row.stops.join(', '),
      String(row.trials),
      changeText(row.inSampleReturn),
      ratioText(row.inSampleSharpe),
      changeText(row.outOfSampleReturn),
      ratioText(row.outOfSampleSharpe),
      changeText(row.outOfSampleDrawdown),
      String(row.outOfSampleTrades),
    ]);
  const names = [
    '',
    'Train from',
    'Test from',
    'to',
    'Chosen',
    'Notes',
    'Trials',
    'In: return',
    'Sharpe',
    'Out: return',
    'Sharpe',
    'Drawdown',
    'Trades',
  ];
  return { id: 'windows', title: 'Windows', body: tableHtml([names, ...rows], 6) };
}

function splitsSection<P extends object>({ splits, times }: WalkForward<P>): PageSection {
  return {
    id: 'splits',
    title: 'Splits',
    note: 'What each window learns from and what it is tested on, the first window at the top.',
    body: card(splitDiagram(splits, { times, label: `${splits.length} windows` })),
  };
}
