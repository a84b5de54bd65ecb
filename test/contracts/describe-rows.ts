import type { IndicatorEntry, StreamRow } from 'barwright/indicators';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  type Columns,
  fail,
  holed,
  inputAt,
  isWhole,
  type Market,
  marketOf,
  refuses,
  sameBits,
  slice,
  type Values,
} from './describe-indicator.ts';

type Outputs = Readonly<Record<string, Float64Array>>;

/** One thing that holds for every indicator that gives rows. */
export interface RowLaw {
  readonly name: string;
  readonly check: (entry: IndicatorEntry, runs: number) => void;
}

/** Judges a catalog entry of the kinds `transform`, `profile` and `repainting` by every law. */
export function describeRows(entry: IndicatorEntry, runs = 30): void {
  describe(`${entry.kind} ${entry.name}`, () => {
    for (const law of rowLaws) it(law.name, () => law.check(entry, runs));
  });
}

const rowMarkets: fc.Arbitrary<Market> = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  length: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 30, max: 200 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 }) }),
  scale: fc.constant(1),
  volatility: fc.constantFrom(0.001, 0.01),
  holes: fc.constantFrom(...holed),
  flat: fc.boolean(),
});

/** Sizes around the default, and small counts. */
function rowValues(entry: IndicatorEntry): fc.Arbitrary<Values> {
  const one: Record<string, fc.Arbitrary<number | string>> = {};
  for (const [name, parameter] of Object.entries(entry.parameters)) {
    if (parameter.type === 'choice') one[name] = fc.constantFrom(...parameter.choices);
    else if (parameter.type === 'int') one[name] = fc.integer({ min: parameter.min, max: parameter.min + 40 });
    else one[name] = fc.double({ min: parameter.default / 2, max: Math.min(parameter.max, parameter.default * 1.4), noNaN: true });
  }
  return fc.record(one) as fc.Arbitrary<Values>;
}

function forAll(entry: IndicatorEntry, runs: number, judge: (bars: Columns, values: Values, at: number) => void): void {
  fc.assert(
    fc.property(rowMarkets, rowValues(entry), fc.double({ min: 0, max: 1, noNaN: true }), (market, values, share) => {
      judge(marketOf(market), values, Math.floor(share * market.length));
    }),
    // Few runs are a search for any failure, which need not be made small.
    { numRuns: runs, seed: 7, endOnFailure: runs < 30 },
  );
}

type Stream = ReturnType<IndicatorEntry['stream']>;

/** What the stream says of bars, in the form of the batch: all rows, the last rows, or rows laid at the bars that they speak of. */
function play(entry: IndicatorEntry, stream: Stream, bars: Columns, from = 0, to = bars.close.length): Outputs {
  let rows: StreamRow[] = [];
  for (let i = from; i < to; i++) {
    const given = stream.next(inputAt(entry, bars, i)) as readonly StreamRow[];
    if (entry.kind === 'profile') rows = [...given];
    else for (const row of given) rows.push(row);
  }
  const columns: Record<string, Float64Array> = {};
  for (const output of entry.outputs) {
    if (entry.kind !== 'repainting') columns[output] = Float64Array.from(rows, (row) => row[output]);
    else {
      columns[output] = new Float64Array(to).fill(Number.NaN);
      for (const row of rows) columns[output][row.index] = row[output];
    }
  }
  return columns;
}

/** The rows that the first k bars tell of. */
function known(entry: IndicatorEntry, outputs: Outputs, k: number): Outputs {
  const columns: Record<string, Float64Array> = {};
  for (const output of entry.outputs) {
    if (entry.kind === 'transform') columns[output] = outputs[output].filter((_, row) => outputs.index[row] < k);
    else columns[output] = outputs[output].slice(0, k).map((value, i) => (outputs.confirmed[i] < k ? value : Number.NaN));
  }
  return columns;
}

function sameOutputs(entry: IndicatorEntry, actual: Outputs, expected: Outputs, what: string): void {
  for (const output of entry.outputs) sameBits(actual[output], expected[output], `${what}, ${output}`);
}

export const rowLaws: readonly RowLaw[] = [
  {
    name: 'gives one column an output, all of one length',
    check: (entry, runs) =>
      forAll(entry, runs, (bars, values) => {
        const outputs = entry.compute(bars, values);
        if (Object.keys(outputs).join() !== entry.outputs.join()) fail(`outputs are ${Object.keys(outputs)}`);
        const length = entry.kind === 'repainting' ? bars.close.length : outputs[entry.outputs[0]].length;
        for (const output of entry.outputs) if (outputs[output].length !== length) fail(`${output} has length ${outputs[output].length}`);
      }),
  },
  {
    name: 'gives finite rows in the order of the bars that finished them',
    check: (entry, runs) =>
      forAll(entry, runs, (bars, values) => {
        const outputs = entry.compute(bars, values);
        if (entry.kind !== 'repainting')
          for (const output of entry.outputs) if (!outputs[output].every(Number.isFinite)) fail(`${output} is not finite`);
        if (entry.kind === 'profile') return;
        const at = entry.kind === 'transform' ? outputs.index : outputs.confirmed.filter((bar) => !Number.isNaN(bar));
        at.forEach((bar, row) => {
          if (!Number.isInteger(bar) || bar < 0 || bar >= bars.close.length || bar < at[row - 1]) fail(`row ${row} is of bar ${bar}`);
        });
        if (entry.kind === 'repainting')
          outputs.confirmed.forEach((bar, i) => {
            if (bar <= i) fail(`bar ${i} is confirmed by bar ${bar}`);
          });
      }),
  },
  {
    name: 'never looks ahead: what the first bars tell does not change',
    check: (entry, runs) =>
      forAll(entry, runs, (bars, values, at) => {
        const first = entry.compute(slice(bars, 0, at), values);
        if (entry.kind === 'profile') return sameOutputs(entry, play(entry, entry.stream(values), bars, 0, at), first, `first ${at}`);
        const all = entry.compute(bars, values);
        sameOutputs(entry, known(entry, first, at), known(entry, all, at), `first ${at}`);
      }),
  },
  {
    name: 'gives the same rows bar by bar',
    check: (entry, runs) =>
      forAll(entry, runs, (bars, values) =>
        sameOutputs(entry, play(entry, entry.stream(values), bars), entry.compute(bars, values), 'stream'),
      ),
  },
  {
    name: 'passes over bars with a value that is not finite',
    check: (entry, runs) =>
      forAll(entry, runs, (bars, values) => {
        const kept = Array.from(bars.close.keys()).filter((i) => isWhole(entry, bars, i));
        const clean = slice(bars, 0);
        for (const field of Object.keys(clean) as (keyof Columns)[]) clean[field] = Float64Array.from(kept, (i) => bars[field][i]);
        const [all, without] = [entry.compute(bars, values), entry.compute(clean, values)];
        if (entry.kind === 'profile') return sameOutputs(entry, all, without, 'without the holes');
        if (entry.kind === 'repainting') {
          kept.forEach((i, k) => {
            if (!Object.is(all.pivot[i], without.pivot[k])) fail(`pivot[${i}] is ${all.pivot[i]}, without the holes ${without.pivot[k]}`);
          });
          return;
        }
        const moved = { ...without, index: without.index.map((k) => kept[k]) };
        sameOutputs(entry, all, moved, 'without the holes');
      }),
  },
  {
    name: 'peeks without a change, goes on from a snapshot and forgets on reset',
    check: (entry, runs) =>
      forAll(entry, runs, (bars, values, at) => {
        const stream = entry.stream(values);
        for (let i = 0; i < at; i++) {
          const peeked = JSON.stringify(stream.peek(inputAt(entry, bars, i)));
          const next = JSON.stringify(stream.next(inputAt(entry, bars, i)));
          if (peeked !== next) fail(`peek at ${i} gave ${peeked}, next ${next}`);
        }
        const restored = entry.restore(JSON.parse(JSON.stringify(stream.snapshot())));
        sameOutputs(entry, play(entry, restored, bars, at), play(entry, stream, bars, at), `restored at ${at}`);
        stream.reset();
        sameOutputs(entry, play(entry, stream, bars), entry.compute(bars, values), 'after a reset');
      }),
  },
  {
    name: 'leaves its inputs untouched and bears constant prices',
    check: (entry, runs) =>
      forAll(entry, runs, (bars, values) => {
        const before = slice(bars, 0);
        entry.compute(bars, values);
        for (const field of entry.inputs) sameBits(bars[field], before[field], `input ${field}`);
        const flat = slice(bars, 0);
        for (const field of ['open', 'high', 'low', 'close'] as const) flat[field].fill(100);
        entry.compute(flat, values);
      }),
  },
  {
    name: 'refuses parameters out of range, of another type or unknown, and columns that are missing or short',
    check: (entry) => {
      const bars = marketOf({ seed: 1, length: 100, scale: 1, volatility: 0.02, holes: 'none', flat: false });
      for (const [name, parameter] of Object.entries(entry.parameters)) {
        const bad: unknown[] = [null, {}, Number.NaN, true];
        if (parameter.type === 'choice') bad.push('nothing', 1);
        else bad.push(parameter.min - 1, String(parameter.default), Number.POSITIVE_INFINITY);
        for (const value of bad) {
          refuses(() => entry.compute(bars, { [name]: value }), `compute with ${name}: ${String(value)}`);
          refuses(() => entry.stream({ [name]: value }), `stream with ${name}: ${String(value)}`);
        }
      }
      refuses(() => entry.compute(bars, { sise: 3 }), 'an unknown parameter');
      for (const input of entry.inputs) {
        refuses(() => entry.compute({ ...bars, [input]: undefined } as never), `bars without ${input}`);
        refuses(() => entry.compute({ ...bars, [input]: bars[input].subarray(1) }), `a short ${input}`);
      }
      if (entry.kind !== 'repainting')
        refuses(() => entry.compute(bars, {}, { [entry.outputs[0]]: new Float64Array(100) }), 'a column to write to');
    },
  },
];
