/** One bar of several. */
export interface GroupedBar {
  /** Bar of the input that finished it. */
  readonly index: number;
  /** Opening time of its first bar. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Bars that are put together until something is full. */
export class BarGroup {
  bars: number = 0;
  time: number = 0;
  open: number = 0;
  high: number = 0;
  low: number = 0;
  volume: number = 0;
  /** What fills up. */
  filled: number = 0;

  /** Adds a bar and what it fills. */
  add(time: number, open: number, high: number, low: number, volume: number, fill: number): void {
    if (this.bars === 0) {
      this.time = time;
      this.open = open;
      this.high = high;
      this.low = low;
      this.volume = 0;
      this.filled = 0;
    }
    this.bars++;
    this.high = Math.max(this.high, high);
    this.low = Math.min(this.low, low);
    this.volume += volume;
    this.filled += fill;
  }

  /** The bar so far, closed; the next one begins a new group. */
  close(index: number, close: number): GroupedBar {
    this.bars = 0;
    const { time, open, high, low, volume } = this;
    return { index, time, open, high, low, close, volume };
  }
}
