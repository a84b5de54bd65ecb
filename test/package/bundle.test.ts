import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, root, runNode } from './built.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const specifiers = Object.entries(manifest.exports)
  .filter(([, conditions]) => conditions !== null)
  .map(([subpath]) => subpath.replace(/^\./, 'barwright'))
  .filter((specifier) => !specifier.endsWith('.json'));

// A user's project with the built package among its modules.
const project = mkdtempSync(join(tmpdir(), 'barwright-package-'));

function run(name: string, text: string): string {
  const file = join(project, name);
  writeFileSync(file, text);
  return runNode([file], project);
}

beforeAll(async () => {
  await build();
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules', 'barwright'), 'dir');
}, 60_000);
afterAll(() => rmSync(project, { recursive: true }));

describe('the built package', () => {
  it('is imported and required at every subpath, with the same names', () => {
    const printed = run(
      'subpaths.mjs',
      `import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const names = {};
      for (const specifier of ${JSON.stringify(specifiers)}) {
        names[specifier] = [Object.keys(await import(specifier)).sort(), Object.keys(require(specifier)).sort()];
      }
      console.log(JSON.stringify(names));`,
    );
    const names: Record<string, [string[], string[]]> = JSON.parse(printed);
    expect(Object.keys(names)).toEqual(specifiers);
    for (const [specifier, [imported, required]] of Object.entries(names)) {
      expect(imported, specifier).toEqual(required);
      expect(imported.length, specifier).toBeGreaterThan(0);
      expect(imported, specifier).not.toContain('default');
    }
    expect(names.barwright[0]).toEqual(
      expect.arrayContaining(['Bars', 'SignalStrategy', 'backtest', 'defineStrategy', 'readCsv', 'sma', 'writeReport']),
    );
  });

  it('opens package.json and nothing internal', () => {
    expect(run('meta.cjs', `console.log(require('barwright/package.json').name)`)).toBe('barwright\n');
    expect(run('closed.mjs', `console.log(await import('barwright/internal/x').catch((error) => error.code))`)).toBe(
      'ERR_PACKAGE_PATH_NOT_EXPORTED\n',
    );
    expect(run('deep.mjs', `console.log(await import('barwright/dist/index.mjs').catch((error) => error.code))`)).toBe(
      'ERR_PACKAGE_PATH_NOT_EXPORTED\n',
    );
  });

  it('recognises classes of its other copy', () => {
    const printed = run(
      'copies.mjs',
      `import { createRequire } from 'node:module';
      import * as esm from 'barwright';
      const cjs = createRequire(import.meta.url)('barwright');
      const caught = (work) => { try { work(); } catch (error) { return error; } };
      const [here, there] = [caught(() => esm.sma([1], 0)), caught(() => cjs.sma([1], 0))];
      const bars = cjs.syntheticBars({ seed: 1, length: 300, interval: '1h' });
      const strategy = esm.defineStrategy({ parameters: {}, signals: (b) => ({ entries: esm.crossedAbove(b.close, esm.sma(b.close, 5)) }) });
      console.log(JSON.stringify({
        copies: esm.Bars !== cjs.Bars,
        errors: [here instanceof cjs.ArgumentError, there instanceof esm.ArgumentError, there instanceof esm.BarwrightError, there instanceof esm.DataError],
        bars: [bars instanceof esm.Bars, esm.syntheticBars({ seed: 1, length: 3, interval: '1h' }) instanceof cjs.Bars],
        length: esm.backtest(new strategy(), bars, { cash: 1000 }).equity.length,
      }));`,
    );
    expect(JSON.parse(printed)).toEqual({ copies: true, errors: [true, true, true, false], bars: [true, true], length: 300 });
  });

  it('loads nothing heavy at the front door', () => {
    const hook = `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(\`
        import { writeSync } from 'node:fs';
        export async function load(url, context, next) { writeSync(1, url + '\\\\n'); return next(url, context); }
      \`));`;
    writeFileSync(join(project, 'hook.mjs'), hook);
    writeFileSync(join(project, 'front.mjs'), `import 'barwright';`);
    const urls = runNode(['--import', './hook.mjs', './front.mjs'], project).trim().split('\n');
    const modules = urls
      .filter((url) => url.startsWith('file:') && url.includes('/dist/'))
      .map((url) => url.slice(url.lastIndexOf('/') + 1));
    expect(urls.filter((url) => /node_modules\/(?!barwright)/.test(url))).toEqual([]);
    expect(modules.length).toBeLessThanOrEqual(4);
    for (const module of modules)
      expect(readFileSync(join(root, 'dist', module), 'utf8').includes('Lightweight Charts'), module).toBe(false);
  });

  it('leaves out of a bundle what is not used', async () => {
    const lazyStaysOut = { name: 'lazy-stays-out', resolveDynamicImport: (id: unknown) => ({ id: String(id), external: true }) };
    const bundleOf = async (text: string): Promise<number> => {
      const input = join(project, 'entry.mjs');
      writeFileSync(input, text);
      const bundle = await rolldown({ input, platform: 'node', plugins: [lazyStaysOut], external: [/^node:/, 'simple-statistics'] });
      const { output } = await bundle.generate({ format: 'esm', minify: true });
      await bundle.close();
      expect(output).toHaveLength(1);
      expect(output[0].imports.filter((name) => !name.startsWith('node:') && name !== 'simple-statistics')).toEqual([]);
      return output[0].code.length;
    };
    const [one, all] = [await bundleOf(`export { sma } from 'barwright';`), await bundleOf(`export * from 'barwright';`)];
    console.log(`sma alone: ${(one / 1000).toFixed(1)} kB minified; everything at the front door: ${(all / 1000).toFixed(1)} kB`);
    expect(one).toBeLessThan(60_000);
    expect(one).toBeLessThan(all / 3);
  });

  it('says what importing it costs', () => {
    const time = (text: string): number => {
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        run('cost.mjs', text);
        return performance.now() - start;
      });
      return times.sort((a, b) => a - b)[2];
    };
    const [bare, imported] = [time(''), time(`import 'barwright';`)];
    console.log(`import 'barwright': ${(imported - bare).toFixed(1)} ms over a bare node (${bare.toFixed(1)} ms)`);
    expect(imported).toBeGreaterThan(0);
  });
});
