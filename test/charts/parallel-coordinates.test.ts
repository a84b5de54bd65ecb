import { parallelCoordinates } from 'barwright/charts';
import { describe, expect, it } from 'vitest';

const ticks = [
  { value: 0, label: 'low' },
  { value: 1, label: 'high & <mighty>' },
];
const axes = ['a', 'b'].map((name) => ({ name, ticks }));

describe('parallel coordinates', () => {
  it('draws a line each from axis to axis, the deepest last', () => {
    const svg = parallelCoordinates({ axes, places: Float64Array.of(0, 1, 1, 0.25), worth: Float64Array.of(1, 0) }, { label: 'x' });
    expect(svg.match(/<path d="[^"]*"/g)).toEqual(['<path d="M0 0L1000 750"', '<path d="M0 1000L1000 0"']);
    expect(svg).toContain('high &amp; &lt;mighty&gt;');
    expect(svg).not.toContain('>none<');
  });

  it('draws what has no value below the axis, and the marked line above all', () => {
    const svg = parallelCoordinates(
      { axes, places: Float64Array.of(0, Number.NaN, 1, 0), worth: Float64Array.of(0, 1), marked: 0 },
      { label: 'x' },
    );
    expect(svg.match(/<path d="[^"]*"/g)).toEqual(['<path d="M0 0L1000 920"', '<path d="M0 920L1000 1000"']);
    expect(svg.match(/>none</g)).toHaveLength(1);
  });

  it('refuses fewer than two axes, places that do not fit, marks beyond the lines and unknown options', () => {
    const empty = new Float64Array(0);
    expect(() => parallelCoordinates({ axes: axes.slice(1), places: empty, worth: empty }, { label: 'x' })).toThrow('at least two, was 1');
    expect(() => parallelCoordinates({ axes, places: new Float64Array(3), worth: new Float64Array(2) }, { label: 'x' })).toThrow(
      'Expected `places` to have length 4',
    );
    expect(() => parallelCoordinates({ axes, places: empty, worth: empty, marked: 0 }, { label: 'x' })).toThrow('Expected `marked`');
    expect(() => parallelCoordinates({ axes, places: empty, worth: empty }, { label: 'x', heigth: 2 } as never)).toThrow('`height`');
  });
});
