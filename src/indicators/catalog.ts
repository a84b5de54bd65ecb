import { ArgumentError, suggestion } from '../core/index.ts';
import { chartEntries } from './chart/entries.ts';
import { cycleEntries } from './cycle/entries.ts';
import type { IndicatorEntry, IndicatorGroup, IndicatorKind } from './entry.ts';
import { flowEntries } from './flow/entries.ts';
import { mathEntries } from './math/entries.ts';
import { momentumEntries } from './momentum/entries.ts';
import { overlapEntries } from './overlap/entries.ts';
import { patternEntries } from './pattern/entries.ts';
import { priceEntries } from './price/entries.ts';
import { definedEntries, loadedEntries } from './registry.ts';
import { statisticEntries } from './statistic/entries.ts';
import { volatilityEntries } from './volatility/entries.ts';
import { volumeEntries } from './volume/entries.ts';

const entries: readonly IndicatorEntry[] = [
  ...chartEntries,
  ...cycleEntries,
  ...flowEntries,
  ...mathEntries,
  ...momentumEntries,
  ...overlapEntries,
  ...patternEntries,
  ...priceEntries,
  ...statisticEntries,
  ...volatilityEntries,
  ...volumeEntries,
];

const byName: ReadonlyMap<string, IndicatorEntry> = new Map(entries.map((entry) => [entry.name, entry]));
for (const entry of entries) loadedEntries.set(entry.name, entry);

/**
 * All indicators by name, those of `defineIndicator` among them.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { catalog } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { sma } = catalog.get('sma').compute(bars, { period: 20 });
 * const names = catalog.list({ group: 'overlap' }).map((entry) => entry.name);
 * ```
 */
export const catalog: {
  /** The entry of a name; an unknown name is an `ArgumentError` with "did you mean". */
  get(name: string): IndicatorEntry;
  has(name: string): boolean;
  /** The entries, by name; all, or those of a group or kind. */
  list(filter?: { readonly group?: IndicatorGroup; readonly kind?: IndicatorKind }): readonly IndicatorEntry[];
} = Object.freeze({
  get(name: string): IndicatorEntry {
    const entry = byName.get(name) ?? definedEntries.get(name);
    if (entry !== undefined) return entry;
    const names = [...byName.keys(), ...definedEntries.keys()];
    throw new ArgumentError(`There is no indicator \`${String(name)}\`.${suggestion(String(name), names)}`);
  },
  has: (name: string) => byName.has(name) || definedEntries.has(name),
  list: ({ group, kind }: { readonly group?: IndicatorGroup; readonly kind?: IndicatorKind } = {}) =>
    [...entries, ...definedEntries.values()]
      .filter((entry) => (group === undefined || entry.group === group) && (kind === undefined || entry.kind === kind))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
});
