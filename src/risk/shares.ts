import { ArgumentError, checkKeys, checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';

/** What {@link kellyShare} takes. */
export interface KellyOptions {
  /** Share of trades that win, 0 to 1. */
  readonly winRate: number;
  /** Mean win over mean loss, above 0. */
  readonly payoff: number;
  /** Part of the full share that is used, above 0 and at most 1: a half gives three quarters of the growth at half of the deviation. @default 1 */
  readonly fraction?: number;
}

/**
 * The share of equity that makes an account grow the fastest when trades win and lose so often and so much; 0 without an edge.
 *
 * share = fraction x (winRate - (1 - winRate) / payoff)
 *
 * Source: John Kelly, A New Interpretation of Information Rate, Bell System Technical Journal 35 (1956); Edward Thorp (2006).
 *
 * @throws ArgumentError where a number is out of range.
 * @example
 * ```ts
 * import { kellyShare } from 'barwright/risk';
 * kellyShare({ winRate: 0.55, payoff: 1 }); // about 0.1
 * kellyShare({ winRate: 0.55, payoff: 1, fraction: 0.5 }); // about 0.05
 * ```
 */
export function kellyShare(options: KellyOptions): number {
  checkKeys('options', options, ['winRate', 'payoff', 'fraction']);
  const winRate = checkNumber('winRate', options.winRate, { min: 0, max: 1 });
  const payoff = checkNumber('payoff', options.payoff, { above: 0 });
  const fraction = checkNumber('fraction', options.fraction ?? 1, { above: 0, max: 1 });
  return Math.max(0, fraction * (winRate - (1 - winRate) / payoff));
}

/**
 * The same from returns of a period each: mean / variance, the limit for small ones; 0 without an edge.
 *
 * Source: Edward Thorp, The Kelly Criterion in Blackjack, Sports Betting and the Stock Market (2006), section 7.1.
 *
 * @param returns simple returns, at least two.
 * @param fraction part of the full share, above 0 and at most 1. `@default 1`
 * @throws ArgumentError where there are fewer than two returns.
 * @example
 * ```ts
 * import { kellyShareOfReturns } from 'barwright/risk';
 * kellyShareOfReturns([0.02, -0.01, 0.03, -0.015], 0.5);
 * ```
 */
export function kellyShareOfReturns(returns: NumberColumn, fraction: number = 1): number {
  const values = toFloat64('returns', returns);
  checkNumber('fraction', fraction, { above: 0, max: 1 });
  if (values.length < 2) throw new ArgumentError(`Expected \`returns\` to have at least 2 values, was ${values.length}.`);
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
  return variance > 0 ? Math.max(0, (fraction * mean) / variance) : 0;
}

/**
 * Shares of equity that bring a position to a target volatility: a column for `size: { equity }`, or for target exposures.
 *
 * share = min(max, target / volatility); NaN where the volatility is unknown
 *
 * Source: Alan Moreira and Tyler Muir, Volatility-Managed Portfolios, Journal of Finance 72 (2017).
 *
 * @param volatility annual volatility at each bar as a fraction, such as that of `historical_volatility`.
 * @param target annual volatility of the account, above 0.
 * @param max largest share, above 0. `@default 1`
 * @throws ArgumentError where a number is out of range.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { historical_volatility } from 'barwright/indicators';
 * import { volatilityShares } from 'barwright/risk';
 * const { close } = syntheticBars({ seed: 1, length: 500, interval: '1d' });
 * const shares = volatilityShares(historical_volatility(close, 20, { periodsPerYear: 365 }), 0.2);
 * ```
 */
export function volatilityShares(volatility: NumberColumn, target: number, max: number = 1): Float64Array {
  checkNumber('target', target, { above: 0 });
  checkNumber('max', max, { above: 0 });
  return toFloat64('volatility', volatility).map((each) => Math.min(max, target / each));
}
