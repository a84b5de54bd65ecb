// npm run examples               all of them
// npm run examples -- arrow      one of them
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== basename(import.meta.url))
  .map((file) => basename(file, '.ts'));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no example \`${unknown[0]}\`. There are: ${names.join(', ')}.`);
  process.exit(1);
}

let failed = 0;
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n== examples/${name}.ts\n`);
  const { status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(new URL(`${name}.ts`, folder))], { stdio: 'inherit' });
  if (status !== 0) failed++;
}
console.log(`\nexamples: ${failed === 0 ? 'all ran' : `${failed} failed`}`);
process.exitCode = failed === 0 ? 0 : 1;
