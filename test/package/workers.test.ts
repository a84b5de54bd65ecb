import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, root, runNode } from './built.ts';

// A user's project with the built package and tsx among its modules.
const project = mkdtempSync(join(tmpdir(), 'barwright-workers-'));

beforeAll(async () => {
  await build();
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules', 'barwright'), 'dir');
  symlinkSync(join(root, 'node_modules', 'tsx'), join(project, 'node_modules', 'tsx'), 'dir');
}, 120_000);
afterAll(() => rmSync(project, { recursive: true }));

/** A class, with the types that TypeScript would want where `Type` is given. */
const strategy = (module: string, type = ''): string => `class Cross extends SignalStrategy {
  static module${type} = ${module};
  static parameters = {
    fast: { type: 'int', min: 2, max: 200, default: 10 },
    slow: { type: 'int', min: 2, max: 500, default: 50 },
  };
  signals(bars${type === '' ? '' : ': Bars'}, p${type === '' ? '' : ': any'}) {
    const [fast, slow] = [sma(bars.close, p.fast), sma(bars.close, p.slow)];
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  }
}`;

/** A program that prints whether workers left the same trials as one thread. */
const body = `async function main() {
  const bars = syntheticBars({ seed: 7, length: 1_000 });
  const space = grid({ fast: { from: 5, to: 12 }, slow: { from: 40, to: 100, step: 5 } });
  const here = await sweep(Cross, bars, { space });
  const there = await sweep(Cross, bars, { space, workers: 2 });
  console.log(there.executor.name, JSON.stringify(here.trials.toRows()) === JSON.stringify(there.trials.toRows()));
}`;
const imports = `import { syntheticBars } from 'barwright';\nimport { grid, sweep } from 'barwright/search';\n`;
const parts = 'SignalStrategy, sma, crossedAbove, crossedBelow';

function run(files: Readonly<Record<string, string>>, args: readonly string[]): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  return runNode(args, project).trim();
}

describe('workers of the built package', () => {
  it('import strategies of ES modules', () => {
    const files = {
      'cross.mjs': `import { ${parts} } from 'barwright';\nexport ${strategy('import.meta.url')}`,
      'main.mjs': `${imports}import { Cross } from './cross.mjs';\n${body}\nawait main();`,
    };
    expect(run(files, ['main.mjs'])).toBe('workers true');
  });

  it('import strategies of CommonJS, from the module of the program too', () => {
    const text = `const { isMainThread } = require('node:worker_threads');
      const { ${parts}, syntheticBars } = require('barwright');
      const { grid, sweep } = require('barwright/search');
      ${strategy('__filename')}\nmodule.exports = { Cross };\n${body}\nif (isMainThread) main();`;
    expect(run({ 'main.cjs': text }, ['main.cjs'])).toBe('workers true');
  });

  it('import strategies in TypeScript by tsx', () => {
    const files = {
      'cross.mts': `import { type Bars, ${parts} } from 'barwright';\nexport ${strategy('import.meta.url', ': string')}`,
      'main.mts': `${imports}import { Cross } from './cross.mts';\n${body}\nawait main();`,
    };
    expect(run(files, ['--import', 'tsx', 'main.mts'])).toBe('workers true');
  });

  it('refuse a module that starts a sweep when it is imported', () => {
    const text = `${imports}import { ${parts} } from 'barwright';\nexport ${strategy('import.meta.url')}
      ${body}\nawait main().catch(({ message }) => console.log(message));`;
    expect(run({ 'single.mjs': text }, ['single.mjs'])).toContain(
      'starts a sweep when a worker imports it: move the class to a module of its own',
    );
  });
});
