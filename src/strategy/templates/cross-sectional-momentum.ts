import type { Interval } from '../../core/index.ts';
import type { Context } from '../context.ts';
import { Strategy } from '../strategy.ts';

/** Parameters of {@link CrossSectionalMomentum}. */
export interface CrossSectionalMomentumParameters {
  readonly lookback: number;
  readonly skip: number;
  readonly top: number;
  readonly rebalance: string;
}

/**
 * Holds the instruments that rose the most, in even shares, chosen anew at even times. An instrument counts once it has the bars of the
 * lookback and as long as it has a bar at the rebalance: one that is not listed yet, or no longer, is not chosen.
 *
 * Source: Narasimhan Jegadeesh and Sheridan Titman, Returns to Buying Winners and Selling Losers, Journal of Finance 48 (1993).
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { CrossSectionalMomentum } from 'barwright/strategy';
 * const data = Object.fromEntries(['A', 'B', 'C', 'D'].map((symbol, k) => [symbol, syntheticBars({ seed: k, length: 400, interval: '1d', symbol })]));
 * backtest(new CrossSectionalMomentum({ lookback: 60, top: 2, rebalance: '30d' }), data, { fees: 0.001 });
 * ```
 */
export class CrossSectionalMomentum extends Strategy<CrossSectionalMomentumParameters> {
  static parameters = {
    lookback: { type: 'int', min: 2, max: 2000, default: 90, description: 'Bars over which the change is taken' },
    skip: { type: 'int', min: 0, max: 500, default: 0, description: 'Last bars that do not count' },
    top: { type: 'int', min: 1, max: 500, default: 5, description: 'Instruments that are held' },
    rebalance: { type: 'choice', choices: ['1d', '7d', '30d'], default: '7d' },
  } as const;

  override onStart(ctx: Context): void {
    ctx.every('rebalance', this.params.rebalance as Interval);
  }

  /** How much an instrument is wanted, the more the higher; NaN where it does not count. Override it for another ranking. */
  protected score(symbol: string, ctx: Context): number {
    const { lookback, skip } = this.params;
    const closes = ctx.history(symbol, lookback + skip + 1);
    const times = ctx.history(symbol, 1, 'time');
    const interval = ctx.history(symbol, 2, 'time');
    const isLive = times.length > 0 && ctx.time - times[0] <= interval[interval.length - 1] - interval[0];
    return isLive && closes.length > lookback + skip ? closes[closes.length - 1 - skip] / closes[0] - 1 : Number.NaN;
  }

  override onTimer(_: string, ctx: Context): void {
    const ranked = ctx.symbols
      .map((symbol) => ({ symbol, score: this.score(symbol, ctx) }))
      .filter(({ score }) => !Number.isNaN(score))
      .sort((a, b) => b.score - a.score || (a.symbol < b.symbol ? -1 : 1));
    const chosen = new Set(ranked.slice(0, this.params.top).map(({ symbol }) => symbol));
    for (const symbol of ctx.symbols) if (!chosen.has(symbol)) ctx.close(symbol);
    const share = 0.98 / this.params.top;
    for (const symbol of chosen) {
      if (ctx.position(symbol).quantity === 0) ctx.buy(symbol, { size: { equity: share } });
    }
  }
}
