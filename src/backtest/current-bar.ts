import type { Bar, Bars } from '../market/index.ts';

/** The bar that callbacks get: one object for each instrument, filled anew. */
export class CurrentBar implements Bar {
  readonly symbol: string;
  time = 0;
  open = 0;
  high = 0;
  low = 0;
  close = 0;
  volume = 0;

  constructor(symbol: string) {
    this.symbol = symbol;
  }

  /** Becomes bar i. */
  take(bars: Pick<Bars, 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>, i: number): void {
    this.time = bars.time[i];
    this.open = bars.open[i];
    this.high = bars.high[i];
    this.low = bars.low[i];
    this.close = bars.close[i];
    this.volume = bars.volume[i];
  }
}
