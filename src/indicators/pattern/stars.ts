import type { IndicatorEntry } from '../entry.ts';
import { type Candle, gapsDown, gapsUp, leapsDown, leapsUp } from './candles.ts';
import { definePattern, type Pattern, type PatternClass, type PatternFunction } from './pattern.ts';

const abandonedbaby: Pattern = definePattern({
  name: 'cdlabandonedbaby',
  title: 'Abandoned baby',
  definition: 'A doji with gaps on both sides between a long candle and one of the other color that closes well within its body.',
  formula:
    'first body > bodyLong; second body <= bodyDoji, leaps beyond the first; third body > bodyShort, of the other color, leaps back, closes beyond first close by more than penetration * first body; sign: color of the third',
  lookback: 2,
  limits: { long: ['bodyLong', 2], doji: ['bodyDoji', 1], short: ['bodyShort', 0] },
  penetration: 0.3,
  rule: (at, third, second, first) => {
    if (first.body <= at.long.value || second.body > at.doji.value || third.body <= at.short.value) return 0;
    if (first.color === third.color || !reachesBack(third, first, at.penetration.value)) return 0;
    const isTop = leapsUp(second, first) && leapsDown(third, second);
    const isBottom = leapsDown(second, first) && leapsUp(third, second);
    return (first.isWhite ? isTop : isBottom) ? third.color * 100 : 0;
  },
});

/** A doji with gaps on both sides between a long candle and one of the other color that closes well within its body. Source: TA-Lib CDLABANDONEDBABY. */
export const cdlabandonedbaby: PatternFunction = abandonedbaby.batch;
/** {@link cdlabandonedbaby} bar by bar. */
export const Cdlabandonedbaby: PatternClass = abandonedbaby.stream;

const eveningdojistar: Pattern = definePattern({
  name: 'cdleveningdojistar',
  title: 'Evening doji star',
  definition: 'A doji gaps up from a long white candle, and a black one closes well within the body of that.',
  formula:
    'first white, body > bodyLong; second body <= bodyDoji, gaps up; third black, body > bodyShort, close < first close - penetration * first body; sign: -1',
  lookback: 2,
  limits: { long: ['bodyLong', 2], doji: ['bodyDoji', 1], short: ['bodyShort', 0] },
  penetration: 0.3,
  rule: (at, third, second, first) =>
    first.body > at.long.value &&
    first.isWhite &&
    second.body <= at.doji.value &&
    gapsUp(second, first) &&
    third.body > at.short.value &&
    third.isBlack &&
    reachesBack(third, first, at.penetration.value)
      ? -100
      : 0,
});

/** A doji gaps up from a long white candle, and a black one closes well within the body of that. Source: TA-Lib CDLEVENINGDOJISTAR. */
export const cdleveningdojistar: PatternFunction = eveningdojistar.batch;
/** {@link cdleveningdojistar} bar by bar. */
export const Cdleveningdojistar: PatternClass = eveningdojistar.stream;

const eveningstar: Pattern = definePattern({
  name: 'cdleveningstar',
  title: 'Evening star',
  definition: 'A short body gaps up from a long white candle, and a black one closes well within the body of that.',
  formula:
    'first white, body > bodyLong; second body <= bodyShort, gaps up; third black, body > bodyShort, close < first close - penetration * first body; sign: -1',
  lookback: 2,
  limits: { long: ['bodyLong', 2], star: ['bodyShort', 1], short: ['bodyShort', 0] },
  penetration: 0.3,
  rule: (at, third, second, first) =>
    first.body > at.long.value &&
    first.isWhite &&
    second.body <= at.star.value &&
    gapsUp(second, first) &&
    third.body > at.short.value &&
    third.isBlack &&
    reachesBack(third, first, at.penetration.value)
      ? -100
      : 0,
});

/** A short body gaps up from a long white candle, and a black one closes well within the body of that. Source: TA-Lib CDLEVENINGSTAR. */
export const cdleveningstar: PatternFunction = eveningstar.batch;
/** {@link cdleveningstar} bar by bar. */
export const Cdleveningstar: PatternClass = eveningstar.stream;

const morningdojistar: Pattern = definePattern({
  name: 'cdlmorningdojistar',
  title: 'Morning doji star',
  definition: 'A doji gaps down from a long black candle, and a white one closes well within the body of that.',
  formula:
    'first black, body > bodyLong; second body <= bodyDoji, gaps down; third white, body > bodyShort, close > first close + penetration * first body; sign: 1',
  lookback: 2,
  limits: { long: ['bodyLong', 2], doji: ['bodyDoji', 1], short: ['bodyShort', 0] },
  penetration: 0.3,
  rule: (at, third, second, first) =>
    first.body > at.long.value &&
    first.isBlack &&
    second.body <= at.doji.value &&
    gapsDown(second, first) &&
    third.body > at.short.value &&
    third.isWhite &&
    reachesBack(third, first, at.penetration.value)
      ? 100
      : 0,
});

/** A doji gaps down from a long black candle, and a white one closes well within the body of that. Source: TA-Lib CDLMORNINGDOJISTAR. */
export const cdlmorningdojistar: PatternFunction = morningdojistar.batch;
/** {@link cdlmorningdojistar} bar by bar. */
export const Cdlmorningdojistar: PatternClass = morningdojistar.stream;

const morningstar: Pattern = definePattern({
  name: 'cdlmorningstar',
  title: 'Morning star',
  definition: 'A short body gaps down from a long black candle, and a white one closes well within the body of that.',
  formula:
    'first black, body > bodyLong; second body <= bodyShort, gaps down; third white, body > bodyShort, close > first close + penetration * first body; sign: 1',
  lookback: 2,
  limits: { long: ['bodyLong', 2], star: ['bodyShort', 1], short: ['bodyShort', 0] },
  penetration: 0.3,
  rule: (at, third, second, first) =>
    first.body > at.long.value &&
    first.isBlack &&
    second.body <= at.star.value &&
    gapsDown(second, first) &&
    third.body > at.short.value &&
    third.isWhite &&
    reachesBack(third, first, at.penetration.value)
      ? 100
      : 0,
});

/** A short body gaps down from a long black candle, and a white one closes well within the body of that. Source: TA-Lib CDLMORNINGSTAR. */
export const cdlmorningstar: PatternFunction = morningstar.batch;
/** {@link cdlmorningstar} bar by bar. */
export const Cdlmorningstar: PatternClass = morningstar.stream;

const tristar: Pattern = definePattern({
  name: 'cdltristar',
  title: 'Tristar',
  definition: 'Three dojis, the second of which gaps away from the others.',
  formula:
    'three bodies <= bodyDoji of the first; second gaps up and third top < second top (-1), or second gaps down and third bottom > second bottom (1)',
  lookback: 2,
  limits: { doji: ['bodyDoji', 2] },
  rule: (at, third, second, first) => {
    const doji = at.doji.value;
    if (first.body > doji || second.body > doji || third.body > doji) return 0;
    if (gapsUp(second, first)) return third.top < second.top ? -100 : 0;
    return gapsDown(second, first) && third.bottom > second.bottom ? 100 : 0;
  },
});

/** Three dojis, the second of which gaps away from the others. Source: TA-Lib CDLTRISTAR. */
export const cdltristar: PatternFunction = tristar.batch;
/** {@link cdltristar} bar by bar. */
export const Cdltristar: PatternClass = tristar.stream;

/** Whether the close comes back into the body of the first candle by more than a share of it. */
function reachesBack(candle: Candle, first: Candle, share: number): boolean {
  const reach = first.body * share;
  return first.isWhite ? candle.close < first.close - reach : candle.close > first.close + reach;
}

/** Catalog entries of the patterns of three candles with a star between. */
export const starsEntries: readonly IndicatorEntry[] = [
  abandonedbaby.entry,
  eveningdojistar.entry,
  eveningstar.entry,
  morningdojistar.entry,
  morningstar.entry,
  tristar.entry,
];
