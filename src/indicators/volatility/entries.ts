import type { IndicatorEntry } from '../entry.ts';
import { adrEntry } from './adr.ts';
import { atrEntry } from './atr.ts';
import { bbandsPercentEntry } from './bbands-percent.ts';
import { bbandsWidthEntry } from './bbands-width.ts';
import { chaikinVolatilityEntry } from './chaikin-volatility.ts';
import { chopEntry } from './chop.ts';
import { donchianEntry } from './donchian.ts';
import { garmanKlassEntry } from './garman-klass.ts';
import { historicalVolatilityEntry } from './historical-volatility.ts';
import { keltnerEntry } from './keltner.ts';
import { massIndexEntry } from './mass-index.ts';
import { natrEntry } from './natr.ts';
import { parkinsonEntry } from './parkinson.ts';
import { rogersSatchellEntry } from './rogers-satchell.ts';
import { trangeEntry } from './trange.ts';
import { ulcerIndexEntry } from './ulcer-index.ts';
import { vhfEntry } from './vhf.ts';
import { yangZhangEntry } from './yang-zhang.ts';

/** The indicators of this group, by name. */
export const volatilityEntries: readonly IndicatorEntry[] = [
  adrEntry,
  atrEntry,
  bbandsPercentEntry,
  bbandsWidthEntry,
  chaikinVolatilityEntry,
  chopEntry,
  donchianEntry,
  garmanKlassEntry,
  historicalVolatilityEntry,
  keltnerEntry,
  massIndexEntry,
  natrEntry,
  parkinsonEntry,
  rogersSatchellEntry,
  trangeEntry,
  ulcerIndexEntry,
  vhfEntry,
  yangZhangEntry,
];
