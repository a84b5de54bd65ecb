import type { IndicatorEntry } from '../entry.ts';
import { adEntry } from './ad.ts';
import { adoscEntry } from './adosc.ts';
import { bwmfiEntry } from './bwmfi.ts';
import { cmfEntry } from './cmf.ts';
import { eomEntry } from './eom.ts';
import { forceIndexEntry } from './force-index.ts';
import { klingerEntry } from './klinger.ts';
import { marketProfileEntry } from './market-profile.ts';
import { nviEntry } from './nvi.ts';
import { obvEntry } from './obv.ts';
import { pviEntry } from './pvi.ts';
import { pvoEntry } from './pvo.ts';
import { pvtEntry } from './pvt.ts';
import { relativeVolumeEntry } from './relative-volume.ts';
import { volumeProfileEntry } from './volume-profile.ts';
import { voscEntry } from './vosc.ts';
import { williamsAdEntry } from './williams-ad.ts';

/** The indicators of this group, by name. */
export const volumeEntries: readonly IndicatorEntry[] = [
  adEntry,
  adoscEntry,
  bwmfiEntry,
  cmfEntry,
  eomEntry,
  forceIndexEntry,
  klingerEntry,
  marketProfileEntry,
  nviEntry,
  obvEntry,
  pviEntry,
  pvoEntry,
  pvtEntry,
  relativeVolumeEntry,
  volumeProfileEntry,
  voscEntry,
  williamsAdEntry,
];
