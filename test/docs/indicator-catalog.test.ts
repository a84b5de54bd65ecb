import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogGuide } from '../../docs/indicator-catalog.ts';
import { root } from './blocks.ts';

describe('the guide to the catalog', () => {
  it('lists the catalog as it is now: npx tsx docs/indicator-catalog.ts writes it anew', () => {
    const text = readFileSync(join(root, 'docs/guides/indicator-catalog.md'), 'utf8');
    expect(text === catalogGuide(text)).toBe(true);
  });
});
