import type { BacktestResult } from '../../backtest/index.ts';
import { escapeHtml, lineChart, type PageSection, plainNumber } from '../../charts/index.ts';
import { type OrderStatus, type RejectCode, rejectReasons } from '../../market/index.ts';
import { countText } from '../result-text.ts';

/** What became of the orders, why some were refused, the margin used and the funding paid; undefined where every order filled, nothing was borrowed and none was paid. */
export function ordersSection(result: BacktestResult): PageSection | undefined {
  const { orders, funding, marginUse } = result;
  const most = marginUse.reduce((highest, use) => Math.max(highest, use), 0);
  const isLevered = result.leverage !== 1 && most > 0;
  const statuses = countOf(orders.column('status') as readonly OrderStatus[]);
  if (funding.length === 0 && !isLevered && (orders.length === 0 || statuses.get('filled') === orders.length)) return undefined;
  return {
    id: 'orders',
    title: isLevered ? 'Orders, margin and funding' : 'Orders and funding',
    note: 'What became of the orders, and why the venue or a limit refused some.',
    body: `${byStatus(orders.length, statuses)}${refusals(orders.column('reject') as readonly (RejectCode | undefined)[])}${isLevered ? margin(result, most) : ''}${paid(result)}`,
  };
}

function countOf<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function byStatus(total: number, statuses: ReadonlyMap<OrderStatus, number>): string {
  const parts = [...statuses].sort((a, b) => b[1] - a[1]).map(([status, count]) => `${count.toLocaleString('en-US')} ${status}`);
  return `<p class="card">${countText(total, 'order')}: ${parts.join(', ')}.</p>`;
}

function refusals(codes: readonly (RejectCode | undefined)[]): string {
  const counts = [...countOf(codes.filter((code) => code !== undefined))].sort((a, b) => b[1] - a[1]);
  if (counts.length === 0) return '';
  const rows = counts.map(
    ([code, count]) =>
      `<tr><th scope="row"><code>${code}</code></th><td>${count.toLocaleString('en-US')}</td><td class="soft">${escapeHtml(rejectReasons[code]).replace(/`([^`]+)`/g, '<code>$1</code>')}</td></tr>`,
  );
  return `<div class="card below"><table class="assumptions"><tbody>${rows.join('')}</tbody></table></div>`;
}

function margin({ marginUse, time }: BacktestResult, most: number): string {
  const picture = lineChart([{ name: 'margin use', x: time, y: marginUse }], {
    label: 'Initial margin of all positions as a share of equity',
    baseline: 0,
    height: 140,
    format: (share) => `${Math.round(100 * share)} %`,
  });
  return `<div class="card below"><p>Initial margin: at most ${(100 * most).toFixed(1)} % of equity.</p>${picture}</div>`;
}

function paid({ funding }: BacktestResult): string {
  if (funding.length === 0) return '';
  let sum = 0;
  const total = funding.column('amount').map((amount) => (sum += amount));
  const picture = lineChart([{ name: 'funding received', x: funding.column('time'), y: total }], {
    label: 'Funding received since the beginning, below 0 paid',
    baseline: 0,
    height: 140,
  });
  const words = `${countText(funding.length, 'settlement')} of funding: ${plainNumber(Math.abs(sum))} ${sum < 0 ? 'paid' : 'received'} on balance.`;
  return `<div class="card below"><p>${words}</p>${picture}</div>`;
}
