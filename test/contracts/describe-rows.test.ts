import { catalog, type IndicatorEntry } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';
import { rowLaws } from './describe-rows.ts';

const renko = catalog.get('renko');
const profile = catalog.get('volume_profile');
const zigzag = catalog.get('zigzag');

type Compute = IndicatorEntry['compute'];

function computing(entry: IndicatorEntry, change: (outputs: ReturnType<Compute>) => ReturnType<Compute>): IndicatorEntry {
  return { ...entry, compute: (data, parameters, out) => change(entry.compute(data, parameters, out)) };
}

const planted: Readonly<Record<string, IndicatorEntry>> = {
  'an output is missing': computing(renko, ({ volume, ...rest }) => rest),
  'a column is short': computing(renko, (outputs) => ({ ...outputs, volume: outputs.volume.slice(1) })),
  'rows hang on the whole': computing(renko, (outputs) => ({ ...outputs, volume: outputs.volume.map((x) => x + outputs.volume.length) })),
  'rows come late in the stream': { ...renko, stream: (parameters) => renko.stream({ ...parameters, size: 0.02 }) },
  'the snapshot forgets': { ...renko, restore: (snapshot) => renko.stream(snapshot.parameters) },
  'a swing is confirmed by itself': computing(zigzag, (outputs) => ({
    ...outputs,
    confirmed: outputs.confirmed.map((bar, i) => (Number.isNaN(bar) ? bar : i)),
  })),
  'a swing is known too early': computing(zigzag, (outputs) => ({ ...outputs, confirmed: outputs.confirmed.map((bar) => bar - 1) })),
  'a profile is not finite': computing(profile, (outputs) => ({ ...outputs, volume: outputs.volume.map(() => Number.NaN) })),
  'a profile counts twice': computing(profile, (outputs) => ({ ...outputs, volume: outputs.volume.map((x) => 2 * x) })),
  'an unknown parameter passes': {
    ...renko,
    compute: (data, { sise: _, ...rest }: Record<string, unknown> = {}, out) => renko.compute(data, rest, out),
  },
};

describe('the laws of rows', () => {
  it.each(Object.entries(planted))('find that %s', (_, entry) => {
    const broken = rowLaws.filter((law) => {
      try {
        law.check(entry, 20);
        return false;
      } catch {
        return true;
      }
    });
    expect(broken.length).toBeGreaterThan(0);
  });
});
