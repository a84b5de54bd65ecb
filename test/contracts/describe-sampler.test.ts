import { randomSearch, type Sampler, type SamplerRun, type SearchSpace, space } from 'barwright/search';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './broken-laws.ts';
import { numberSpaces, samplerLaws } from './describe-sampler.ts';

type Point = Readonly<Record<string, unknown>>;
type Run = SamplerRun<Point>;

/** The laws that random search breaks when its runs are changed. */
function broken(change: (run: Run, searched: SearchSpace<Point>, seed: number) => Run): readonly string[] {
  const laws = samplerLaws.map(({ name, check }) => ({ name, check: (make: (trials: number) => Sampler) => check(make, numberSpaces) }));
  return brokenLaws(laws, (trials) => {
    const sound = randomSearch({ trials });
    const start = (searched: SearchSpace<Point>, seed: number): Run => change(sound.start(searched, seed), searched, seed);
    return Object.freeze({ ...sound, start: start as Sampler['start'] });
  });
}

/** The first points of a random search. */
function first(trials: number, searched: SearchSpace<Point>, seed: number): ReturnType<Run['ask']> {
  return randomSearch({ trials }).start(searched, seed).ask();
}

describe('the laws of samplers', () => {
  it('let a sound one pass', () => {
    expect(broken((run) => run)).toEqual([]);
  });

  it('catch one that asks for points twice', () => {
    const twice = broken((run) => {
      let last: ReturnType<Run['ask']> | undefined;
      const ask = (most?: number): ReturnType<Run['ask']> => {
        const repeated = last;
        last = repeated === undefined ? run.ask(most) : undefined;
        return repeated ?? last!;
      };
      return { trials: 2 * run.trials, ask, tell: () => {} };
    });
    expect(twice).toContain('asks for no point twice on as many bars');
  });

  it('catch one whose seed is a clock', () => {
    let clock = 0;
    const name = 'asks for the same points with the same seed, and for others with another';
    expect(broken((_, searched) => randomSearch({ trials: 90 }).start(searched, clock++))).toContain(name);
  });

  it('catch one whose points hang on how many are asked for', () => {
    const pieces = broken((run, searched, seed) => ({
      ...run,
      ask: (most) => (most === undefined || run.ask(most).points.length === 0 ? run.ask() : first(1, searched, seed + most)),
    }));
    expect(pieces).toContain('asks for the same points in whatever pieces');
  });

  it('catch one that does not end', () => {
    const endless = broken((run, searched, seed) => ({ ...run, ask: () => first(1, searched, seed), tell: () => {} }));
    expect(endless).toContain('ends where every trial fails, or all score the same');
  });

  it('catch one that forgets the constraint', () => {
    const free = space({ fast: { from: 5, to: 50 }, slow: { from: 20, to: 200, step: 2 } });
    const loose = broken((run, searched, seed) => (searched.where === undefined ? run : randomSearch({ trials: 90 }).start(free, seed)));
    expect(loose).toContain('asks for points of the space only, at most as many as it says');
  });
});
