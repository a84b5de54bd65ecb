import {
  barChart,
  histogram as histogramChart,
  type LineMark,
  type LineSeries,
  lineChart,
  type PageSection,
  plainNumber,
  plainPercent,
  scatter,
} from '../charts/index.ts';
import { histogram } from '../metrics/index.ts';
import type { SweepResult } from '../search/index.ts';
import { card, tableHtml } from './page-parts.ts';
import { growthOf } from './track-record.ts';
import type { CheckRule } from './validate-checks.ts';
import type { VerdictEvidence } from './validate-verdict.ts';

/** Paths that a picture has room for. */
const mostPaths = 40;

/** A picture of each part that has one. */
export function picturesOf<P extends object>(evidence: VerdictEvidence<P>, rules: readonly CheckRule[]): readonly PageSection[] {
  const thresholdOf = (name: CheckRule['name']): number | undefined => rules.find((rule) => rule.name === name)?.threshold;
  return [
    recordSection(evidence),
    ...space(evidence),
    ...halves(evidence),
    ...trades(evidence, thresholdOf('drawdown')),
    ...stress(evidence),
    ...walkForward(evidence),
    ...paths(evidence),
    ...permutation(evidence),
  ];
}

function recordSection<P extends object>({ result }: VerdictEvidence<P>): PageSection {
  const { from, benchmark, startingCash } = result;
  const x = result.time.subarray(from);
  const own: LineSeries = { name: result.strategy.name, x, y: result.equity.subarray(from) };
  const against: readonly LineSeries[] =
    benchmark === undefined ? [] : [{ name: benchmark.name, x, y: benchmark.equity.subarray(from), tone: 'soft' }];
  return {
    id: 'record',
    title: 'The record',
    note: 'The run that was judged. Of a search it is the best of all trials in hindsight, which nobody could have traded: the windows below are the ones that could be.',
    body: card(lineChart([own, ...against], { label: 'Equity', baseline: startingCash, height: 240 })),
  };
}

function space<P extends object>({ sweep, plateau }: VerdictEvidence<P>): readonly PageSection[] {
  if (sweep === undefined || plateau === undefined) return [];
  const names = numericNames(sweep);
  if (names.length === 0) return [];
  const [x, y] = names;
  const picture = y === undefined ? line(sweep, x) : sweep.heatmap(x, y).svg();
  const title = y === undefined ? `${sweep.objectives[0]} over ${x}` : `${sweep.objectives[0]} over ${x} (columns) and ${y} (rows)`;
  return [
    {
      id: 'space',
      title: 'The space',
      note: 'What trials scored. A broad area of one colour can be trusted more than a single peak.',
      body: `<div class="card"><h3>${title}</h3><div class="scroller">${picture}</div></div>`,
    },
  ];
}

/** Scores along one parameter. */
function line<P extends object>(sweep: SweepResult<P>, name: keyof P & string): string {
  const points = sweep
    .top(sweep.trials.length)
    .map(({ params, score }) => [Number(params[name]), score] as const)
    .sort((a, b) => a[0] - b[0]);
  const x = Float64Array.from(points, ([value]) => value);
  return lineChart([{ name, x, y: Float64Array.from(points, ([, score]) => score) }], {
    label: `Score over ${name}`,
    x: 'number',
    height: 200,
  });
}

function numericNames<P extends object>(sweep: SweepResult<P>): readonly (keyof P & string)[] {
  const { params } = sweep.best;
  return (Object.keys(params) as (keyof P & string)[])
    .filter((name) => typeof params[name] === 'number')
    .map((name) => ({ name, values: new Set(sweep.top(200).map((trial) => trial.params[name])).size }))
    .filter(({ values }) => values > 1)
    .sort((a, b) => b.values - a.values)
    .slice(0, 2)
    .map(({ name }) => name);
}

function halves<P extends object>({ pbo }: VerdictEvidence<P>): readonly PageSection[] {
  if (pbo === undefined) return [];
  const { logits, inSample, outOfSample, degradation } = pbo;
  const [low, high] = inSample.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const x = Float64Array.from({ length: 100 }, (_, k) => low + (k / 99) * (high - low));
  const fitted = x.map((value) => degradation.intercept + degradation.slope * value);
  const ranks = histogramChart(histogram(logits, { bins: 40 }), { label: 'Logits of the ranks out of sample', height: 190 });
  const scattered = scatter(
    [
      { name: 'halves', x: inSample, y: outOfSample, tone: 'slate' },
      { name: 'line', x, y: fitted, tone: 'loss' },
    ],
    { label: 'Performance in the other half over that in its own', axes: ['its own half', 'other'], height: 190 },
  );
  return [
    {
      id: 'halves',
      title: 'Overfitting',
      note: 'For each half of the blocks of the data: the rank of its best trial in the other half as a logit, below 0 worse than the median; and what that trial performed a bar in its own half and in the other.',
      body: `<div class="grid">${card(ranks, 'Ranks in the other half')}${card(scattered, 'Degradation')}</div>`,
    },
  ];
}

function trades<P extends object>({ trades: found, result }: VerdictEvidence<P>, threshold: number | undefined): readonly PageSection[] {
  if (found === undefined) return [];
  const real = { name: 'real run', value: result.metrics.maxDrawdown };
  const drawdowns = histogramChart(histogram(found.maxDrawdowns, { bins: 40 }), {
    label: 'Deepest drawdowns',
    format: plainPercent,
    split: threshold === undefined ? -1 : -threshold,
    mark: real,
    height: 190,
  });
  const ends = histogramChart(histogram(found.totalReturns, { bins: 40, trim: 0.01 }), {
    label: 'Total returns',
    format: plainPercent,
    mark: { name: 'real run', value: result.metrics.totalReturn },
    height: 190,
  });
  return [
    {
      id: 'trades',
      title: 'The same trades in another draw',
      note: 'Trades drawn with replacement, as if more of their kind were to come. The line is the real run; drawdowns beyond the threshold have the other colour.',
      body: `<div class="grid">${card(drawdowns, 'Deepest drawdown')}${card(ends, 'Total return')}</div>`,
    },
  ];
}

function stress<P extends object>({ stress: report }: VerdictEvidence<P>): readonly PageSection[] {
  if (report === undefined) return [];
  const names = report.rows.map(({ name }) => name);
  const losses = Float64Array.from(report.rows, ({ loss }) => loss ?? Number.NaN);
  const rows = report.rows.map(({ name, figures, loss, failure }) => [
    name,
    figures === null ? 'threw' : plainPercent(figures.totalReturn),
    figures === null || figures.sharpe === null ? 'n/a' : figures.sharpe.toFixed(2),
    loss === null ? 'n/a' : plainPercent(loss),
    failure ?? '',
  ]);
  const chart =
    report.fragility === null
      ? ''
      : card(
          barChart(names, [{ name: 'lost', values: losses, tone: 'loss' }], {
            label: 'Share of the Sharpe ratio that each scenario takes',
            format: plainPercent,
          }),
          'Share of the Sharpe ratio that is lost',
        );
  return [
    {
      id: 'stress',
      title: 'Stress',
      note: 'The same strategy where things go worse, one thing at a time.',
      body: `${chart}${tableHtml([['Scenario', 'Return', 'Sharpe', 'Lost', ''], ...rows], 1)}`,
    },
  ];
}

function walkForward<P extends object>({ walkForward: wf }: VerdictEvidence<P>): readonly PageSection[] {
  if (wf === undefined) return [];
  const { outOfSample, windows } = wf;
  const { from, startingCash } = outOfSample;
  const time = outOfSample.time.subarray(from);
  const marks = Array.from(windows.column('testStart'), (x, k): LineMark => ({ x, name: `window ${k + 1}` }));
  const equity = lineChart([{ name: 'Out of sample', x: time, y: outOfSample.equity.subarray(from) }], {
    label: 'Equity out of sample',
    baseline: startingCash,
    height: 220,
    marks,
  });
  const groups = windows.toRows().map(({ window }) => String(window + 1));
  const bars = barChart(
    groups,
    [
      { name: 'in sample', values: windows.column('inSampleSharpe'), tone: 'slate' },
      { name: 'out of sample', values: windows.column('outOfSampleSharpe'), tone: 'gain' },
    ],
    { label: 'Sharpe ratio in and out of sample', format: plainNumber },
  );
  return [
    {
      id: 'walk-forward',
      title: 'Walk-forward',
      note: `${wf.windowing}. Parameters are chosen in each training window and traded in the window after it.`,
      body: `${card(equity, 'Equity that no search has seen')}${card(bars, 'Sharpe ratio of each window, in training and after it')}`,
    },
  ];
}

function paths<P extends object>({ crossValidation: cv }: VerdictEvidence<P>): readonly PageSection[] {
  if (cv === undefined) return [];
  const lines = cv.pathReturns.slice(0, mostPaths).map(({ rows, returns }, k) => ({
    name: `path ${k + 1}`,
    x: Float64Array.from(rows, (row) => cv.times[row]),
    y: growthOf(returns),
  }));
  const growth = lineChart(lines, { label: 'Growth of one unit along each path', baseline: 1, height: 220, legend: lines.length <= 10 });
  const names = Array.from(cv.sharpes, (_, k) => `path ${k + 1}`);
  const sharpes = barChart(names, [{ name: 'Sharpe ratio', values: cv.sharpes, tone: 'gain' }], {
    label: 'Sharpe ratio of each path',
    format: plainNumber,
  });
  return [
    {
      id: 'paths',
      title: 'Other ways through the data',
      note: `${cv.splitter}. Every row of a path is traded with parameters that were chosen without it.`,
      body: `<div class="grid">${card(growth, 'Growth of one unit')}${card(sharpes, 'Sharpe ratios')}</div>`,
    },
  ];
}

function permutation<P extends object>({ permutation: found }: VerdictEvidence<P>): readonly PageSection[] {
  if (found === undefined) return [];
  const { values, observed, of, pValue } = found;
  const known = Float64Array.from([...values, observed]).filter(Number.isFinite);
  if (known.length < 5 || !Number.isFinite(observed)) return [];
  const chart = histogramChart(histogram(known, { bins: Math.min(40, Math.ceil(2 * Math.sqrt(known.length))) }), {
    label: `${of} in permuted markets`,
    mark: { name: 'real market', value: observed },
    split: observed,
    height: 190,
  });
  return [
    {
      id: 'permutation',
      title: 'Markets in random order',
      note: `What is found in markets with the same moves and no pattern in time; the line is the real one, p = ${pValue.toFixed(3)}.`,
      body: card(chart, of),
    },
  ];
}
