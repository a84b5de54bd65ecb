/** Falls below a peak, each until the peak is reached again; indices are those of the equity, -1 being the starting capital. */
export interface DrawdownEpisodes {
  readonly length: number;
  /** Last bar at the peak. */
  readonly start: readonly number[];
  readonly trough: readonly number[];
  /** First bar at or above the peak, or the last bar where that never came. */
  readonly end: readonly number[];
  /** Trough over peak - 1. */
  readonly depth: readonly number[];
  /** Whether the last one has not recovered. */
  readonly active: boolean;
  /** Index of the first equity that is NaN, which leaves the episodes undefined; -1 for none. */
  readonly undefinedAt: number;
}

export function drawdownEpisodes(equity: Float64Array, capital: number): DrawdownEpisodes {
  const start: number[] = [];
  const trough: number[] = [];
  const end: number[] = [];
  const depth: number[] = [];
  let peak = capital;
  let peakAt = -1;
  let lowest = capital;
  let lowestAt = -1;
  let undefinedAt = -1;
  const close = (at: number): void => {
    start.push(peakAt);
    trough.push(lowestAt);
    end.push(at);
    depth.push(lowest / peak - 1);
  };
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i];
    if (value >= peak) {
      if (lowest < peak) close(i);
      peak = value;
      peakAt = i;
      lowest = value;
    } else if (value < lowest) {
      lowest = value;
      lowestAt = i;
    } else if (undefinedAt < 0 && Number.isNaN(value)) undefinedAt = i;
  }
  const active = lowest < peak;
  if (active) close(equity.length - 1);
  return { length: start.length, start, trough, end, depth, active, undefinedAt };
}
