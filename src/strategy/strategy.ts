import type { IndicatorEntry } from '../indicators/index.ts';
import type { Bar, BookView, Fill, MarketTrade, Quote } from '../market/index.ts';
import type { Context, FundingPayment, OrderView } from './context.ts';
import { entryOf, IndicatorHandle, type IndicatorInput } from './indicator-handle.ts';
import { completeParameters, type ParameterSpace } from './parameters.ts';

const brand: unique symbol = Symbol.for('barwright.strategy') as never;
const declared: unique symbol = Symbol('declared indicators');

/** The indicators of a strategy. */
export interface Declared {
  readonly handles: IndicatorHandle[];
}

/**
 * Base of strategies that answer events: each bar, fill or change of an order is a callback with a {@link Context} to trade by.
 *
 * `params` is complete (defaults filled in, checked against `static parameters`) before field initialisers run, so that indicators
 * can be declared as fields. A backtest runs a fresh instance; a callback that throws stops it with a `StrategyError`.
 *
 * @typeParam P the parameters, as `static parameters` declares them.
 * @throws ArgumentError where a parameter is unknown or out of range.
 * @example
 * ```ts
 * import { backtest, type Bar, type Context, Strategy, syntheticBars } from 'barwright';
 * class Breakout extends Strategy<{ lookback: number }> {
 *   static parameters = { lookback: { type: 'int', min: 10, max: 200, default: 55 } } as const;
 *   high = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
 *   atr = this.indicator('atr', { period: 14 });
 *   override onBar(bar: Bar, ctx: Context) {
 *     if (ctx.isIdle(bar.symbol) && bar.close > this.high.previous) {
 *       ctx.buy(bar.symbol, { size: { riskFraction: 0.01 }, stopLoss: bar.close - 2 * this.atr.value });
 *     }
 *   }
 * }
 * const result = backtest(new Breakout(), syntheticBars({ seed: 7, length: 2_000 }), { fees: 0.0005 });
 * ```
 */
export abstract class Strategy<P extends object = Record<never, never>> {
  /** The complete parameters, frozen. */
  readonly params: Readonly<P>;

  constructor(params: Partial<P> = {}) {
    const space = (new.target as { readonly parameters?: ParameterSpace }).parameters ?? {};
    this.params = completeParameters(new.target.name || 'the strategy', space, params) as Readonly<P>;
    Object.defineProperty(this, brand, { value: true });
    Object.defineProperty(this, declared, { value: { handles: [] } satisfies Declared });
  }

  /** Recognises strategies of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null || !(brand in value)) return false;
    return isBase.has(this) || Function.prototype[Symbol.hasInstance].call(this, value);
  }

  /** What a strategy has declared, for those who run it. */
  static declaredBy(strategy: Strategy<object>): Declared {
    return (strategy as unknown as { readonly [declared]: Declared })[declared];
  }

  /**
   * Declares an indicator that is updated with each bar before `onBar`. Call it in field initialisers or in the constructor.
   *
   * @param of catalog name, or an entry of the catalog. Names beyond the everyday ones need `import 'barwright/indicators'`.
   * @param parameters those of the indicator; defaults are filled in.
   * @param options `input`: the column that an indicator of one series reads (`@default 'close'`); `interval`: that of the bars it sees.
   * @throws ArgumentError where there is no such indicator, or a parameter is out of range.
   */
  protected indicator(of: string | IndicatorEntry, parameters: object = {}, options: IndicatorInput = {}): IndicatorHandle {
    const { handles } = Strategy.declaredBy(this as Strategy<object>);
    const handle = new IndicatorHandle(entryOf(of), parameters, options);
    handles.push(handle);
    return handle;
  }

  /** Before the first bar. */
  onStart?(ctx: Context): void;
  /** At the close of each bar of each instrument. The bar is one object that is filled anew: copy what you keep. */
  onBar?(bar: Bar, ctx: Context): void;
  /** A trade of the market, where the data have trades. */
  onTrade?(trade: MarketTrade, ctx: Context): void;
  /** A new best bid or ask, where the data have quotes. */
  onQuote?(quote: Quote, ctx: Context): void;
  /** The order book of an instrument changed, where the data have one. It is one object that goes on changing: copy what you keep. */
  onBook?(symbol: string, book: BookView, ctx: Context): void;
  /** An order went on in its life: accepted, set off, filled, cancelled, expired or rejected (with `reject`). */
  onOrder?(order: OrderView, ctx: Context): void;
  /** An order was filled, wholly or in part. */
  onFill?(fill: Fill, ctx: Context): void;
  /** Funding was paid or received. */
  onFunding?(payment: FundingPayment, ctx: Context): void;
  /** A timer of `ctx.at` or `ctx.every` is due. */
  onTimer?(name: string, ctx: Context): void;
  /** After the last bar. */
  onStop?(ctx: Context): void;
}

const isBase: WeakSet<object> = new WeakSet([Strategy]);
