import { ArgumentError } from 'barwright';
import { Rng } from 'barwright/core';
import { constantLatency, type LatencyModel, lognormalLatency, sampledLatency, toLatencyModel, uniformLatency } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';

const draws = (model: LatencyModel, count = 100_000): Float64Array => {
  const rng = new Rng(11);
  return Float64Array.from({ length: count }, () => model.delayMs(rng)).sort();
};
const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('latency', () => {
  it('is constant, and then draws nothing', () => {
    const [used, unused] = [new Rng(3), new Rng(3)];
    expect(constantLatency(12.5).delayMs(used)).toBe(12.5);
    expect(used.uniform()).toBe(unused.uniform());
  });

  it('is uniform between its bounds', () => {
    const delays = draws(uniformLatency(20, 80));
    expect(delays[0]).toBeGreaterThanOrEqual(20);
    expect(delays[delays.length - 1]).toBeLessThan(80);
    // Standard error of the mean: 60 / sqrt(12 x 100,000) = 0.055.
    expect(Math.abs(meanOf(delays) - 50)).toBeLessThan(0.25);
    expect(uniformLatency(5, 5).delayMs(new Rng(1))).toBe(5);
  });

  it('is lognormal with the median and the percentiles of its formula', () => {
    const delays = draws(lognormalLatency({ median: 40, sigma: 0.5 }));
    expect(delays[50_000] / 40).toBeCloseTo(1, 1.5);
    expect(meanOf(delays) / (40 * Math.exp(0.125))).toBeCloseTo(1, 1.5);
    // exp(0.5 x 2.3263) = 3.2001: the 99th percentile of a standard normal is 2.3263.
    expect(Math.abs(delays[99_000] / 40 - 3.2)).toBeLessThan(0.1);
    expect(lognormalLatency({ median: 40, sigma: 0 }).delayMs(new Rng(1))).toBe(40);
  });

  it('is one of those measured, each as often', () => {
    const measured = [30, 10, 10, 20];
    const model = sampledLatency(measured);
    measured.fill(-1);
    const delays = draws(model);
    expect(new Set(delays)).toEqual(new Set([10, 20, 30]));
    expect(delays.filter((delay) => delay === 10).length / delays.length).toBeCloseTo(0.5, 1.5);
    const column = Float64Array.of(7);
    const copied = sampledLatency(column);
    column[0] = Number.NaN;
    expect(copied.delayMs(new Rng(1))).toBe(7);
  });

  it('says what it is', () => {
    expect(constantLatency(50).name).toBe('50 ms');
    expect(uniformLatency(20, 80).name).toBe('uniform from 20 to 80 ms');
    expect(lognormalLatency({ median: 40, sigma: 0.5 }).name).toBe('lognormal, median 40 ms, sigma 0.5');
    expect(sampledLatency([100, 9, 20]).name).toBe('one of 3 measured, median 20 ms');
  });

  it('is a model of an option, by number or itself', () => {
    const own: LatencyModel = { name: 'own', delayMs: () => 1 };
    expect(toLatencyModel('orderMs', own)).toBe(own);
    expect(toLatencyModel('orderMs', 20).delayMs(new Rng(1))).toBe(20);
  });

  it.each([
    [() => constantLatency(-1), 'Expected `ms` to be a finite number >= 0, was `-1`.'],
    [() => constantLatency(Number.POSITIVE_INFINITY), '`ms`'],
    [() => uniformLatency(-1, 5), '`minMs`'],
    [() => uniformLatency(20, 10), 'Expected `maxMs` to be a finite number >= 20, was `10`.'],
    [() => lognormalLatency({ median: 0, sigma: 1 }), 'Expected `median` to be a finite number > 0'],
    [() => lognormalLatency({ median: 5, sigma: 6 }), 'Expected `sigma` to be a finite number >= 0 and <= 5, was `6`.'],
    [() => lognormalLatency({ median: 5 } as never), '`sigma`'],
    [() => lognormalLatency({ median: 5, sigma: 1, mu: 0 } as never), 'Unknown option `mu`'],
    [() => lognormalLatency(undefined as never), 'Expected `options` to be an object'],
    [() => sampledLatency([]), 'Expected `delays` to have at least one delay, was empty.'],
    [() => sampledLatency([1, Number.NaN]), 'Expected `delays[1]` to be a finite number >= 0, was `NaN`.'],
    [() => sampledLatency('12' as never), '`delays`'],
    [() => toLatencyModel('latency.dataMs', -5), 'Expected `latency.dataMs` to be a finite number >= 0, was `-5`.'],
    [
      () => toLatencyModel('latency.dataMs', '20ms' as never),
      "Expected `latency.dataMs` to be milliseconds or a latency model, was `'20ms'`.",
    ],
    [() => toLatencyModel('latency.dataMs', null as never), '`null`'],
    [() => toLatencyModel('latency.dataMs', { orderMs: 5 } as never), '`{ orderMs }`'],
  ])('refuses %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });
});
