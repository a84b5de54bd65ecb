import type { IChartApi, ISeriesApi, SeriesType, UTCTimestamp } from 'lightweight-charts';
import { type Candles, groupCandles, groupLine, groupSize } from './candles.ts';
import { createChart, fitAll, library } from './chart-base.ts';
import { type Colors, lineTones, readColors } from './colors.ts';
import { indexAt, type ReadColumn, running } from './columns.ts';
import type { Payload } from './payload.ts';
import { numberText, timeText } from './text.ts';
import { TradeMarks } from './trade-marks.ts';
import type { Trades } from './trades.ts';

/** Candles of one instrument at a time, with its indicators and trades, joined as far as the zoom asks. */
export class PriceChart {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #marks = new TradeMarks();
  readonly #legend: HTMLElement;
  readonly #payload: Payload;
  readonly #column: ReadColumn;
  readonly #trades: Trades;
  readonly #container: HTMLElement;
  #lines: ISeriesApi<SeriesType>[] = [];
  #values: ArrayLike<number>[] = [];
  #data: Candles = { time: new Float64Array(0), open: [], high: [], low: [], close: [] };
  #symbol = -1;
  #size = 1;

  constructor(container: HTMLElement, legend: HTMLElement, payload: Payload, column: ReadColumn, trades: Trades) {
    this.#container = container;
    this.#legend = legend;
    this.#payload = payload;
    this.#column = column;
    this.#trades = trades;
    this.#chart = createChart(container, {}, (colors) => this.#paint(colors));
    this.#candles = this.#chart.addSeries(library.CandlestickSeries, {
      borderVisible: false,
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.#candles.attachPrimitive(this.#marks);
    let waiting = false;
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        this.#regroup();
      });
    });
    this.#chart.subscribeCrosshairMove(({ logical }) => this.#describe(logical));
    this.show(0);
    container.dataset.drawn = 'true';
  }

  /** Index of the instrument in the picture. */
  get symbol(): number {
    return this.#symbol;
  }

  get chart(): IChartApi {
    return this.#chart;
  }

  /** Times in ms at the edges of the picture. */
  get range(): readonly [number, number] | undefined {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const { time } = this.#data;
    if (range === null || time.length === 0) return undefined;
    const at = (logical: number): number => time[Math.min(time.length - 1, Math.max(0, Math.round(logical * this.#size)))];
    return [at(range.from), at(range.to)];
  }

  /** Draws another instrument. */
  show(symbol: number): void {
    if (symbol === this.#symbol) return;
    this.#symbol = symbol;
    const read = (name: string): ArrayLike<number> => this.#column(`price.${symbol}.${name}`);
    this.#data = { time: running(read('time')), open: read('open'), high: read('high'), low: read('low'), close: read('close') };
    const { decimals, indicators } = this.#payload.symbols[symbol];
    const digits = axisDecimals(this.#data.close, decimals);
    this.#candles.applyOptions({
      priceFormat: { type: 'custom', minMove: 10 ** -decimals, formatter: (price: number) => numberText(price, digits) },
    });
    for (const line of this.#lines) this.#chart.removeSeries(line);
    this.#values = indicators.map((_, i) => read(`indicator.${i}`));
    this.#lines = indicators.map(({ pane }) =>
      this.#chart.addSeries(
        library.LineSeries,
        { lineWidth: 1, priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false },
        pane,
      ),
    );
    this.#chart.panes().forEach((pane, i) => {
      pane.setStretchFactor(i === 0 ? 4 : 1);
    });
    this.#placeMarks();
    this.#paint(readColors());
    this.#load(groupSize(this.#data.time.length, this.#container.clientWidth));
    fitAll(this.#chart, this.#data.time.length / this.#size);
    this.#describe(undefined);
  }

  /** Shows what lies between two times, ms. */
  focus(from: number, to: number): void {
    const { time } = this.#data;
    const [first, last] = [indexAt(time, from), indexAt(time, to)];
    this.#load(groupSize(last - first + 1, this.#container.clientWidth));
    this.#chart.timeScale().setVisibleLogicalRange({ from: first / this.#size, to: Math.max(last, first + 4) / this.#size });
  }

  /** Shows one trade with as much around it. */
  focusTrade(trade: number): void {
    const { time } = this.#data;
    const entry = indexAt(time, this.#trades.entryTime[trade]);
    const exit = indexAt(time, this.#trades.exitTime[trade]);
    const room = Math.max(20, (exit - entry) * 1.5);
    this.focus(time[Math.max(0, Math.round(entry - room))], time[Math.min(time.length - 1, Math.round(exit + room))]);
  }

  fit(): void {
    this.#load(groupSize(this.#data.time.length, this.#container.clientWidth));
    fitAll(this.#chart, this.#data.time.length / this.#size);
  }

  /** Joins more or fewer candles where the zoom has changed; the picture stays where it is. */
  #regroup(): void {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    if (range === null) return;
    const [from, to] = [range.from * this.#size, range.to * this.#size];
    const count = Math.min(to, this.#data.time.length) - Math.max(from, 0);
    const size = groupSize(count, this.#container.clientWidth);
    if (size === this.#size) return;
    this.#load(size);
    this.#chart.timeScale().setVisibleLogicalRange({ from: from / size, to: to / size });
  }

  #load(size: number): void {
    this.#size = size;
    this.#marks.size = size;
    this.#candles.setData(groupCandles(this.#data, size) as ({ time: UTCTimestamp } & ReturnType<typeof groupCandles>[number])[]);
    this.#lines.forEach((line, i) => {
      line.setData(groupLine(this.#data.time, this.#values[i], size) as { time: UTCTimestamp }[]);
    });
  }

  #toneOf(indicator: number): (typeof lineTones)[number] {
    return lineTones[this.#payload.symbols[this.#symbol].indicators[indicator].tone % lineTones.length];
  }

  #placeMarks(): void {
    const { symbol, entryTime, exitTime, entryPrice, exitPrice, pnl, short } = this.#trades;
    const own: number[] = [];
    for (let i = 0; i < this.#trades.length; i++) if (symbol[i] === this.#symbol) own.push(i);
    const { time } = this.#data;
    this.#marks.columns = {
      entry: Int32Array.from(own, (i) => indexAt(time, entryTime[i])),
      exit: Int32Array.from(own, (i) => indexAt(time, exitTime[i])),
      entryPrice: own.map((i) => entryPrice[i]),
      exitPrice: own.map((i) => exitPrice[i]),
      won: Uint8Array.from(own, (i) => +(pnl[i] > 0)),
      short: own.map((i) => short[i]),
    };
  }

  #paint(colors: Colors): void {
    this.#candles.applyOptions({ upColor: colors.gain, downColor: colors.loss, wickUpColor: colors.gain, wickDownColor: colors.loss });
    this.#lines.forEach((line, i) => {
      line.applyOptions({ color: colors[this.#toneOf(i)] } as never);
    });
    this.#marks.colors = colors;
    this.#marks.refresh();
  }

  /** Prices and indicators under the pointer, or the last ones. */
  #describe(logical: number | undefined): void {
    const { time, open, high, low, close } = this.#data;
    if (time.length === 0) return;
    const groups = Math.ceil(time.length / this.#size);
    const group = logical === undefined ? groups - 1 : Math.min(groups - 1, Math.max(0, Math.round(logical)));
    const from = group * this.#size;
    const last = Math.min(time.length, from + this.#size) - 1;
    const [candle] = groupCandles(
      {
        time: time.subarray(from, last + 1),
        open: slice(open, from, last),
        high: slice(high, from, last),
        low: slice(low, from, last),
        close: slice(close, from, last),
      },
      this.#size,
    );
    const { decimals, indicators } = this.#payload.symbols[this.#symbol];
    const item = (name: string, value: number, tone?: string): HTMLElement => {
      const span = document.createElement('span');
      const label = document.createElement('i');
      label.textContent = name;
      if (tone !== undefined) label.style.color = `var(--${tone})`;
      span.append(label, ` ${numberText(value, decimals)}`);
      return span;
    };
    const when = document.createElement('span');
    when.textContent = timeText(time[from]);
    this.#legend.replaceChildren(
      when,
      item('O', candle.open),
      item('H', candle.high),
      item('L', candle.low),
      item('C', candle.close),
      ...indicators.map(({ label }, i) => item(label, this.#values[i][last], this.#toneOf(i))),
    );
  }
}

/** Digits after the point that the axis has room for. */
function axisDecimals(close: ArrayLike<number>, decimals: number): number {
  const size = Math.abs(close[close.length - 1]);
  return size >= 10_000 ? 0 : size >= 100 ? Math.min(decimals, 2) : decimals;
}

function slice(values: ArrayLike<number>, from: number, last: number): ArrayLike<number> {
  return Array.prototype.slice.call(values, from, last + 1);
}
