import { ArgumentError } from '../../core/index.ts';
import type { Bar } from '../../market/index.ts';
import type { Context } from '../context.ts';
import { Strategy } from '../strategy.ts';

/** Parameters of {@link PairsReversion}. */
export interface PairsReversionParameters {
  readonly window: number;
  readonly enter: number;
  readonly exit: number;
  readonly share: number;
}

/**
 * Trades two instruments against one another: where the residual of the regression of one log price on the other is far from its mean,
 * short the one that is dear and long the other by the hedge ratio, until it is back.
 *
 * Source: Evan Gatev, William Goetzmann and Geert Rouwenhorst, Pairs Trading, Review of Financial Studies 19 (2006); the hedge ratio by
 * least squares after Engle and Granger (1987).
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { PairsReversion } from 'barwright/strategy';
 * const [A, B] = [1, 2].map((seed) => syntheticBars({ seed, length: 600 }));
 * backtest(new PairsReversion({ window: 60 }), { A, B }, { fees: 0.0005, leverage: 2 });
 * ```
 */
export class PairsReversion extends Strategy<PairsReversionParameters> {
  static parameters = {
    window: { type: 'int', min: 10, max: 5000, default: 100 },
    enter: { type: 'float', min: 0.1, max: 10, default: 2, description: 'Deviations at which a position is opened' },
    exit: { type: 'float', min: 0, max: 10, default: 0.5, description: 'Deviations at which it is closed' },
    share: { type: 'float', min: 0.01, max: 1, default: 0.45, description: 'Share of equity in each leg' },
  } as const;

  override onStart(ctx: Context): void {
    if (ctx.symbols.length !== 2) throw new ArgumentError(`Expected two instruments for a pair, was \`${ctx.symbols.join(', ')}\`.`);
  }

  override onBar({ symbol }: Bar, ctx: Context): void {
    const [first, second] = ctx.symbols;
    const { window, enter, exit, share } = this.params;
    if (symbol !== second) return;
    const [y, x] = [first, second].map((each) => ctx.history(each, window).map(Math.log));
    if (y.length < window || x.length < window) return;
    const { slope, score } = residual(y, x);
    const isFlat = ctx.isIdle(first) && ctx.isIdle(second);
    if (isFlat && Math.abs(score) > enter && slope > 0) {
      const notional = share * ctx.equity;
      const [dear, cheap] = score > 0 ? [first, second] : [second, first];
      const hedge = Math.min(1, slope);
      ctx.sell(dear, { size: { notional: dear === second ? notional * hedge : notional } });
      ctx.buy(cheap, { size: { notional: cheap === second ? notional * hedge : notional } });
    } else if (!isFlat && Math.abs(score) < exit) {
      ctx.close(first);
      ctx.close(second);
    }
  }
}

/** The slope of y on x and how many deviations the last residual is from 0. */
function residual(y: Float64Array, x: Float64Array): { readonly slope: number; readonly score: number } {
  const n = y.length;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    xx += (x[i] - meanX) ** 2;
    xy += (x[i] - meanX) * (y[i] - meanY);
  }
  const slope = xx > 0 ? xy / xx : 0;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (y[i] - meanY - slope * (x[i] - meanX)) ** 2;
  const last = y[n - 1] - meanY - slope * (x[n - 1] - meanX);
  return { slope, score: squares > 0 ? last / Math.sqrt(squares / n) : 0 };
}
