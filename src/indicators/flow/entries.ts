import type { IndicatorEntry } from '../entry.ts';
import { buyRatioEntry } from './buy-ratio.ts';
import { cvdEntry } from './cvd.ts';
import { deltaEntry } from './delta.ts';
import { fundingAnnualisedEntry } from './funding-annualised.ts';
import { fundingCumulativeEntry } from './funding-cumulative.ts';
import { fundingMeanEntry } from './funding-mean.ts';
import { openInterestChangeEntry } from './open-interest-change.ts';
import { priceOiRegimeEntry } from './price-oi-regime.ts';

/** The indicators of this group, by name. */
export const flowEntries: readonly IndicatorEntry[] = [
  buyRatioEntry,
  cvdEntry,
  deltaEntry,
  fundingAnnualisedEntry,
  fundingCumulativeEntry,
  fundingMeanEntry,
  openInterestChangeEntry,
  priceOiRegimeEntry,
];
