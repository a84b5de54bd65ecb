import type { IndicatorEntry } from '../entry.ts';
import { bbandsEntry } from './bbands.ts';
import { emaEntry } from './ema.ts';
import { smaEntry } from './sma.ts';
import { wilderEntry } from './wilder.ts';

/** The indicators of this group, by name. */
export const overlapEntries: readonly IndicatorEntry[] = [bbandsEntry, emaEntry, smaEntry, wilderEntry];
