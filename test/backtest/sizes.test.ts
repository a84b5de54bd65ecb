import { describe, expect, it } from 'vitest';
import { fillLines, flags, flat, orderLines, run, tidy } from './runs.ts';

const bars = flat([100, 100, 120, 120, 110, 110]);
const once = { entries: flags('x.....') };
const quantity = (options: Parameters<typeof run>[2], signals: Parameters<typeof run>[1] = once): number =>
  tidy(run(bars, signals, options).fills.at(0).quantity);

describe('a size', () => {
  it('is all of equity by default', () => {
    expect(quantity({})).toBe(100);
    expect(quantity({ fees: 0.25 })).toBe(80);
  });

  it('in units is what it says', () => {
    expect(quantity({ size: { units: 7 } })).toBe(7);
  });

  it('in notional is a value at the fill', () => {
    expect(quantity({ size: { notional: 2_500 } })).toBe(25);
  });

  it('in equity includes the costs of the fill', () => {
    expect(quantity({ size: { equity: 0.5 }, fees: 0.25 })).toBe(40);
  });

  it('in equity beyond what the account can pay is cut', () => {
    expect(quantity({ size: { equity: 3 } })).toBe(100);
    expect(quantity({ size: { equity: 3 }, leverage: 2 })).toBe(200);
  });

  it('in cash is a share of what is free', () => {
    const twice = { entries: flags('x.x...') };
    const result = run(bars, twice, { size: { cash: 0.5 }, onRepeat: 'accumulate' });
    // 5,000 of 10,000 at 100; then half of the 5,000 left at 120.
    expect(fillLines(result)).toEqual(['1 open entry +50 @ 100', '3 open entry +20.83333333 @ 120']);
  });

  it('as a target brings the position to its share', () => {
    const twice = { entries: flags('x.x...') };
    const result = run(bars, twice, { size: { targetEquity: 0.5 }, onRepeat: 'accumulate' });
    // 50 at 100; at 120 equity is 11,000 and half of it 45.83 units: nothing to add.
    expect(fillLines(result)).toEqual(['1 open entry +50 @ 100']);
    expect(orderLines(result)[1]).toBe('2 market buy entry rejected QUANTITY_ROUNDS_TO_ZERO');
  });

  it('of risk loses its share of equity at the stop', () => {
    // 1 % of 10,000 over 4 of distance.
    expect(quantity({ size: { riskFraction: 0.01, stop: { distance: 4 } } })).toBe(25);
    expect(quantity({ size: { riskFraction: 0.01 }, stopLoss: { fraction: 0.05 } })).toBe(20);
    expect(quantity({ size: { riskFraction: 0.01 }, stopLoss: { price: 98 } })).toBe(50);
  });

  it('of risk is refused where there is no stop at the bar', () => {
    const stopLoss = { distance: new Float64Array(6).fill(Number.NaN) };
    const result = run(bars, once, { size: { riskFraction: 0.01 }, stopLoss });
    expect(orderLines(result)).toEqual(['0 market buy entry rejected INVALID_SIZE']);
  });

  it('reads its column at the decision bar', () => {
    const size = { units: Float64Array.of(3, 5, 7, 9, 11, 13) };
    expect(quantity({ size })).toBe(3);
  });

  it('of the signals overrides that of the options', () => {
    expect(quantity({ size: { units: 1 } }, { ...once, size: { units: 2 } })).toBe(2);
  });

  it('that the account has nothing left for is refused for want of funds, not dealt as dust', () => {
    const result = run(bars, { entries: flags('x.x.x.') }, { onRepeat: 'accumulate', fees: 0.001 });
    expect(result.fills.length).toBe(1);
    expect(orderLines(result).slice(1)).toEqual([
      '2 market buy entry rejected INSUFFICIENT_FUNDS',
      '4 market buy entry rejected INSUFFICIENT_FUNDS',
    ]);
  });
});

describe('all of equity, again and again', () => {
  it('deals once, whatever rounding leaves over', () => {
    for (let cents = 9_000; cents < 9_200; cents++) {
      const result = run(
        flat([cents / 100, cents / 100, 101.7, 103.3, 99.1, 98.7]),
        { entries: flags('xxxxx.') },
        { onRepeat: 'accumulate', fees: 0.0007 },
      );
      expect(result.fills.length).toBe(1);
    }
  });
});

describe('an exit that reduces', () => {
  const signals = { entries: flags('x.....'), exits: flags('..xx..') };

  it('sells the size of an entry, and all in the end', () => {
    const result = run(bars, signals, { size: { units: 60 }, onExit: 'reduce' });
    expect(fillLines(result)).toEqual(['1 open entry +60 @ 100', '3 open exit -60 @ 120']);
    const parts = run(bars, { ...signals, size: { units: Float64Array.of(60, 1, 25, 50, 1, 1) } }, { onExit: 'reduce' });
    expect(fillLines(parts)).toEqual(['1 open entry +60 @ 100', '3 open exit -25 @ 120', '4 open exit -35 @ 110']);
  });

  it('sells a share of equity though nothing is free', () => {
    const half = { ...signals, size: { equity: Float64Array.of(1, 1, 0.5, 0.5, 1, 1) } };
    // 100 units; equity 12,000 at 120, half of it 50 units; then 11,500 at 110 asks for 52.3, more than is left.
    expect(fillLines(run(bars, half, { onExit: 'reduce' }))).toEqual([
      '1 open entry +100 @ 100',
      '3 open exit -50 @ 120',
      '4 open exit -50 @ 110',
    ]);
  });

  it('rounds to the step and respects the minimum', () => {
    const stepped = flat([100, 100, 120, 120, 110, 110], 0, { quantityStep: 10, minQuantity: 20 });
    const size = { units: Float64Array.of(60, 1, 25, 15, 1, 1) };
    const result = run(stepped, { ...signals, size }, { onExit: 'reduce' });
    expect(fillLines(result)).toEqual(['1 open entry +60 @ 100', '3 open exit -20 @ 120']);
    expect(orderLines(result)[2]).toBe('3 market sell exit rejected QUANTITY_BELOW_MINIMUM');
  });
});

describe('risk', () => {
  it('is reckoned to the stop that will stand', () => {
    const rising = flat([100, 110, 110, 110]);
    const options = { size: { riskFraction: 0.01 }, stopLoss: { distance: 5 } } as const;
    expect(run(rising, { entries: flags('x...') }, options).fills.at(0).quantity).toBe(20);
    // The stop at 95 is 15 below the fill at 110.
    expect(run(rising, { entries: flags('x...') }, { ...options, stopBase: 'decisionClose' }).fills.at(0).quantity).toBeCloseTo(
      100 / 15,
      12,
    );
  });
});
