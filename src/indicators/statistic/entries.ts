import type { IndicatorEntry } from '../entry.ts';
import { betaEntry } from './beta.ts';
import { correlEntry } from './correl.ts';
import { linearregEntry } from './linearreg.ts';
import { linearregAngleEntry } from './linearreg-angle.ts';
import { linearregInterceptEntry } from './linearreg-intercept.ts';
import { linearregSlopeEntry } from './linearreg-slope.ts';
import { stddevEntry } from './stddev.ts';
import { tsfEntry } from './tsf.ts';
import { varEntry } from './var.ts';

/** The indicators of this group, by name. */
export const statisticEntries: readonly IndicatorEntry[] = [
  betaEntry,
  correlEntry,
  linearregAngleEntry,
  linearregEntry,
  linearregInterceptEntry,
  linearregSlopeEntry,
  stddevEntry,
  tsfEntry,
  varEntry,
];
