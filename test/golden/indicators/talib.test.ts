import { readFileSync } from 'node:fs';
import { catalog } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';

interface Golden {
  readonly provenance: { readonly source: string };
  readonly bars: Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', readonly number[]>>;
  readonly cases: readonly {
    readonly indicator: string;
    readonly parameters: Readonly<Record<string, number>>;
    readonly input: 'close' | 'bars' | 'absoluteChanges';
    readonly begin: number;
    readonly outputs: Readonly<Record<string, readonly number[]>>;
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('./talib.json', import.meta.url), 'utf8'));
const { bars, cases, provenance } = golden;
const absoluteChanges = bars.close.map((close, i) => (i === 0 ? Number.NaN : Math.abs(close - bars.close[i - 1])));

describe(`indicators equal ${provenance.source} within 1e-9`, () => {
  for (const { indicator, parameters, input, begin, outputs } of cases) {
    it(`${indicator} ${JSON.stringify(parameters)}`, () => {
      const entry = catalog.get(indicator);
      const columns = entry.compute(input === 'absoluteChanges' ? absoluteChanges : bars, parameters);
      for (const [name, expected] of Object.entries(outputs)) {
        const column = columns[name];
        expect(column.length).toBe(bars.close.length);
        expect(column.subarray(0, begin).every(Number.isNaN)).toBe(true);
        expect(expected.length).toBe(column.length - begin);
        expected.forEach((value, k) => {
          const ours = column[begin + k];
          expect(agrees(name, ours, value), `${name}[${begin + k}] is ${ours}, TA-Lib gives ${value}`).toBe(true);
        });
      }
    });
  }
});

/**
 * Within 1e-9 relative, with a floor where a small value is what is left of larger ones: averages and changes of prices near
 * 100 cancel in macd and roc, and TA-Lib takes a variance as a difference of squares near 10,000, and lets it drift, which costs it up to 5e-11.
 */
function agrees(output: string, ours: number, theirs: number): boolean {
  if (output === 'stddev') return Math.abs(ours * ours - theirs * theirs) <= Math.max(2e-9 * theirs * theirs, 5e-11);
  const floor = ['macd', 'signal', 'histogram', 'roc'].includes(output) ? 1e-12 : 0;
  return Math.abs(ours - theirs) <= Math.max(Math.abs(theirs) * 1e-9, floor);
}
