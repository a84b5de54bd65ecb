import { readFileSync } from 'node:fs';
import {
  combinatorialPurged,
  type EmbargoSpan,
  purgedKFold,
  type RowRange,
  type RowSpan,
  type Split,
  type Splitter,
  walkForwardSplits,
} from 'barwright/splits';
import { describe, expect, it } from 'vitest';
import { uniforms } from '../significance/worlds.ts';

type Size = readonly ['bars' | 'hours' | 'share', number];

interface Case {
  readonly kind: 'purgedKFold' | 'combinatorialPurged' | 'walkForwardSplits';
  readonly seed: number;
  readonly rows: number;
  readonly life: number;
  readonly options: Readonly<Record<string, number | boolean | Size>>;
  readonly splits: readonly string[];
  readonly paths?: readonly (readonly number[])[];
}

const golden = JSON.parse(readFileSync(new URL('./splits.json', import.meta.url), 'utf8')) as { source: string; cases: readonly Case[] };
const hour = 3_600_000;

/** The rows that splits.py makes: hourly with holes, and labels of up to `life` hours. */
function world(seed: number, rows: number, life: number): { times: Float64Array; labelEnds: Float64Array } {
  const u = uniforms(seed, 2 * rows);
  let time = 1_700_000_000_000;
  const times = Float64Array.from(u.subarray(0, rows), (x) => (time += (x < 0.85 ? 1 : 1 + Math.floor(x * 10) - 6) * hour));
  return { times, labelEnds: times.map((t, i) => t + (Math.floor(u[rows + i] * 4 * life) / 4) * hour) };
}

function span([kind, size]: Size): EmbargoSpan {
  if (kind === 'share') return { fraction: size };
  return kind === 'bars' || size === 0 ? { bars: size } : `${size}h`;
}

function splitterOf({ kind, options }: Case): Splitter {
  const given = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, typeof value === 'object' ? span(value) : value]));
  if (kind === 'purgedKFold') return purgedKFold(given);
  if (kind === 'combinatorialPurged') return combinatorialPurged(given);
  return walkForwardSplits(given as unknown as { train: RowSpan; test: RowSpan });
}

/** One letter a row, as splits.py writes them. */
function lettersOf(split: Split, rows: number): string {
  const letters = new Array<string>(rows).fill('?');
  const write = (ranges: readonly RowRange[], letter: string): void => {
    for (const { from, to } of ranges) letters.fill(letter, from, to);
  };
  write(split.train, 'l');
  write(split.test, 't');
  write(split.purged, 'p');
  write(split.embargoed, 'e');
  write(split.unused, '-');
  return letters.join('');
}

describe('splits by numpy', () => {
  it('say where they are from', () => {
    expect(golden.source).toMatch(/^numpy 2.*splits\.py$/);
  });

  it.each(golden.cases.map((one) => [`${one.kind} of ${one.rows} rows, seed ${one.seed}`, one] as const))('are ours: %s', (_, one) => {
    const { times, labelEnds } = world(one.seed, one.rows, one.life);
    const splitter = splitterOf(one);
    expect(splitter.split(times, labelEnds).map((split) => lettersOf(split, one.rows))).toEqual(one.splits);
    if (one.paths !== undefined) {
      const { paths } = splitter as ReturnType<typeof combinatorialPurged>;
      expect(paths().map((path) => path.map(({ split }) => split))).toEqual(one.paths);
    }
  });
});
