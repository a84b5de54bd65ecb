import { type Bar, type Context, crossedAbove, crossedBelow, defineStrategy, Strategy, sma } from 'barwright';
import type { IndicatorHandle, SignalStrategyClass } from 'barwright/strategy';

/** A moving-average cross, as one writes it. */
export const MaCross: SignalStrategyClass<{ fast: number; slow: number }> = defineStrategy({
  name: 'MaCross',
  module: import.meta.url,
  parameters: {
    fast: { type: 'int', min: 2, max: 200, default: 10 },
    slow: { type: 'int', min: 2, max: 500, default: 50 },
  },
  signals(bars, p) {
    const fast = sma(bars.close, p.fast);
    const slow = sma(bars.close, p.slow);
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});

/** A breakout of events: one run of the event engine a trial. */
export class Breakout extends Strategy<{ lookback: number }> {
  static module: string = import.meta.url;
  static parameters = { lookback: { type: 'int', min: 5, max: 500, default: 20 } } as const;
  high: IndicatorHandle = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
  low: IndicatorHandle = this.indicator('min', { period: this.params.lookback }, { input: 'low' });
  override onBar(bar: Bar, ctx: Context): void {
    if (ctx.isIdle(bar.symbol) && bar.close > this.high.previous) ctx.buy(bar.symbol);
    else if (!ctx.isIdle(bar.symbol) && bar.close < this.low.previous) ctx.close(bar.symbol);
  }
}

/** Does nothing: what is left is what it costs to run a trial elsewhere. */
export const Idle: SignalStrategyClass<{ lot: number }> = defineStrategy({
  name: 'Idle',
  module: import.meta.url,
  parameters: { lot: { type: 'int', min: 0, max: 999, default: 0 } },
  signals: (bars) => ({ entries: new Uint8Array(bars.length), exits: new Uint8Array(bars.length) }),
});
