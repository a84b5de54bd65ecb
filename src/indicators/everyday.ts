import type { IndicatorEntry } from './entry.ts';
import { maxEntry } from './math/max.ts';
import { minEntry } from './math/min.ts';
import { adxEntry } from './momentum/adx.ts';
import { macdEntry } from './momentum/macd.ts';
import { rocEntry } from './momentum/roc.ts';
import { rsiEntry } from './momentum/rsi.ts';
import { stochEntry } from './momentum/stoch.ts';
import { bbandsEntry } from './overlap/bbands.ts';
import { emaEntry } from './overlap/ema.ts';
import { smaEntry } from './overlap/sma.ts';
import { supertrendEntry } from './overlap/supertrend.ts';
import { wmaEntry } from './overlap/wma.ts';
import { stddevEntry } from './statistic/stddev.ts';
import { zscoreEntry } from './statistic/zscore.ts';
import { atrEntry } from './volatility/atr.ts';
import { donchianEntry } from './volatility/donchian.ts';

/** Indicators that strategies have by name without the rest of the catalog being loaded. */
export const everydayEntries: readonly IndicatorEntry[] = [
  adxEntry,
  atrEntry,
  bbandsEntry,
  donchianEntry,
  emaEntry,
  macdEntry,
  maxEntry,
  minEntry,
  rocEntry,
  rsiEntry,
  smaEntry,
  stddevEntry,
  stochEntry,
  supertrendEntry,
  wmaEntry,
  zscoreEntry,
];
