import type { BacktestResult } from '../../backtest/index.ts';
import { heatmap, type PageSection } from '../../charts/index.ts';
import { monthlyReturns, yearlyReturns } from '../../metrics/index.ts';
import { countedOf } from '../counted.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Returns by month and year. */
export function periodsSection(result: BacktestResult): PageSection {
  const { time, equity, startingCash } = countedOf(result);
  const byMonth = monthlyReturns(equity, time, startingCash);
  const byYear = yearlyReturns(equity, time, startingCash);
  const years = Array.from(byYear.column('year'));
  const values = new Float64Array(years.length * 12).fill(Number.NaN);
  for (const { year, month, returns } of byMonth) values[years.indexOf(year) * 12 + month - 1] = returns;
  const body = heatmap(
    { rows: years.map(String), columns: months, values, total: { name: 'Year', values: byYear.column('returns') } },
    { label: `Returns of ${byMonth.length} months and ${years.length} years, in percent`, format: cellPercent },
  );
  return {
    id: 'periods',
    title: 'Months and years',
    note: 'Returns in percent, by calendar month (UTC). The first and the last month are rarely whole.',
    body: `<div class="card scroller" tabindex="0" role="group" aria-label="Monthly and yearly returns">${body}</div>`,
  };
}

/** Percent without its sign, as the cells are narrow. */
function cellPercent(value: number): string {
  const percent = value * 100;
  return (Math.abs(percent) >= 100 ? percent.toFixed(0) : percent.toFixed(1)).replace('-', '−');
}
