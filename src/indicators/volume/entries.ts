import type { IndicatorEntry } from '../entry.ts';
import { adEntry } from './ad.ts';
import { adoscEntry } from './adosc.ts';
import { obvEntry } from './obv.ts';

/** The indicators of this group, by name. */
export const volumeEntries: readonly IndicatorEntry[] = [adEntry, adoscEntry, obvEntry];
