import type { IndicatorEntry } from './entry.ts';

/** Entries that users have added to the catalog, by name. */
export const definedEntries: Map<string, IndicatorEntry> = new Map();
