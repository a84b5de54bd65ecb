import { combinatorialPurged, nested, purgedKFold, splitDiagram, walkForwardSplits } from 'barwright/splits';
import { describe, expect, it } from 'vitest';

const times = Float64Array.from({ length: 100 }, (_, i) => Date.UTC(2024, 0, 1 + i));
const splits = purgedKFold({ folds: 2, purge: { bars: 10 }, embargo: { bars: 5 } }).split(times);

describe('splitDiagram', () => {
  it('draws each set of each split where its rows are', () => {
    const svg = splitDiagram(splits);
    expect(svg).toContain('aria-label="2 splits"');
    expect(svg).toContain('<title>1: train 1, test 1, purged 1, embargo 1</title>');
    // Rows 65 to 100, 0 to 50, 50 to 60 and 60 to 65 of 100.
    for (const path of ['M650 60h350', 'M0 60h500', 'M500 60h100', 'M600 60h50']) expect(svg).toContain(path);
    expect(svg).toContain('<title>2: train 1, test 1, purged 1, embargo 0</title>');
  });

  it('draws the same along time where no row is missing', () => {
    const paths = (svg: string): readonly string[] => svg.match(/d="M\d+ 60h[^"]+"/g) ?? [];
    expect(paths(splitDiagram(splits, { times }))).toEqual(paths(splitDiagram(splits)));
    expect(splitDiagram(splits, { times })).toMatch(/>\d+ Jan</);
    const outer = walkForwardSplits({ train: '60d', test: '20d' });
    expect(splitDiagram(nested({ outer, inner: purgedKFold() }).split(times), { times, height: 80 })).toContain('height:80px');
  });

  it('draws a hundred of many', () => {
    const many = combinatorialPurged({ groups: 10, testGroups: 3 }).split(times);
    const svg = splitDiagram(many);
    expect(svg).toContain('aria-label="120 splits, 100 drawn"');
    expect(svg.match(/<title>/g)).toHaveLength(100);
  });

  it('refuses what is not splits, or not of their rows', () => {
    expect(() => splitDiagram([])).toThrow('Expected at least one split, had 0.');
    expect(() => splitDiagram(splits[0] as never)).toThrow('Expected `splits` to be an array of splits');
    expect(() => splitDiagram(splits, { times: times.subarray(1) })).toThrow(
      'Expected `times` to have length 100 as the rows of the splits, was 99.',
    );
    expect(() => splitDiagram(splits, { title: 'x' } as never)).toThrow('Unknown option `title`');
  });
});
