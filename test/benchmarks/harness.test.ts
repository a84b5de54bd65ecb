import { describe, expect, it } from 'vitest';
import { type BenchRow, breaches, formatTable, measure, median } from '../../benchmarks/harness.ts';

const row = (candidate: string, role: BenchRow['role'], ratio: number, verified = true): BenchRow => ({
  suite: 's',
  case: 'c',
  candidate,
  role,
  unit: 'bar',
  n: 1000,
  nsPerUnit: ratio * 2,
  spread: 1,
  ratio,
  verified,
});

describe('the benchmark harness', () => {
  it('takes the middle of the repeats', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('times all candidates on the same fresh data, and verifies them before', async () => {
    const seen: string[] = [];
    const note = (entry: string): number => {
      seen.push(entry);
      return 1;
    };
    const rows = await measure(
      { quick: true },
      {
        suite: 's',
        case: 'c',
        unit: 'bar',
        n: 100,
        warmups: 0,
        data: (seed, n) => ({ seed, n }),
        candidates: [
          { name: 'ours', role: 'ours', run: ({ seed, n }) => note(`ours ${seed} ${n}`) },
          { name: 'same', role: 'peer', run: ({ seed, n }) => note(`same ${seed} ${n}`) },
          { name: 'other', role: 'peer', run: () => 2 },
        ],
        equal: (a, b) => a === b,
      },
    );
    expect(rows.map(({ candidate, verified, n }) => [candidate, verified, n])).toEqual([
      ['ours', true, 10],
      ['same', true, 10],
      ['other', false, 10],
    ]);
    expect(rows[0].ratio).toBe(1);
    const timed = seen.slice(2);
    expect(
      timed
        .filter((entry) => entry.startsWith('ours'))
        .map((entry) => entry.slice(5))
        .sort(),
    ).toEqual(['100 10', '101 10', '102 10']);
    expect(
      timed
        .filter((entry) => entry.startsWith('same'))
        .map((entry) => entry.slice(5))
        .sort(),
    ).toEqual(['100 10', '101 10', '102 10']);
  });

  it('holds the fastest verified peer against the floor, or one candidate by name', () => {
    const rows = [
      row('ours', 'ours', 1),
      row('slow', 'peer', 20),
      row('fast', 'peer', 12),
      row('wrong', 'peer', 2, false),
      row('loop', 'note', 0.5),
    ];
    expect(breaches(rows, { 's/c': 12, 's/c/loop': 0.5, 'absent/c': 99 })).toEqual([]);
    expect(breaches(rows, { 's/c': 13 })).toEqual([{ key: 's/c', floor: 13, ratio: 12 }]);
    expect(breaches(rows, { 's/c/loop': 0.6 })).toEqual([{ key: 's/c/loop', floor: 0.6, ratio: 0.5 }]);
    expect(breaches([row('ours', 'ours', 1)], { 's/c': 1 })[0].ratio).toBeNaN();
  });

  it('prints an aligned table', () => {
    expect(formatTable([row('ours', 'ours', 1), row('peer', 'peer', 12)])).toBe(
      [
        'case  candidate      n  ns/unit  unit  spread   ratio  same values',
        'c     ours       1,000     2.00  bar    1.00x   1.00x',
        '      peer       1,000    24.00  bar    1.00x  12.00x  yes',
      ].join('\n'),
    );
  });
});
