import type { BacktestData } from '../../backtest/index.ts';
import { lowerBound } from '../../core/index.ts';
import { Bars, Panel } from '../../market/index.ts';
import { barsOf } from '../sweep/trial-runner.ts';
import type { TrialCell } from './trial-cell.ts';

/** What a cell sees: its instrument, or all of the data, up to its end. What came before it is there for its indicators to warm up. */
export function cellData(data: BacktestData, { instrument, to }: TrialCell): BacktestData {
  if (instrument !== undefined) return before(barsOf(data)[instrument], to);
  if (to === undefined) return data;
  if (data instanceof Bars) return before(data, to);
  if (data instanceof Panel || Array.isArray(data)) return barsOf(data).map((bars) => before(bars, to));
  return Object.fromEntries(Object.entries(data as Readonly<Record<string, Bars>>).map(([symbol, bars]) => [symbol, before(bars, to)]));
}

function before(bars: Bars, to: number | undefined): Bars {
  const length = to === undefined ? bars.length : lowerBound(bars.time, to);
  return length === bars.length ? bars : bars.slice(0, length);
}
