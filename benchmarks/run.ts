// Times barwright against npm peers in one run: npm run bench -- [--only indicators,csv] [--quick] [--json FILE] [--check]
// With --only, the other suites of FILE stay as they are.
// Each suite runs in a process of its own, so that what one loads does not slow the next.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BenchRow, breaches, formatTable, type Suite } from './harness.ts';

const suiteNames = [
  'indicators',
  'csv',
  'arrow',
  'backtest',
  'events',
  'ticks',
  'significance',
  'search',
  'queue',
  'validation',
  'startup',
];

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
    // One suite in this process, its rows to the file.
    rows: { type: 'string' },
  },
});

const library = import.meta.resolve('barwright/indicators');
if (!library.includes('/dist/')) throw new Error(`Expected the built package to be timed, found ${library}. Run through npm run bench.`);

const only = asked.only?.split(',') ?? suiteNames;
for (const name of only) if (!suiteNames.includes(name)) throw new Error(`Unknown suite ${name}; there are ${suiteNames.join(', ')}.`);

if (asked.rows !== undefined) {
  const { suite } = (await import(new URL(`./${only[0]}.ts`, import.meta.url).href)) as { suite: Suite };
  writeFileSync(asked.rows, JSON.stringify(await suite.run({ quick: asked.quick })));
} else report(only.flatMap((name) => inOwnProcess(name)));

function inOwnProcess(name: string): readonly BenchRow[] {
  if (!existsSync(new URL(`./${name}.ts`, import.meta.url))) {
    console.log(`${name}: no such suite\n`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'barwright-bench-'));
  try {
    const file = join(folder, 'rows.json');
    const options = ['--only', name, '--rows', file, ...(asked.quick ? ['--quick'] : [])];
    const { status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...options], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`The suite ${name} failed.`);
    const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly BenchRow[];
    console.log(`${name}\n${formatTable(rows)}\n`);
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function recordedRows(file: string): readonly BenchRow[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly rows: readonly BenchRow[] }).rows : [];
}

function report(rows: readonly BenchRow[]): void {
  if (asked.json !== undefined) {
    const machine = { node: process.version, arch: process.arch, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
    const recorded = asked.only === undefined ? [] : recordedRows(asked.json);
    const merged = suiteNames.flatMap((name) => (only.includes(name) ? rows : recorded).filter(({ suite }) => suite === name));
    writeFileSync(asked.json, `${JSON.stringify({ machine, quick: asked.quick, rows: merged }, undefined, 2)}\n`);
  }
  if (asked.quick) {
    console.log('A quick run is no measurement: floors are not judged.');
    return;
  }
  const floors = JSON.parse(readFileSync(new URL('./floors.json', import.meta.url), 'utf8')) as Readonly<Record<string, number>>;
  const broken = breaches(rows, floors);
  for (const { key, floor, ratio } of broken) console.log(`under the floor: ${key} is ${ratio.toFixed(2)}x, the floor is ${floor}x`);
  if (broken.length === 0) console.log('All ratios are at or above their floors.');
  else if (asked.check) process.exitCode = 1;
}
