import { histogram as histogramChart, lineChart, type PageSection, page } from '../charts/index.ts';
import { histogram } from '../metrics/index.ts';
import { splitDiagram } from '../splits/index.ts';
import type { CrossValidation } from './cross-validation.ts';
import { crossValidationVerdict, spreadOf } from './cross-validation-summary.ts';
import { changeText, paramsText, percentText, ratioText } from './figures.ts';
import { card, openingOf, tableHtml, validationStyle } from './page-parts.ts';
import { growthOf } from './track-record.ts';

/** Paths that a picture has room for. */
const mostPaths = 40;

/** A cross-validation as a page. */
export async function crossValidationPage<P extends object>(cv: CrossValidation<P>): Promise<string> {
  const { strategy, symbols, splitter, trials, splits, paths, sharpes } = cv;
  const named = symbols.filter((symbol) => symbol !== '');
  const { mean, deviation, least, most } = spreadOf(sharpes);
  const isMany = paths.length > 1;
  return page({
    title: `${strategy}${named.length === 0 ? '' : ` on ${named.join(', ')}`}: cross-validation`,
    eyebrow: 'Validation',
    lead: `${splitter}; ${trials.toLocaleString('en')} trials in ${splits.length} splits, ranked by ${cv.objective}.`,
    opening: openingOf(crossValidationVerdict(cv), cv.losing >= 0.5, [
      ['Sharpe ratio', ratioText(mean), isMany ? 'mean of the paths, a year' : 'a year'],
      ...(isMany ? ([['Spread', ratioText(deviation), `from ${ratioText(least)} to ${ratioText(most)}`]] as const) : []),
      ['Paths without a profit', percentText(cv.losing), `${paths.length} ${isMany ? 'paths' : 'path'}`],
      ['Overfitting', percentText(cv.overfitting), 'splits whose choice was no better than the median'],
    ]),
    sections: [pathsSection(cv), splitsSection(cv), diagramSection(cv)],
    style: validationStyle,
  });
}

function pathsSection<P extends object>({ pathReturns, paths, sharpes, times }: CrossValidation<P>): PageSection {
  const lines = pathReturns.slice(0, mostPaths).map(({ rows, returns }, k) => ({
    name: `path ${k + 1}`,
    x: Float64Array.from(rows, (row) => times[row]),
    y: growthOf(returns),
  }));
  const known = sharpes.filter(Number.isFinite);
  const spread =
    known.length < 5
      ? ''
      : card(histogramChart(histogram(known), { label: 'Sharpe ratios of the paths', height: 150 }), 'Sharpe ratios of the paths');
  const rows = paths
    .toRows()
    .map(({ path, totalReturn, sharpe, maxDrawdown }) => [
      String(path + 1),
      changeText(totalReturn),
      ratioText(sharpe),
      changeText(maxDrawdown),
    ]);
  return {
    id: 'paths',
    title: 'Paths',
    note: 'What one unit becomes along each path. Every row of a path is traded with parameters that were chosen without it.',
    body: `${card(lineChart(lines, { label: 'Growth of one unit', baseline: 1, height: 280, legend: lines.length > 1 && lines.length <= 10 }))}${spread}${tableHtml([['Path', 'Return', 'Sharpe', 'Drawdown'], ...rows], 1)}`,
  };
}

function splitsSection<P extends object>({ splits }: CrossValidation<P>): PageSection {
  const rows = splits
    .toRows()
    .map((row) => [
      String(row.split + 1),
      row.params === undefined ? 'flat: no trial counts' : paramsText(row.params),
      ratioText(row.trainScore),
      ratioText(row.testScore),
      percentText(row.rank),
      changeText(row.testReturn),
      ratioText(row.testSharpe),
    ]);
  return {
    id: 'splits',
    title: 'Splits',
    note: 'Scores are those of the objective. The rank tells how many of all trials the choice beat on the test rows: half of them by luck.',
    body: tableHtml([['', 'Chosen', 'Train score', 'Test score', 'Rank', 'Test return', 'Sharpe'], ...rows], 2),
  };
}

function diagramSection<P extends object>({ ranges, times }: CrossValidation<P>): PageSection {
  return {
    id: 'diagram',
    title: 'What was split',
    note: 'What each split learns from, tests, purges and keeps under embargo, the first at the top.',
    body: card(splitDiagram(ranges, { times, label: `${ranges.length} splits` })),
  };
}
