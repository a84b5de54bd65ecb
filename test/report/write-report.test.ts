import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport } from 'barwright';
import { show, writeComparison } from 'barwright/report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostile, idle, several, usual } from './results.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-report-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('writeReport', () => {
  it('replaces a file whole and leaves nothing else behind', async () => {
    const path = join(folder, 'report.html');
    await writeFile(path, 'old');
    await writeReport(usual(1_000), path, { title: 'A study' });
    expect(await readFile(path, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<title>A study<\/title>[\s\S]*<\/html>$/);
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  it('leaves the old file as it was where the options are wrong or the folder is missing', async () => {
    const path = join(folder, 'kept.html');
    await writeFile(path, 'old');
    await expect(writeReport(idle(5), path, { them: 'dark' } as never)).rejects.toThrow('Did you mean `theme`?');
    expect(await readFile(path, 'utf8')).toBe('old');
    await expect(writeReport(idle(5), join(folder, 'no', 'such', 'report.html'))).rejects.toThrow('Could not write');
    await expect(writeReport(idle(5), '')).rejects.toThrow('Expected `path` to be the path of a file');
  });
});

describe('writeComparison', () => {
  it('sets metrics side by side, marks the preferred ones and tells what differs', async () => {
    const path = join(folder, 'comparison.html');
    await writeComparison({ cheap: usual(2_000, { fees: 0 }), dear: usual(2_000, { fees: 0.002 }), [hostile]: several() }, path);
    const html = await readFile(path, 'utf8');
    expect(html).toContain('assumption: Fees');
    expect(html).toMatch(/Total return<\/th><td class="number[^"]*">/);
    expect(html).toMatch(/class="number best"/);
    expect(html).not.toContain('<script>alert');
  });

  it('refuses fewer than two results and what is none', async () => {
    const path = join(folder, 'none.html');
    await expect(writeComparison({ one: idle(5) }, path)).rejects.toThrow('two or more results by name');
    await expect(writeComparison({ one: idle(5), two: {} as never }, path)).rejects.toThrow('Expected `results.two` to be');
  });
});

describe('show', () => {
  const shown = { [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<p>card</p>', 'text/plain': 'card' }) };

  it('writes a file outside of a notebook', async () => {
    const path = join(folder, 'card.html');
    expect(await show(shown, { path })).toBe(path);
    expect(await readFile(path, 'utf8')).toContain('<p>card</p>');
  });

  it("hands the content to Deno's kernel where it runs there", async () => {
    const seen: unknown[] = [];
    const host = globalThis as { Deno?: unknown };
    host.Deno = { jupyter: { display: async (content: object) => void seen.push(content) } };
    try {
      expect(await show(shown)).toBeUndefined();
    } finally {
      delete host.Deno;
    }
    expect(seen).toEqual([{ 'text/html': '<p>card</p>', 'text/plain': 'card' }]);
  });

  it('shows a result as a card of at most 40 kB', async () => {
    const path = join(folder, 'result.html');
    await show(usual(), { path });
    const html = await readFile(path, 'utf8');
    expect(html).toContain('Sharpe ratio');
    expect(html.length).toBeLessThan(40_000);
  });

  it('refuses what cannot show itself', async () => {
    await expect(show({})).rejects.toThrow('Expected a value that shows itself in notebooks');
  });
});
