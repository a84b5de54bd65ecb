import { ArgumentError } from 'barwright';
import { candleChart } from 'barwright/charts';
import { describe, expect, it } from 'vitest';

const column = (...values: number[]) => Float64Array.from(values);
const candles = { open: column(10, 12), high: column(13, 12), low: column(9, 8), close: column(12, 9) };

describe('candleChart', () => {
  it('draws rises, falls, lines and marks', () => {
    const y = column(11, 10);
    const svg = candleChart(candles, { label: 'Prices', overlays: [{ name: 'mean', x: column(0, 1), y }], marks: column(1, -1) });
    expect(svg).toContain('aria-label="Prices"');
    expect(svg).toContain('mean');
    expect(svg.match(/var\(--gain/g)).toHaveLength(2);
    expect(svg.match(/var\(--loss/g)).toHaveLength(2);
    expect(svg).toContain('var(--violet');
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  it('refuses no bars, short columns and unknown options', () => {
    const none = column();
    expect(() => candleChart({ open: none, high: none, low: none, close: none }, { label: '' })).toThrow(ArgumentError);
    expect(() => candleChart({ ...candles, low: column(1) }, { label: '' })).toThrow('low');
    expect(() => candleChart(candles, { label: '', marks: column(1) })).toThrow('marks');
    expect(() => candleChart(candles, { label: '', mark: column(1) } as never)).toThrow('Did you mean `marks`?');
  });
});
