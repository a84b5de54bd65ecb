import { readFileSync } from 'node:fs';
import { formatMetric, type MetricGroup, metricCatalog, metricsOf } from 'barwright/metrics';
import { describe, expect, it } from 'vitest';
import { calculators } from '../../src/metrics/calculators.ts';
import { runOf } from './runs.ts';

describe('the catalog', () => {
  const names = metricCatalog.map((entry) => entry.name);

  it('has an entry for every metric that is computed, and no other', () => {
    expect([...names].sort()).toEqual(Object.keys(calculators).sort());
    expect(names.length).toBeGreaterThanOrEqual(55);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a metric of that name, with a docstring, for every entry', () => {
    const source = readFileSync(new URL('../../src/metrics/metric-values.ts', import.meta.url), 'utf8');
    const documented = [...source.matchAll(/\/\*\* .+ \*\/\n {2}readonly (\w+): number;/g)].map((match) => match[1]);
    expect([...names].sort()).toEqual(documented.sort());
    const metrics = metricsOf(runOf([110]));
    for (const name of names) expect(metrics[name], name).toBeTypeOf('number');
  });

  it('labels every metric once, and defines it in one line that ends in a full stop', () => {
    expect(new Set(metricCatalog.map((entry) => entry.label)).size).toBe(names.length);
    for (const entry of metricCatalog) {
      expect(entry.definition, entry.name).toMatch(/^\S.*\.$/);
      expect(entry.definition.length, entry.name).toBeLessThanOrEqual(110);
      expect(entry.label.length, entry.name).toBeLessThanOrEqual(28);
    }
  });

  it('keeps the metrics of a group together', () => {
    const runs: MetricGroup[] = [];
    for (const { group } of metricCatalog) if (runs.at(-1) !== group) runs.push(group);
    expect(runs).toEqual(['return', 'risk', 'ratio', 'drawdown', 'exposure', 'trade', 'benchmark']);
  });

  it('is frozen', () => {
    expect(Object.isFrozen(metricCatalog) && metricCatalog.every(Object.isFrozen)).toBe(true);
  });
});

describe('formatMetric', () => {
  it.each([
    ['totalReturn', 0.12345, '12.35%'],
    ['totalReturn', 12.5, '1,250.00%'],
    ['maxDrawdown', -0.1234, '-12.34%'],
    ['maxDrawdown', -0.00001, '0.00%'],
    ['cagr', 1.314e15, '1.31e+17%'],
    ['sharpe', 1.5, '1.50'],
    ['netProfit', -1234567.891, '-1,234,567.89'],
    ['feesPaid', 999.999, '1,000.00'],
    ['tradeCount', 12345, '12,345'],
    ['maxDrawdownBars', 8760, '8,760'],
    ['averageHoldingBars', 12.345, '12.3'],
    ['maxDrawdownDuration', 90_000_000, '1d 1h'],
    ['maxDrawdownDuration', 0, '0s'],
    ['profitFactor', Number.POSITIVE_INFINITY, '∞'],
    ['sharpe', Number.NEGATIVE_INFINITY, '-∞'],
    ['winRate', Number.NaN, 'n/a'],
  ] as const)('prints %s %d as %s', (name, value, text) => {
    expect(formatMetric(name, value)).toBe(text);
  });
});
