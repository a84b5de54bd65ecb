import { setTimeout } from 'node:timers/promises';

/** What a candidate is: ours, another library, or a figure shown for comparison that no floor looks at. */
export type Role = 'ours' | 'peer' | 'note';

/** One way of doing the work of a case. */
export interface Candidate<Data> {
  readonly name: string;
  readonly role: Role;
  run(data: Data): unknown;
}

/** One timed candidate of one case. */
export interface BenchRow {
  readonly suite: string;
  readonly case: string;
  readonly candidate: string;
  readonly role: Role;
  /** What one unit of work is: a bar, a row, a call. */
  readonly unit: string;
  /** Units in one run. */
  readonly n: number;
  /** Median over the repeats. */
  readonly nsPerUnit: number;
  /** Slowest over fastest repeat. */
  readonly spread: number;
  /** How many times as long as ours it takes. */
  readonly ratio: number;
  /** Whether it was seen to give the values of ours before it was timed. */
  readonly verified: boolean;
  readonly comment?: string;
}

/** How a run of the benchmarks was asked for. */
export interface BenchContext {
  /** Fewer units and repeats: a smoke test, not a measurement. */
  readonly quick: boolean;
}

/** A named set of cases. */
export interface Suite {
  readonly name: string;
  run(context: BenchContext): Promise<readonly BenchRow[]>;
}

/** A case: the same work by several candidates on the same fresh data. */
export interface Case<Data> {
  readonly suite: string;
  readonly case: string;
  readonly unit: string;
  /** Units of a full run. */
  readonly n: number;
  /** Units of a quick run. @default n / 10 */
  readonly quickN?: number;
  /** Repeats of a full run; a quick one makes 3. @default 7 */
  readonly repeats?: number;
  /** Short runs of each candidate before timing, which lets the engine compile it as it will in use. @default 60 */
  readonly warmups?: number;
  /** Units of a warm-up run. @default 1000 */
  readonly warmupN?: number;
  /** Fresh data of n units: another seed, other data. Not timed. */
  data(seed: number, n: number): Data | Promise<Data>;
  /** The first that is `'ours'` is what the others are compared with. */
  readonly candidates: readonly Candidate<Data>[];
  /** Whether a candidate's answer equals ours; throws or returns false where it does not. Left out, nothing is verified. */
  equal?(ours: unknown, theirs: unknown, candidate: string, data: Data): boolean;
}

/** How long the collector, which works beside us, is given for the garbage that making the data left. */
const settleMs = 150;

/** Runs a case: verifies, warms up, then times all candidates in turn on the same data, with other data each time. */
export async function measure<Data>(context: BenchContext, options: Case<Data>): Promise<readonly BenchRow[]> {
  const n = context.quick ? (options.quickN ?? Math.ceil(options.n / 10)) : options.n;
  const repeats = context.quick ? 3 : (options.repeats ?? 7);
  const ours = options.candidates.find(({ role }) => role === 'ours') ?? options.candidates[0];
  const verified = await verify(options, ours);
  const small = await options.data(1, options.warmupN ?? 1000);
  for (const candidate of options.candidates) for (let k = options.warmups ?? 60; k > 0; k--) await candidate.run(small);

  const times: number[][] = options.candidates.map(() => []);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const data = await options.data(100 + repeat, n);
    await setTimeout(settleMs);
    for (let k = 0; k < options.candidates.length; k++) {
      const c = (k + repeat) % options.candidates.length;
      const begin = performance.now();
      const answer = options.candidates[c].run(data);
      if (answer instanceof Promise) await answer;
      times[c].push(((performance.now() - begin) * 1e6) / n);
    }
  }
  const reference = median(times[options.candidates.indexOf(ours)]);
  return options.candidates.map(({ name, role }, c) => ({
    suite: options.suite,
    case: options.case,
    candidate: name,
    role,
    unit: options.unit,
    n,
    nsPerUnit: median(times[c]),
    spread: Math.max(...times[c]) / Math.min(...times[c]),
    ratio: median(times[c]) / reference,
    verified: verified.has(name),
  }));
}

async function verify<Data>(options: Case<Data>, ours: Candidate<Data>): Promise<ReadonlySet<string>> {
  const verified = new Set<string>();
  if (options.equal === undefined) return verified;
  const data = await options.data(3, Math.min(options.n, 20_000));
  const answer = copied(await ours.run(data));
  for (const candidate of options.candidates) {
    if (candidate === ours || options.equal(answer, await candidate.run(data), candidate.name, data)) verified.add(candidate.name);
  }
  return verified;
}

/** Ours may write to pooled columns that later candidates use too. */
function copied(answer: unknown): unknown {
  if (ArrayBuffer.isView(answer)) return (answer as Float64Array).slice();
  if (typeof answer !== 'object' || answer === null || Object.getPrototypeOf(answer) !== Object.prototype) return answer;
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, copied(value)]));
}

/** A figure that cannot be measured here, recorded elsewhere and named as such. */
export function recordedRow(row: Omit<BenchRow, 'role' | 'spread' | 'verified'> & { readonly comment: string }): BenchRow {
  return { ...row, role: 'note', spread: 1, verified: false };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Rows as an aligned table. */
export function formatTable(rows: readonly BenchRow[]): string {
  const header = ['case', 'candidate', 'n', 'ns/unit', 'unit', 'spread', 'ratio', 'same values', ''];
  const lines = rows.map((row, i) => [
    rows[i - 1]?.case === row.case ? '' : row.case,
    row.candidate,
    row.n.toLocaleString('en'),
    row.nsPerUnit.toFixed(row.nsPerUnit < 100 ? 2 : 0),
    row.unit,
    `${row.spread.toFixed(2)}x`,
    `${row.ratio.toFixed(2)}x`,
    row.role === 'ours' ? '' : row.verified ? 'yes' : '-',
    row.comment ?? '',
  ]);
  const widths = header.map((_, c) => Math.max(...[header, ...lines].map((line) => line[c].length)));
  const rightAligned = new Set([2, 3, 5, 6]);
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, c) => (rightAligned.has(c) ? cell.padStart(widths[c]) : cell.padEnd(widths[c])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A case whose best verified peer is less times slower than ours than the floor asks. */
export interface FloorBreach {
  readonly key: string;
  readonly floor: number;
  /** NaN where the case has no verified peer. */
  readonly ratio: number;
}

/**
 * Holds rows against floors: `suite/case` to the least ratio of the fastest verified peer to ours. A key with a third part,
 * `suite/case/candidate`, asks it of that candidate alone, whatever its role.
 */
export function breaches(rows: readonly BenchRow[], floors: Readonly<Record<string, number>>): readonly FloorBreach[] {
  const broken: FloorBreach[] = [];
  for (const [key, floor] of Object.entries(floors)) {
    const [suite, name, candidate] = key.split('/');
    const ofCase = rows.filter((row) => row.suite === suite && row.case === name);
    if (ofCase.length === 0) continue;
    const counted = ofCase.filter((row) => (candidate === undefined ? row.role === 'peer' && row.verified : row.candidate === candidate));
    const ratio = counted.length === 0 ? Number.NaN : Math.min(...counted.map((row) => row.ratio));
    if (!(ratio >= floor)) broken.push({ key, floor, ratio });
  }
  return broken;
}
