import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BarwrightError } from 'barwright';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Compiler, compiler } from '../types/compiler.ts';
import { allBlocks, type Block, blocksOf, docstringsOf } from './blocks.ts';
import { writeFiles } from './files.ts';

const blocks = allBlocks();
const runnable = blocks.filter((block) => /^ts\b/.test(block.info));
const titleOf = ({ file, line }: Block): string => `${file}:${line}`;
const nameOf = (block: Block): string => `docs/${titleOf(block).replace(/[^\w]+/g, '-')}`;

describe('a block of code', () => {
  it('is read from a page with its line, its words and without its indent', () => {
    const text = 'a\n\n- b\n\n  ```ts throws\n  x;\n    y;\n  ```\n\n```sh\nls\n```\n';
    expect(blocksOf('a.md', text)).toEqual([
      { file: 'a.md', line: 6, info: 'ts throws', code: 'x;\n  y;\n' },
      { file: 'a.md', line: 11, info: 'sh', code: 'ls\n' },
    ]);
  });

  it('is read from docstrings only', () => {
    const text = '/**\n * A.\n *\n * ```ts\n * a();\n * ```\n */\nconst b = `\n```ts\n`; // c\n/** One line. */\n';
    expect(blocksOf('a.ts', docstringsOf(text))).toEqual([{ file: 'a.ts', line: 5, info: 'ts', code: 'a();\n' }]);
  });
});

describe('the pages and docstrings', () => {
  const start = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'barwright-docs-'));
  let types: Compiler;
  let files: readonly string[] = [];

  beforeAll(async () => {
    types = compiler(new Map(runnable.map((block) => [nameOf(block), block.code])));
    files = await writeFiles(folder);
  });
  afterEach(() => {
    process.chdir(start);
    vi.restoreAllMocks();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('have code, and no TypeScript that is not run', () => {
    expect(runnable.length).toBeGreaterThan(50);
    const languages = new Set(['ts', 'ts throws', 'sh', 'text', 'json', 'html']);
    expect(blocks.filter(({ info }) => !languages.has(info)).map((block) => `${titleOf(block)}: ${block.info}`)).toEqual([]);
  });

  it('show JSON that parses', () => {
    for (const block of blocks.filter(({ info }) => info === 'json')) expect(() => JSON.parse(block.code), titleOf(block)).not.toThrow();
  });

  it.each(runnable.map((block) => [titleOf(block), block] as const))('run %s', async (_, block) => {
    expect(types.complaints(nameOf(block)).map(({ line, text }) => `${block.file}:${block.line + line - 1}: ${text}`)).toEqual([]);
    const place = join(folder, nameOf(block));
    mkdirSync(place, { recursive: true });
    for (const file of files) symlinkSync(join(folder, file), join(place, file));
    const module = join(place, 'block.ts');
    writeFileSync(module, block.code);
    process.chdir(place);
    for (const method of ['log', 'info', 'warn', 'error', 'table'] as const) vi.spyOn(console, method).mockImplementation(() => {});
    const run = import(/* @vite-ignore */ module);
    if (block.info === 'ts throws') await expect(run).rejects.toBeInstanceOf(BarwrightError);
    else await run;
  });
});
