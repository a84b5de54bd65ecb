import type { IndicatorEntry } from '../entry.ts';
import { atrEntry } from './atr.ts';
import { chopEntry } from './chop.ts';
import { keltnerEntry } from './keltner.ts';
import { natrEntry } from './natr.ts';
import { trangeEntry } from './trange.ts';

/** The indicators of this group, by name. */
export const volatilityEntries: readonly IndicatorEntry[] = [atrEntry, chopEntry, keltnerEntry, natrEntry, trangeEntry];
