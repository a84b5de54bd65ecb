import { max, min } from '../../indicators/index.ts';
import type { Bars } from '../../market/index.ts';
import { SignalStrategy } from '../signal-strategy.ts';
import type { Signals } from '../signals.ts';

/** Parameters of {@link DonchianBreakout}. */
export interface DonchianBreakoutParameters {
  readonly entry: number;
  readonly exit: number;
  readonly shorts: boolean;
}

/**
 * Long when the close passes the highest high of the bars before, out when it passes the lowest low of fewer, and the other way round
 * with `shorts`.
 *
 * Source: Richard Donchian; the rules of the Turtles, Curtis Faith, Way of the Turtle (2007), chapter 5.
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars } from 'barwright';
 * import { DonchianBreakout } from 'barwright/strategy';
 * backtest(new DonchianBreakout({ entry: 55, exit: 20 }), syntheticBars({ seed: 1, length: 1_000 }), { stopLoss: { fraction: 0.1 } });
 * ```
 */
export class DonchianBreakout extends SignalStrategy<DonchianBreakoutParameters> {
  static parameters = {
    entry: { type: 'int', min: 2, max: 1000, default: 55 },
    exit: { type: 'int', min: 2, max: 1000, default: 20 },
    shorts: { type: 'boolean', default: false },
  } as const;

  signals({ high, low, close }: Bars, p: this['params']): Signals {
    const above = (period: number): Uint8Array => beyond(close, max(high, period), 1);
    const below = (period: number): Uint8Array => beyond(close, min(low, period), -1);
    const long = { entries: above(p.entry), exits: below(p.exit) };
    return p.shorts ? { ...long, shortEntries: below(p.entry), shortExits: above(p.exit) } : long;
  }
}

/** Bars that close beyond the level of the bar before. */
function beyond(close: Float64Array, level: Float64Array, side: 1 | -1): Uint8Array {
  return Uint8Array.from(close, (price, i) => Number(i > 0 && side * (price - level[i - 1]) > 0));
}
