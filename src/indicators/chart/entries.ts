import type { IndicatorEntry } from '../entry.ts';
import { fractalsEntry } from './fractals.ts';
import { heikinAshiEntry } from './heikin-ashi.ts';

/** The indicators of this group, by name. */
export const chartEntries: readonly IndicatorEntry[] = [fractalsEntry, heikinAshiEntry];
