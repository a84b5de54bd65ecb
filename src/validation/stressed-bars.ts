import { lowerBound, type Rng } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import type { ShockPath } from './shock-shapes.ts';

/**
 * Bars whose prices are noisy: each of open, high, low and close moves by normal draws of its own, in logarithms, of a standard deviation
 * of `share` of the mean range of a bar, and high and low are widened to hold the others. The noise of one bar does not go on to the next.
 */
export function noisyBars(bars: Bars, share: number, rng: Rng): Bars {
  const { length } = bars;
  let range = 0;
  for (let i = 0; i < length; i++) range += Math.log(bars.high[i] / bars.low[i]);
  const deviation = (share * range) / length;
  const moved = (price: number): number => price * Math.exp(deviation * rng.normal());
  const columns = { open: bars.open.slice(), high: bars.high.slice(), low: bars.low.slice(), close: bars.close.slice() };
  const { open, high, low, close } = columns;
  for (let i = 0; i < length; i++) {
    open[i] = moved(open[i]);
    close[i] = moved(close[i]);
    high[i] = Math.max(open[i], close[i], moved(high[i]));
    low[i] = Math.min(open[i], close[i], moved(low[i]));
  }
  return rebuilt(bars, { time: bars.time, ...columns, volume: bars.volume });
}

/** Bars after a shock that is laid on the times of `axis`. */
export function shockedBars(bars: Bars, axis: Float64Array, path: ShockPath): Bars {
  const columns = { open: bars.open.slice(), high: bars.high.slice(), low: bars.low.slice(), close: bars.close.slice() };
  for (let i = 0; i < bars.length; i++) {
    const t = lowerBound(axis, bars.time[i]);
    const [first, last] = [path.open[t], path.close[t]];
    columns.open[i] *= first;
    columns.close[i] *= last;
    columns.high[i] *= Math.max(first, last);
    columns.low[i] *= Math.min(first, last);
  }
  return rebuilt(bars, { time: bars.time, ...columns, volume: bars.volume });
}

/** 1 at the times that are to be missing: each with the same chance, the first and the last never. */
export function missingTimes(length: number, probability: number, rng: Rng): Uint8Array {
  const missing = new Uint8Array(length);
  for (let t = 1; t < length - 1; t++) missing[t] = rng.uniform() < probability ? 1 : 0;
  return missing;
}

/** Bars without those at the times of `axis` that are missing; where none would be left, the first stays. */
export function sparseBars(bars: Bars, axis: Float64Array, missing: Uint8Array): Bars {
  const isKept = Array.from(bars.time, (time) => missing[lowerBound(axis, time)] === 0);
  if (!isKept.includes(true)) isKept[0] = true;
  const kept = (column: Float64Array): Float64Array => column.filter((_, i) => isKept[i]);
  return rebuilt(bars, {
    time: kept(bars.time),
    open: kept(bars.open),
    high: kept(bars.high),
    low: kept(bars.low),
    close: kept(bars.close),
    volume: kept(bars.volume),
  });
}

function rebuilt({ interval, instrument }: Bars, columns: Parameters<typeof Bars.fromColumns>[0]): Bars {
  return Bars.fromColumns(columns, { interval, instrument });
}
