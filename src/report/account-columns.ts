import type { BacktestResult } from '../backtest/index.ts';
import { firstOf, lastOf, leastOf } from '../charts/index.ts';
import { underwater } from '../metrics/index.ts';
import type { PackedColumns } from './packed-columns.ts';

/** Points of each line of the account. */
const pointLimit = 16_000;

/** Packs equity, what it is compared with and the underwater curve; answers the names of the lines. */
export function packAccount(result: BacktestResult, columns: PackedColumns): readonly string[] {
  const { time, equity, benchmark, startingCash } = result;
  const size = Math.max(1, Math.ceil(time.length / (time.length <= 2 * pointLimit ? 2 * pointLimit : pointLimit)));
  columns.addRising('account.time', firstOf(time, size));
  columns.add('account.0', 'f32', lastOf(equity, size));
  if (benchmark !== undefined) columns.add('account.1', 'f32', lastOf(benchmark.equity, size));
  columns.add('account.underwater', 'f32', leastOf(underwater(equity, startingCash), size));
  return benchmark === undefined ? ['Strategy'] : ['Strategy', benchmark.name];
}
