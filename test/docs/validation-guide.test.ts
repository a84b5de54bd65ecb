import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateChecks, validateLayerDefaults } from 'barwright/validation';
import { describe, expect, it } from 'vitest';
import { validationGuide } from '../../docs/validation-table.ts';
import { root } from './blocks.ts';

describe('the guide to validation', () => {
  const text = readFileSync(join(root, 'docs/guides/validation.md'), 'utf8');

  it('lists the checks as they are now: npx tsx docs/validation-table.ts writes them anew', () => {
    expect(text === validationGuide(text)).toBe(true);
    for (const { name } of validateChecks) expect(text).toContain(`| \`${name}\` |`);
  });

  it('names the defaults of the layers', () => {
    const { leaks, superiority, monteCarlo, stress, permutation } = validateLayerDefaults;
    const said = [
      `leaks: { cuts: ${leaks.cuts}, warmup: ${leaks.warmup} }`,
      `superiority: { trials: ${superiority.trials}, resamples: 1_000, against: '${superiority.against}' }`,
      `monteCarlo: { runs: 10_000, ruin: ${monteCarlo.ruin} }`,
      `stress: { runs: ${stress.runs} }`,
      `permutation: { permutations: ${permutation.permutations} }`,
    ];
    for (const setting of said) expect(text).toContain(setting);
    expect([superiority.resamples, monteCarlo.runs]).toEqual([1_000, 10_000]);
  });
});
