import type { IndicatorEntry } from '../entry.ts';
import { maxEntry } from './max.ts';
import { maxindexEntry } from './maxindex.ts';
import { minEntry } from './min.ts';
import { minindexEntry } from './minindex.ts';
import { minmaxEntry } from './minmax.ts';
import { minmaxindexEntry } from './minmaxindex.ts';
import { operatorEntries } from './operators.ts';
import { sumEntry } from './sum.ts';
import { transformEntries } from './transforms.ts';

/** The indicators of this group, by name. */
export const mathEntries: readonly IndicatorEntry[] = [
  maxEntry,
  maxindexEntry,
  minEntry,
  minindexEntry,
  minmaxEntry,
  minmaxindexEntry,
  sumEntry,
  ...operatorEntries,
  ...transformEntries,
];
