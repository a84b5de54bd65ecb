import type { BacktestResult } from '../../backtest/index.ts';
import { escapeHtml, histogram as histogramChart, lineChart, type PageSection, plainPercent, scatter } from '../../charts/index.ts';
import { formatDuration } from '../../core/index.ts';
import { histogram, rollingSharpe } from '../../metrics/index.ts';
import { type Counted, countedOf } from '../counted.ts';
import { countText } from '../result-text.ts';

/** Distributions of returns and trades, the rolling Sharpe ratio, and how far trades went for and against. */
export function distributionsSection(result: BacktestResult): PageSection {
  const counted = countedOf(result);
  const cards = [returnsCard(counted), sharpeCard(result, counted), tradesCard(result), excursionCard(result)];
  return { id: 'distributions', title: 'Distributions', body: `<div class="grid">${cards.join('')}</div>` };
}

function card(title: string, note: string, body: string): string {
  return `<figure class="card"><figcaption><h3>${escapeHtml(title)}</h3><p class="note small">${escapeHtml(note)}</p></figcaption>${body}</figure>`;
}

const empty = '<p class="empty soft">Nothing to show.</p>';

function returnsCard({ returns }: Counted): string {
  const moved = returns.filter((value) => value !== 0 && Number.isFinite(value));
  const still = returns.length - moved.length;
  const note = `${countText(moved.length, 'bar')} in which equity moved${still > 0 ? `; ${still.toLocaleString('en-US')} in which it did not are left out` : ''}. The outer bars hold all beyond.`;
  if (moved.length < 2) return card('Returns of bars', note, empty);
  const bins = histogram(moved, { bins: 61, trim: 0.005 });
  return card('Returns of bars', note, histogramChart(bins, { label: 'Distribution of returns of bars', format: plainPercent }));
}

function sharpeCard(result: BacktestResult, { returns, time }: Counted): string {
  const { periodsPerYear, riskFree, intervalMs } = result;
  const window = Math.max(20, Math.round(Math.min(periodsPerYear / 4, returns.length / 5)));
  const note = `Over each ${window.toLocaleString('en-US')} bars (${formatDuration(window * intervalMs)} of trading), annualised.`;
  if (returns.length < 2 * window) return card('Rolling Sharpe ratio', note, empty);
  const values = rollingSharpe(returns, window, { periodsPerYear, riskFree });
  const options = { label: 'Rolling Sharpe ratio', baseline: 0 };
  return card('Rolling Sharpe ratio', note, lineChart([{ name: 'Sharpe', x: time, y: values }], options));
}

function tradesCard({ trades }: BacktestResult): string {
  const status = trades.column('status');
  const returns = trades.column('returns').filter((value, i) => status[i] === 'closed' && Number.isFinite(value));
  const note = `${countText(returns.length, 'closed trade')}, after fees, on the entry value. The outer bars hold all beyond.`;
  if (returns.length < 2) return card('Returns of trades', note, empty);
  const bins = histogram(returns, { bins: Math.min(61, Math.max(9, Math.ceil(2 * Math.sqrt(returns.length)))), trim: 0.005 });
  return card('Returns of trades', note, histogramChart(bins, { label: 'Distribution of returns of trades', format: plainPercent }));
}

function excursionCard({ trades }: BacktestResult): string {
  const pnl = trades.column('pnl');
  const pick = (column: Float64Array, won: boolean): Float64Array => column.filter((_, i) => pnl[i] > 0 === won);
  const [mae, mfe] = [trades.column('mae'), trades.column('mfe')];
  const note = 'Each trade by its worst (MAE) and best (MFE) price move while held. Blue won, orange lost.';
  if (trades.length === 0) return card('Excursions', note, empty);
  const picture = scatter(
    [
      { name: 'Lost', x: pick(mae, false), y: pick(mfe, false), tone: 'loss' },
      { name: 'Won', x: pick(mae, true), y: pick(mfe, true), tone: 'gain' },
    ],
    { label: 'Maximum adverse against maximum favourable excursion', format: plainPercent, axes: ['worst move', 'best move'] },
  );
  return card('Excursions', note, picture);
}
