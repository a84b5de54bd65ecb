import { ArgumentError } from 'barwright';
import { areaChart, barChart, lineChart } from 'barwright/charts';
import { describe, expect, it } from 'vitest';

const values = (svg: string, name: string): number[] =>
  [...svg.matchAll(new RegExp(`<rect[^>]* ${name}="([^"]*)"`, 'g'))].map(([, text]) => Number(text));

describe('barChart', () => {
  it('stands bars on zero, upwards and downwards, and leaves holes', () => {
    const svg = barChart(
      ['a', 'b', 'c'],
      [
        { name: 'in', values: Float64Array.of(2, -1, 0) },
        { name: 'out', values: Float64Array.of(1, Number.NaN, 2) },
      ],
      { label: 'pairs' },
    );
    const [tops, heights] = [values(svg, 'y'), values(svg, 'height')];
    expect(tops).toHaveLength(5);
    // The first bar of a is twice as high as its second, and both end at the line of zero, where the bar of b begins.
    expect(heights[0] / heights[1]).toBeCloseTo(2, 2);
    expect(tops[0] + heights[0]).toBeCloseTo(tops[2], 1);
    expect(svg).toContain('b, in: -1');
    expect(svg).not.toContain('NaN');
  });

  it('names as many groups as there is room for', () => {
    const days = Array.from({ length: 40 }, (_, k) => `2024-01-${k}`);
    const svg = barChart(days, [{ name: 'x', values: new Float64Array(40).fill(1) }], { label: 'l' });
    expect([...svg.matchAll(/<text[^>]*>2024-/g)].length).toBe(4);
  });

  it('refuses a series of another length, none at all, and unknown options', () => {
    expect(() => barChart(['a'], [{ name: 'x', values: new Float64Array(2) }], { label: 'l' })).toThrow(ArgumentError);
    expect(() => barChart(['a'], [], { label: 'l' })).toThrow('at least one entry');
    expect(() => barChart(['a'], [{ name: 'x', values: new Float64Array(1) }], { label: 'l', wide: 1 } as never)).toThrow(ArgumentError);
  });
});

describe('marks of a line', () => {
  const x = Float64Array.of(0, 1, 2);
  it('are drawn from top to bottom at their place, with their name', () => {
    const svg = lineChart([{ name: 'y', x, y: x }], { label: 'l', x: 'number', marks: [{ x: 1, name: 'a & b', tone: 'loss' }] });
    expect(svg).toContain('M500 0V1000');
    expect(svg).toContain('<title>a &amp; b</title>');
    expect(areaChart({ name: 'y', x, y: x }, { label: 'l', x: 'number', marks: [{ x: 2 }] })).toContain('M1000 0V1000');
  });
});
