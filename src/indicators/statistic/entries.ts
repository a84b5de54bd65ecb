import type { IndicatorEntry } from '../entry.ts';
import { stddevEntry } from './stddev.ts';

/** The indicators of this group, by name. */
export const statisticEntries: readonly IndicatorEntry[] = [stddevEntry];
