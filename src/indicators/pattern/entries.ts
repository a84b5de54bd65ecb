import type { IndicatorEntry } from '../entry.ts';
import { moreCandlesEntries } from './more-candles.ts';
import { oneCandleEntries } from './one-candle.ts';
import { starsEntries } from './stars.ts';
import { threeCandlesEntries } from './three-candles.ts';
import { twoCandlesEntries } from './two-candles.ts';

/** The indicators of this group, by name. */
export const patternEntries: readonly IndicatorEntry[] = [
  ...moreCandlesEntries,
  ...oneCandleEntries,
  ...starsEntries,
  ...threeCandlesEntries,
  ...twoCandlesEntries,
];
