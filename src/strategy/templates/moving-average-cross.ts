import { crossedAbove, crossedBelow, ema, sma } from '../../indicators/index.ts';
import type { Bars } from '../../market/index.ts';
import { SignalStrategy } from '../signal-strategy.ts';
import type { Signals } from '../signals.ts';

/** Parameters of {@link MovingAverageCross}. */
export interface MovingAverageCrossParameters {
  readonly fast: number;
  readonly slow: number;
  readonly average: string;
  readonly shorts: boolean;
}

/**
 * Long while the fast average is above the slow one, and with `shorts` short while it is below.
 *
 * Source: Richard Donchian (1960); William Brock, Josef Lakonishok and Blake LeBaron, Journal of Finance 47 (1992).
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { MovingAverageCross } from 'barwright/strategy';
 * backtest(new MovingAverageCross({ fast: 20, slow: 100 }), syntheticBars({ seed: 1, length: 1_000 }), { fees: 0.001 });
 * ```
 */
export class MovingAverageCross extends SignalStrategy<MovingAverageCrossParameters> {
  static parameters = {
    fast: { type: 'int', min: 2, max: 200, default: 20 },
    slow: { type: 'int', min: 5, max: 1000, default: 100 },
    average: { type: 'choice', choices: ['sma', 'ema'], default: 'sma' },
    shorts: { type: 'boolean', default: false },
  } as const;

  /** One of the two averages; override it for another kind. */
  protected averageOf(close: Float64Array, period: number): Float64Array {
    return this.params.average === 'ema' ? ema(close, period) : sma(close, period);
  }

  signals({ close }: Bars, p: this['params']): Signals {
    const fast = this.averageOf(close, p.fast);
    const slow = this.averageOf(close, p.slow);
    const [up, down] = [crossedAbove(fast, slow), crossedBelow(fast, slow)];
    return p.shorts ? { entries: up, exits: down, shortEntries: down, shortExits: up } : { entries: up, exits: down };
  }
}
