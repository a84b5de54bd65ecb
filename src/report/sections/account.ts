import type { BacktestResult } from '../../backtest/index.ts';
import { areaChart, type LineSeries, lineChart, type PageSection, plainPercent } from '../../charts/index.ts';
import { underwater } from '../../metrics/index.ts';

/** Equity against what it is compared with, and the underwater curve; still pictures where no script runs. */
export function accountSection(result: BacktestResult): PageSection {
  const { time, equity, benchmark, startingCash } = result;
  const lines: LineSeries[] = [{ name: 'Strategy', x: time, y: equity }];
  if (benchmark !== undefined) lines.push({ name: benchmark.name, x: time, y: benchmark.equity, tone: 'soft' });
  const below = { name: 'Below peak', x: time, y: underwater(equity, startingCash), tone: 'loss' as const };
  const still =
    lineChart(lines, { label: 'Equity', baseline: startingCash, height: 260 }) +
    areaChart(below, { label: 'Underwater curve', format: plainPercent, height: 120 });
  return {
    id: 'account',
    title: 'Account',
    note: `Equity at each close${benchmark === undefined ? '' : ` against ${benchmark.name.toLowerCase() === 'buy and hold' ? 'buying and holding' : benchmark.name}`}; below, how far it lies under its highest value so far.`,
    body: [
      '<div class="card chart-card">',
      '<div class="toolbar"><div class="chart-legend" id="account-legend"></div>',
      '<label><input type="checkbox" id="account-log"> Log scale</label><button type="button" data-fit>Show all</button></div>',
      '<div class="canvas" id="account-chart" tabindex="0" role="application" aria-label="Equity and underwater curve; arrow keys move, plus and minus zoom" style="height:400px"></div>',
      `<noscript>${still}</noscript>`,
      '</div>',
    ].join(''),
  };
}
