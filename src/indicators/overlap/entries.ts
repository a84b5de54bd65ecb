import type { IndicatorEntry } from '../entry.ts';
import { accbandsEntry } from './accbands.ts';
import { bbandsEntry } from './bbands.ts';
import { demaEntry } from './dema.ts';
import { emaEntry } from './ema.ts';
import { hmaEntry } from './hma.ts';
import { htTrendlineEntry } from './ht-trendline.ts';
import { kamaEntry } from './kama.ts';
import { maEntry } from './ma.ts';
import { mamaEntry } from './mama.ts';
import { mavpEntry } from './mavp.ts';
import { midpointEntry } from './midpoint.ts';
import { midpriceEntry } from './midprice.ts';
import { sarEntry } from './sar.ts';
import { sarextEntry } from './sarext.ts';
import { smaEntry } from './sma.ts';
import { t3Entry } from './t3.ts';
import { temaEntry } from './tema.ts';
import { trimaEntry } from './trima.ts';
import { wilderEntry } from './wilder.ts';
import { wmaEntry } from './wma.ts';
import { zlemaEntry } from './zlema.ts';

/** The indicators of this group, by name. */
export const overlapEntries: readonly IndicatorEntry[] = [
  accbandsEntry,
  bbandsEntry,
  demaEntry,
  emaEntry,
  hmaEntry,
  htTrendlineEntry,
  kamaEntry,
  maEntry,
  mamaEntry,
  mavpEntry,
  midpointEntry,
  midpriceEntry,
  sarEntry,
  sarextEntry,
  smaEntry,
  t3Entry,
  temaEntry,
  trimaEntry,
  wilderEntry,
  wmaEntry,
  zlemaEntry,
];
