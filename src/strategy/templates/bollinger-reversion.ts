import { bbands, crossedAbove, rsi } from '../../indicators/index.ts';
import type { Bars } from '../../market/index.ts';
import { SignalStrategy } from '../signal-strategy.ts';
import type { Signals } from '../signals.ts';

/** Parameters of {@link BollingerReversion}. */
export interface BollingerReversionParameters {
  readonly period: number;
  readonly deviations: number;
  readonly strength: number;
  readonly oversold: number;
}

/**
 * Long when the close is below the lower Bollinger band and the relative strength index is oversold, out when it is back at the middle.
 *
 * Source: John Bollinger, Bollinger on Bollinger Bands (2001), method III; Welles Wilder (1978).
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { BollingerReversion } from 'barwright/strategy';
 * backtest(new BollingerReversion(), syntheticBars({ seed: 1, length: 1_000 }), { timeStop: { bars: 50 } });
 * ```
 */
export class BollingerReversion extends SignalStrategy<BollingerReversionParameters> {
  static parameters = {
    period: { type: 'int', min: 5, max: 500, default: 20 },
    deviations: { type: 'float', min: 0.5, max: 5, default: 2 },
    strength: { type: 'int', min: 2, max: 100, default: 14, description: 'Period of the relative strength index' },
    oversold: { type: 'float', min: 0, max: 100, default: 30 },
  } as const;

  signals({ close }: Bars, p: this['params']): Signals {
    const { middle, lower } = bbands(close, p.period, { deviations: p.deviations });
    const strength = rsi(close, p.strength);
    return {
      entries: Uint8Array.from(close, (price, i) => Number(price < lower[i] && strength[i] < p.oversold)),
      exits: crossedAbove(close, middle),
    };
  }
}
