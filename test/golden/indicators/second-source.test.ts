import { readFileSync } from 'node:fs';
import { catalog, type IndicatorData } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';

interface Case {
  readonly source: string;
  readonly indicator: string;
  readonly parameters: object;
  /** First bar that is compared, with the reason where it is not the first of both. */
  readonly from: number;
  readonly reason?: string;
  /** Relative error allowed, 1e-9 where left out. */
  readonly tolerance?: number;
  readonly outputs: Readonly<Record<string, { readonly bars: readonly number[]; readonly values: readonly number[] }>>;
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
const talib = read('talib');
const covered = new Set<string>(talib.cases.map(({ indicator }: Case) => indicator));
const files: readonly string[] = ['peers', 'ttr', 'formulas'];
const cases: readonly Case[] = files.flatMap((file) => read(file).cases);

const smooth: Readonly<Record<string, readonly number[]>> = talib.series.smooth;
const data: IndicatorData = {
  ...smooth,
  series: smooth.close,
  time: smooth.close.map((_, i) => 1_700_006_400_000 + 3_600_000 * i),
  buyVolume: smooth.volume.map((volume, i) => volume * (0.5 + 0.4 * Math.sin(i))),
  funding: smooth.other,
};

const title = ({ indicator, source, parameters, outputs }: Case) =>
  `${indicator} ${JSON.stringify(parameters)}: ${Object.keys(outputs).join(', ')} by ${source}`;

describe('values of a second source', () => {
  it.each(cases.map((each) => [title(each), each] as const))('%s', (_, { indicator, parameters, from, outputs, tolerance = 1e-9 }) => {
    const entry = catalog.get(indicator);
    const ours = entry.compute(data, parameters);
    const first = Math.max(from, entry.lookback(parameters));
    for (const [output, { bars, values }] of Object.entries(outputs)) {
      const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(bars.length, output).toBeGreaterThan(9);
      bars.forEach((bar, k) => {
        // Some sources fill the warm-up with windows that are not full.
        if (bar < first) return;
        const error = Math.abs(ours[output][bar] - values[k]) / Math.max(Math.abs(values[k]), scale * 1e-3);
        expect(error, `${output}[${bar}] is ${ours[output][bar]}, expected ${values[k]}`).toBeLessThanOrEqual(tolerance);
      });
    }
  });

  it('covers more than eighty indicators that TA-Lib does not have', () => {
    const names = new Set(cases.map(({ indicator }) => indicator).filter((name) => !covered.has(name)));
    expect(names.size).toBeGreaterThan(80);
  });
});
