import { type BacktestOptions, type BacktestResult, backtest } from '../backtest/index.ts';
import { StrategyError } from '../core/index.ts';
import type { SweptStrategy } from '../search/index.ts';
import { closingStrategy, lastDecision } from './closing-strategy.ts';
import type { DataSpan } from './data-span.ts';

/** Rows of a window, and the first row that its indicators see. */
export interface WindowRows {
  readonly warm: number;
  readonly from: number;
  readonly to: number;
}

/**
 * One parameter set over the rows `from` to `to`: flat at the start, indicators warmed up by earlier rows alone, closed with the last row.
 * Row i of the result is row `warm + i` of the data.
 *
 * @throws StrategyError where the strategy throws, with its parameters.
 */
export function windowRun<P extends object>(
  strategy: SweptStrategy<P>,
  params: P,
  span: DataSpan,
  options: BacktestOptions,
  { warm, from, to }: WindowRows,
): BacktestResult {
  const last = Math.max(0, lastDecision(options, to));
  const end = span.time[last] + span.intervalMs;
  const windowed = { ...span.options(options, warm, to), ...(from > warm && { tradeFrom: span.timeText(from) }) };
  try {
    return backtest(closingStrategy(new strategy(params), options, end), span.slice(warm, to), windowed);
  } catch (error) {
    if (!(error instanceof StrategyError)) throw error;
    throw new StrategyError(`With ${JSON.stringify(params)}: ${error.message}`, { cause: error });
  }
}
