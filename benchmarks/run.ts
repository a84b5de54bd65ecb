// Times barwright against npm peers in one run: npm run bench -- [--only indicators,csv] [--quick] [--json FILE] [--check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BenchRow, breaches, formatTable, type Suite } from './harness.ts';

const suiteNames = ['indicators', 'csv', 'arrow', 'backtest', 'startup'];

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});

const library = import.meta.resolve('barwright/indicators');
if (!library.includes('/dist/')) throw new Error(`Expected the built package to be timed, found ${library}. Run through npm run bench.`);

const only = asked.only?.split(',') ?? suiteNames;
for (const name of only) if (!suiteNames.includes(name)) throw new Error(`Unknown suite ${name}; there are ${suiteNames.join(', ')}.`);

const rows: BenchRow[] = [];
for (const name of only) {
  const file = new URL(`./${name}.ts`, import.meta.url);
  if (!existsSync(fileURLToPath(file))) {
    console.log(`${name}: no such suite yet\n`);
    continue;
  }
  const { suite } = (await import(file.href)) as { suite: Suite };
  const done = await suite.run({ quick: asked.quick });
  rows.push(...done);
  console.log(`${name}\n${formatTable(done)}\n`);
}

if (asked.json !== undefined) {
  const machine = { node: process.version, arch: process.arch, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  writeFileSync(asked.json, `${JSON.stringify({ machine, quick: asked.quick, rows }, undefined, 2)}\n`);
}

const floors = JSON.parse(readFileSync(new URL('./floors.json', import.meta.url), 'utf8')) as Readonly<Record<string, number>>;
if (asked.quick) console.log('A quick run is no measurement: floors are not judged.');
else {
  const broken = breaches(rows, floors);
  for (const { key, floor, ratio } of broken) console.log(`under the floor: ${key} is ${ratio.toFixed(2)}x, the floor is ${floor}x`);
  if (broken.length === 0) console.log('All ratios are at or above their floors.');
  else if (asked.check) process.exitCode = 1;
}
