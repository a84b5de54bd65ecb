import type { IndicatorEntry } from './entry.ts';
import { everydayEntries } from './everyday.ts';

/** Entries that users have added to the catalog, by name. */
export const definedEntries: Map<string, IndicatorEntry> = new Map();

/** Entries of the catalog that are loaded, by name: the everyday ones, and all where the catalog is. */
export const loadedEntries: Map<string, IndicatorEntry> = new Map(everydayEntries.map((entry) => [entry.name, entry]));

/** The entry of a name among those that are loaded. */
export function findEntry(name: string): IndicatorEntry | undefined {
  return definedEntries.get(name) ?? loadedEntries.get(name);
}

/** Whether an indicator was defined by a user of the library. */
export function isDefined(name: string): boolean {
  return definedEntries.has(name);
}

/** Names of all entries that are loaded. */
export function knownNames(): readonly string[] {
  return [...loadedEntries.keys(), ...definedEntries.keys()];
}
