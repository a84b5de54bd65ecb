/** True range bar by bar: NaN at the first bar, for which there is no close before. */
export class TrueRangeStep {
  seen: boolean = false;
  previous: number = 0;

  next(high: number, low: number, close: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = close;
    return seen ? Math.max(high, previous) - Math.min(low, previous) : Number.NaN;
  }

  reset(): void {
    this.seen = false;
  }
}
