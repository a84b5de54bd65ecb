import type { IndicatorEntry } from '../entry.ts';
import { obvEntry } from './obv.ts';

/** The indicators of this group, by name. */
export const volumeEntries: readonly IndicatorEntry[] = [obvEntry];
