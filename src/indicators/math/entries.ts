import type { IndicatorEntry } from '../entry.ts';
import { maxEntry } from './max.ts';
import { minEntry } from './min.ts';

/** The indicators of this group, by name. */
export const mathEntries: readonly IndicatorEntry[] = [maxEntry, minEntry];
