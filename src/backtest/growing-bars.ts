import { formatInterval } from '../core/index.ts';
import { Bars, type Instrument } from '../market/index.ts';

const fields = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Bars of one instrument that grow with a run: put together from its prices, or taken over as they come. */
export class GrowingBars {
  readonly symbol: string;
  readonly instrument: Instrument;
  readonly intervalMs: number;
  length = 0;
  time: Float64Array = new Float64Array(1024);
  open: Float64Array = new Float64Array(1024);
  high: Float64Array = new Float64Array(1024);
  low: Float64Array = new Float64Array(1024);
  close: Float64Array = new Float64Array(1024);
  volume: Float64Array = new Float64Array(1024);

  constructor(instrument: Instrument, intervalMs: number) {
    this.symbol = instrument.symbol;
    this.instrument = instrument;
    this.intervalMs = intervalMs;
  }

  /** Begins a bar at its first price. */
  begin(time: number, price: number): void {
    this.add(time, price, price, price, price, 0);
  }

  /** A price of the bar under way, and what was traded at it. */
  move(price: number, quantity: number): void {
    const at = this.length - 1;
    if (price > this.high[at]) this.high[at] = price;
    if (price < this.low[at]) this.low[at] = price;
    this.close[at] = price;
    this.volume[at] += quantity;
  }

  /** A whole bar. */
  add(time: number, open: number, high: number, low: number, close: number, volume: number): void {
    if (this.length === this.time.length) this.#grow();
    const at = this.length++;
    this.time[at] = time;
    this.open[at] = open;
    this.high[at] = high;
    this.low[at] = low;
    this.close[at] = close;
    this.volume[at] = volume;
  }

  /** The bars so far. */
  bars(): Bars {
    const { length, time, open, high, low, close, volume } = this;
    const part = (column: Float64Array): Float64Array => column.subarray(0, length);
    return Bars.fromColumns(
      { time: part(time), open: part(open), high: part(high), low: part(low), close: part(close), volume: part(volume) },
      { instrument: this.instrument, interval: formatInterval(this.intervalMs) as '1m' },
    );
  }

  #grow(): void {
    for (const field of fields) {
      const longer = new Float64Array(2 * this.time.length);
      longer.set(this[field]);
      this[field] = longer;
    }
  }
}
