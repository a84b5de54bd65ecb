import type { IndicatorEntry } from '../entry.ts';
import { macdEntry } from './macd.ts';
import { rocEntry } from './roc.ts';
import { rsiEntry } from './rsi.ts';
import { stochEntry } from './stoch.ts';

/** The indicators of this group, by name. */
export const momentumEntries: readonly IndicatorEntry[] = [macdEntry, rocEntry, rsiEntry, stochEntry];
