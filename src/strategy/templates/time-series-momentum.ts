import { crossedAbove, crossedBelow, roc } from '../../indicators/index.ts';
import type { Bars } from '../../market/index.ts';
import { SignalStrategy } from '../signal-strategy.ts';
import type { Signals } from '../signals.ts';

/** Parameters of {@link TimeSeriesMomentum}. */
export interface TimeSeriesMomentumParameters {
  readonly lookback: number;
  readonly threshold: number;
  readonly shorts: boolean;
}

/**
 * Long after a rise over the lookback, out after a fall, and with `shorts` short.
 *
 * Source: Tobias Moskowitz, Yao Hua Ooi and Lasse Pedersen, Time Series Momentum, Journal of Financial Economics 104 (2012).
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { TimeSeriesMomentum } from 'barwright/strategy';
 * backtest(new TimeSeriesMomentum({ lookback: 60 }), syntheticBars({ seed: 1, length: 1_000, interval: '1d' }));
 * ```
 */
export class TimeSeriesMomentum extends SignalStrategy<TimeSeriesMomentumParameters> {
  static parameters = {
    lookback: { type: 'int', min: 2, max: 2000, default: 252, description: 'Bars over which the change is taken' },
    threshold: { type: 'float', min: 0, max: 1, default: 0, description: 'Change beyond which it counts, as a fraction' },
    shorts: { type: 'boolean', default: false },
  } as const;

  signals({ close }: Bars, p: this['params']): Signals {
    const change = roc(close, p.lookback);
    const up = crossedAbove(change, 100 * p.threshold);
    const down = crossedBelow(change, -100 * p.threshold);
    const long = { entries: up, exits: crossedBelow(change, 0) };
    return p.shorts ? { ...long, shortEntries: down, shortExits: crossedAbove(change, 0) } : long;
  }
}
