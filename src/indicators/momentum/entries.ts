import type { IndicatorEntry } from '../entry.ts';
import { adxEntry } from './adx.ts';
import { adxrEntry } from './adxr.ts';
import { apoEntry } from './apo.ts';
import { aroonEntry } from './aroon.ts';
import { aroonoscEntry } from './aroonosc.ts';
import { bopEntry } from './bop.ts';
import { cciEntry } from './cci.ts';
import { cmoEntry } from './cmo.ts';
import { dxEntry } from './dx.ts';
import { efficiencyRatioEntry } from './efficiency-ratio.ts';
import { imiEntry } from './imi.ts';
import { macdEntry } from './macd.ts';
import { macdextEntry } from './macdext.ts';
import { macdfixEntry } from './macdfix.ts';
import { mfiEntry } from './mfi.ts';
import { minusDiEntry } from './minus-di.ts';
import { minusDmEntry } from './minus-dm.ts';
import { momEntry } from './mom.ts';
import { plusDiEntry } from './plus-di.ts';
import { plusDmEntry } from './plus-dm.ts';
import { ppoEntry } from './ppo.ts';
import { rocEntry } from './roc.ts';
import { rocpEntry } from './rocp.ts';
import { rocrEntry } from './rocr.ts';
import { rocr100Entry } from './rocr100.ts';
import { rsiEntry } from './rsi.ts';
import { stochEntry } from './stoch.ts';
import { stochfEntry } from './stochf.ts';
import { stochrsiEntry } from './stochrsi.ts';
import { trixEntry } from './trix.ts';
import { ultoscEntry } from './ultosc.ts';
import { willrEntry } from './willr.ts';

/** The indicators of this group, by name. */
export const momentumEntries: readonly IndicatorEntry[] = [
  adxEntry,
  adxrEntry,
  apoEntry,
  aroonEntry,
  aroonoscEntry,
  bopEntry,
  cciEntry,
  cmoEntry,
  dxEntry,
  efficiencyRatioEntry,
  imiEntry,
  macdEntry,
  macdextEntry,
  macdfixEntry,
  mfiEntry,
  minusDiEntry,
  minusDmEntry,
  momEntry,
  plusDiEntry,
  plusDmEntry,
  ppoEntry,
  rocEntry,
  rocpEntry,
  rocr100Entry,
  rocrEntry,
  rsiEntry,
  stochEntry,
  stochfEntry,
  stochrsiEntry,
  trixEntry,
  ultoscEntry,
  willrEntry,
];
