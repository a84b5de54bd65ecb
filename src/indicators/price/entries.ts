import type { IndicatorEntry } from '../entry.ts';
import { avgdevEntry } from './avgdev.ts';
import { avgpriceEntry } from './avgprice.ts';
import { medpriceEntry } from './medprice.ts';
import { pivotsCamarillaEntry } from './pivots-camarilla.ts';
import { pivotsClassicEntry } from './pivots-classic.ts';
import { pivotsFibonacciEntry } from './pivots-fibonacci.ts';
import { pivotsWoodieEntry } from './pivots-woodie.ts';
import { typpriceEntry } from './typprice.ts';
import { vwapEntry } from './vwap.ts';
import { wclpriceEntry } from './wclprice.ts';

/** The indicators of this group, by name. */
export const priceEntries: readonly IndicatorEntry[] = [
  avgdevEntry,
  avgpriceEntry,
  medpriceEntry,
  pivotsCamarillaEntry,
  pivotsClassicEntry,
  pivotsFibonacciEntry,
  pivotsWoodieEntry,
  typpriceEntry,
  vwapEntry,
  wclpriceEntry,
];
