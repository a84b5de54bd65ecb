import type { Payload } from './payload.ts';
import { numberText, percentText, quantityText, timeText } from './text.ts';
import { queryTrades, type TradeQuery } from './trade-order.ts';
import type { Trades } from './trades.ts';

const rowHeight = 33;
const spare = 8;
const printed = 300;

/** The list of trades: sorted, filtered, and only the rows in view in the document. */
export class TradeList {
  readonly #trades: Trades;
  readonly #payload: Payload;
  readonly #body: HTMLTableSectionElement;
  readonly #scroller: HTMLElement;
  readonly #columns: readonly (keyof Trades | '')[];
  #query: TradeQuery = { sort: '', isDescending: false, side: '', outcome: '', text: '' };
  #rows: Int32Array = new Int32Array(0);

  constructor(root: HTMLElement, payload: Payload, trades: Trades, choose: (trade: number) => void) {
    this.#trades = trades;
    this.#payload = payload;
    this.#scroller = root.querySelector<HTMLElement>('.trade-scroller')!;
    this.#body = root.querySelector('tbody')!;
    const headers = [...root.querySelectorAll<HTMLElement>('th')];
    this.#columns = headers.map((header) => (header.dataset.sort ?? '') as keyof Trades | '');
    headers.forEach((header, i) => {
      header.querySelector('button')?.addEventListener('click', () => {
        const sort = this.#columns[i];
        const isDescending = this.#query.sort === sort ? !this.#query.isDescending : sort !== '' && sort !== 'symbol';
        for (const other of headers) other.removeAttribute('aria-sort');
        header.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
        this.#ask({ sort, isDescending });
      });
    });
    const read = (name: string, key: 'side' | 'outcome' | 'text'): void => {
      const input = root.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`)!;
      input.addEventListener('input', () => this.#ask({ [key]: input.value }));
    };
    read('side', 'side');
    read('outcome', 'outcome');
    read('text', 'text');
    this.#scroller.addEventListener('scroll', () => requestAnimationFrame(() => this.#draw()), { passive: true });
    this.#body.addEventListener('click', (event) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('tr[data-trade]');
      if (row !== null) choose(Number(row.dataset.trade));
    });
    const isPrinted = matchMedia('print');
    isPrinted.addEventListener('change', () => this.#draw(isPrinted.matches ? printed : 0));
    addEventListener('beforeprint', () => this.#draw(printed));
    addEventListener('afterprint', () => this.#draw());
    this.#ask({});
    root.dataset.ready = 'true';
  }

  #ask(change: Partial<TradeQuery>): void {
    this.#query = { ...this.#query, ...change };
    this.#rows = queryTrades(this.#trades, this.#query, (row) => this.#wordsOf(row));
    const count = document.getElementById('trade-count')!;
    const all = this.#trades.length.toLocaleString('en-US');
    count.textContent =
      this.#rows.length === this.#trades.length ? `${all} trades` : `${this.#rows.length.toLocaleString('en-US')} of ${all} trades`;
    this.#scroller.style.height = `${Math.max(this.#rows.length, 1) * rowHeight + 44}px`;
    this.#scroller.scrollTop = 0;
    this.#draw();
  }

  #wordsOf(row: number): string {
    const { trades, payload } = { trades: this.#trades, payload: this.#payload };
    return `${payload.symbols[trades.symbol[row]].name} ${payload.reasons[trades.reason[row]]} ${timeText(trades.entryTime[row])} ${timeText(trades.exitTime[row])}`;
  }

  #draw(all = 0): void {
    const { length } = this.#rows;
    const top = all > 0 ? 0 : Math.max(0, Math.floor(this.#scroller.scrollTop / rowHeight) - spare);
    const shown = all > 0 ? all : Math.ceil(this.#scroller.clientHeight / rowHeight) + 2 * spare;
    const bottom = Math.min(length, top + shown);
    const rows: HTMLElement[] = [];
    if (top > 0) rows.push(this.#gap(top));
    for (let k = top; k < bottom; k++) rows.push(this.#row(this.#rows[k], k));
    if (bottom < length && all === 0) rows.push(this.#gap(length - bottom));
    if (bottom < length && all > 0)
      rows.push(this.#remark(`${(length - bottom).toLocaleString('en-US')} more trades are in the page, not on paper.`));
    if (length === 0) rows.push(this.#remark('No trade is like that.'));
    this.#body.replaceChildren(...rows);
  }

  #gap(rows: number): HTMLElement {
    const row = document.createElement('tr');
    row.setAttribute('aria-hidden', 'true');
    row.style.height = `${rows * rowHeight}px`;
    return row;
  }

  #remark(text: string): HTMLElement {
    const row = document.createElement('tr');
    const cell = document.createElement('td');
    cell.colSpan = this.#columns.length;
    cell.className = 'soft';
    cell.textContent = text;
    row.append(cell);
    return row;
  }

  #row(trade: number, position: number): HTMLElement {
    const row = document.createElement('tr');
    row.dataset.trade = String(trade);
    row.setAttribute('aria-rowindex', String(position + 2));
    for (const column of this.#columns) {
      const cell = document.createElement('td');
      const value = column === '' ? trade : (this.#trades[column] as ArrayLike<number>)[trade];
      if (column === '') {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = String(trade + 1);
        button.setAttribute('aria-label', `Show trade ${trade + 1} in the chart of prices`);
        cell.append(button);
      } else {
        cell.textContent = this.#text(column, value, trade);
        if (!words.has(column)) cell.className = 'number';
        if (column === 'pnl' || column === 'returns') cell.classList.add(value < 0 ? 'loss' : 'gain');
      }
      row.append(cell);
    }
    return row;
  }

  #text(column: keyof Trades, value: number, trade: number): string {
    const { symbols, reasons } = this.#payload;
    switch (column) {
      case 'symbol':
        return symbols[value].name;
      case 'short':
        return value === 1 ? 'Short' : 'Long';
      case 'reason':
        return reasons[value];
      case 'entryTime':
      case 'exitTime':
        return timeText(value);
      case 'entryPrice':
      case 'exitPrice':
        return numberText(value, symbols[this.#trades.symbol[trade]].decimals);
      case 'quantity':
        return quantityText(value);
      case 'bars':
        return numberText(value, 0);
      case 'pnl':
      case 'fees':
        return numberText(value, 2);
      default:
        return percentText(value);
    }
  }
}

const words: ReadonlySet<string> = new Set(['symbol', 'short', 'reason', 'entryTime', 'exitTime']);
