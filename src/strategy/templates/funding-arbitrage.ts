import { ArgumentError } from '../../core/index.ts';
import type { Bar } from '../../market/index.ts';
import type { Context, OrderView } from '../context.ts';
import { Strategy } from '../strategy.ts';

/** Parameters of {@link FundingArbitrage}. */
export interface FundingArbitrageParameters {
  readonly lookback: number;
  readonly horizon: number;
  readonly costs: number;
  readonly keep: number;
  readonly share: number;
  readonly step: number;
}

/**
 * Long the spot and short the perpetual of the same size while the funding that is expected over the horizon beats the costs of both legs,
 * in and out; out once it no longer does. The first instrument of the data is the spot, the second the perpetual.
 *
 * expected = mean of the last settled rates x settlements of the horizon; in above `costs`, out below `keep` x `costs`: what was paid to
 * come in is gone, so that staying needs less. Rates that are not settled yet are not known to it. What the two legs differ by after a
 * partial fill or a refusal is dealt on the spot leg, where it is more than a hundredth of the position; after a refusal nothing more is opened.
 *
 * The funding is earned, the basis is a risk: the price of the perpetual may move away from the spot, and its leg needs margin.
 *
 * Source: Maik Schmeling, Andreas Schrimpf and Karamfil Todorov, Crypto carry, BIS Working Papers 1087 (2023).
 *
 * @example
 * ```ts
 * import { Bars, backtest, bybitLinear, syntheticBars } from 'barwright';
 * import { FundingArbitrage } from 'barwright/strategy';
 * const bars = syntheticBars({ seed: 1, length: 2_000, interval: '1h' });
 * const time = bars.time.filter((_, i) => i % 8 === 0);
 * const venue = bybitLinear({
 *   leverage: 2,
 *   fees: { taker: 0.00055 },
 *   instruments: { SPOT: { kind: 'spot' } },
 *   funding: { PERP: { time, rate: time.map((_, i) => 0.0003 * Math.sin(i / 30)) } },
 * });
 * const result = backtest(new FundingArbitrage(), { SPOT: bars, PERP: bars }, { venue });
 * console.log(result.funding.length);
 * ```
 */
export class FundingArbitrage extends Strategy<FundingArbitrageParameters> {
  static parameters = {
    lookback: { type: 'int', min: 1, max: 1000, default: 3, description: 'Settled rates that the expectation is the mean of' },
    horizon: { type: 'int', min: 1, max: 10_000, default: 30, description: 'Settlements over which the costs are to be earned' },
    costs: { type: 'float', min: 0, max: 0.1, default: 0.0025, description: 'All four fills, as a fraction of the value of one leg' },
    keep: { type: 'float', min: -10, max: 1, default: 0, description: 'Share of the costs that is still to be expected to stay' },
    share: { type: 'float', min: 0.01, max: 10, default: 0.45, description: 'Share of equity in each leg' },
    step: { type: 'float', min: 0, max: 1e9, default: 0, description: 'Quantity step that both legs can deal; 0 for any' },
  } as const;

  #isRefused = false;

  override onStart(ctx: Context): void {
    this.legs(ctx);
  }

  override onOrder({ state, tag, symbol, reject }: OrderView, ctx: Context): void {
    if (state !== 'rejected' || tag !== 'carry') return;
    this.#isRefused = true;
    ctx.log(`A leg was refused: ${reject}. Nothing more is opened.`, symbol);
  }

  override onBar({ symbol, close }: Bar, ctx: Context): void {
    const [spot, perpetual] = this.legs(ctx);
    if (symbol !== perpetual) return;
    if (ctx.orders(spot).length > 0 || ctx.orders(perpetual).length > 0) return;
    const long = ctx.position(spot).quantity;
    const short = -ctx.position(perpetual).quantity;
    const expected = this.expectedFunding(perpetual, ctx);
    const { costs, keep } = this.params;
    if (long === 0 && short === 0) {
      if (this.#isRefused || !(expected > costs) || !this.mayOpen(ctx)) return;
      const units = this.unitsOf(close, ctx);
      ctx.buy(spot, { size: { units }, tag: 'carry' });
      ctx.sell(perpetual, { size: { units }, tag: 'carry' });
    } else if (expected < keep * costs) {
      ctx.close(spot);
      ctx.close(perpetual);
    } else this.#even(spot, long - short, Math.max(long, short), ctx);
  }

  /** The spot and the perpetual: the two instruments of the data in their order. Override it where there are more. */
  protected legs({ symbols }: Context): readonly [spot: string, perpetual: string] {
    if (symbols.length !== 2) throw new ArgumentError(`Expected a spot and a perpetual instrument, was \`${symbols.join(', ')}\`.`);
    return [symbols[0], symbols[1]];
  }

  /** Funding that a short position is expected to receive over the horizon, as a fraction of its value; NaN where nothing is known. */
  protected expectedFunding(perpetual: string, ctx: Context): number {
    const { lookback, horizon } = this.params;
    const rates = ctx.fundingRates(perpetual, lookback);
    return rates.length < lookback ? Number.NaN : (horizon * rates.reduce((sum, rate) => sum + rate, 0)) / lookback;
  }

  /** Units of each leg, by the last price of the perpetual. */
  protected unitsOf(close: number, ctx: Context): number {
    const { share, step } = this.params;
    const units = (share * ctx.equity) / close;
    return step === 0 ? units : Math.floor(units / step + 1e-9) * step;
  }

  /** Whether the legs may be opened now: a place for a rule of your own, such as one on the basis. */
  protected mayOpen(_ctx: Context): boolean {
    return true;
  }

  /** Deals on the spot what the legs differ by. */
  #even(spot: string, excess: number, whole: number, ctx: Context): void {
    if (Math.abs(excess) <= 0.01 * whole) return;
    if (excess > 0) ctx.sell(spot, { size: { units: excess }, reduceOnly: true, tag: 'even' });
    else ctx.buy(spot, { size: { units: -excess }, tag: 'even' });
  }
}
