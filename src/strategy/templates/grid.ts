import type { Bar, Fill } from '../../market/index.ts';
import type { Context } from '../context.ts';
import { Strategy } from '../strategy.ts';

/** Parameters of {@link Grid}. */
export interface GridParameters {
  readonly levels: number;
  readonly spacing: number;
  readonly share: number;
}

/**
 * Limit orders to buy at even steps below the first close; each that fills is sold one step higher, and bought back where it was.
 *
 * A grid earns while the price goes to and fro and is left holding everything when it falls out of the bottom: give it a stop of the
 * account, or a range that you can hold.
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { Grid } from 'barwright/strategy';
 * backtest(new Grid({ levels: 5, spacing: 0.01 }), syntheticBars({ seed: 1, length: 1_000 }), { fees: { maker: 0.0002, taker: 0.0005 } });
 * ```
 */
export class Grid extends Strategy<GridParameters> {
  static parameters = {
    levels: { type: 'int', min: 1, max: 100, default: 10 },
    spacing: { type: 'float', min: 0.0001, max: 0.5, default: 0.01, description: 'Step between levels, as a fraction of the first close' },
    share: { type: 'float', min: 0.01, max: 1, default: 0.9, description: 'Share of equity that all levels take together' },
  } as const;
  readonly #steps: Map<string, { readonly step: number; readonly units: number }> = new Map();

  override onBar({ symbol, close }: Bar, ctx: Context): void {
    if (this.#steps.has(symbol)) return;
    const { levels, spacing, share } = this.params;
    const step = close * spacing;
    const units = (share * ctx.equity) / (levels * close * ctx.symbols.length);
    this.#steps.set(symbol, { step, units });
    for (let k = 1; k <= levels && close - k * step > 0; k++) this.#buy(ctx, symbol, close - k * step);
  }

  override onFill({ symbol, side, orderId }: Fill, ctx: Context): void {
    const level = this.#levels.get(orderId);
    if (level === undefined) return;
    this.#levels.delete(orderId);
    const { step, units } = this.#steps.get(symbol) as { readonly step: number; readonly units: number };
    if (side === 'sell') this.#buy(ctx, symbol, level - step);
    else this.#levels.set(ctx.sell(symbol, { size: { units }, limit: level + step, reduceOnly: true, tag: 'grid' }).id, level + step);
  }

  readonly #levels: Map<number, number> = new Map();

  #buy(ctx: Context, symbol: string, limit: number): void {
    const { units } = this.#steps.get(symbol) as { readonly units: number };
    this.#levels.set(ctx.buy(symbol, { size: { units }, limit, tag: 'grid' }).id, limit);
  }
}
