import type { IndicatorEntry } from '../entry.ts';
import { decyclerEntry } from './decycler.ts';
import { htDcperiodEntry } from './ht-dcperiod.ts';
import { htDcphaseEntry } from './ht-dcphase.ts';
import { htPhasorEntry } from './ht-phasor.ts';
import { htSineEntry } from './ht-sine.ts';
import { htTrendmodeEntry } from './ht-trendmode.ts';
import { superSmootherEntry } from './super-smoother.ts';

/** The indicators of this group, by name. */
export const cycleEntries: readonly IndicatorEntry[] = [
  decyclerEntry,
  htDcperiodEntry,
  htDcphaseEntry,
  htPhasorEntry,
  htSineEntry,
  htTrendmodeEntry,
  superSmootherEntry,
];
