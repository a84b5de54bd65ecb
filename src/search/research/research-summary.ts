import { alignedText } from '../../core/index.ts';
import type { ResearchEntry } from './research-entry.ts';
import type { ResearchTrials } from './research-log.ts';

const mostShown = 20;

/** What was tried, a line each, the newest last. */
export function researchSummary(path: string, { entries, tried, effective }: ResearchTrials): string {
  const count = (value: number): string => value.toLocaleString('en');
  const sweeps = entries.filter(({ kind }) => kind === 'sweep').length;
  const lines = [
    `Research log ${path}: ${count(tried)} trials, as good as ${count(Math.round(effective))} independent ones, of ${count(sweeps)} sweeps and ${count(entries.length - sweeps)} backtests`,
  ];
  if (entries.length === 0) return lines[0];
  const cells = [
    ['Date', 'Strategy', 'Data', 'Trials', 'Best Sharpe', 'Note'],
    ...entries
      .slice(-mostShown)
      .map((entry) => [
        entry.date.slice(0, 16).replace('T', ' '),
        entry.strategy,
        dataText(entry),
        count(entry.tried),
        typeof entry.best?.sharpe === 'number' ? entry.best.sharpe.toFixed(2) : 'n/a',
        entry.note ?? '',
      ]),
  ];
  if (entries.length > mostShown) lines.push(`The last ${mostShown} of ${count(entries.length)}:`);
  return [...lines, '', ...alignedText(cells, [0, 1, 2, 5])].join('\n');
}

function dataText({ data: { series, hash } }: ResearchEntry): string {
  if (series.length === 0) return hash;
  const names = series.slice(0, 3).map(({ symbol }) => symbol || 'unnamed');
  const more = series.length > 3 ? ` and ${series.length - 3} more` : '';
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const from = series.reduce((least, one) => Math.min(least, one.from), Number.POSITIVE_INFINITY);
  const to = series.reduce((most, one) => Math.max(most, one.to), Number.NEGATIVE_INFINITY);
  return `${names.join(', ')}${more} ${day(from)} to ${day(to)}`;
}
