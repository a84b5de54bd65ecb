import type { Bars } from '../../market/index.ts';

const bars = 20;

/** Standard deviation of the last 20 simple returns that are known before bar `index`; NaN where there are fewer. */
export function recentVolatility({ close }: Bars, index: number): number {
  if (index <= bars) return Number.NaN;
  let sum = 0;
  let squares = 0;
  for (let i = index - bars; i < index; i++) {
    const change = close[i] / close[i - 1] - 1;
    sum += change;
    squares += change * change;
  }
  return Math.sqrt(Math.max(0, squares - (sum * sum) / bars) / (bars - 1));
}
