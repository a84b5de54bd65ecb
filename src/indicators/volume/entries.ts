import type { IndicatorEntry } from '../entry.ts';
import { adEntry } from './ad.ts';
import { adoscEntry } from './adosc.ts';
import { cmfEntry } from './cmf.ts';
import { eomEntry } from './eom.ts';
import { forceIndexEntry } from './force-index.ts';
import { nviEntry } from './nvi.ts';
import { obvEntry } from './obv.ts';
import { pviEntry } from './pvi.ts';
import { pvoEntry } from './pvo.ts';
import { pvtEntry } from './pvt.ts';
import { relativeVolumeEntry } from './relative-volume.ts';
import { williamsAdEntry } from './williams-ad.ts';

/** The indicators of this group, by name. */
export const volumeEntries: readonly IndicatorEntry[] = [
  adEntry,
  adoscEntry,
  cmfEntry,
  eomEntry,
  forceIndexEntry,
  nviEntry,
  obvEntry,
  pviEntry,
  pvoEntry,
  pvtEntry,
  relativeVolumeEntry,
  williamsAdEntry,
];
