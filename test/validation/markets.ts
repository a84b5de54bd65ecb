import { Bars, crossedAbove, crossedBelow, defineStrategy, sma } from 'barwright';
import type { SignalStrategyClass } from 'barwright/strategy';

/** Long between crossings of two averages. */
export const Cross: SignalStrategyClass<{ fast: number; slow: number }> = defineStrategy({
  name: 'Cross',
  parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 3, max: 200, default: 50 } },
  signals({ close }, p) {
    const [fast, slow] = [sma(close, p.fast), sma(close, p.slow)];
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});

/** Daily bars of these closes, each opening at the close before. */
export function barsOfCloses(close: Float64Array): Bars {
  const open = close.map((price, i) => (i === 0 ? price : close[i - 1]));
  return Bars.fromColumns({
    time: close.map((_, i) => i * 86_400_000),
    open,
    high: close.map((price, i) => Math.max(price, open[i])),
    low: close.map((price, i) => Math.min(price, open[i])),
    close,
    volume: close.map(() => 1),
  });
}

/** Closes 100, 110, 121, 133.1, ...: ten percent a bar. */
export function rising(length: number): Bars {
  return barsOfCloses(Float64Array.from({ length }, (_, i) => 100 * 1.1 ** i));
}
