import { AccountChart } from './account-chart.ts';
import { unpackColumns } from './columns.ts';
import type { Payload } from './payload.ts';
import { PriceChart } from './price-chart.ts';
import { TradeList } from './trade-list.ts';
import { readTrades } from './trades.ts';

const find = (id: string): HTMLElement | null => document.getElementById(id);

async function start(): Promise<void> {
  const payload = JSON.parse(find('payload')!.textContent!) as Payload;
  const column = await unpackColumns(find('columns')!.textContent!, payload.columns);
  const trades = readTrades(column);
  const account = find('account-chart');
  const price = find('price-chart');
  const accountChart = account === null ? undefined : new AccountChart(account, find('account-legend')!, payload.accounts, column);
  const priceChart = price === null ? undefined : new PriceChart(price, find('price-legend')!, payload, column, trades);

  const picker = find('price-symbol') as HTMLSelectElement | null;
  picker?.addEventListener('change', () => priceChart?.show(Number(picker.value)));
  const logarithmic = find('account-log') as HTMLInputElement | null;
  logarithmic?.addEventListener('change', () => {
    if (accountChart !== undefined) accountChart.isLogarithmic = logarithmic.checked;
  });
  const fit = (): void => {
    accountChart?.fit();
    priceChart?.fit();
  };
  for (const button of document.querySelectorAll<HTMLElement>('[data-fit]')) button.addEventListener('click', fit);

  if (accountChart !== undefined && priceChart !== undefined) {
    follow(account!, accountChart, priceChart);
    follow(price!, priceChart, accountChart);
  }

  const list = find('trade-list');
  if (list !== null) {
    new TradeList(list, payload, trades, (trade) => {
      if (priceChart === undefined) return;
      const symbol = trades.symbol[trade];
      if (picker !== null) picker.value = String(symbol);
      priceChart.show(symbol);
      priceChart.focusTrade(trade);
      find('prices')?.scrollIntoView({ block: 'start' });
    });
  }
}

type Ranged = AccountChart | PriceChart;

/** Moves the other chart along with the one that the reader moves. */
function follow(container: HTMLElement, leader: Ranged, other: Ranged): void {
  let isLed = false;
  for (const [event, value] of [
    ['pointerenter', true],
    ['pointerleave', false],
    ['focus', true],
    ['blur', false],
  ] as const) {
    container.addEventListener(event, () => {
      isLed = value;
    });
  }
  leader.chart.timeScale().subscribeVisibleLogicalRangeChange(() => {
    const range = leader.range;
    if (isLed && range !== undefined) other.focus(...range);
  });
}

start().catch((error: unknown) => {
  for (const canvas of document.querySelectorAll('.canvas, .trade-scroller')) {
    const text = document.createElement('p');
    text.className = 'empty soft';
    text.textContent = `This browser could not draw the data: ${error instanceof Error ? error.message : String(error)}`;
    canvas.replaceChildren(text);
  }
  throw error;
});
