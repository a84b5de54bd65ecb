import type { IndicatorEntry } from '../entry.ts';
import { accbandsEntry } from './accbands.ts';
import { bbandsEntry } from './bbands.ts';
import { demaEntry } from './dema.ts';
import { emaEntry } from './ema.ts';
import { kamaEntry } from './kama.ts';
import { mamaEntry } from './mama.ts';
import { mavpEntry } from './mavp.ts';
import { midpointEntry } from './midpoint.ts';
import { midpriceEntry } from './midprice.ts';
import { smaEntry } from './sma.ts';
import { t3Entry } from './t3.ts';
import { temaEntry } from './tema.ts';
import { trimaEntry } from './trima.ts';
import { wilderEntry } from './wilder.ts';
import { wmaEntry } from './wma.ts';

/** The indicators of this group, by name. */
export const overlapEntries: readonly IndicatorEntry[] = [
  accbandsEntry,
  bbandsEntry,
  demaEntry,
  emaEntry,
  kamaEntry,
  mamaEntry,
  mavpEntry,
  midpointEntry,
  midpriceEntry,
  smaEntry,
  t3Entry,
  temaEntry,
  trimaEntry,
  wilderEntry,
  wmaEntry,
];
