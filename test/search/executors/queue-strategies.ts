import { type Bars, crossedAbove, crossedBelow, defineStrategy, SignalStrategy, type Signals, sma } from '../../../src/index.ts';
import type { SignalStrategyClass } from '../../../src/strategy/index.ts';

/** A cross of two averages, as a user writes it. */
export class Cross extends SignalStrategy<{ fast: number; slow: number }> {
  static readonly module: string = import.meta.url;
  static readonly parameters = {
    fast: { type: 'int', min: 2, max: 200, default: 10 },
    slow: { type: 'int', min: 2, max: 500, default: 50 },
  } as const;

  signals(bars: Bars, p: this['params']): Signals {
    const [fast, slow] = [sma(bars.close, p.fast), sma(bars.close, p.slow)];
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  }
}

/** Throws at some of its parameters. */
export const Moody: SignalStrategyClass<{ day: number }> = defineStrategy({
  name: 'Moody',
  module: import.meta.url,
  parameters: { day: { type: 'int', min: 1, max: 100, default: 1 } },
  signals(bars, { day }) {
    if (day % 7 === 0) throw new Error(`not on day ${day}`);
    return {
      entries: Uint8Array.from(bars.close, (_, i) => Number(i % day === 0)),
      exits: Uint8Array.from(bars.close, (_, i) => Number(i % 5 === 4)),
    };
  },
});

/** Takes its time over each trial, so that there is a middle to be killed in. */
export class Slow extends SignalStrategy<{ fast: number; slow: number }> {
  static readonly module: string = import.meta.url;
  static readonly parameters: typeof Cross.parameters = Cross.parameters;

  signals(bars: Bars, p: this['params']): Signals {
    const end = performance.now() + 5;
    while (performance.now() < end);
    return Cross.prototype.signals.call(this, bars, p);
  }
}
