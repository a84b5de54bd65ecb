import { checkInteger } from '../core/index.ts';
import type { SignalStrategy, Strategy } from '../strategy/index.ts';
import type { BacktestData } from './instruments.ts';
import type { BacktestOptions } from './options.ts';
import { prepare } from './prepare.ts';
import type { BacktestResult } from './result.ts';

/**
 * Runs a strategy over data and measures it.
 *
 * A decision made at the close of bar i fills at the open of bar i+1 unless `fillAt` says otherwise; protective orders
 * live from the fill on; nothing can see the future. A strategy of signals is asked once for each instrument, an event strategy is
 * called bar by bar; both run on a fresh instance.
 *
 * @param strategy an instance that carries the parameters.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`; several are run on the union of their times.
 * @param options see {@link BacktestOptions}; an unknown name is an error.
 * @throws ArgumentError for a wrong option or wrong data, before any work; StrategyError where the strategy throws or
 * answers no signals.
 * @example
 * ```ts
 * import { backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * const Cross = defineStrategy({
 *   parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 10, max: 200, default: 50 } },
 *   signals(bars, p) {
 *     const fast = sma(bars.close, p.fast), slow = sma(bars.close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const result = backtest(new Cross({ fast: 20 }), syntheticBars({ seed: 7, length: 5_000 }), {
 *   cash: 10_000,
 *   fees: 0.001,
 *   slippage: 0.0005,
 *   stopLoss: { fraction: 0.05 },
 * });
 * console.log(result.summary());
 * ```
 */
export function backtest(strategy: SignalStrategy | Strategy, data: BacktestData, options: BacktestOptions = {}): BacktestResult {
  return prepare(strategy, data, options, 'sync').run();
}

/** What {@link backtestAsync} takes besides the options of a backtest. */
export interface AsyncOptions extends BacktestOptions {
  /** Called after each chunk with the bars or ticks that are done and their share, 0 to 1 (NaN while pieces of a stream may follow), and at the end. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly share: number }) => void;
  /** Stops the run between two chunks, or while it waits for a piece of a stream: the promise is rejected with the reason. */
  readonly signal?: AbortSignal;
  /** Bars, or events of ticks, of a chunk, at least 1. @default 20000 */
  readonly chunk?: number;
}

/**
 * {@link backtest} in chunks, between which the program can do other work: it tells of its progress and can be aborted. The result is the
 * same. The signals engine takes one chunk.
 *
 * @throws what `backtest` throws; the reason of `signal` where it aborts.
 * @example
 * ```ts
 * import { backtestAsync, syntheticBars } from 'barwright';
 * import { Grid } from 'barwright/strategy';
 * const result = await backtestAsync(new Grid(), syntheticBars({ seed: 1, length: 5_000 }), {
 *   chunk: 1_000,
 *   onProgress: ({ share }) => console.log(Math.round(100 * share)),
 * });
 * ```
 */
export async function backtestAsync(
  strategy: SignalStrategy | Strategy,
  data: BacktestData,
  asked: AsyncOptions = {},
): Promise<BacktestResult> {
  const { onProgress, signal, chunk = 20_000, ...options } = asked;
  checkInteger('chunk', chunk, { min: 1 });
  signal?.throwIfAborted();
  const prepared = prepare(strategy, data, options, 'async');
  const tell = (done: number, total: number): void => onProgress?.({ done, total, share: done / total });
  const between = async (done: number, total: number): Promise<void> => {
    tell(done, total);
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
  const result = await prepared.runAsync(chunk, between, signal);
  tell(prepared.total(), prepared.total());
  return result;
}

/** What {@link scenarios} answers. */
export interface Scenarios {
  readonly pessimistic: BacktestResult;
  readonly optimistic: BacktestResult;
}

/**
 * The same run under the pessimistic and the optimistic path inside each bar. The two show how much hangs on what bars
 * do not tell; they do not bound a result that depends on its own path. Finer bars still tell what they can. The two
 * do not share `memory`.
 */
export function scenarios(strategy: SignalStrategy | Strategy, data: BacktestData, options: BacktestOptions = {}): Scenarios {
  const { memory: _, intrabar, ...others } = options;
  const under = (rule: 'pessimistic' | 'optimistic'): BacktestResult =>
    backtest(strategy, data, { ...others, intrabar: typeof intrabar === 'object' && intrabar !== null ? { ...intrabar, rule } : rule });
  return { pessimistic: under('pessimistic'), optimistic: under('optimistic') };
}
