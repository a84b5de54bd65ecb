import type { Interval } from '../../core/index.ts';
import type { Context } from '../context.ts';
import { Strategy } from '../strategy.ts';

/** Parameters of {@link DollarCostAveraging}. */
export interface DollarCostAveragingParameters {
  readonly every: string;
  readonly amount: number;
}

/**
 * Buys every instrument for the same amount at even times, as long as the money lasts, and never sells.
 *
 * Source: Benjamin Graham, The Intelligent Investor (1949), chapter 5.
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { DollarCostAveraging } from 'barwright/strategy';
 * const bars = syntheticBars({ seed: 1, length: 2_000, interval: '1h' });
 * backtest(new DollarCostAveraging({ every: '1d', amount: 100 }), bars, { cash: 10_000, fees: 0.001 });
 * ```
 */
export class DollarCostAveraging extends Strategy<DollarCostAveragingParameters> {
  static parameters = {
    every: { type: 'choice', choices: ['1h', '4h', '12h', '1d', '7d', '30d'], default: '7d' },
    amount: { type: 'float', min: 0.01, max: 1e9, default: 100, description: 'Quote units of each purchase' },
  } as const;

  override onStart(ctx: Context): void {
    ctx.every('buy', this.params.every as Interval);
  }

  override onTimer(_: string, ctx: Context): void {
    for (const symbol of ctx.symbols) ctx.buy(symbol, { size: { notional: this.params.amount } });
  }
}
