import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readmeWith, recordedResults } from '../../docs/benchmark-table.ts';
import { root } from './blocks.ts';

describe('the README', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');

  it('names the two commands before anything else', () => {
    const first = /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(first.split('\n').map((line) => line.split('#')[0].trim())).toEqual(['npm ci && npm run demo', 'npm ci && npm test', '']);
  });

  it('shows the recorded run of the benchmarks: npx tsx docs/benchmark-table.ts writes it anew', () => {
    const results = recordedResults();
    if (results !== undefined) expect(text).toBe(readmeWith(results, text));
  });

  it('and the site name every guide', () => {
    const site = readFileSync(join(root, 'typedoc.json'), 'utf8');
    for (const guide of readdirSync(join(root, 'docs/guides'))) {
      expect(text).toContain(`(docs/guides/${guide})`);
      expect(site).toContain(`"docs/guides/${guide}"`);
    }
  });

  it('links to files that are there', () => {
    for (const [, path] of text.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)) expect(() => readFileSync(join(root, path)), path).not.toThrow();
  });
});
