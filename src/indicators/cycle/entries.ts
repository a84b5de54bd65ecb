import type { IndicatorEntry } from '../entry.ts';
import { cyberCycleEntry } from './cyber-cycle.ts';
import { decyclerEntry } from './decycler.ts';
import { decyclerOscillatorEntry } from './decycler-oscillator.ts';
import { evenBetterSinewaveEntry } from './even-better-sinewave.ts';
import { highpassEntry } from './highpass.ts';
import { htDcperiodEntry } from './ht-dcperiod.ts';
import { htDcphaseEntry } from './ht-dcphase.ts';
import { htPhasorEntry } from './ht-phasor.ts';
import { htSineEntry } from './ht-sine.ts';
import { htTrendmodeEntry } from './ht-trendmode.ts';
import { instantaneousTrendlineEntry } from './instantaneous-trendline.ts';
import { laguerreFilterEntry } from './laguerre-filter.ts';
import { reflexEntry } from './reflex.ts';
import { roofingFilterEntry } from './roofing-filter.ts';
import { superSmootherEntry } from './super-smoother.ts';
import { trendflexEntry } from './trendflex.ts';

/** The indicators of this group, by name. */
export const cycleEntries: readonly IndicatorEntry[] = [
  cyberCycleEntry,
  decyclerEntry,
  decyclerOscillatorEntry,
  evenBetterSinewaveEntry,
  highpassEntry,
  htDcperiodEntry,
  htDcphaseEntry,
  htPhasorEntry,
  htSineEntry,
  htTrendmodeEntry,
  instantaneousTrendlineEntry,
  laguerreFilterEntry,
  reflexEntry,
  roofingFilterEntry,
  superSmootherEntry,
  trendflexEntry,
];
