import { areaChart, bandChart, heatmap, histogram, lineChart, scatter, sparkline } from 'barwright/charts';
import { describe, expect, it } from 'vitest';

const x = Float64Array.from({ length: 100_000 }, (_, i) => i * 3_600_000);
const y = x.map((_, i) => Math.sin(i / 4_000) + Math.sin(i) / 9);
const hostile = '"><script>alert(1)</script>';
const pictures = (): Readonly<Record<string, string>> => ({
  lineChart: lineChart(
    [
      { name: hostile, x, y },
      { name: 'b', x, y },
    ],
    { label: hostile, baseline: 0, format: () => hostile },
  ),
  areaChart: areaChart({ name: hostile, x, y, tone: 'loss' }, { label: hostile }),
  histogram: histogram(
    { edges: Float64Array.of(-2, -1, 0, 1), counts: Float64Array.of(1, 0, 5) },
    { label: hostile, format: () => hostile },
  ),
  scatter: scatter([{ name: hostile, x, y, tone: 'gain' }], { label: hostile, axes: [hostile, hostile] }),
  heatmap: heatmap(
    {
      rows: [hostile],
      columns: ['a', hostile],
      values: Float64Array.of(-0.1, Number.NaN),
      total: { name: hostile, values: Float64Array.of(0.3) },
    },
    { label: hostile },
  ),
  sparkline: sparkline(y, { label: hostile, against: y }),
  bandChart: bandChart(
    [
      { name: hostile, tone: 'gain' },
      { name: 'b', tone: 'loss' },
    ],
    [
      { name: hostile, bands: [[[0, 3]], [[3, 3.5]]] },
      { name: 'none', bands: [[], []] },
    ],
    { label: hostile },
  ),
});

describe('every picture', () => {
  it.each(Object.entries(pictures()))('%s says what it shows, is small, balanced and safe', (_, svg) => {
    expect(svg).toContain('role="img"');
    expect(svg).toContain('aria-label="&quot;&gt;&lt;script&gt;');
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.length).toBeLessThan(80_000);
    expect(svg.match(/<svg/g)).toHaveLength(svg.match(/<\/svg>/g)?.length ?? 0);
  });

  it('has a place for no points and for one', () => {
    for (const length of [0, 1]) {
      const some = Float64Array.from({ length }, () => 5);
      for (const svg of [
        lineChart([{ name: 'a', x: some, y: some }], { label: 'l' }),
        areaChart({ name: 'a', x: some, y: some }, { label: 'a' }),
        scatter([{ name: 'a', x: some, y: some, tone: 'gain' }], { label: 's' }),
        sparkline(some, { label: 's' }),
      ]) {
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});

describe('bandChart', () => {
  const kinds = [{ name: 'a', tone: 'gain' }] as const;

  it('draws the first row at the top, each band where it lies', () => {
    const rows = [
      { name: 'one', bands: [[[0, 5]]] },
      {
        name: 'two',
        bands: [
          [
            [5, 10],
            [2, 3],
          ],
        ],
      },
    ] as const;
    const svg = bandChart(kinds, rows, { label: 'l', x: 'number' });
    expect(svg).toContain('<title>one: a 1</title><path d="M0 60h500v380H0z"');
    expect(svg).toContain('<title>two: a 2</title><path d="M500 560h500v380H500zM200 560h100v380H200z"');
  });

  it('has a place for no rows, and names few of many', () => {
    expect(bandChart(kinds, [], { label: 'l' })).not.toMatch(/NaN|Infinity|undefined/);
    const rows = Array.from({ length: 40 }, (_, i) => ({ name: `row ${i}`, bands: [[[i, i + 1]]] as const }));
    expect(bandChart(kinds, rows, { label: 'l', x: 'number' }).match(/>row \d+</g)).toHaveLength(14);
  });

  it('refuses rows that do not fit the kinds', () => {
    expect(() => bandChart(kinds, [{ name: 'x', bands: [] }], { label: 'l' })).toThrow(
      "`bands` of row 'x' to have 1 lists as there are kinds, had 0",
    );
  });
});

describe('lineChart', () => {
  it('breaks the line at a hole', () => {
    const four = Float64Array.of(0, 1, 2, 3);
    const svg = lineChart([{ name: 'a', x: four, y: Float64Array.of(1, Number.NaN, 2, 3) }], { label: 'l', x: 'number' });
    const path = /<path d="([^"]*)" style="fill:none/.exec(svg)?.[1] ?? '';
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it('names a column of another length and an unknown option', () => {
    expect(() => lineChart([{ name: 'a', x, y: y.subarray(1) }], { label: 'l' })).toThrow('Expected `y of a` to have length 100000');
    expect(() => lineChart([{ name: 'a', x, y }], { label: 'l', heigth: 3 } as never)).toThrow('Did you mean `height`?');
    expect(() => lineChart([], { label: 'l' })).toThrow('at least one line');
  });
});

describe('histogram', () => {
  it('has a bar for each count, losses and gains apart', () => {
    const svg = histogram({ edges: Float64Array.of(-2, -1, 0, 1), counts: Float64Array.of(4, 0, 2) }, { label: 'h' });
    expect(svg.match(/<rect/g)).toHaveLength(3);
    expect(svg.match(/--loss/g)).toHaveLength(2);
    expect(svg).toContain('<title>-2 to -1: 4</title>');
  });
});

describe('scatter', () => {
  it('draws points on top of each other once', () => {
    const same = new Float64Array(10_000).fill(1);
    const svg = scatter([{ name: 'a', x: same, y: same, tone: 'gain' }], { label: 's' });
    expect(svg.match(/h0/g)).toHaveLength(1);
  });
});

describe('heatmap', () => {
  it('prints every value and leaves NaN empty', () => {
    const data = { rows: ['2023', '2024'], columns: ['Jan', 'Feb'], values: Float64Array.of(1, 2, 3, Number.NaN) };
    expect(heatmap(data, { label: 'h' }).match(/<rect/g)).toHaveLength(3);
    expect(() => heatmap({ ...data, values: new Float64Array(3) }, { label: 'h' })).toThrow('Expected `values` to have length 4');
  });
});
