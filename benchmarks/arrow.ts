import { type Table, tableFromIPC, tableToIPC } from 'apache-arrow';
import { syntheticBars } from 'barwright';
import { Bars } from 'barwright/market';
import { type BenchContext, type BenchRow, measure, type Suite } from './harness.ts';

interface File {
  readonly bytes: Uint8Array;
}

/** Bars of 1,000,000 rows from the bytes of an Arrow file: no value is copied, the rules of bars are checked. */
export const suite: Suite = {
  name: 'arrow',
  run: (context: BenchContext): Promise<readonly BenchRow[]> =>
    measure<File>(context, {
      suite: 'arrow',
      case: 'bars',
      unit: 'row',
      n: 1_000_000,
      data: async (seed, n) => {
        const table = await syntheticBars({ seed, length: n, interval: '1m' }).toArrow();
        return { bytes: tableToIPC(table as unknown as Table, 'file') };
      },
      candidates: [
        { name: 'barwright Bars.fromArrow', role: 'ours', run: ({ bytes }) => Bars.fromArrow(tableFromIPC(bytes)).close },
        { name: 'apache-arrow columns, unchecked', role: 'note', run: ({ bytes }) => tableFromIPC(bytes).getChild('close')?.toArray() },
        {
          name: 'apache-arrow get by row',
          role: 'peer',
          run: ({ bytes }) => {
            const table = tableFromIPC(bytes);
            const names = ['time', 'open', 'high', 'low', 'close', 'volume'];
            const out = names.map(() => new Float64Array(table.numRows));
            names.forEach((name, c) => {
              const column = table.getChild(name);
              for (let i = 0; i < table.numRows; i++) out[c][i] = column?.get(i);
            });
            return out[4];
          },
        },
      ],
      equal: (ours, theirs) => (theirs as Float64Array).every((value, i) => value === (ours as Float64Array)[i]),
    }),
};
