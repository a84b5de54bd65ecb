import type { IndicatorEntry } from '../entry.ts';

/** The indicators of this group, by name. */
export const cycleEntries: readonly IndicatorEntry[] = [];
