import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricCatalog } from 'barwright/metrics';
import { describe, expect, it } from 'vitest';
import { metricsGuide } from '../../docs/metrics-table.ts';
import { root } from './blocks.ts';

describe('the guide to metrics', () => {
  const text = readFileSync(join(root, 'docs/guides/metrics.md'), 'utf8');

  it('lists the catalog as it is now: npx tsx docs/metrics-table.ts writes it anew', () => {
    expect(text === metricsGuide(text)).toBe(true);
  });

  it('names every metric', () => {
    for (const { name } of metricCatalog) expect(text).toContain(`| \`${name}\` |`);
  });
});
