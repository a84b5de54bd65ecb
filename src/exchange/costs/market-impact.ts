import { checkKeys, checkNumber, madeBy } from '../../core/index.ts';
import { againstTrader, type SlippageModel } from './slippage.ts';

/** Share of the volume of the bar that a fill is, at most `limit`; `limit` itself where the volume is 0 or not known. */
function volumeShare(quantity: number, volume: number, limit: number): number {
  return volume > 0 ? Math.min(quantity / volume, limit) : limit;
}

/** Options of {@link volumeShareSlippage}. */
export interface VolumeShareOptions {
  /** Fraction of the price that dealing the whole volume of a bar costs, >= 0. @default 0.1 */
  readonly impact?: number;
  /** Largest share of the volume that counts, in (0, 1]. @default 0.025 */
  readonly limit?: number;
}

/**
 * The square of the share of the bar's volume: slippage = price x impact x min(quantity / volume, limit)^2, at most 99 % of the price.
 *
 * The share is that of the one fill. Where the volume is 0 or not known, the share is `limit`: the most that the model asks. In
 * zipline `limit` also holds back what is beyond that share of the volume; here that is `participation`. Without it, orders
 * beyond the limit pay no more than at the limit, which flatters them: give both the same share.
 *
 * @param options - `impact`: fraction of the price for the whole volume, >= 0 (default: 0.1); `limit`: largest share that counts,
 * in (0, 1] (default: 0.025).
 * @throws ArgumentError where a number is out of range.
 * @example
 * ```ts
 * import { volumeShareSlippage } from 'barwright/exchange';
 * const fill = { side: 1, quantity: 5, price: 3, volume: 200, volatility: 0.01, tickSize: 0, spread: 0.01, index: 0 } as const;
 * volumeShareSlippage().slippage(fill); // 0.0001875
 * ```
 *
 * Source: zipline, VolumeShareSlippage (volume_limit 0.025, price_impact 0.1).
 */
export function volumeShareSlippage(options: VolumeShareOptions = {}): SlippageModel {
  checkKeys('options', options, ['impact', 'limit']);
  const impact = checkNumber('impact', options.impact ?? 0.1, { min: 0 });
  const limit = checkNumber('limit', options.limit ?? 0.025, { above: 0, max: 1 });
  return madeBy('volumeShareSlippage', [options], {
    name: `${impact} x share of volume squared, shares up to ${limit}`,
    needsQuantity: true,
    slippage({ quantity, price, volume }) {
      const share = volumeShare(quantity, volume, limit);
      return againstTrader(price * impact * share * share, price);
    },
  });
}

/** Options of {@link squareRootImpact}. */
export interface SquareRootOptions {
  /** Impact of dealing the whole volume of a bar, in volatilities of a bar, >= 0. @default 1 */
  readonly coefficient?: number;
  /** Largest share of the volume that counts, > 0; shares above 1 are allowed. @default 1 */
  readonly limit?: number;
  /** Volatility taken where it is 0 or not known, a fraction for one bar, >= 0. @default 0.02 */
  readonly fallback?: number;
}

/**
 * The square-root law of market impact: slippage = price x coefficient x volatility x sqrt(quantity / volume), at most 99 % of the price.
 *
 * Volatility and volume are of one and the same bar; as one grows with the root of time and the other with time, the length of
 * the bar matters little. A coefficient of 1 says that dealing a day's volume costs a day's volatility; estimates lie around 0.5
 * to 1. The law is of the last price that a whole order reaches; charging it on the whole fill is the dear side (the average
 * price has moved two thirds as far).
 *
 * Where the volume is 0 or not known, the share of the volume is `limit`: the most that the model asks; quantities beyond it pay
 * no more, so hold orders back by `participation`. Where the volatility is 0, as in bars of no trades, or not known, it is
 * `fallback`: 2 %, a day's of a volatile stock, and dear for shorter bars.
 *
 * @param options - `coefficient` (default: 1), `limit` (default: 1) and `fallback` (default: 0.02), each with its range above.
 * @throws ArgumentError where a number is out of range.
 * @example
 * ```ts
 * import { squareRootImpact } from 'barwright/exchange';
 * const fill = { side: 1, quantity: 100, price: 50, volume: 10_000, volatility: 0.02, tickSize: 0.01, spread: 0.01, index: 0 } as const;
 * squareRootImpact().slippage(fill); // 0.1: a hundredth of the volume, a tenth of the volatility
 * ```
 *
 * Source: Grinold and Kahn, Active Portfolio Management, 2000, chapter 16; Toth et al., Anomalous price impact and the critical
 * nature of liquidity in financial markets, Physical Review X 1, 021006, 2011. Almgren, Thum, Hauptmann and Li, Direct estimation
 * of equity market impact, Risk 18, 2005, find a power of 0.6 in place of 0.5.
 */
export function squareRootImpact(options: SquareRootOptions = {}): SlippageModel {
  checkKeys('options', options, ['coefficient', 'limit', 'fallback']);
  const coefficient = checkNumber('coefficient', options.coefficient ?? 1, { min: 0 });
  const limit = checkNumber('limit', options.limit ?? 1, { above: 0 });
  const fallback = checkNumber('fallback', options.fallback ?? 0.02, { min: 0 });
  return madeBy('squareRootImpact', [options], {
    name: `${coefficient} x volatility x root of the share of volume, shares up to ${limit}`,
    needsQuantity: true,
    slippage({ quantity, price, volume, volatility }) {
      const deviation = volatility > 0 ? volatility : fallback;
      return againstTrader(price * coefficient * deviation * Math.sqrt(volumeShare(quantity, volume, limit)), price);
    },
  });
}
