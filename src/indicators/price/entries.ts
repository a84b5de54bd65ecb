import type { IndicatorEntry } from '../entry.ts';
import { avgdevEntry } from './avgdev.ts';
import { avgpriceEntry } from './avgprice.ts';
import { medpriceEntry } from './medprice.ts';
import { typpriceEntry } from './typprice.ts';
import { wclpriceEntry } from './wclprice.ts';

/** The indicators of this group, by name. */
export const priceEntries: readonly IndicatorEntry[] = [avgdevEntry, avgpriceEntry, medpriceEntry, typpriceEntry, wclpriceEntry];
