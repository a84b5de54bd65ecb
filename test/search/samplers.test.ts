import {
  cmaEs,
  defineSampler,
  genetic,
  gridSearch,
  hyperband,
  latinHypercube,
  pointsOf,
  randomSearch,
  sobol,
  space,
  successiveHalving,
  tpe,
} from 'barwright/search';
import { describe, expect, it } from 'vitest';
import { describeSampler, numberSpaces } from '../contracts/describe-sampler.ts';

describeSampler('gridSearch', () => gridSearch(), numberSpaces.slice(1));
describeSampler('randomSearch', (trials) => randomSearch({ trials }));
describeSampler('latinHypercube', (trials) => latinHypercube({ trials }));
describeSampler('sobol', (trials) => sobol({ trials }));
describeSampler('tpe', (trials) => tpe({ trials }));
describeSampler('cmaEs', (trials) => cmaEs({ trials }), numberSpaces);
describeSampler('genetic', (trials) => genetic({ trials }));
describeSampler('successiveHalving', (trials) => successiveHalving({ points: trials, minBars: 100, maxBars: 2700 }));
describeSampler('hyperband', () => hyperband({ minBars: 100, maxBars: 2700 }));
describeSampler('a defined one', () =>
  defineSampler({
    name: 'climb',
    isAdaptive: true,
    trials: ({ count }) => Math.min(count, 200),
    *generations(searched, rng) {
      const run = randomSearch({ trials: 200 }).start(searched, rng.int(1e9));
      for (let batch = run.ask(7); batch.points.length > 0; batch = run.ask(7)) {
        const scores = yield batch;
        if (scores.every((score) => score > 1e9)) return;
      }
    },
  }),
);

describe('a sampler of your own', () => {
  it('is answered the scores of each batch, whole and in order', () => {
    const answers: number[][] = [];
    const sampler = defineSampler({
      name: 'halves',
      isAdaptive: true,
      trials: () => 6,
      *generations(searched) {
        const points = pointsOf(searched);
        answers.push([...(yield { points: points.slice(0, 3), bars: 10 })]);
        answers.push([...(yield { points: points.slice(3, 6), bars: 20 })]);
      },
    });
    const run = sampler.start(space({ n: { from: 1, to: 6 } }), 1);
    expect(run.ask(2).bars).toBe(10);
    run.tell([1]);
    run.tell([Number.NaN]);
    expect(() => run.ask(5).points.length + run.ask(5).points.length).toThrow(/scored before the next `ask`, was 1 without/);
    run.tell([3]);
    expect(run.ask().bars).toBe(20);
    run.tell([4, 5, 6]);
    expect(run.ask().points.length).toBe(0);
    expect(run.ask().points.length).toBe(0);
    expect(answers).toEqual([
      [1, Number.NaN, 3],
      [4, 5, 6],
    ]);
  });

  it('is refused with an entry that is unknown', () => {
    expect(() => defineSampler({ name: 'x', isAdaptive: false, trials: () => 1, generation: 1 } as never)).toThrow(
      /Did you mean `generations`/,
    );
  });
});
