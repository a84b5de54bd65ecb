import { syntheticBars } from 'barwright';
import { formatCsv, parseCsv } from 'barwright/data';
import type { Bars } from 'barwright/market';
import { parse } from 'csv-parse/sync';
import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { type BenchContext, type BenchRow, measure, type Suite } from './harness.ts';

interface File {
  readonly bytes: Buffer;
}

const fileOf = (seed: number, n: number): File => ({
  bytes: Buffer.from(formatCsv(syntheticBars({ seed, length: n, interval: '1m', instrument: { tickSize: 0.0001, quantityStep: 0.001 } }))),
});

/** Closes as a plain row of numbers, whatever the shape of the answer. */
function closesOf(answer: unknown): readonly number[] {
  const of = answer as { readonly close?: Float64Array };
  if (of.close instanceof Float64Array) return Array.from(of.close);
  return (answer as readonly (readonly number[])[])[4];
}

/** Bars of 1,000,000 rows from the bytes of a CSV file in memory to columns of numbers. */
export const suite: Suite = {
  name: 'csv',
  run: (context: BenchContext): Promise<readonly BenchRow[]> =>
    measure<File>(context, {
      suite: 'csv',
      case: 'bars',
      unit: 'row',
      n: 1_000_000,
      repeats: 5,
      warmups: 20,
      data: fileOf,
      candidates: [
        { name: 'barwright parseCsv', role: 'ours', run: ({ bytes }): Bars => parseCsv(bytes) },
        {
          name: 'udsv typedCols',
          role: 'peer',
          run: ({ bytes }) => {
            const text = bytes.toString('latin1');
            return initParser(inferSchema(text)).typedCols(text);
          },
        },
        {
          name: 'papaparse dynamicTyping',
          role: 'peer',
          run: ({ bytes }) => {
            const { data } = Papa.parse<number[]>(bytes.toString('latin1'), { dynamicTyping: true, skipEmptyLines: true });
            return columns(data.slice(1));
          },
        },
        {
          name: 'csv-parse cast',
          role: 'peer',
          run: ({ bytes }) => columns(parse(bytes, { from_line: 2, cast: (value) => Number(value) }) as unknown as number[][]),
        },
      ],
      equal: (ours, theirs) => {
        const [a, b] = [closesOf(ours), closesOf(theirs)];
        return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
      },
    }),
};

function columns(rows: readonly (readonly number[])[]): number[][] {
  return [0, 1, 2, 3, 4, 5].map((c) => rows.map((row) => row[c]));
}
