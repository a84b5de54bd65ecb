import type { IndicatorEntry } from '../entry.ts';
import { anchoredVwapEntry } from './anchored-vwap.ts';
import { avgdevEntry } from './avgdev.ts';
import { avgpriceEntry } from './avgprice.ts';
import { basisEntry } from './basis.ts';
import { medpriceEntry } from './medprice.ts';
import { pivotsCamarillaEntry } from './pivots-camarilla.ts';
import { pivotsClassicEntry } from './pivots-classic.ts';
import { pivotsDemarkEntry } from './pivots-demark.ts';
import { pivotsFibonacciEntry } from './pivots-fibonacci.ts';
import { pivotsWoodieEntry } from './pivots-woodie.ts';
import { rollingVwapEntry } from './rolling-vwap.ts';
import { typpriceEntry } from './typprice.ts';
import { valueAreaEntry } from './value-area.ts';
import { vwapEntry } from './vwap.ts';
import { wclpriceEntry } from './wclprice.ts';

/** The indicators of this group, by name. */
export const priceEntries: readonly IndicatorEntry[] = [
  anchoredVwapEntry,
  avgdevEntry,
  avgpriceEntry,
  basisEntry,
  medpriceEntry,
  pivotsCamarillaEntry,
  pivotsClassicEntry,
  pivotsDemarkEntry,
  pivotsFibonacciEntry,
  pivotsWoodieEntry,
  rollingVwapEntry,
  typpriceEntry,
  valueAreaEntry,
  vwapEntry,
  wclpriceEntry,
];
