import { ema, sma } from 'barwright';
import { Rng } from 'barwright/core';
import { linearreg, obv, stddev, sum, vwma, wma } from 'barwright/indicators';
import { beforeAll, describe, expect, it } from 'vitest';

const length = 10_000_000;
const close = new Float64Array(length);
const volume = new Float64Array(length);

beforeAll(() => {
  const rng = new Rng(11);
  let price = 30_000;
  for (let i = 0; i < length; i++) {
    price *= 1 + (rng.uniform() - 0.5) * 0.002;
    close[i] = price;
    volume[i] = rng.uniform() * 1e6;
  }
});

/** A sum with the lost digits kept (Neumaier 1974). */
function exactSum(count: number, term: (k: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let k = 0; k < count; k++) {
    const x = term(k);
    const next = total + x;
    lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
    total = next;
  }
  return total + lost;
}

/** Compares at places all over the column, most of them far from its beginning. */
function expectExact(out: Float64Array, exact: (i: number) => number, scale: (i: number) => number = (i) => Math.abs(exact(i))): void {
  for (let i = length - 1; i > length / 2; i -= 49_999) {
    expect(Math.abs(out[i] - exact(i)), `bar ${i}`).toBeLessThanOrEqual(1e-9 * scale(i));
  }
}

describe('over ten million bars', () => {
  it('sliding windows do not drift from exact sums', () => {
    const out = new Float64Array(length);
    const mean = (i: number, period: number) => exactSum(period, (k) => close[i - k]) / period;
    expectExact(sma(close, 50, { out }), (i) => mean(i, 50));
    expectExact(sum(close, 50, { out }), (i) => exactSum(50, (k) => close[i - k]));
    expectExact(wma(close, 50, { out }), (i) => exactSum(50, (k) => (50 - k) * close[i - k]) / 1275);
    expectExact(stddev(close, 50, { out }), (i) => {
      const middle = mean(i, 50);
      return Math.sqrt(exactSum(50, (k) => (close[i - k] - middle) ** 2) / 50);
    });
    expectExact(linearreg(close, 14, { out }), (i) => {
      const slope = exactSum(14, (k) => (6.5 - k) * close[i - k]) / 227.5;
      return mean(i, 14) + 6.5 * slope;
    });
    expectExact(
      vwma({ close, volume }, 50, { out }),
      (i) => exactSum(50, (k) => close[i - k] * volume[i - k]) / exactSum(50, (k) => volume[i - k]),
    );
  });

  it('an exponential average forgets its rounding', () => {
    const out = ema(close, 20);
    expectExact(out, (i) => exactSum(800, (k) => (2 / 21) * (19 / 21) ** k * close[i - k]));
  });

  it('running totals stay within their digits', () => {
    const last = length - 1;
    const flows = obv({ close, volume });
    const exact = exactSum(length, (i) => (i === 0 ? volume[0] : Math.sign(close[i] - close[i - 1]) * volume[i]));
    const traded = exactSum(length, (i) => volume[i]);
    expect(Math.abs(flows[last] - exact)).toBeLessThanOrEqual(1e-9 * traded);
  });
});
