import type { IndicatorEntry } from '../entry.ts';
import { aroonEntry } from './aroon.ts';
import { aroonoscEntry } from './aroonosc.ts';
import { bopEntry } from './bop.ts';
import { cciEntry } from './cci.ts';
import { cmoEntry } from './cmo.ts';
import { imiEntry } from './imi.ts';
import { macdEntry } from './macd.ts';
import { mfiEntry } from './mfi.ts';
import { momEntry } from './mom.ts';
import { rocEntry } from './roc.ts';
import { rocpEntry } from './rocp.ts';
import { rocrEntry } from './rocr.ts';
import { rocr100Entry } from './rocr100.ts';
import { rsiEntry } from './rsi.ts';
import { stochEntry } from './stoch.ts';
import { trixEntry } from './trix.ts';
import { ultoscEntry } from './ultosc.ts';
import { willrEntry } from './willr.ts';

/** The indicators of this group, by name. */
export const momentumEntries: readonly IndicatorEntry[] = [
  aroonEntry,
  aroonoscEntry,
  bopEntry,
  cciEntry,
  cmoEntry,
  imiEntry,
  macdEntry,
  mfiEntry,
  momEntry,
  rocEntry,
  rocpEntry,
  rocr100Entry,
  rocrEntry,
  rsiEntry,
  stochEntry,
  trixEntry,
  ultoscEntry,
  willrEntry,
];
