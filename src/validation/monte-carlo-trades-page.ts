import { histogram, type PageSection, page, plainPercent } from '../charts/index.ts';
import { histogram as binned } from '../metrics/index.ts';
import { card, noteList, pictureStyle, textTable } from './monte-carlo-page.ts';
import type { TradeRuns } from './monte-carlo-trades.ts';
import { metricNames, percent } from './run-figures.ts';

/** Losses of the start that the odds of ruin are told for. */
export const losses: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.75];

/** The page of trades that were drawn again, as one HTML text that needs nothing else. */
export async function tradesPage(runs: TradeRuns): Promise<string> {
  const { strategy, returns, totalReturns, method, lossProbability } = runs;
  const way = method === 'bootstrap' ? 'drawn with replacement' : 'in another order';
  return page({
    title: `${strategy || 'The strategy'}: its trades, had they come otherwise`,
    eyebrow: 'Monte Carlo',
    lead: `${returns.length} trades ${way}, ${totalReturns.length.toLocaleString('en')} runs. ${percent(lossProbability)} of them lose money.`,
    style: pictureStyle,
    sections: [quantiles(runs), distributions(runs), ruin(runs), ...noteList(runs.warnings)],
  });
}

function quantiles({ real, totalReturn, maxDrawdown }: TradeRuns): PageSection {
  const { print } = metricNames.totalReturn;
  const row = (name: string, of: number, at: number, over: TradeRuns['totalReturn']): readonly string[] => [
    name,
    print(of),
    percent(at),
    ...[over.p5, over.p25, over.p50, over.p75, over.p95].map(print),
  ];
  const rows = [
    row('Return', real.totalReturn, real.totalReturnPercentile, totalReturn),
    row('Max drawdown', real.maxDrawdown, real.maxDrawdownPercentile, maxDrawdown),
  ];
  const head = ['', 'As they came', 'Above', '5%', '25%', 'Median', '75%', '95%'];
  const note = 'Equity is seen at exits alone: falls inside a trade are missing.';
  return { id: 'quantiles', title: 'The end and the deepest fall', note, body: textTable(head, rows) };
}

function distributions({ totalReturns, maxDrawdowns, real, method }: TradeRuns): PageSection {
  const picture = (title: string, values: Float64Array, at: number): string => {
    const bins = binned(Float64Array.of(...values, at), { bins: 40, trim: 0.001 });
    const mark = { name: 'as they came', value: at };
    return card(
      title,
      `The line is the real order, ${metricNames.totalReturn.print(at)}.`,
      histogram(bins, { label: title, format: plainPercent, mark }),
    );
  };
  const ends = method === 'bootstrap' ? [picture('Return', totalReturns, real.totalReturn)] : [];
  const body = `<div class="grid">${[...ends, picture('Max drawdown', maxDrawdowns, real.maxDrawdown)].join('')}</div>`;
  const note = method === 'bootstrap' ? undefined : 'In another order the same trades come to the same end.';
  return { id: 'distributions', title: 'Distributions', ...(note === undefined ? {} : { note }), body };
}

function ruin(runs: TradeRuns): PageSection {
  const rows = losses.map((loss) => [percent(loss), percent(runs.ruinAt(loss)), percent(runs.drawdownProbability(loss))]);
  return {
    id: 'ruin',
    title: 'Ruin',
    note: 'How many of the runs have at some time lost so much of the start, and how many have fallen so far from a peak.',
    body: textTable(['Loss', 'Of the start', 'From a peak'], rows),
  };
}
