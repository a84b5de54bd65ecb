import { checkKeys, checkNumber } from '../../core/index.ts';
import { stddev } from '../../indicators/index.ts';
import type { Bars } from '../../market/index.ts';
import { volatilityShares } from '../../risk/index.ts';
import { SignalStrategy, type SignalStrategyClass } from '../signal-strategy.ts';
import type { Signals } from '../signals.ts';

/** Options of {@link volatilityTarget}. */
export interface VolatilityTargetOptions {
  /** Annual volatility of the account, above 0. */
  readonly target: number;
  /** Bars over which the volatility is taken, 2 to 100,000. @default 20 */
  readonly period?: number;
  /** Largest share of equity. @default 1 */
  readonly max?: number;
}

/**
 * A strategy with entries sized so that positions have a target volatility: the share of equity is the target over the annual deviation
 * of the changes of the last bars.
 *
 * Source: Alan Moreira and Tyler Muir, Volatility-Managed Portfolios, Journal of Finance 72 (2017).
 *
 * @param of a class of signal strategies; its own size is replaced.
 * @throws ArgumentError where an option is out of range.
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { MovingAverageCross, volatilityTarget } from 'barwright/strategy';
 * const Steady = volatilityTarget(MovingAverageCross, { target: 0.2 });
 * backtest(new Steady({ fast: 10, slow: 50 }), syntheticBars({ seed: 1, length: 1_000, interval: '1d' }));
 * ```
 */
export function volatilityTarget<P extends object>(of: SignalStrategyClass<P>, options: VolatilityTargetOptions): SignalStrategyClass<P> {
  checkKeys('options', options, ['target', 'period', 'max']);
  const target = checkNumber('target', options.target, { above: 0 });
  const { period = 20, max = 1 } = options;
  const sized = class extends SignalStrategy<P> {
    static readonly parameters = of.parameters ?? {};
    signals(bars: Bars): Signals {
      const strategy = new of(this.params);
      const { size: _, ...signals } = strategy.signals(bars, strategy.params);
      const { close } = bars;
      const changes = close.map((price, i) => (i === 0 ? 0 : Math.log(price / close[i - 1])));
      const annual = stddev(changes, period).map((deviation) => deviation * Math.sqrt(bars.periodsPerYear));
      return { ...signals, size: { equity: volatilityShares(annual, target, max) } };
    }
  };
  Object.defineProperty(sized, 'name', { value: `${of.name} at ${target} volatility` });
  return sized;
}
