import { Bars, syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import { syntheticMarket } from 'barwright/data';
import { permutationTest, permuteBars, randomEntryTest, resampleTrades, signFlipTest } from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseTrials } from './worlds.ts';

const bars = syntheticBars({ seed: 7, length: 300 });

/** The parts of bars, in logarithms, sorted. */
function partsOf({ open, high, low, close }: Bars, from: number): Record<string, number[]> {
  const sorted = (values: Float64Array): number[] => [...values.slice(from)].sort((a, b) => a - b);
  return {
    gap: sorted(open.map((price, i) => (i === 0 ? 0 : Math.log(price / close[i - 1])))),
    high: sorted(high.map((price, i) => Math.log(price / open[i]))),
    low: sorted(low.map((price, i) => Math.log(price / open[i]))),
    close: sorted(close.map((price, i) => Math.log(price / open[i]))),
  };
}

describe('permuteBars', () => {
  it('keeps the first bars, the last close, the times and all moves', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 297 }), (seed, keep) => {
        const shuffled = permuteBars(bars, { seed, keep });
        expect(shuffled.time).toEqual(bars.time);
        expect(shuffled.instrument).toEqual(bars.instrument);
        expect(shuffled.intervalMs).toBe(bars.intervalMs);
        for (const field of ['open', 'high', 'low', 'close', 'volume'] as const) {
          expect(shuffled[field].slice(0, keep)).toEqual(bars[field].slice(0, keep));
        }
        expect(shuffled.close[299] / bars.close[299]).toBeCloseTo(1, 10);
        const [ours, theirs] = [partsOf(shuffled, keep), partsOf(bars, keep)];
        for (const part of ['gap', 'high', 'low', 'close']) {
          ours[part].forEach((value, i) => {
            expect(value).toBeCloseTo(theirs[part][i], 10);
          });
        }
        expect([...shuffled.volume].sort()).toEqual([...bars.volume].sort());
      }),
      { numRuns: 20 },
    );
  });

  it('shuffles gaps apart from the insides of bars', () => {
    const rng = new Rng(1);
    let close = 100;
    const gapped = Bars.fromRows(
      Array.from({ length: 200 }, (_, i) => {
        const open = close * Math.exp(0.01 * rng.normal());
        close = open * Math.exp(0.02 * (open > close ? 1 : -1) * Math.abs(rng.normal()));
        return { time: i * 3_600_000, open, high: Math.max(open, close), low: Math.min(open, close), close };
      }),
    );
    const agreement = ({ open, close: last }: Bars): number =>
      last.reduce((sum, price, i) => sum + (i > 0 ? Math.sign(open[i] - last[i - 1]) * Math.sign(price - open[i]) : 0), 0) / 199;
    expect(agreement(gapped)).toBe(1);
    expect(Math.abs(agreement(permuteBars(gapped)))).toBeLessThan(0.25);
  });

  it('gives several markets one order', () => {
    const market = syntheticMarket({ seed: 3, symbols: ['A', 'B'], length: 200, correlation: 0.9 });
    const shuffled = permuteBars(market, { seed: 5 });
    const alone = permuteBars(market[0], { seed: 5 });
    expect(shuffled[0].close).toEqual(alone.close);
    const correlation = (list: readonly Bars[]): number => {
      const [a, b] = list.map(({ close }) => close.map((price, i) => (i === 0 ? 0 : Math.log(price / close[i - 1]))).slice(1));
      const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, i) => sum + value * y[i], 0);
      return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    };
    expect(correlation(shuffled)).toBeGreaterThan(0.8);
  });
});

describe('permutationTest', () => {
  /** Sum of moves that follow a move of the same sign, less those that follow one of the other. */
  const momentum = ({ close }: Bars): number => {
    let sum = 0;
    for (let i = 2; i < close.length; i++) sum += Math.sign(close[i - 1] - close[i - 2]) * Math.log(close[i] / close[i - 1]);
    return sum;
  };
  const market = (seed: number, weight: number, length = 120): Bars => {
    const rng = new Rng(seed);
    let [level, move] = [0, 0];
    return Bars.fromRows(
      Array.from({ length }, (_, i) => {
        const open = Math.exp(level);
        move = weight * move + 0.01 * rng.normal();
        level += move;
        const close = Math.exp(level);
        return { time: i * 3_600_000, open, high: Math.max(open, close), low: Math.min(open, close), close };
      }),
    );
  };

  it('finds a pattern', () => {
    expect(permutationTest(market(1, 0.5), momentum, { permutations: 199 }).pValue).toBe(1 / 200);
  });

  it('counts the real market among the permuted ones', () => {
    const test = permutationTest(bars, momentum, { permutations: 50, seed: 2 });
    expect(test.values.length).toBe(50);
    expect(test.observed).toBe(momentum(bars));
    expect(test.pValue).toBe((1 + test.values.filter((value) => value >= test.observed).length) / 51);
    expect(permutationTest(bars, momentum, { permutations: 50, seed: 2 })).toEqual(test);
    expect(permutationTest(bars, () => 5, { permutations: 9 }).pValue).toBe(1);
  });

  it('hands over markets as they were given, the kept bars in place', () => {
    const pair = [bars, bars];
    permutationTest(
      pair,
      (list) => {
        expect(list.length).toBe(2);
        expect(list[0].close).toEqual(list[1].close);
        expect(list[0].close.slice(0, 100)).toEqual(bars.close.slice(0, 100));
        return 0;
      },
      { permutations: 3, keep: 100 },
    );
  });
});

describe('signFlipTest', () => {
  it('nears the share of all sign patterns', () => {
    const returns = [0.03, -0.01, 0.02, 0.015, -0.002, 0.01, 0.007, -0.004];
    const observed = returns.reduce((sum, r) => sum + r, 0);
    let reached = 0;
    for (let mask = 0; mask < 256; mask++) {
      if (returns.reduce((sum, r, i) => sum + ((mask >> i) & 1 ? r : -r), 0) >= observed - 1e-12) reached++;
    }
    expect(signFlipTest(returns, { permutations: 50_000 }).pValue).toBeCloseTo(reached / 256, 2);
  });

  it('turns blocks together', () => {
    const signs = new Set<string>();
    signFlipTest([1, 1, 1, 1, 1], {
      blockLength: 2,
      permutations: 200,
      statistic: (r) => {
        signs.add([...r].join());
        return 0;
      },
    });
    expect(signs.size).toBe(8);
    for (const pattern of signs) {
      const [a, b, c, d] = pattern.split(',');
      expect([a, c]).toEqual([b, d]);
    }
  });
});

describe('randomEntryTest', () => {
  it('takes every way to place the same trades as likely', () => {
    const returns = [1, 2, 4, 8, 16, 32, 64, 128];
    const positions = [0, 1, 1, 0, 0, 0, 1, 0];
    const seen = new Map<number, number>();
    const { observed } = randomEntryTest(returns, positions, {
      permutations: 40_000,
      statistic: (earned) => {
        const sum = earned.reduce((total, value) => total + value, 0);
        seen.set(sum, (seen.get(sum) ?? 0) + 1);
        return sum;
      },
    });
    expect(observed).toBe(70);
    // A run of 2 and one of 1, in either order, with 4 rows to spare in 3 places.
    const ways = new Set<number>();
    for (let a = 0; a < 7; a++) for (let b = 0; b < 8; b++) if (b < a - 1 || b > a + 2) ways.add(returns[a] + returns[a + 1] + returns[b]);
    expect(ways.size).toBe(30);
    expect(new Set(seen.keys())).toEqual(ways);
    for (const count of seen.values()) expect(count / (40_000 / 30)).toBeCloseTo(1, 0);
  });

  it('keeps sizes and holding times of trades', () => {
    const positions = [0.5, 0.5, -1, 0, 0, 2, 2, 2, 0, 0];
    const ones = new Float64Array(10).fill(1);
    randomEntryTest(ones, positions, {
      permutations: 100,
      statistic: (held) => {
        expect([...held].sort()).toEqual([...positions].sort());
        return 0;
      },
    });
  });

  it('gives a position that is always held a p-value of 1', () => {
    expect(randomEntryTest([0.1, -0.2, 0.3], [1, 1, 1], { permutations: 50 }).pValue).toBe(1);
  });

  it('finds foresight', () => {
    const [returns] = noiseTrials(6, 1, 80);
    expect(
      randomEntryTest(
        returns,
        returns.map((r) => (r > 0 ? 1 : 0)),
      ).pValue,
    ).toBeLessThan(0.01);
  });
});

describe('resampleTrades', () => {
  const trades = [0.1, -0.05, 0.02, -0.2, 0.15, 0.04];
  const total = trades.reduce((growth, r) => growth * (1 + r), 1) - 1;

  it('leaves the end where trades only change places, and moves it where they are drawn anew', () => {
    const reshuffled = resampleTrades(trades, { method: 'reshuffle', runs: 500 });
    for (const end of reshuffled.totalReturns) expect(end).toBeCloseTo(total, 12);
    expect(new Set(reshuffled.maxDrawdowns).size).toBeGreaterThan(10);
    const drawn = resampleTrades(trades, { runs: 20_000 });
    const mean = drawn.totalReturns.reduce((sum, value) => sum + value, 0) / 20_000;
    const growth = trades.reduce((sum, r) => sum + 1 + r, 0) / 6;
    expect(mean).toBeCloseTo(growth ** 6 - 1, 2);
  });

  it('knows the drawdowns of all orders', () => {
    const orders = (rest: readonly number[]): number[][] =>
      rest.length === 0 ? [[]] : rest.flatMap((r, i) => orders(rest.filter((_, j) => j !== i)).map((order) => [r, ...order]));
    const exact = orders(trades).map((order) => {
      let [equity, peak, deepest] = [1, 1, 0];
      for (const r of order) {
        equity *= 1 + r;
        peak = Math.max(peak, equity);
        deepest = Math.min(deepest, equity / peak - 1);
      }
      return deepest;
    });
    const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
    const { maxDrawdowns, maxDrawdown } = resampleTrades(trades, { method: 'reshuffle', runs: 20_000 });
    expect(mean(maxDrawdowns)).toBeCloseTo(mean(exact), 3);
    expect(maxDrawdown.p50).toBeCloseTo(exact.sort((a, b) => a - b)[360], 2);
    expect(maxDrawdown.p5).toBeLessThanOrEqual(maxDrawdown.p95);
  });

  it('counts ruin and loss', () => {
    expect(resampleTrades([-1], { runs: 10 })).toMatchObject({ ruinProbability: 1, lossProbability: 1, maxDrawdown: { p50: -1 } });
    expect(resampleTrades([0.01, 0.02], { runs: 10 })).toMatchObject({ ruinProbability: 0, lossProbability: 0, maxDrawdown: { p5: 0 } });
    // Ruin is the first of two trades or both: 1 - (1/2)^2.
    expect(resampleTrades([0.5, -0.5], { runs: 40_000 }).ruinProbability).toBeCloseTo(0.5, 1);
    const [strict, lax] = [0.1, 0.3].map((ruin) => resampleTrades(trades, { ruin }).ruinProbability);
    expect(strict).toBeGreaterThan(lax);
  });
});

describe('bad input is refused', () => {
  const flat = Bars.fromRows([0, 1, 2, 3].map((i) => ({ time: i * 60_000, open: i - 1, high: i, low: i - 1, close: i })));
  it.each([
    ['Expected `keep` to be an integer >= 1, was `0`.', () => permuteBars(bars, { keep: 0 })],
    ['Expected at least 301 bars with `keep` 298, had 300.', () => permuteBars(bars, { keep: 298 })],
    ['Expected `markets` to be bars or an array of bars, was `Array(0)`.', () => permuteBars([])],
    ['Expected `markets` to be bars or an array of bars', () => permuteBars({} as never)],
    [
      "Expected bars of '' to be on the times of",
      () => permuteBars([bars, Bars.fromRows(flat.toRows().map(({ symbol: _, ...row }) => row))]),
    ],
    ["Expected `low` of '' to be above 0 in row 0, was `-1`.", () => permuteBars(flat)],
    ['Expected `permutations` to be an integer >= 1, was `0`.', () => permutationTest(bars, () => 1, { permutations: 0 })],
    ['let it answer 0 where there is nothing to measure', () => permutationTest(bars, () => Number.NaN)],
    ['Expected `blockLength` to be an integer >= 1 and <= 2, was `3`.', () => signFlipTest([1, 2], { blockLength: 3 })],
    ['Expected `returns[1]` to be finite', () => signFlipTest([1, Number.NaN])],
    ['Expected `positions` to hold something, all are 0.', () => randomEntryTest([1, 2], [0, 0])],
    ['Expected `positions` to have length 3 as `returns`, was 2.', () => randomEntryTest([1, 2, 3], [0, 1])],
    ['Expected `returns` to have at least 1 value, had 0.', () => resampleTrades([])],
    ['Expected `returns[1]` to be at least -1, was `-2`.', () => resampleTrades([0.1, -2])],
    ['Expected `ruin` to be a finite number > 0 and <= 1, was `50`.', () => resampleTrades([0.1], { ruin: 50 })],
    ['Unknown option `sims` in `options`.', () => resampleTrades([0.1], { sims: 5 } as never)],
  ])('%s', (message, work) => {
    expect(work).toThrow(message);
  });
});
