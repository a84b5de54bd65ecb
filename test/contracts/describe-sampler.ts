import { ArgumentError } from 'barwright';
import { type Sampler, type SamplerRun, type SearchSpace, space } from 'barwright/search';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A point of any space. */
type Point = Readonly<Record<string, unknown>>;

/** What one search asked for: points and the bars to try them on. */
interface Asked {
  readonly points: readonly Point[];
  readonly bars: readonly (number | undefined)[];
}

/** One thing that holds for every sampler; `check` throws where it does not. */
export interface SamplerLaw {
  readonly name: string;
  readonly check: (create: (trials: number) => Sampler, spaces: readonly SearchSpace<Point>[]) => void;
}

/** A space of forty points. */
const fewPoints = space({
  n: { type: 'int', min: 1, max: 4 },
  m: { type: 'int', min: 1, max: 5, scale: 'log' },
  on: [0, 1],
});

/** Spaces of numbers: ranges, scales, a constraint, and few points. */
export const numberSpaces: readonly SearchSpace<Point>[] = [
  space({ x: { type: 'float', min: -2, max: 3 }, y: { type: 'float', min: 0.001, max: 10, scale: 'log' } }),
  space({ fast: { from: 5, to: 50 }, slow: { from: 20, to: 200, step: 2 } }, { where: (p) => p.fast < p.slow }),
  fewPoints,
];

/** Spaces with choices and conditions as well. */
export const mixedSpaces: readonly SearchSpace<Point>[] = [
  ...numberSpaces,
  space(
    {
      distance: { type: 'float', min: 0.005, max: 0.1, scale: 'log', when: { exit: ['trailing', 'fixed'] } },
      exit: ['signal', 'trailing', 'fixed'],
      atr: { type: 'boolean', when: { exit: 'trailing' } },
      period: { type: 'int', min: 2, max: 300, scale: 'log', when: { atr: true } },
      size: 1,
    },
    { where: (p) => p.distance === undefined || p.distance < 0.09 },
  ),
];

/** Judges the samplers that `create` gives for a number of trials by every law. */
export function describeSampler(
  name: string,
  create: (trials: number) => Sampler,
  spaces: readonly SearchSpace<Point>[] = mixedSpaces,
): void {
  describe(`sampler: ${name}`, () => {
    for (const law of samplerLaws) it(law.name, () => law.check(create, spaces));
  });
}

/** A score without regard to what the parameters mean, with failures now and then. */
function scoreOf(point: Point, failures = true): number {
  let sum = 0;
  for (const value of Object.values(point)) sum += typeof value === 'number' ? Math.sin(value) : String(value).length / 10;
  return failures && Math.abs(sum * 1000) % 7 < 1 ? Number.NaN : sum;
}

/** Runs a search to its end; `sizes` says how many points each `ask` takes, `score` what a point is worth. */
function search(run: SamplerRun<Point>, sizes: () => number | undefined = () => undefined, score = scoreOf): Asked {
  const points: Point[] = [];
  const bars: (number | undefined)[] = [];
  for (let i = 0; i < 20_000; i++) {
    const most = sizes();
    const batch = run.ask(most);
    if (batch.points.length === 0) return { points, bars };
    if (most !== undefined) expect(batch.points.length).toBeLessThanOrEqual(most);
    for (const point of batch.points) {
      points.push(point);
      bars.push(batch.bars);
    }
    run.tell(Array.from(batch.points, (point) => score(point)));
  }
  throw new Error('the search does not end');
}

/** Whether a point is one of its space: its own `where` is met and all its values are known to the space. */
function checkPoint(of: SearchSpace<Point>, point: Point): void {
  expect(Object.keys(point).every((name) => of.names.includes(name))).toBe(true);
  expect(of.where?.(point) ?? true).toBe(true);
  for (const value of Object.values(point)) expect(typeof value === 'number' ? Number.isFinite(value) : true).toBe(true);
  if ('x' in point) {
    expect(point.x).toBeGreaterThanOrEqual(-2);
    expect(point.x).toBeLessThanOrEqual(3);
    expect(point.y).toBeGreaterThanOrEqual(0.001);
    expect(point.y).toBeLessThanOrEqual(10);
  }
  if ('fast' in point) {
    const [fast, slow] = [point.fast as number, point.slow as number];
    expect(Number.isInteger(fast) && fast >= 5 && fast <= 50 && slow >= 20 && slow <= 200 && slow % 2 === 0).toBe(true);
  }
  if ('exit' in point) {
    expect('distance' in point).toBe(point.exit !== 'signal');
    expect('atr' in point).toBe(point.exit === 'trailing');
    expect('period' in point).toBe(point.atr === true);
    expect(point.size).toBe(1);
  }
}

const trials = 90;
const seeds = [1, 2 ** 40, -7];

export const samplerLaws: readonly SamplerLaw[] = [
  {
    name: 'asks for points of the space only, at most as many as it says',
    check: (create, spaces) => {
      for (const of of spaces) {
        for (const seed of seeds) {
          const run = create(trials).start(of, seed);
          const { points } = search(run);
          expect(points.length).toBeGreaterThan(0);
          expect(points.length).toBeLessThanOrEqual(run.trials);
          for (const point of points) checkPoint(of, point);
        }
      }
    },
  },
  {
    name: 'asks for the same points with the same seed, and for others with another',
    check: (create, spaces) => {
      for (const of of spaces) {
        const [one, two, other] = [3, 3, 4].map((seed) => search(create(trials).start(of, seed)));
        expect(two).toEqual(one);
        if (create(trials).name !== 'grid') expect(other).not.toEqual(one);
      }
    },
  },
  {
    name: 'asks for the same points in whatever pieces',
    check: (create, spaces) => {
      for (const of of spaces) {
        const whole = search(create(trials).start(of, 5));
        fc.assert(
          fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (sizes) => {
            expect(search(create(trials).start(of, 5), () => sizes.next().value)).toEqual(whole);
          }),
          { numRuns: 8 },
        );
      }
    },
  },
  {
    name: 'asks for no point twice on as many bars',
    check: (create, spaces) => {
      for (const of of spaces) {
        const { points, bars } = search(create(trials).start(of, 6));
        expect(new Set(points.map((point, i) => JSON.stringify([point, bars[i]]))).size).toBe(points.length);
      }
    },
  },
  {
    name: 'ends where the space has no more points, though it may try thousands',
    check: (create) => {
      const { points, bars } = search(create(5000).start(fewPoints, 7));
      expect(points.length).toBeLessThanOrEqual(fewPoints.count * new Set(bars).size);
    },
  },
  {
    name: 'finds the only point of a space, and the few that meet a tight constraint',
    check: (create) => {
      const one = space({ a: 3, mode: ['x'], on: { values: [true], when: { mode: 'x' } } });
      const only = search(create(trials).start(one, 12));
      expect(new Set(only.points.map((point) => JSON.stringify(point)))).toEqual(new Set(['{"a":3,"mode":"x","on":true}']));
      expect(only.points.length).toBe(new Set(only.bars).size);
      const ranges = { a: { from: 1, to: 300 }, b: { from: 1, to: 300 } } as const;
      const tight = space(ranges, { where: (p) => p.a * p.b === 299 * 300 });
      const few = search(create(trials).start(tight, 13)).points;
      expect(new Set(few.map(({ a, b }) => `${a} ${b}`))).toEqual(new Set(['299 300', '300 299']));
    },
  },
  {
    name: 'ends where every trial fails, or all score the same',
    check: (create, spaces) => {
      for (const of of spaces) {
        for (const score of [Number.NaN, 0, Number.NEGATIVE_INFINITY]) {
          const { points } = search(create(trials).start(of, 8), undefined, () => score);
          for (const point of points) checkPoint(of, point);
        }
      }
    },
  },
  {
    name: 'is not disturbed by another search of the same sampler',
    check: (create, spaces) => {
      for (const of of spaces) {
        const sampler = create(trials);
        const alone = search(sampler.start(of, 9));
        const run = sampler.start(of, 9);
        search(sampler.start(of, 10));
        expect(search(run)).toEqual(alone);
      }
    },
  },
  {
    name: 'refuses scores that it did not ask for, and no scores where it needs them',
    check: (create, spaces) => {
      const run = create(trials).start(spaces[0], 11);
      const { length } = run.ask().points;
      expect(() => run.tell(new Float64Array(length + 1))).toThrow(ArgumentError);
      expect(() => run.tell(['1'] as unknown as number[])).toThrow(/`scores\[0\]` to be a number/);
      expect(() => run.ask(0)).toThrow(/`most` to be an integer >= 1/);
      expect(() => create(trials).start(spaces[0], 0.5)).toThrow(/`seed`/);
      expect(() => create(trials).start({} as never, 1)).toThrow(/`space` to be made by/);
      if (create(trials).isAdaptive) expect(() => run.ask()).toThrow(/scored before the next `ask`, was \d+ without/);
    },
  },
  {
    name: 'says what it is',
    check: (create) => {
      const sampler = create(trials);
      expect(sampler.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(JSON.parse(JSON.stringify(sampler.options))).toEqual(sampler.options);
      expect(Object.isFrozen(sampler)).toBe(true);
    },
  },
];
