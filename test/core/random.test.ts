import { ArgumentError, Rng } from 'barwright/core';
import { describe, expect, test } from 'vitest';

const draws = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);
const mean = (x: readonly number[]): number => x.reduce((sum, value) => sum + value, 0) / x.length;
const moment = (x: readonly number[], power: number): number => {
  const centre = mean(x);
  return mean(x.map((value) => (value - centre) ** power));
};

describe('Rng', () => {
  // From a second implementation of xoshiro128** and the seeding, in Python with whole numbers of any size.
  test.each([
    [0, [1_789_933_344, 1_372_028_251, 2_024_298_521, 1_446_757_816, 4_110_410_750]],
    [1, [393_288_148, 1_334_774_728, 3_045_731_799, 2_328_937_833, 4_200_827_893]],
    [42, [660_444_221, 1_965_111_210, 633_904_265, 3_960_868_842, 136_827_846]],
    [-7, [38_332_731, 1_029_455_166, 2_832_007_669, 1_495_378_396, 3_355_432_929]],
    [2 ** 40 + 5, [890_109_699, 458_954_656, 3_223_819_252, 1_465_301_615, 3_580_576_409]],
    [2 ** 53 - 1, [4_104_197_751, 2_828_758_843, 709_734_439, 2_384_678_912, 236_519_611]],
  ])('with seed %d starts with these words', (seed, words) => {
    const rng = new Rng(seed);
    expect(draws(5, () => rng.uint32())).toEqual(words);
    expect(rng.seed).toBe(seed);
  });

  test('forks to these seeds', () => {
    expect([new Rng(42).fork(0).seed, new Rng(42).fork(3).seed, new Rng(2 ** 40 + 5).fork(3).seed]).toEqual([
      3_136_766_560_390_485, 4_943_514_250_814_076, 261_602_997_413_383,
    ]);
  });

  test('gives the same for the same seed', () => {
    const [a, b] = [new Rng(9), new Rng(9)];
    expect(draws(100, () => a.normal())).toEqual(draws(100, () => b.normal()));
  });

  test('forks do not depend on what was drawn, and differ from each other and from their parent', () => {
    const [fresh, used] = [new Rng(5), new Rng(5)];
    draws(17, () => used.normal());
    expect(used.fork(4).uniform()).toBe(fresh.fork(4).uniform());
    const seeds = new Set([5, ...Array.from({ length: 20_000 }, (_, i) => fresh.fork(i).seed)]);
    expect(seeds.size).toBe(20_001);
  });

  test('forks of seeds that differ only above 32 bits differ', () => {
    expect(new Rng(1).fork(0).seed).not.toBe(new Rng(1 + 2 ** 32).fork(0).seed);
    expect(new Rng(1).uint32() === new Rng(1 + 2 ** 32).uint32() && new Rng(1).fork(1).seed === new Rng(1 + 2 ** 32).fork(1).seed).toBe(
      false,
    );
  });

  test('neighbouring seeds are not alike', () => {
    const first = Array.from({ length: 20_000 }, (_, seed) => new Rng(seed).uniform());
    // Standard errors 1 / sqrt(12 n) = 0.002 and 1 / sqrt(n) = 0.007.
    expect(Math.abs(mean(first) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(12 * mean(first.slice(1).map((u, i) => (u - 0.5) * (first[i] - 0.5))))).toBeLessThan(0.03);
  });

  test('uniform draws fill [0, 1) evenly', () => {
    const rng = new Rng(1);
    const counts = new Int32Array(20);
    for (let i = 0; i < 200_000; i++) counts[Math.floor(rng.uniform() * 20)]++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // 99.9 % quantile of chi-square with 19 degrees of freedom.
    expect(chiSquare).toBeLessThan(43.82);
  });

  test('whole draws lie in [0, n) and reach both ends', () => {
    const rng = new Rng(2);
    const seen = new Set(draws(1_000, () => rng.int(6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('normal draws have mean 0, variance 1, skew 0 and kurtosis 3', () => {
    const rng = new Rng(3);
    const x = draws(200_000, () => rng.normal());
    // Standard errors at n = 200,000: 0.0022, 0.0032, 0.0055, 0.011.
    expect(Math.abs(mean(x))).toBeLessThan(0.01);
    expect(Math.abs(moment(x, 2) - 1)).toBeLessThan(0.015);
    expect(Math.abs(moment(x, 3))).toBeLessThan(0.03);
    expect(Math.abs(moment(x, 4) - 3)).toBeLessThan(0.06);
  });

  test.each([0.5, 1, 2.5, 40])('gamma draws of shape %d have mean and variance of that size', (shape) => {
    const rng = new Rng(4);
    const x = draws(100_000, () => rng.gamma(shape));
    expect(Math.min(...x.slice(0, 1_000))).toBeGreaterThan(0);
    expect(mean(x) / shape).toBeCloseTo(1, 1);
    expect(moment(x, 2) / shape).toBeCloseTo(1, 1);
  });

  test('takes whole seeds only', () => {
    for (const seed of [0.5, Number.NaN, 2 ** 53, '1', undefined]) expect(() => new Rng(seed as never)).toThrow(ArgumentError);
    expect(() => new Rng(1).fork(0.5)).toThrow(/`index` to be an integer/);
  });
});
