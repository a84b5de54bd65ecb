import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** A fenced block of code in a page or a docstring. */
export interface Block {
  /** Path from the root. */
  readonly file: string;
  /** Line of the first line of code, from 1. */
  readonly line: number;
  /** What stands after the fence: a language and perhaps more words. */
  readonly info: string;
  readonly code: string;
}

/** All fenced blocks of the README, of the guides and of the docstrings of `src`. */
export function allBlocks(): Block[] {
  const pages = ['README.md', ...filesUnder('docs', '.md').filter((file) => !file.startsWith(join('docs', 'api')))];
  return [
    ...pages.flatMap((file) => blocksOf(file, read(file))),
    ...filesUnder('src', '.ts').flatMap((file) => blocksOf(file, docstringsOf(read(file)))),
  ];
}

/** The fenced blocks of a Markdown text. */
export function blocksOf(file: string, text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const fence = /^( *)```(\S.*)?$/.exec(lines[i]);
    if (fence === null) continue;
    const start = i + 1;
    const end = lines.findIndex((line, j) => j >= start && line.trim() === '```');
    if (end < 0) throw new Error(`${file}:${i + 1}: the code block is not closed`);
    const indent = fence[1].length;
    const code = lines.slice(start, end).map((line) => line.slice(indent));
    blocks.push({ file, line: start + 1, info: (fence[2] ?? '').trim(), code: `${code.join('\n')}\n` });
    i = end;
  }
  return blocks;
}

/** A source text of which only the text of the docstrings is left, on its lines. */
export function docstringsOf(text: string): string {
  let inside = false;
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*\/\*\*/.test(line)) inside = !line.includes('*/');
      const isText = inside && /^\s*\*(?!\/)/.test(line);
      if (line.includes('*/')) inside = false;
      return isText ? line.replace(/^\s*\* ?/, '') : '';
    })
    .join('\n');
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function filesUnder(folder: string, extension: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension))
    .map((file) => join(folder, file))
    .sort();
}
