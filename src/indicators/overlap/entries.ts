import type { IndicatorEntry } from '../entry.ts';
import { accbandsEntry } from './accbands.ts';
import { alligatorEntry } from './alligator.ts';
import { almaEntry } from './alma.ts';
import { atrStopEntry } from './atr-stop.ts';
import { bbandsEntry } from './bbands.ts';
import { chandeKrollStopEntry } from './chande-kroll-stop.ts';
import { chandelierExitEntry } from './chandelier-exit.ts';
import { demaEntry } from './dema.ts';
import { emaEntry } from './ema.ts';
import { envelopeEntry } from './envelope.ts';
import { evwmaEntry } from './evwma.ts';
import { framaEntry } from './frama.ts';
import { gannHiloEntry } from './gann-hilo.ts';
import { hmaEntry } from './hma.ts';
import { htTrendlineEntry } from './ht-trendline.ts';
import { ichimokuEntry } from './ichimoku.ts';
import { kamaEntry } from './kama.ts';
import { maEntry } from './ma.ts';
import { mamaEntry } from './mama.ts';
import { mavpEntry } from './mavp.ts';
import { mcginleyEntry } from './mcginley.ts';
import { midpointEntry } from './midpoint.ts';
import { midpriceEntry } from './midprice.ts';
import { sarEntry } from './sar.ts';
import { sarextEntry } from './sarext.ts';
import { sinwmaEntry } from './sinwma.ts';
import { smaEntry } from './sma.ts';
import { starcEntry } from './starc.ts';
import { supertrendEntry } from './supertrend.ts';
import { swmaEntry } from './swma.ts';
import { t3Entry } from './t3.ts';
import { temaEntry } from './tema.ts';
import { trimaEntry } from './trima.ts';
import { vidyaEntry } from './vidya.ts';
import { vwmaEntry } from './vwma.ts';
import { wilderEntry } from './wilder.ts';
import { wmaEntry } from './wma.ts';
import { zlemaEntry } from './zlema.ts';

/** The indicators of this group, by name. */
export const overlapEntries: readonly IndicatorEntry[] = [
  accbandsEntry,
  alligatorEntry,
  almaEntry,
  atrStopEntry,
  bbandsEntry,
  chandeKrollStopEntry,
  chandelierExitEntry,
  demaEntry,
  emaEntry,
  envelopeEntry,
  evwmaEntry,
  framaEntry,
  gannHiloEntry,
  hmaEntry,
  htTrendlineEntry,
  ichimokuEntry,
  kamaEntry,
  maEntry,
  mamaEntry,
  mavpEntry,
  mcginleyEntry,
  midpointEntry,
  midpriceEntry,
  sarEntry,
  sarextEntry,
  sinwmaEntry,
  smaEntry,
  starcEntry,
  supertrendEntry,
  swmaEntry,
  t3Entry,
  temaEntry,
  trimaEntry,
  vidyaEntry,
  vwmaEntry,
  wilderEntry,
  wmaEntry,
  zlemaEntry,
];
