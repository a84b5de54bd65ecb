import type { IndicatorEntry } from '../entry.ts';
import { amihudEntry } from './amihud.ts';
import { buyRatioEntry } from './buy-ratio.ts';
import { corwinSchultzEntry } from './corwin-schultz.ts';
import { cvdEntry } from './cvd.ts';
import { deltaEntry } from './delta.ts';
import { fundingAnnualisedEntry } from './funding-annualised.ts';
import { fundingCumulativeEntry } from './funding-cumulative.ts';
import { fundingMeanEntry } from './funding-mean.ts';
import { fundingZscoreEntry } from './funding-zscore.ts';
import { kyleLambdaEntry } from './kyle-lambda.ts';
import { openInterestChangeEntry } from './open-interest-change.ts';
import { openInterestZscoreEntry } from './open-interest-zscore.ts';
import { priceOiRegimeEntry } from './price-oi-regime.ts';
import { rollSpreadEntry } from './roll-spread.ts';
import { vpinEntry } from './vpin.ts';

/** The indicators of this group, by name. */
export const flowEntries: readonly IndicatorEntry[] = [
  amihudEntry,
  buyRatioEntry,
  corwinSchultzEntry,
  cvdEntry,
  deltaEntry,
  fundingAnnualisedEntry,
  fundingCumulativeEntry,
  fundingMeanEntry,
  fundingZscoreEntry,
  kyleLambdaEntry,
  openInterestChangeEntry,
  openInterestZscoreEntry,
  priceOiRegimeEntry,
  rollSpreadEntry,
  vpinEntry,
];
