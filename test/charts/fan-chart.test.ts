import { ArgumentError } from 'barwright';
import { fanChart, histogram } from 'barwright/charts';
import { describe, expect, it } from 'vitest';

const x = Float64Array.from({ length: 20 }, (_, i) => i);
const bands = [
  { name: 'wide', low: x.map((i) => -i), high: x },
  { name: 'narrow', low: x.map((i) => -i / 2), high: x.map((i) => i / 2) },
];
const lines = [{ name: '<path>', x, y: x.map((i) => Math.sin(i)) }];

describe('fanChart', () => {
  it('draws a closed shape a band and a line each, and names them', () => {
    const svg = fanChart({ x, bands, lines }, { label: 'Fan', x: 'number', baseline: 0 });
    expect(svg.match(/fill-opacity:\.16/g)?.length).toBe(2);
    expect(svg.match(/Z"/g)?.length).toBe(2);
    for (const name of ['wide', 'narrow', '&lt;path&gt;']) expect(svg).toContain(name);
    expect(svg).not.toMatch(/NaN|<path>/);
    expect(svg).toContain('aria-label="Fan"');
    expect(fanChart({ x, bands, lines }, { label: 'Fan', x: 'number', legend: false })).not.toContain('class="legend"');
  });

  it('holds the widest band inside the plot', () => {
    const svg = fanChart({ x, bands, lines }, { label: 'Fan', x: 'number' });
    const points = [...svg.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].flatMap(([, a, b]) => [Number(a), Number(b)]);
    expect(Math.min(...points)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...points)).toBeLessThanOrEqual(1_000);
  });

  it('refuses columns of other lengths, nothing to draw and unknown options', () => {
    expect(() => fanChart({ x, bands: [{ name: 'short', low: x.slice(1), high: x }], lines }, { label: 'Fan' })).toThrow(
      /`low of short` to have length 20/,
    );
    expect(() => fanChart({ x, bands: [], lines }, { label: 'Fan' })).toThrow(ArgumentError);
    expect(() => fanChart({ x, bands, lines: [] }, { label: 'Fan' })).toThrow(/at least one each/);
    expect(() => fanChart({ x, bands, lines }, { label: 'Fan', tones: 'gain' } as never)).toThrow(/Unknown option `tones`/);
  });
});

describe('the mark of a histogram', () => {
  const bins = { edges: Float64Array.of(0, 1, 2, 3), counts: Float64Array.of(1, 4, 2) };

  it('stands at its value and says it, and is left out beside the bins', () => {
    const svg = histogram(bins, { label: 'Counts', mark: { name: 'a & b', value: 1.5 } });
    expect(svg).toContain('M500 0V1000');
    expect(svg).toContain('a &amp; b: 1.5');
    expect(histogram(bins, { label: 'Counts', mark: { name: 'far', value: 9 } })).toBe(histogram(bins, { label: 'Counts' }));
  });
});
