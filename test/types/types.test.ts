import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Compiler, compiler } from './compiler.ts';

const folder = new URL('../fixtures/types/', import.meta.url);
const fixtures = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [`types/${basename(file, '.ts')}`, readFileSync(new URL(file, folder), 'utf8')]),
);
const names = (kind: string): string[] => [...fixtures.keys()].filter((name) => name.startsWith(`types/${kind}`));

/** What the comments of a fixture expect: `// error <code>: <part of the text>` at the end of the line that is wrong. */
function expected(text: string): { line: number; code: number; text: string }[] {
  return text.split('\n').flatMap((content, i) => {
    const match = /\/\/ error (\d+): (.*)$/.exec(content);
    return match === null ? [] : [{ line: i + 1, code: Number(match[1]), text: expect.stringContaining(match[2]) }];
  });
}

let types: Compiler;
beforeAll(() => {
  types = compiler(fixtures);
});

describe('strict TypeScript', () => {
  it.each(names('good'))('accepts %s as written', (name) => {
    expect(types.complaints(name)).toEqual([]);
  });

  it.each(names('bad'))('refuses every marked line of %s and no other', (name) => {
    const marked = expected(fixtures.get(name)!);
    expect(marked.length).toBeGreaterThan(0);
    expect(types.complaints(name)).toEqual(marked);
  });

  it.each(names('hover'))('shows readable types over %s', (name) => {
    const wanted = [...fixtures.get(name)!.matchAll(/^ *\/\/ *\^\? (.*)$/gm)].map((match) => match[1]);
    expect(wanted.length).toBeGreaterThan(0);
    expect(types.hovers(name).map((hover) => hover.replace(/\s+/g, ' '))).toEqual(wanted);
  });
});
