import { Bars, defineStrategy, type Signals, syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shockLength, shockPath, shockShapes } from '../../src/validation/shock-shapes.ts';
import { missingTimes, noisyBars, shockedBars, sparseBars } from '../../src/validation/stressed-bars.ts';
import { worseFees, worseSlippage } from '../../src/validation/stressed-costs.ts';
import { jittered, lateSignals, missedSignals } from '../../src/validation/stressed-strategy.ts';

const bars = syntheticBars({ seed: 5, length: 400 });
const nan = Number.NaN;

describe('a shock', () => {
  it('reaches its levels session by session, and stays', () => {
    const { open, close, missing } = shockPath(shockShapes.crash, 12, 3, 2);
    const [first, second, third] = [1738.74 / 2246.74, 1841.01 / 2246.74, 2027.85 / 2246.74];
    const levels = [
      1,
      1,
      1,
      Math.sqrt(first),
      first,
      Math.sqrt(first * second),
      second,
      Math.sqrt(second * third),
      third,
      third,
      third,
      third,
    ];
    for (const [i, level] of levels.entries()) expect(close[i]).toBeCloseTo(level, 14);
    expect([...open.slice(1)]).toEqual([...close.slice(0, -1)]);
    expect(missing.includes(1)).toBe(false);
    expect(shockLength(shockShapes.crash, 2)).toBe(6);
  });

  it('of an outage takes the bars away and opens at the new level', () => {
    const { open, close, missing } = shockPath(shockShapes.outage, 8, 2, 1);
    const level = 8920.7 / 9605.51;
    expect([...missing]).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
    expect([...open.slice(0, 2), ...open.slice(6)]).toEqual([1, 1, level, level]);
    expect([...close.slice(0, 2), ...close.slice(6)]).toEqual([1, 1, level, level]);
  });

  it('leaves valid bars, untouched before it and scaled after it', () => {
    for (const [k, shape] of Object.values(shockShapes).entries()) {
      const path = shockPath(shape, 400, 50 + k, 24);
      const shocked = shockedBars(bars, bars.time, path);
      const level = shape.path[shape.path.length - 1].level;
      expect(shocked.close.slice(0, 50)).toEqual(bars.close.slice(0, 50));
      expect(shocked.close[399]).toBeCloseTo(bars.close[399] * level, 8);
      expect(shocked.low[399]).toBeCloseTo(bars.low[399] * level, 8);
      const changes = shocked.close.map((price, i) => price / bars.close[i]);
      for (let i = 51; i < 400; i++) if (shape.closed === 0) expect(shocked.open[i] / bars.open[i]).toBeCloseTo(changes[i - 1], 12);
    }
  });
});

describe('noise', () => {
  it('leaves valid bars of the same times, and moves prices by as much as it says', () => {
    const noisy = noisyBars(bars, 0.5, new Rng(1));
    expect(noisy.time).toEqual(bars.time);
    expect(noisy.volume).toEqual(bars.volume);
    const range = bars.high.reduce((sum, high, i) => sum + Math.log(high / bars.low[i]), 0) / bars.length;
    const moves = noisy.close.map((price, i) => Math.log(price / bars.close[i]));
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length);
    // 400 draws: the deviation of the estimate is 1 / sqrt(800), 3.5 %.
    expect(deviation / (0.5 * range)).toBeGreaterThan(0.88);
    expect(deviation / (0.5 * range)).toBeLessThan(1.12);
  });

  it('is valid for any share and seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
        expect(noisyBars(bars, share, new Rng(seed)).length).toBe(400);
      }),
      { numRuns: 50 },
    );
  });
});

describe('missing bars', () => {
  it('are gone at the same times from all instruments, the first and last times stay', () => {
    const missing = missingTimes(400, 0.3, new Rng(2));
    const sparse = sparseBars(bars, bars.time, missing);
    expect([missing[0], missing[399]]).toEqual([0, 0]);
    const count = missing.reduce((sum, gone) => sum + gone, 0);
    expect(count).toBeGreaterThan(90);
    expect(count).toBeLessThan(150);
    expect([...sparse.time]).toEqual([...bars.time].filter((_, i) => missing[i] === 0));
    expect(sparse.intervalMs).toBe(bars.intervalMs);
    expect(sparseBars(bars.slice(5, 6), bars.time, new Uint8Array(400).fill(1)).length).toBe(1);
  });
});

describe('signals', () => {
  it('that are late are moved, column by column', () => {
    const rule = { fraction: Float64Array.of(1, 2, 3, 4) };
    const late = lateSignals(
      {
        entries: Uint8Array.of(0, 1, 0, 1),
        exits: [true, false, true, false],
        limit: Float64Array.of(1, 2, 3, 4),
        stopLoss: rule,
      } as Signals,
      4,
      1,
    );
    expect(late.entries).toEqual(Uint8Array.of(0, 0, 1, 0));
    expect(late.exits).toEqual([false, true, false, true]);
    expect(late.limit).toEqual(Float64Array.of(nan, 1, 2, 3));
    expect(late.stopLoss).toEqual({ fraction: Float64Array.of(nan, 1, 2, 3) });
    expect(lateSignals({ exposure: [1, 0, 1], size: { equity: 0.5 } }, 3, 5)).toEqual({ exposure: [nan, nan, nan], size: { equity: 0.5 } });
  });

  it('that are missed lose entries and no exits', () => {
    const signals = { entries: new Uint8Array(1000).fill(1), exits: new Uint8Array(1000).fill(1) };
    const missed = missedSignals(signals, 0.25, new Rng(3));
    const left = (missed.entries as Uint8Array).reduce((sum, flag) => sum + flag, 0);
    expect(left).toBeGreaterThan(690);
    expect(left).toBeLessThan(810);
    expect(missed.exits).toBe(signals.exits);
    expect(signals.entries.includes(0)).toBe(false);
  });

  it('with targets lose whole changes', () => {
    const exposure = Float64Array.of(0, 0, 1, 1, nan, 0.5, 0.5);
    expect(missedSignals({ exposure }, 1, new Rng(1)).exposure).toEqual(new Float64Array(7).fill(nan));
    expect(missedSignals({ exposure }, 0, new Rng(1)).exposure).toEqual(exposure);
    const some = missedSignals({ exposure }, 0.5, new Rng(4)).exposure as Float64Array;
    expect(Number.isNaN(some[2])).toBe(Number.isNaN(some[3]));
    expect(Number.isNaN(some[5])).toBe(Number.isNaN(some[6]));
  });
});

describe('parameters', () => {
  const Many = defineStrategy({
    name: 'Many',
    parameters: {
      period: { type: 'int', min: 2, max: 21, default: 20 },
      few: { type: 'int', min: 1, max: 3, default: 2 },
      level: { type: 'float', min: -1, max: 1, default: 0 },
      share: { type: 'float', min: 0, max: 0.5, default: 0.5 },
      mode: { type: 'choice', choices: ['a', 'b'], default: 'a' },
      flag: { type: 'boolean', default: true },
    },
    signals: ({ length }) => ({ entries: new Uint8Array(length) }),
  });

  it('move by their share inside their ranges, words and flags stay', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { period, few, level, share, mode, flag } = jittered(new Many(), 0.1, new Rng(seed)).params;
        expect(period >= 18 && period <= 21 && Number.isInteger(period)).toBe(true);
        expect([1, 2, 3]).toContain(few);
        expect(Math.abs(level)).toBeLessThanOrEqual(0.2);
        expect(share >= 0.45 && share <= 0.5).toBe(true);
        expect([mode, flag]).toEqual(['a', true]);
      }),
    );
  });

  it('are drawn anew where the class refuses them, and refused where it refuses all', () => {
    class Odd extends Many {
      override signals({ length }: Bars): Signals {
        return { entries: new Uint8Array(length) };
      }
      constructor(params: object = {}) {
        super(params);
        if (this.params.period === 20) throw new Error('an even period');
      }
    }
    class Never extends Many {
      override signals({ length }: Bars): Signals {
        return { entries: new Uint8Array(length) };
      }
      constructor(params: object = {}) {
        super(params);
        if ((params as { period?: number }).period !== undefined) throw new Error('never');
      }
    }
    for (let seed = 0; seed < 20; seed++)
      expect(jittered(new Odd({ period: 19 }), 0.1, new Rng(seed)).params).not.toMatchObject({ period: 20 });
    expect(() => jittered(new Never(), 0.1, new Rng(1))).toThrow('Never refused 100 draws: Error: never');
  });
});

describe('costs', () => {
  it('are multiplied part by part', () => {
    expect(worseFees(0.001, 2)).toBe(0.002);
    expect(worseFees({ taker: 0.001, maker: -0.0002, perUnit: 1, fixed: 2 }, 3)).toEqual({
      taker: 0.003,
      maker: 0.0002,
      perUnit: 3,
      fixed: 6,
    });
    expect(worseFees({ taker: Float64Array.of(0.001, 0) }, 2)).toEqual({ taker: Float64Array.of(0.002, 0) });
    expect(worseSlippage(Float64Array.of(0.001, 0.002), 3)).toEqual(Float64Array.of(0.003, 0.006));
  });

  it('of models are multiplied, and slippage leaves something of the price', () => {
    const fill = { side: 1 as const, quantity: 2, price: 100, volume: 5, volatility: 0.01, tickSize: 0.01, spread: 0.02, index: 0 };
    const model = worseSlippage({ name: 'one', needsQuantity: false, slippage: () => 1 }, 3) as { slippage(of: typeof fill): number };
    expect(model.slippage(fill)).toBe(3);
    expect(model.slippage({ ...fill, price: 2 })).toBe(1.98);
  });
});

it('Bars stay bars of the same instrument', () => {
  const named = bars.withInstrument({ symbol: 'ABC', tickSize: 0.5 });
  for (const made of [noisyBars(named, 0.1, new Rng(1)), sparseBars(named, named.time, new Uint8Array(400))]) {
    expect(made).toBeInstanceOf(Bars);
    expect(made.instrument).toEqual(named.instrument);
  }
});
