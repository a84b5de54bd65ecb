import { ArgumentError, defineStrategy } from 'barwright';
import {
  type DimensionSpecs,
  grid,
  gridSearch,
  pointsFrom,
  pointsOf,
  randomSearch,
  type SearchSpace,
  space,
  spaceOf,
} from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '../fixtures/growth.ts';

const all = <P extends object>(searched: SearchSpace<P>): P[] => [...pointsOf(searched)];
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ArgumentError) return error.message;
    throw error;
  }
  return 'nothing thrown';
};

describe('a grid', () => {
  it('runs through the product of its parameters, the last one fastest', () => {
    expect(all(grid({ a: [1, 2], b: { from: 0, to: 4, step: 2 }, c: 'fixed' }))).toEqual([
      { a: 1, b: 0, c: 'fixed' },
      { a: 1, b: 2, c: 'fixed' },
      { a: 1, b: 4, c: 'fixed' },
      { a: 2, b: 0, c: 'fixed' },
      { a: 2, b: 2, c: 'fixed' },
      { a: 2, b: 4, c: 'fixed' },
    ]);
  });

  it('has the 10,011 pairs of windows 5 to 146 with fast < slow', () => {
    const windows = { from: 5, to: 146 };
    const pairs = grid({ fast: windows, slow: windows }, { where: (p) => p.fast < p.slow });
    expect(pairs.count).toBe(142 * 142);
    const points = pointsOf(pairs);
    expect(points.length).toBe(10_011);
    const [fast, slow] = [points.column('fast'), points.column('slow')];
    expect(fast.every((value, i) => value < slow[i])).toBe(true);
    expect(points.at(10_010)).toEqual({ fast: 145, slow: 146 });
  });

  it('writes the decimals that one would write', () => {
    const values = [...pointsOf(grid({ x: { from: 0.1, to: 1, step: 0.1 } })).column('x')];
    expect(values).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect([...pointsOf(grid({ x: { from: 1e-7, to: 3e-7, step: 1e-7 } })).column('x')]).toEqual([1e-7, 2e-7, 3e-7]);
    expect([...pointsOf(grid({ x: { from: -1, to: 0.4, step: 0.35 } })).column('x')]).toEqual([-1, -0.65, -0.3, 0.05, 0.4]);
  });

  it('takes declared parameters: whole numbers by step, real ones in steps on either scale, words, yes or no', () => {
    const points = pointsOf(
      grid({
        n: { type: 'int', min: 2, max: 8, step: 3 },
        x: { type: 'float', min: 0.01, max: 1, steps: 3, scale: 'log' },
        y: { type: 'float', min: 0, max: 1, steps: 2 },
        mode: { type: 'choice', choices: ['a', 'b'] },
        on: { type: 'boolean' },
      }),
    );
    expect(points.length).toBe(3 * 3 * 2 * 2 * 2);
    expect(new Set(points.column('n'))).toEqual(new Set([2, 5, 8]));
    const [low, middle, high] = new Set(points.column('x'));
    expect([low, high]).toEqual([0.01, 1]);
    expect(middle).toBeCloseTo(0.1, 14);
    expect(points.choices('mode')).toEqual(['a', 'b']);
    expect(points.choices('n')).toBeUndefined();
    expect(points.at(points.length - 1)).toEqual({ n: 8, x: 1, y: 1, mode: 'b', on: true });
  });

  it('does not repeat points where a parameter is not active', () => {
    const stops = grid({
      exit: ['signal', 'trailing', 'fixed'],
      distance: { values: [0.01, 0.02], when: { exit: ['trailing', 'fixed'] } },
      atr: { type: 'boolean', when: { exit: 'trailing' } },
      period: { values: [7, 14, 21], when: { atr: true } },
    });
    const points = all(stops);
    // signal 1; trailing 2 distances x (no ATR, or ATR with 3 periods); fixed 2 distances
    expect(stops.count).toBe(1 + 2 * 4 + 2);
    expect(points).toHaveLength(stops.count);
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(stops.count);
    expect(points[0]).toEqual({ exit: 'signal' });
    expect(points).toContainEqual({ exit: 'trailing', distance: 0.01, atr: true, period: 14 });
    expect(points).toContainEqual({ exit: 'fixed', distance: 0.02 });
  });

  it('equals nested loops for any parameters, conditions and constraint', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 12 }), ([a, b, c], parent, most) => {
        const specs: DimensionSpecs = {
          a: { values: Array.from({ length: b }, (_, i) => i), when: { m: Math.min(parent, a - 1) } },
          m: { from: 0, to: a - 1 },
          c: { from: 1, to: c },
        };
        const where = (p: Readonly<Record<string, unknown>>): boolean => ((p.a as number) ?? 0) + (p.m as number) + (p.c as number) <= most;
        const expected: object[] = [];
        for (let m = 0; m < a; m++) {
          for (const i of m === Math.min(parent, a - 1) ? Array.from({ length: b }, (_, k) => k) : [undefined]) {
            for (let k = 1; k <= c; k++) {
              const point = i === undefined ? { m, c: k } : { a: i, m, c: k };
              if (where(point)) expected.push(point);
            }
          }
        }
        const made = grid(specs, { where });
        if (expected.length === 0) expect(() => pointsOf(made)).toThrow(ArgumentError);
        else expect(all(made)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('is decoded in time that grows with the points, two million with a constraint', () => {
    const decode = (count: number) => () => {
      const points = grid({ a: { from: 1, to: count / 1000 }, b: { from: 1, to: 1000 } }, { where: (p) => p.a !== p.b });
      expect(pointsOf(points).length).toBe(count - Math.min(1000, count / 1000));
    };
    expect(growth(decode, 200_000, 2_000_000)).toBeLessThan(40);
  });

  it('of 10^9 points is refused with the count and the mend, while random points are fine', () => {
    const specs = { a: { from: 1, to: 1000 }, b: { from: 1, to: 1000 }, c: { from: 1, to: 1000 } } as const;
    expect(messageOf(() => grid(specs))).toBe(
      'Expected the grid to have at most 10,000,000 points, was 1,000,000,000 (1,000 of `a`, 1,000 of `b`, 1,000 of `c`): ' +
        'take larger steps, draw points of a `space` with `randomSearch({ trials })`, or raise `maxPoints`.',
    );
    expect(() => gridSearch().start(space(specs), 1)).toThrow(/1,000,000,000/);
    expect(space(specs).count).toBe(1e9);
    expect(randomSearch({ trials: 20 }).start(space(specs), 1).ask().points.length).toBe(20);
    expect(grid({ a: { from: 1, to: 20_000_000 } }, { maxPoints: 1e8 }).count).toBe(2e7);
  });
});

describe('a space of a strategy', () => {
  it('is what it declares, or what is given instead', () => {
    const declared = spaceOf(MovingAverageCross);
    expect(declared.names).toEqual(Object.keys(MovingAverageCross.parameters));
    const narrow = spaceOf(MovingAverageCross, {
      dimensions: { fast: [5, 10], slow: { from: 20, to: 60, step: 20 } },
      where: (p) => p.fast < p.slow,
    });
    for (const point of randomSearch({ trials: 6 }).start(narrow, 1).ask().points)
      expect(new MovingAverageCross(point).params.fast).toBe(point.fast);
  });

  it('is refused where it declares nothing, has no such parameter, or would refuse a value', () => {
    const Bare = defineStrategy({ name: 'Bare', signals: () => ({}) });
    const One = defineStrategy({ name: 'One', parameters: { period: { type: 'int', min: 2, max: 9, default: 5 } }, signals: () => ({}) });
    expect(messageOf(() => spaceOf(Bare))).toBe(
      'Expected Bare to declare `static parameters`, was without: declare them, or pass a `space`.',
    );
    expect(messageOf(() => spaceOf(One, { dimensions: { perod: 3 } as never }))).toBe(
      'Unknown parameter `perod` of One. Did you mean `period`?',
    );
    expect(messageOf(() => spaceOf(One, { dimensions: { period: { from: 5, to: 12 } } }))).toBe(
      'Expected `One.period` to be an integer >= 2 and <= 9, was `10`.',
    );
    expect(messageOf(() => spaceOf('One' as never))).toBe("Expected `strategy` to be a class of strategies, was `'One'`.");
  });
});

describe('points from objects', () => {
  const stops = space(
    {
      level: { from: -1, to: 1, step: 0.1 },
      exit: ['signal', 'trailing'],
      distance: { type: 'float', min: 0.01, max: 0.1, when: { exit: 'trailing' } },
      n: { type: 'int', min: 2, max: 90, scale: 'log', when: { level: -1 } },
      fixed: 7,
    },
    { where: (p) => p.distance === undefined || p.distance < 0.09 },
  );

  it('are those that a sampler gave, in either direction', () => {
    const { points } = randomSearch({ trials: 200 }).start(stops, 1).ask();
    const again = pointsFrom(stops, [...points]);
    for (const name of ['level', 'exit', 'distance', 'n', 'fixed'] as const) expect(again.column(name)).toEqual(points.column(name));
    expect(pointsFrom(stops, [{ level: 0.1 + 0.2, exit: 'signal' }]).at(0)).toEqual({ level: 0.3, exit: 'signal', fixed: 7 });
    expect(pointsFrom(stops, [{ level: -1, exit: 'signal', n: 3 }]).at(0)).toEqual({ level: -1, exit: 'signal', n: 3, fixed: 7 });
    expect(pointsFrom(stops, []).length).toBe(0);
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ level: 0.25, exit: 'signal' }, 'Expected `points[0].level` to be a value of its range, -1 to 1, was `0.25`.'],
    [{ level: 1.1, exit: 'signal' }, 'Expected `points[0].level` to be a value of its range, -1 to 1, was `1.1`.'],
    [{ exit: 'signal' }, 'Expected `points[0].level` to be a value of its range, -1 to 1, was `undefined`.'],
    [{ level: 0, exit: 'stop' }, "Expected `points[0].exit` to be one of 'signal', 'trailing', was `'stop'`."],
    [{ level: 0, exit: 'signal', fixed: 8 }, 'Expected `points[0].fixed` to be 7, was `8`.'],
    [
      { level: 0, exit: 'signal', distance: 0.02 },
      'Expected `points[0].distance` to be left out, since it is not active there, was `0.02`.',
    ],
    [{ level: 0, exit: 'trailing', distance: 0.2 }, 'Expected `points[0].distance` to be a value of its range, 0.01 to 0.1, was `0.2`.'],
    [{ level: -1, exit: 'signal', n: 2.5 }, 'Expected `points[0].n` to be a value of its range, 2 to 90, was `2.5`.'],
    [{ levle: 0 }, 'Unknown parameter `levle` in `points[0]`. Did you mean `level`?'],
    [
      { level: 0, exit: 'trailing', distance: 0.095 },
      "Expected `points[0]` to meet the constraint of the space, was { level: 0, exit: 'trailing', distance: 0.095 }.",
    ],
  ])('refuse %j', (point, message) => {
    expect(messageOf(() => pointsFrom(stops, [point]))).toBe(message);
  });
});

describe('bad spaces', () => {
  it.each<[unknown, string]>([
    [{}, 'Expected the space to have at least one parameter, was `{}`: add one, such as `{ period: { from: 5, to: 50 } }`.'],
    [null, 'Expected the space to be an object of parameters, was `null`.'],
    [[1, 2], 'Expected the space to be an object of parameters, was `Array(2)`.'],
    [{ a: [] }, 'Expected `a` to have at least one value, was an empty list.'],
    [{ a: { values: 3 } }, 'Expected `a` to list its values, was `3`.'],
    [{ a: [1, 2, 1] }, 'Expected values of `a` to be different, was `1` twice.'],
    [{ a: [1, Number.NaN] }, 'Expected values of `a` to be numbers, strings or booleans, was `NaN`.'],
    [{ a: null }, 'Expected values of `a` to be numbers, strings or booleans, was `null`.'],
    [{ a: { from: 9, to: 5 } }, 'Expected `a.to` to be a finite number >= 9, was `5`.'],
    [{ a: { from: 1, to: 5, step: 0 } }, 'Expected `a.step` to be a finite number > 0, was `0`.'],
    [{ a: { from: 1, too: 5 } }, 'Unknown option `too` in `a`. Did you mean `to`?'],
    [{ a: { type: 'integer', min: 1, max: 2 } }, "Expected `a.type` to be 'int', 'float', 'choice' or 'boolean', was `'integer'`."],
    [{ a: { type: 'int', min: 1.5, max: 2 } }, 'Expected `a.min` to be an integer, was `1.5`.'],
    [{ a: { type: 'int', min: 0, max: 2, scale: 'log' } }, 'Expected `a.min` to be an integer >= 1, was `0`.'],
    [
      { a: { type: 'int', min: 1, max: 9, scale: 'log', step: 2 } },
      'Expected `a.step` to be left out on a log scale, was `2`: list the numbers as `values`.',
    ],
    [{ a: { type: 'float', min: 0, max: 2, scale: 'log' } }, 'Expected `a.min` to be a finite number > 0, was `0`.'],
    [
      { a: { type: 'float', min: 0, max: 2, scale: 'lin' } },
      "Expected `a.scale` to be one of 'linear', 'log', was `'lin'`. Did you mean `log`?",
    ],
    [{ a: { type: 'float', min: 0, max: 2, steps: 1 } }, 'Expected `a.steps` to be an integer >= 2 and <= 1000000, was `1`.'],
    [{ a: { type: 'choice', choices: [] } }, 'Expected `a` to have at least one value, was an empty list.'],
    [{ a: { values: [1], when: { b: 1 } } }, 'Expected `a.when` to name another parameter, was `b`. Did you mean `a`?'],
    [{ a: { values: [1], when: 'b' } }, "Expected `a.when` to be an object such as `{ mode: 'fast' }`, was `'b'`."],
    [{ ab: ['x', 'y'], c: { values: [1], when: { ab: 'z' } } }, "Expected `c.when.ab` to be one of 'x', 'y', was `'z'`."],
    [{ ab: { from: 5, to: 9 }, c: { values: [1], when: { ab: 4 } } }, 'Expected `c.when.ab` to be a value of its range, 5 to 9, was `4`.'],
    [{ ab: ['x'], c: { values: [1], when: { ab: [] } } }, 'Expected `c.when.ab` to have at least one value, was an empty list.'],
    [
      { x: { type: 'float', min: 0, max: 1 }, c: { values: [1], when: { x: 0.5 } } },
      'Expected `c.when` to name a parameter with separate values, was `x`: give it `steps`.',
    ],
    [
      { a: { values: [1, 2], when: { b: 1 } }, b: { values: [1, 2], when: { a: 1 } } },
      'Expected conditions not to go in a circle, was one among `a`, `b`: leave out one `when`.',
    ],
    [
      { a: { from: 1, to: 200_000 }, b: { values: [1, 2], when: { a: 7 } } },
      'Expected the parameters that conditions read (`a`) to have at most 100000 combinations: choices rather than ranges.',
    ],
  ])('%j', (specs, message) => {
    expect(messageOf(() => space(specs as DimensionSpecs))).toBe(message);
    expect(messageOf(() => grid(specs as DimensionSpecs))).toBe(message);
  });

  it('a continuous parameter is refused in a grid', () => {
    expect(messageOf(() => grid({ x: { type: 'float', min: 0, max: 1 } }))).toBe(
      'Expected `x` to have separate values in a grid, was continuous: give it `steps`, or draw points of a `space` with `randomSearch`.',
    );
  });

  it('a constraint that nothing meets, that throws, or that answers no boolean', () => {
    const specs = { a: { from: 1, to: 3 }, b: [1, 2] } as const;
    const none = 'Expected `where` to be met by at least one point, was met by none of 6: loosen it, or widen the ranges.';
    expect(messageOf(() => pointsOf(grid(specs, { where: () => false })))).toBe(none);
    expect(
      messageOf(() =>
        gridSearch()
          .start(grid(specs, { where: () => false }), 1)
          .ask(),
      ),
    ).toBe(none);
    expect(
      messageOf(() =>
        randomSearch({ trials: 5 })
          .start(space(specs, { where: () => false }), 1)
          .ask(),
      ),
    ).toBe(none);
    expect(
      messageOf(() =>
        randomSearch({ trials: 5 })
          .start(space({ x: { type: 'float', min: 0, max: 1 } }, { where: (p) => p.x > 2 }), 1)
          .ask(),
      ),
    ).toBe('Expected `where` to be met by some of the points drawn, was met by no new one of 1,000,000: loosen it, or narrow the ranges.');
    expect(messageOf(() => pointsOf(grid(specs, { where: (() => undefined) as never })))).toBe(
      'Expected `where` to answer true or false, was `undefined` for { a: 1, b: 1 }.',
    );
    const broken = (): boolean => {
      throw new TypeError('no such thing');
    };
    expect(messageOf(() => pointsOf(grid(specs, { where: broken })))).toBe('`where` threw for { a: 1, b: 1 }: no such thing');
    expect(messageOf(() => grid(specs, { where: 'a < b' as never }))).toBe("Expected `where` to be a function of a point, was `'a < b'`.");
    expect(messageOf(() => grid(specs, { were: () => true } as never))).toBe(
      'Unknown option `were` in `grid options`. Did you mean `where`?',
    );
  });

  it('a value that is no space, a name that is no parameter, an index beyond the points', () => {
    expect(messageOf(() => pointsOf({ count: 3 } as never))).toBe(
      'Expected `space` to be made by `grid`, `space` or `spaceOf`, was `{ count }`.',
    );
    const points = pointsOf(grid({ fast: [1, 2] }));
    expect(messageOf(() => points.column('fats' as never))).toBe('Unknown parameter `fats`. Did you mean `fast`?');
    expect(messageOf(() => points.at(2))).toBe('Expected `index` to be an integer >= 0 and <= 1, was `2`.');
  });
});
