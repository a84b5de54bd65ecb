import { Bars, crossedAbove, crossedBelow, defineStrategy, sma } from 'barwright';
import { Rng } from 'barwright/core';
import { grid, type SearchSpace } from 'barwright/search';
import type { SignalStrategyClass } from 'barwright/strategy';
import type { ValidateLayers } from 'barwright/validation';

/** Long while the close is above its average. */
export const Trend: SignalStrategyClass<{ period: number }> = defineStrategy({
  name: 'Trend',
  parameters: { period: { type: 'int', min: 2, max: 300, default: 20 } },
  signals({ close }, { period }) {
    const average = sma(close, period);
    return { entries: crossedAbove(close, average), exits: crossedBelow(close, average) };
  },
});

export const periods: SearchSpace<{ period: number }> = grid({ period: [10, 15, 20, 25, 30, 40, 60, 90, 130, 180] });

/** Few draws, so that a gate takes a second. */
export const quick: ValidateLayers = {
  leaks: { cuts: 8, warmup: 400 },
  superiority: { resamples: 200 },
  monteCarlo: { runs: 500 },
  stress: { runs: 1 },
  permutation: { permutations: 19 },
};

/**
 * Daily bars of a seeded walk whose drift is of either sign for a while: `edge` deviations of a bar for `length` bars on average. 0 is noise.
 */
export function world(seed: number, edge: number, rows = 1_500, length = 80): Bars {
  const rng = new Rng(seed);
  const columns = { time: new Float64Array(rows), open: new Float64Array(rows), high: new Float64Array(rows), low: new Float64Array(rows) };
  const [close, volume] = [new Float64Array(rows), new Float64Array(rows).fill(1_000_000)];
  const deviation = 0.01;
  let [price, sign] = [100, 1];
  for (let i = 0; i < rows; i++) {
    if (rng.uniform() < 1 / length) sign = -sign;
    const open = price;
    price *= Math.exp(deviation * (edge * sign + rng.normal()) - (deviation * deviation) / 2);
    const reach = 0.3 * deviation;
    columns.time[i] = Date.UTC(2015, 0, 1) + i * 86_400_000;
    columns.open[i] = open;
    close[i] = price;
    columns.high[i] = Math.max(open, price) * (1 + reach * rng.uniform());
    columns.low[i] = Math.min(open, price) * (1 - reach * rng.uniform());
  }
  return Bars.fromColumns({ ...columns, close, volume }, { interval: '1d', instrument: { symbol: 'WORLD' } });
}
