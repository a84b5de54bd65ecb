import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { combinatorialPurged, holdout, kFold, purgedKFold, timeSeriesSplit, walkForwardSplits } from 'barwright/splits';
import { describe, expect, it } from 'vitest';
import { root } from '../docs/blocks.ts';

const times = Float64Array.from({ length: 61 }, (_, i) => i);
const windows = { train: { bars: 20 }, test: { bars: 7 } } as const;

// Each call as it is without options, and with those that the docstrings name.
const calls: Readonly<Record<string, (given: object) => unknown>> = {
  CombinatorialPurgedOptions: (given) => combinatorialPurged(given).split(times),
  HoldoutOptions: (given) => holdout(given).split(times),
  KFoldOptions: (given) => kFold({ ...given }).split(times),
  PurgedKFoldOptions: (given) => purgedKFold(given).split(times),
  SeparationOptions: (given) => purgedKFold(given).split(times),
  TimeSeriesSplitOptions: (given) => timeSeriesSplit(given).split(times),
  WalkForwardOptions: (given) => walkForwardSplits({ ...windows, ...given }).split(times),
};

/** What `@default` says of the members of every interface. */
function documented(): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const out = new Map<string, Record<string, unknown>>();
  const folder = join(root, 'src/splits');
  for (const file of readdirSync(folder)) {
    let name = '';
    for (const [, opened, said, member] of readFileSync(join(folder, file), 'utf8').matchAll(
      /interface (\w+)|@default (.+)\n\s*\*\/\n\s*readonly (\w+)/g,
    )) {
      if (opened !== undefined) name = opened;
      else out.set(name, { ...out.get(name), [member]: JSON.parse(said.replaceAll("'", '"').replace(/(\w+):/, '"$1":')) });
    }
  }
  return out;
}

describe('a default in a docstring', () => {
  it.each([...documented()])('is the one of the code: %s', (name, said) => {
    expect(calls[name](said)).toEqual(calls[name]({}));
  });

  it('is tried for every interface of options', () => {
    expect([...documented().keys()].sort()).toEqual(Object.keys(calls).sort());
  });
});
