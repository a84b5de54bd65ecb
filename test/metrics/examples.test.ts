import { readdirSync, readFileSync } from 'node:fs';
import * as metrics from 'barwright/metrics';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../src/metrics/', import.meta.url);

/** Examples of a file: the statements, and those with a value in the comment behind them. */
function examplesOf(file: string): string[] {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return [...text.matchAll(/@example\n \* ```ts\n([\s\S]*?) \* ```/g)].map((match) => match[1].replace(/^ \* ?/gm, ''));
}

function run(code: string): { readonly expression: string; readonly value: unknown; readonly comment: string }[] {
  const out: { expression: string; value: unknown; comment: string }[] = [];
  const body = code
    .replace(/^import \{(.*)\} from 'barwright\/metrics';$/gm, 'const {$1} = library;')
    .replace(/^(?!const)(.+); \/\/ (.+)$/gm, (_, expression, comment) => {
      return `out.push({ expression: ${JSON.stringify(expression)}, value: ${expression}, comment: ${JSON.stringify(comment)} });`;
    });
  new Function('library', 'out', body)(metrics, out);
  return out;
}

function matches(value: unknown, comment: string): boolean {
  if (typeof value === 'string') return `'${value}'` === comment;
  if (typeof value === 'number') {
    if (comment.endsWith('...')) {
      const digits = comment.slice(0, -3);
      return value.toString().startsWith(digits);
    }
    return Math.abs(value - Number(comment)) <= 1e-12 * Math.max(1, Math.abs(value)) || (Number.isNaN(value) && comment === 'NaN');
  }
  const parts = comment.replace(/[[\]]/g, '').split(', ');
  const values = Array.from(value as ArrayLike<number>);
  return values.length === parts.length && values.every((one, i) => matches(one, parts[i]));
}

describe('examples in docstrings', () => {
  for (const file of readdirSync(folder)) {
    for (const code of examplesOf(file)) {
      const found = run(code);
      it.each(found.map((one) => [one.expression, one.comment, one.value] as const))(`${file}: %s is %s`, (_, comment, value) => {
        expect(matches(value, comment), `was ${value}`).toBe(true);
      });
      it(`${file} has an example that shows a value`, () => {
        expect(found.length).toBeGreaterThan(0);
      });
    }
  }

  it('every exported function has one', () => {
    const shown = readdirSync(folder).flatMap(examplesOf).join('\n');
    const functions = Object.entries(metrics).filter(([, value]) => typeof value === 'function');
    const missing = functions.filter(([name]) => !new RegExp(`\\b${name}\\(`).test(shown)).map(([name]) => name);
    expect(missing).toEqual(['metricEntry']);
  });
});
