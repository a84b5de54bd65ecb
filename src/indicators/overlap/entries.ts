import type { IndicatorEntry } from '../entry.ts';
import { bbandsEntry } from './bbands.ts';
import { emaEntry } from './ema.ts';
import { midpointEntry } from './midpoint.ts';
import { midpriceEntry } from './midprice.ts';
import { smaEntry } from './sma.ts';
import { wilderEntry } from './wilder.ts';

/** The indicators of this group, by name. */
export const overlapEntries: readonly IndicatorEntry[] = [bbandsEntry, emaEntry, midpointEntry, midpriceEntry, smaEntry, wilderEntry];
