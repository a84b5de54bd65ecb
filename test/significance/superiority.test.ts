import { drawBlocks, modelConfidenceSet, realityCheck, spa, stepwiseSpa } from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseTrials, smoothed } from './worlds.ts';

const rejectedShare = (worlds: number, work: (seed: number) => boolean): number => {
  let rejected = 0;
  for (let world = 0; world < worlds; world++) if (work(world)) rejected++;
  return rejected / worlds;
};

describe('laws of the tests of superiority', () => {
  const trials = noiseTrials(1, 8, 90, 0.2);
  const options = { blockLength: 4, resamples: 200 };

  it('the p-values of SPA keep their order, and SPA without studentisation is the reality check from above', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 6 }), fc.boolean(), (seed, count, studentise) => {
        const columns = noiseTrials(seed, count, 40, 0.3);
        const { lower, consistent, upper, pValue, statistic } = spa(columns, { ...options, studentise });
        expect(lower).toBeLessThanOrEqual(consistent);
        expect(consistent).toBeLessThanOrEqual(upper);
        expect(pValue).toBe(consistent);
        if (!studentise && statistic > 0) expect(upper).toBe(realityCheck(columns, options).pValue);
      }),
      { numRuns: 50 },
    );
  });

  it('order and scale of the trials do not matter', () => {
    const { pValue, best } = spa(trials, options);
    const turned = spa(trials.toReversed(), options);
    expect([turned.pValue, turned.best]).toEqual([pValue, 7 - best]);
    const scaled = trials.map((trial) => trial.map((r) => 8 * r));
    expect(spa(scaled, options).pValue).toBe(pValue);
    expect(realityCheck(scaled, options).pValue).toBe(realityCheck(trials, options).pValue);
    const unlike = trials.map((trial, k) => trial.map((r) => 2 ** k * r));
    expect(spa(unlike, options).pValue).toBe(pValue);
  });

  it('a benchmark is what is taken off', () => {
    const [benchmark] = noiseTrials(2, 1, 90);
    const less = trials.map((trial) => trial.map((r, i) => r - benchmark[i]));
    expect(spa(trials, { ...options, benchmark })).toEqual(spa(less, options));
    expect(realityCheck(trials, { ...options, benchmark })).toEqual(realityCheck(less, options));
  });

  it('hopeless trials hide a good one from the reality check, not from SPA', () => {
    const poor = noiseTrials(3, 60, 90).map((trial) => trial.map((r) => 6 * r - 0.03));
    const crowd = [...trials, ...poor];
    expect(spa(crowd, options).pValue - spa(trials, options).pValue).toBeLessThan(0.05);
    expect(realityCheck(crowd, options).pValue).toBeGreaterThan(realityCheck(trials, options).pValue + 0.2);
  });

  it('nothing beats a benchmark that nothing beats, and idle trials are no contenders', () => {
    const losers = trials.map((trial) => trial.map((r) => r - 0.02));
    expect(spa(losers, options)).toMatchObject({ pValue: 1, lower: 1, upper: 1, statistic: 0 });
    expect(stepwiseSpa(losers, options).pValues).toEqual(new Float64Array(8).fill(1));
    const idle = new Float64Array(90);
    expect(spa([idle, ...trials], options)).toMatchObject({ pValue: spa(trials, options).pValue });
    expect(spa([idle], options)).toMatchObject({ pValue: 1, statistic: 0, best: 0 });
    expect(realityCheck([idle], options)).toMatchObject({ pValue: 1, statistic: 0 });
  });

  it('the first step is SPA, and each level names the trials whose p-values it reaches', () => {
    const edged = trials.map((trial, k) => trial.map((r) => r + 0.0008 * k));
    const single = spa(edged, options);
    const steps = stepwiseSpa(edged, options);
    expect(steps.pValues[single.best]).toBe(single.pValue);
    expect(steps.statistics[single.best]).toBe(single.statistic);
    let before = 0;
    for (const level of [0.01, 0.05, 0.1, 0.3, 0.9]) {
      const { superior } = stepwiseSpa(edged, { ...options, level });
      expect([...superior].sort()).toEqual([...edged.keys()].filter((k) => steps.pValues[k] <= level));
      expect(superior.length).toBeGreaterThanOrEqual(before);
      before = superior.length;
    }
    expect(before).toBeGreaterThan(1);
  });

  it('copies stay together in the model confidence set', () => {
    const [a, b] = noiseTrials(4, 2, 80);
    const poor = b.map((r) => r - 0.01);
    for (const statistic of ['range', 'max'] as const) {
      expect(modelConfidenceSet([a, a], { ...options, statistic })).toMatchObject({
        included: Int32Array.of(0, 1),
        pValues: Float64Array.of(1, 1),
      });
      const { included, pValues, eliminated } = modelConfidenceSet([a, poor, a], { ...options, statistic });
      expect([...included]).toEqual([0, 2]);
      expect([pValues[0], pValues[2], eliminated[0]]).toEqual([1, 1, 1]);
    }
  });

  it('the same seed gives the same answer, and draws stand in for it', () => {
    const draws = drawBlocks(90, { ...options, seed: 6 });
    expect(spa(trials, { draws, blockLength: 4 })).toEqual(spa(trials, { ...options, seed: 6 }));
    expect(modelConfidenceSet(trials, { draws, blockLength: 4 })).toEqual(modelConfidenceSet(trials, { ...options, seed: 6 }));
  });
});

describe('on noise', () => {
  const options = { blockLength: 1, resamples: 200 };

  it('SPA with long blocks stands returns that hang together', () => {
    const dependent = (blockLength: number): number =>
      rejectedShare(300, (seed) => {
        const trials = noiseTrials(7_000 + seed, 4, 1_000).map((trial) => smoothed(trial, 0.5));
        return spa(trials, { blockLength, resamples: 200 }).pValue <= 0.05;
      });
    expect(dependent(25)).toBeLessThan(0.1);
    expect(dependent(1)).toBeGreaterThan(0.15);
  });

  it('stepwise SPA names a wrong trial in at most one world of twenty', () => {
    const wrong = rejectedShare(300, (seed) =>
      [...stepwiseSpa(noiseTrials(8_000 + seed, 8, 120, 0.6), options).superior].some((trial) => trial !== 0),
    );
    expect(wrong).toBeLessThan(0.08);
  });

  it('the model confidence set keeps the best trial in nine worlds of ten', () => {
    for (const statistic of ['range', 'max'] as const) {
      const kept = rejectedShare(300, (seed) =>
        modelConfidenceSet(noiseTrials(9_000 + seed, 5, 120, 0.05), { ...options, statistic }).included.includes(0),
      );
      expect(kept).toBeGreaterThan(0.86);
    }
  });
});

describe('bad input is refused', () => {
  const [a, b] = noiseTrials(11, 2, 20);
  it.each([
    ['Expected `trials` to have at least 1 column, had 0.', () => spa([])],
    ['Expected `trials[0]` to have at least 2 values, had 1.', () => realityCheck([[1]])],
    ['Expected `trials[1][3]` to be finite, was `NaN`.', () => spa([a, b.with(3, Number.NaN)])],
    ['Expected `trials[1]` to have length 20 as `trials[0]`, was 19.', () => stepwiseSpa([a, b.slice(1)])],
    ['Expected `benchmark` to have length 20 as the trials, was 19.', () => spa([a], { benchmark: b.slice(1) })],
    ['Expected `trials[1]` to vary against the benchmark', () => spa([a, new Float64Array(20).fill(0.1)])],
    ['Expected `studentise` to be true or false, was `1`.', () => spa([a], { studentise: 1 as never })],
    ['Expected `level` to be a finite number > 0 and < 1, was `5`.', () => stepwiseSpa([a], { level: 5 })],
    ['Expected `recentring` to be one of', () => stepwiseSpa([a], { recentring: 'c' as never })],
    ['Unknown option `bench` in `options`.', () => realityCheck([a], { bench: b } as never)],
    ['Expected `draws` to be of 20 rows, was of 5.', () => spa([a], { draws: drawBlocks(5, { blockLength: 1 }) })],
    ['Expected `trials` to have at least 2 columns, had 1.', () => modelConfidenceSet([a])],
    ['Expected `statistic` to be one of', () => modelConfidenceSet([a, b], { statistic: 'R' as never })],
  ])('%s', (message, work) => {
    expect(work).toThrow(message);
  });
});
