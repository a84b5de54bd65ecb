import { genetic, randomSearch, type SearchSpace, space } from 'barwright/search';
import { describe, expect, it } from 'vitest';
import { branin, hartmann, medianRegret, rosenbrock, sphere, type TestFunction } from './functions.ts';

describe('a genetic search', () => {
  it.each<[TestFunction, number, number]>([
    [branin, 1000, 1e-3],
    [sphere(2), 1000, 1e-5],
    [sphere(5), 1000, 5e-3],
    [rosenbrock(2), 1000, 0.02],
    [hartmann, 1000, 5e-3],
  ])('comes close to the optimum of $name within $1 trials, far closer than random points', (of, trials, most) => {
    const found = medianRegret(genetic({ trials }), of, 11);
    expect(found).toBeLessThan(most);
    expect(found).toBeLessThan(medianRegret(randomSearch({ trials }), of, 11) / 3);
  });

  it('finds the best of mixed parameters', () => {
    const of: TestFunction = {
      name: 'mixed',
      space: space({
        n: { from: 1, to: 500 },
        mode: { type: 'choice', choices: ['a', 'b', 'c', 'd'] },
        on: { type: 'boolean' },
        m: { type: 'int', min: 1, max: 500, scale: 'log' },
      }) as SearchSpace as TestFunction['space'],
      value: ([n, mode, on, m]) =>
        Math.abs(n - 123) / 50 + ((mode as unknown as string) === 'c' ? 0 : 1) + (on ? 0 : 1) + Math.abs(Math.log(m / 40)),
      least: 0,
    };
    expect(medianRegret(genetic({ trials: 800 }), of, 11)).toBeLessThan(0.03);
    expect(medianRegret(randomSearch({ trials: 800 }), of, 11)).toBeGreaterThan(0.06);
  });

  it('keeps the best: with one parent and small changes it climbs', () => {
    expect(medianRegret(genetic({ trials: 2000, crossover: 0, mutation: 1 }), sphere(3), 5)).toBeLessThan(0.01);
  });

  it('refuses bad options', () => {
    expect(() => genetic({ trials: 9, population: 3 })).toThrow(/`population` to be an integer >= 4/);
    expect(() => genetic({ trials: 9, crossover: 2 })).toThrow(/`crossover` to be a finite number/);
    expect(() => genetic({ trials: 9, mutation: 0 })).toThrow(/`mutation` to be a finite number/);
    expect(() => genetic({ trials: 9, tournament: 0 })).toThrow(/`tournament` to be an integer >= 1/);
    expect(() => genetic({ trials: 9, elites: 2 } as never)).toThrow(/Unknown option `elites`/);
  });
});
