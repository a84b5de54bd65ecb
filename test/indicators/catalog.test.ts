import { ArgumentError } from 'barwright';
import { catalog } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../contracts/describe-indicator.ts';
import { describeRows } from '../contracts/describe-rows.ts';

for (const entry of catalog.list({ kind: 'causal' })) describeIndicator(entry);
for (const kind of ['transform', 'profile', 'repainting'] as const) for (const entry of catalog.list({ kind })) describeRows(entry);

describe('the catalog', () => {
  it('lists entries by name, each once', () => {
    const names = catalog.list().map((entry) => entry.name);
    expect(names).toEqual([...new Set(names)].sort());
    for (const name of names) expect(catalog.get(name).name).toBe(name);
  });

  it('filters by group', () => {
    const averages = catalog.list({ group: 'overlap' });
    expect(averages.map((entry) => entry.name)).toEqual(expect.arrayContaining(['bbands', 'ema', 'sma', 'wilder']));
    expect(averages.every((entry) => entry.group === 'overlap')).toBe(true);
  });

  it('says what an entry takes and gives', () => {
    const { inputs, outputs, parameters, lookback, definition, source } = catalog.get('macd');
    expect({ inputs, outputs, lookback: lookback({ fast: 3, slow: 10, signal: 4 }) }).toEqual({
      inputs: ['series'],
      outputs: ['macd', 'signal', 'histogram'],
      lookback: 12,
    });
    expect(parameters.fast).toEqual({ type: 'int', min: 1, max: 100_000, default: 12 });
    expect(definition.length * source.length).toBeGreaterThan(0);
  });

  it('suggests the nearest name for an unknown one', () => {
    expect(() => catalog.get('smma')).toThrow(ArgumentError);
    expect(() => catalog.get('smma')).toThrow('Did you mean `sma`?');
    expect(catalog.has('smma')).toBe(false);
  });

  it('takes one column where an indicator needs one', () => {
    expect([...catalog.get('sma').compute([1, 2, 3], { period: 2 }).sma]).toEqual([Number.NaN, 1.5, 2.5]);
    expect(() => catalog.get('atr').compute([1, 2, 3])).toThrow('Expected bars with high, low, close for atr');
  });
});
