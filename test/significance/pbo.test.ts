import { blockSums, pbo, pboOfBlocks } from 'barwright/significance';
import { describe, expect, it } from 'vitest';
import { noiseTrials } from './worlds.ts';

describe('pbo', () => {
  it('goes through all 12,870 combinations of 16 blocks', () => {
    const result = pbo(noiseTrials(1, 5, 160));
    expect(result.logits.length).toBe(12_870);
    expect([result.trials, result.blocks, result.rows, result.droppedRows]).toEqual([5, 16, 10, 0]);
  });

  it('leaves out the oldest rows where they do not divide', () => {
    const trials = noiseTrials(2, 5, 163);
    const result = pbo(trials, { blocks: 8 });
    expect([result.rows, result.droppedRows]).toEqual([20, 3]);
    expect(result.logits).toEqual(
      pbo(
        trials.map((trial) => trial.slice(3)),
        { blocks: 8 },
      ).logits,
    );
  });

  it('is the same from block sums', () => {
    const trials = noiseTrials(3, 7, 100);
    for (const metric of ['sharpe', 'mean'] as const) {
      const { droppedRows, ...result } = pbo(trials, { blocks: 6, metric });
      expect(pboOfBlocks(blockSums(trials, 6), { metric })).toEqual({ ...result, droppedRows: 0 });
      expect(droppedRows).toBe(4);
    }
  });

  it('pairs each combination with its complement', () => {
    const { selected, inSample, outOfSample } = pbo(noiseTrials(4, 2, 60), { blocks: 4 });
    for (let i = 0; i < 6; i++) if (selected[i] === selected[5 - i]) expect(inSample[i]).toBe(outOfSample[5 - i]);
  });

  it('does not depend on the order of the trials, nor on their common scale', () => {
    const trials = noiseTrials(5, 9, 80);
    const { probability } = pbo(trials, { blocks: 8 });
    expect(pbo(trials.toReversed(), { blocks: 8 }).probability).toBe(probability);
    expect(
      pbo(
        trials.map((trial) => trial.map((r) => r * 8)),
        { blocks: 8 },
      ).probability,
    ).toBe(probability);
  });

  it('is 0 where one trial is better everywhere, and 1 where the best half is followed by the worst', () => {
    const trials = noiseTrials(6, 4, 64);
    const sure = trials[0].map((r) => Math.abs(r) + 0.1);
    expect(pbo([...trials, sure], { blocks: 8, metric: 'mean' })).toMatchObject({
      probability: 0,
      probabilityOfLoss: 0,
      dominance: { first: true, second: true },
    });
    const turning = Array.from({ length: 8 }, (_, k) => Float64Array.from({ length: 8 }, (_, i) => (i === k ? 7 : -1)));
    expect(
      pbo(
        turning.map((t) => Float64Array.from({ length: 16 }, (_, i) => t[i >> 1])),
        { blocks: 8, metric: 'mean' },
      ).probability,
    ).toBe(1);
  });

  it('gives a trial that never trades a Sharpe ratio of 0, and the median rank to equals', () => {
    const idle = new Float64Array(40);
    const result = pbo([idle, idle, idle], { blocks: 4 });
    expect(result.inSample).toEqual(new Float64Array(6));
    expect(result.logits).toEqual(new Float64Array(6));
    expect(result).toMatchObject({
      probability: 1,
      probabilityOfLoss: 0,
      degradation: { slope: 0, intercept: 0, r2: 0 },
      dominance: { first: false, second: false },
    });
    expect(pbo([idle, noiseTrials(7, 1, 40, -2)[0]], { blocks: 4 }).selected).toEqual(new Int32Array(6));
  });

  it('is near a half for noise on average, and falls with an edge', () => {
    const average = (edge: number): number => {
      let sum = 0;
      for (let world = 0; world < 300; world++) sum += pbo(noiseTrials(100 + world, 10, 96, edge), { blocks: 8 }).probability;
      return sum / 300;
    };
    const [noise, some, strong] = [0, 0.15, 0.5].map(average);
    expect(noise).toBeGreaterThan(0.45);
    expect(noise).toBeLessThan(0.55);
    expect(some).toBeLessThan(noise);
    expect(strong).toBeLessThan(0.1);
  });

  it('leaves its input as it was', () => {
    const trials = noiseTrials(8, 3, 40);
    const before = trials.map((trial) => trial.slice());
    pbo(trials, { blocks: 4 });
    pbo(trials, { blocks: 4, metric: (r) => r[0] });
    expect(trials).toEqual(before);
  });

  const two = noiseTrials(9, 2, 40);
  const sums = blockSums(two, 4);
  it.each([
    ['Expected `blocks / 2` to be an integer, was `3.5`.', () => pbo(two, { blocks: 7 })],
    ['Expected `blocks` to be an integer >= 2 and <= 20, was `22`.', () => pbo(two, { blocks: 22 })],
    ['Expected at least 40 rows for 20 blocks of two or more, had 30', () => pbo([two[0].slice(10), two[1].slice(10)], { blocks: 20 })],
    ['Expected `trials` to have at least 2 columns, had 1.', () => pbo([two[0]])],
    ['Expected `trials` to have at least 2 columns, had 0.', () => pbo([], { metric: () => 0 })],
    ['Expected `trials` to be an array of columns', () => pbo(5 as never)],
    ['Expected `trials[1]` to have length 40 as `trials[0]`, was 39.', () => pbo([two[0], two[1].slice(1)])],
    ['Expected `trials[1][2]` to be finite, was `NaN`.', () => pbo([two[0], two[1].with(2, Number.NaN)], { blocks: 4 })],
    ['Expected `metric` to be one of', () => pbo(two, { metric: 'sortino' as never })],
    ['Expected `metric` to be finite, was `NaN` for `trials[0]`.', () => pbo(two, { blocks: 4, metric: () => Number.NaN })],
    ['Unknown option `folds` in `options`.', () => pbo(two, { folds: 4 } as never)],
    ['Expected `sums.rows` to be an integer >= 2, was `1`.', () => pboOfBlocks({ ...sums, rows: 1 })],
    ['Expected `sums.squares` to have length 8 as `sums.sums`, was 9.', () => pboOfBlocks({ ...sums, squares: new Float64Array(9) })],
    ['to have 4 values a trial, had 9.', () => pboOfBlocks({ ...sums, sums: new Float64Array(9), squares: new Float64Array(9) })],
  ])('refuses: %s', (message, work) => {
    expect(work).toThrow(message);
  });
});
