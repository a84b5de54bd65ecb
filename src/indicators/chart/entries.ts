import type { IndicatorEntry } from '../entry.ts';
import { deltaBarsEntry } from './delta-bars.ts';
import { dollarBarsEntry } from './dollar-bars.ts';
import { fractalsEntry } from './fractals.ts';
import { heikinAshiEntry } from './heikin-ashi.ts';
import { kagiEntry } from './kagi.ts';
import { pointFigureEntry } from './point-figure.ts';
import { rangeBarsEntry } from './range-bars.ts';
import { renkoEntry } from './renko.ts';
import { volumeBarsEntry } from './volume-bars.ts';
import { zigzagEntry } from './zigzag.ts';

/** The indicators of this group, by name. */
export const chartEntries: readonly IndicatorEntry[] = [
  deltaBarsEntry,
  dollarBarsEntry,
  fractalsEntry,
  heikinAshiEntry,
  kagiEntry,
  pointFigureEntry,
  rangeBarsEntry,
  renkoEntry,
  volumeBarsEntry,
  zigzagEntry,
];
