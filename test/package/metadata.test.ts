import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/core/index.ts';
import { build, root } from './built.ts';

type Conditions = Record<'import' | 'require', { types: string; default: string }>;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const conditional = Object.entries(manifest.exports as Record<string, Conditions | string | null>).filter(
  (entry): entry is [string, Conditions] => typeof entry[1] === 'object' && entry[1] !== null,
);

describe('package.json', () => {
  it('has one subpath for every folder of src', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const subpaths = conditional.map(([subpath]) => subpath);
    expect(subpaths.sort()).toEqual(['.', './danfo', './search/queue', ...folders.map(({ name }) => `./${name}`)].sort());
  });

  it('closes what is internal', () => {
    expect(manifest.exports['./internal/*']).toBeNull();
  });

  it('declares no side effects, Node 20 and the version that the library reports', () => {
    expect(manifest.sideEffects).toBe(false);
    expect(manifest.engines.node).toBe('>=20');
    expect(manifest.version).toBe(version);
    expect(manifest.private).toBeUndefined();
  });

  it('pins every dependency and needs no install script of its own', () => {
    for (const range of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect(range).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) expect(manifest.scripts[hook]).toBeUndefined();
  });
});

describe('the tarball', () => {
  let files: string[] = [];
  beforeAll(async () => {
    await build();
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
    files = JSON.parse(stdout)[0].files.map((file: { path: string }) => file.path);
  });

  it('holds the build and the papers, nothing else', () => {
    const papers = files.filter((file) => !/^dist\/[\w-]+\.(mjs|cjs|d\.mts|d\.cts)$/.test(file));
    expect(papers.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.md', 'package.json']);
  });

  it('holds every file that the exports name', () => {
    for (const [, conditions] of conditional) {
      for (const file of Object.values(conditions).flatMap(Object.values)) {
        expect(existsSync(join(root, file)), file).toBe(true);
        expect(files).toContain(file.slice(2));
      }
    }
    for (const field of ['main', 'module', 'types']) expect(files).toContain(manifest[field].slice(2));
  });

  it('names no machine and no source map', () => {
    for (const file of files.filter((name) => name.startsWith('dist/'))) {
      const text = readFileSync(join(root, file), 'utf8');
      expect(text.includes(root), file).toBe(false);
      expect(/\/\/# sourceMappingURL/.test(text), file).toBe(false);
    }
  });
});
