// Brings a run of the benchmarks into the README: npm run bench -- --json benchmarks/results.json && npx tsx docs/benchmark-table.ts
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Row {
  readonly suite: string;
  readonly case: string;
  readonly candidate: string;
  readonly role: 'ours' | 'peer' | 'note';
  readonly unit: string;
  readonly n: number;
  readonly nsPerUnit: number;
  readonly ratio: number;
  readonly verified: boolean;
}

/** What `npm run bench -- --json` writes. */
export interface BenchResults {
  readonly machine: { readonly node: string; readonly arch: string; readonly cpu: string; readonly cores: number };
  readonly rows: readonly Row[];
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const between = /(<!-- bench:start -->\n)[\s\S]*(<!-- bench:end -->)/;

/** The recorded run; undefined where there is none. */
export function recordedResults(): BenchResults | undefined {
  const file = at('../benchmarks/results.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchResults) : undefined;
}

/** The README with the table of a run between its marks. */
export function readmeWith({ machine, rows }: BenchResults, text: string = readFileSync(at('../README.md'), 'utf8')): string {
  const lines = rows
    .filter(({ role, suite, case: name }) => role === 'ours' && suite !== 'startup' && !name.endsWith(' alone'))
    .flatMap((ours) => {
      const others = rows.filter((row) => row.suite === ours.suite && row.case === ours.case && isComparable(row));
      const next = others.sort((a, b) => a.nsPerUnit - b.nsPerUnit)[0];
      if (next === undefined) return [];
      const name = ours.suite === 'indicators' ? ours.case.replace(/ next$/, ', bar by bar') : `${ours.suite}: ${ours.case}`;
      return `| ${name} | ${time(ours)} | ${time(next)} | ${next.candidate} | ${next.ratio.toFixed(1)}x |`;
    });
  const startup = rows.filter(({ role, suite }) => role === 'ours' && suite === 'startup');
  const starts = startup.map(({ case: name, nsPerUnit }) => `${name}: ${(nsPerUnit / 1e6).toFixed(0)} ms`).join('; ');
  const replays = rows.filter(({ role, suite }) => role === 'ours' && suite === 'ticks');
  const replayed = replays.map((row) => `${row.case}: ${time(row)}`).join('; ');
  const intro = `Medians of one run on ${machine.cpu} (${machine.cores} cores), Node ${machine.node.slice(1)}, on fresh data of 1,000,000 bars unless it says otherwise. The
peer is the fastest one that gives the same values. vectorbt and backtesting.py cannot run in npm; theirs are recorded figures, of vectorbt
those of its Numba kernels.`;
  const table = ['| | barwright | peer | | times |', '|---|--:|--:|---|--:|', ...lines].join('\n');
  return text.replace(
    between,
    (_, start, end) =>
      `${start}\n${intro}\n\n${table}\n\n${starts === '' ? '' : `Starting: ${starts}.\n\n`}${replayed === '' ? '' : `Replaying ticks with an order in the queue: ${replayed}.\n\n`}${end}`,
  );
}

function isComparable({ role, verified, candidate }: Row): boolean {
  return (role === 'peer' && verified) || candidate.startsWith('vectorbt') || candidate === 'backtesting.py';
}

function time({ nsPerUnit, unit }: Row): string {
  const [value, of] = nsPerUnit < 1e4 ? [nsPerUnit, 'ns'] : [nsPerUnit / 1e6, 'ms'];
  return `${value.toPrecision(3)} ${of}/${unit}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = recordedResults();
  if (results === undefined) throw new Error('There is no benchmarks/results.json: npm run bench -- --json benchmarks/results.json first.');
  writeFileSync(at('../README.md'), readmeWith(results));
}
