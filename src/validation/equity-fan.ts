import type { BacktestResult } from '../backtest/index.ts';
import { quantileOf } from './run-figures.ts';

/** Equity of the worlds over the time of a run, as multiples of the start. */
export interface EquityFan {
  /** Times of the real run, ms; at the same share of a run for worlds of another length. */
  readonly time: Float64Array;
  readonly real: Float64Array;
  readonly p5: Float64Array;
  readonly p25: Float64Array;
  readonly p50: Float64Array;
  readonly p75: Float64Array;
  readonly p95: Float64Array;
}

/** Points of a fan. */
export const fanPoints = 201;

/** Equity at equal shares of a run, as multiples of the start. */
export function fanInto(out: Float64Array, { equity, startingCash }: BacktestResult): void {
  for (let k = 0; k < out.length; k++) out[k] = equity[Math.round((k / (out.length - 1)) * (equity.length - 1))] / startingCash;
}

/** The fan of runs whose equity lies one after the other in `fan`, NaN for those that did not end. */
export function fanOf(real: BacktestResult, fan: Float64Array): EquityFan {
  const line = new Float64Array(fanPoints);
  fanInto(line, real);
  const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
  const quantiles = shares.map(() => new Float64Array(fanPoints));
  for (let k = 0; k < fanPoints; k++) {
    const column = Float64Array.from({ length: fan.length / fanPoints }, (_, world) => fan[world * fanPoints + k]);
    const sorted = column.filter((value) => !Number.isNaN(value)).sort();
    shares.forEach((share, q) => {
      quantiles[q][k] = quantileOf(sorted, share);
    });
  }
  const [p5, p25, p50, p75, p95] = quantiles;
  const time = line.map((_, k) => real.time[Math.round((k / (fanPoints - 1)) * (real.time.length - 1))]);
  return { time, real: line, p5, p25, p50, p75, p95 };
}
