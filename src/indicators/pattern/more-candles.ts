import type { IndicatorEntry } from '../entry.ts';
import { type Candle, gapsDown, gapsUp, isInside } from './candles.ts';
import { definePattern, type Pattern, type PatternClass, type PatternFunction } from './pattern.ts';

const threeBlackcrows: Pattern = definePattern({
  name: 'cdl3blackcrows',
  title: 'Three black crows',
  definition: 'Three falling black candles without lower shadows after a white one, each of which opens within the body before.',
  formula:
    'first white; the others black, lower < shadowVeryShort, closes fall; third and fourth open within the body before; second close < first high; sign: -1',
  lookback: 3,
  limits: { tiny2: ['shadowVeryShort', 2], tiny3: ['shadowVeryShort', 1], tiny4: ['shadowVeryShort', 0] },
  rule: (at, fourth, third, second, first) =>
    first.isWhite &&
    second.isBlack &&
    second.lower < at.tiny2.value &&
    third.isBlack &&
    third.lower < at.tiny3.value &&
    fourth.isBlack &&
    fourth.lower < at.tiny4.value &&
    third.open < second.open &&
    third.open > second.close &&
    fourth.open < third.open &&
    fourth.open > third.close &&
    first.high > second.close &&
    second.close > third.close &&
    third.close > fourth.close
      ? -100
      : 0,
});

/** Three falling black candles without lower shadows after a white one, each of which opens within the body before. Source: TA-Lib CDL3BLACKCROWS. */
export const cdl3blackcrows: PatternFunction = threeBlackcrows.batch;
/** {@link cdl3blackcrows} bar by bar. */
export const Cdl3blackcrows: PatternClass = threeBlackcrows.stream;

const threeLinestrike: Pattern = definePattern({
  name: 'cdl3linestrike',
  title: 'Three-line strike',
  definition: 'Three candles of one color that close ever farther, and one of the other color that takes all of it back.',
  formula:
    'three of one color, closes go on in its direction, second and third open within near of the body before; fourth of the other color, opens beyond the third close, closes beyond the first open; sign: color of the first',
  lookback: 3,
  limits: { near1: ['near', 3], near2: ['near', 2] },
  rule: (at, fourth, third, second, first) => {
    if (first.color !== second.color || second.color !== third.color || fourth.color !== -third.color) return 0;
    if (!opensNear(second, first, at.near1.value) || !opensNear(third, second, at.near2.value)) return 0;
    const rises = third.close > second.close && second.close > first.close;
    const falls = third.close < second.close && second.close < first.close;
    if (third.isWhite) return rises && fourth.open > third.close && fourth.close < first.open ? 100 : 0;
    return falls && fourth.open < third.close && fourth.close > first.open ? -100 : 0;
  },
});

/** Three candles of one color that close ever farther, and one of the other color that takes all of it back. Source: TA-Lib CDL3LINESTRIKE. */
export const cdl3linestrike: PatternFunction = threeLinestrike.batch;
/** {@link cdl3linestrike} bar by bar. */
export const Cdl3linestrike: PatternClass = threeLinestrike.stream;

const breakaway: Pattern = definePattern({
  name: 'cdlbreakaway',
  title: 'Breakaway',
  definition: 'A gap after a long candle, two more bars in its direction, and a candle of the other color that closes in the gap.',
  formula:
    'first body > bodyLong; first, second and fourth of one color, fifth of the other; second gaps, third and fourth go on with highs and lows; fifth closes between second open and first close; sign: color of the fifth',
  lookback: 4,
  limits: { long: ['bodyLong', 4] },
  rule: (at, fifth, fourth, third, second, first) => {
    if (first.body <= at.long.value || first.color !== second.color) return 0;
    if (second.color !== fourth.color || fourth.color !== -fifth.color) return 0;
    const closesInGap = fifth.close > Math.min(second.open, first.close) && fifth.close < Math.max(second.open, first.close);
    if (!closesInGap) return 0;
    if (first.isBlack) return gapsDown(second, first) && isLower(third, second) && isLower(fourth, third) ? 100 : 0;
    return gapsUp(second, first) && isLower(second, third) && isLower(third, fourth) ? -100 : 0;
  },
});

/** A gap after a long candle, two more bars in its direction, and a candle of the other color that closes in the gap. Source: TA-Lib CDLBREAKAWAY. */
export const cdlbreakaway: PatternFunction = breakaway.batch;
/** {@link cdlbreakaway} bar by bar. */
export const Cdlbreakaway: PatternClass = breakaway.stream;

const concealbabyswall: Pattern = definePattern({
  name: 'cdlconcealbabyswall',
  title: 'Concealing baby swallow',
  definition: 'Two black marubozus, a black candle that gaps down with a shadow up into the second, and a black one that covers it.',
  formula:
    'all black; first and second shadows < shadowVeryShort; third gaps down, upper > shadowVeryShort, high > second close; fourth high > third high, low < third low; sign: 1',
  lookback: 3,
  limits: { tiny1: ['shadowVeryShort', 3], tiny2: ['shadowVeryShort', 2], tiny3: ['shadowVeryShort', 1] },
  rule: (at, fourth, third, second, first) =>
    first.isBlack &&
    second.isBlack &&
    third.isBlack &&
    fourth.isBlack &&
    first.lower < at.tiny1.value &&
    first.upper < at.tiny1.value &&
    second.lower < at.tiny2.value &&
    second.upper < at.tiny2.value &&
    gapsDown(third, second) &&
    third.upper > at.tiny3.value &&
    third.high > second.close &&
    fourth.high > third.high &&
    fourth.low < third.low
      ? 100
      : 0,
});

/** Two black marubozus, a black candle that gaps down with a shadow up into the second, and a black one that covers it. Source: TA-Lib CDLCONCEALBABYSWALL. */
export const cdlconcealbabyswall: PatternFunction = concealbabyswall.batch;
/** {@link cdlconcealbabyswall} bar by bar. */
export const Cdlconcealbabyswall: PatternClass = concealbabyswall.stream;

const hikkakemod: Pattern = definePattern({
  name: 'cdlhikkakemod',
  title: 'Modified hikkake',
  definition: 'A hikkake after two inside bars, the first of which closes near its end; 200 where one of the next three bars confirms it.',
  formula:
    'second within the range of the first, third within that of the second; fourth high and low both lower and second close <= second low + near (1), or both higher and close >= high - near (-1); 200 times the sign where a close within 3 bars is above the third high or below its low',
  lookback: 5,
  limits: { near: ['near', 2] },
  leastPeriod: 1,
  confirmation: 3,
  rule: (at, fourth, third, second, first) => {
    if (!isInside(second, first) || !isInside(third, second)) return 0;
    if (fourth.high < third.high && fourth.low < third.low) return second.close <= second.low + at.near.value ? 100 : 0;
    if (fourth.high <= third.high || fourth.low <= third.low) return 0;
    return second.close >= second.high - at.near.value ? -100 : 0;
  },
});

/** A hikkake after two inside bars, the first of which closes near its end; 200 where one of the next three bars confirms it. Source: TA-Lib CDLHIKKAKEMOD. */
export const cdlhikkakemod: PatternFunction = hikkakemod.batch;
/** {@link cdlhikkakemod} bar by bar. */
export const Cdlhikkakemod: PatternClass = hikkakemod.stream;

const ladderbottom: Pattern = definePattern({
  name: 'cdlladderbottom',
  title: 'Ladder bottom',
  definition: 'Four black candles, the first three ever lower, the fourth with an upper shadow, and a white one that closes above it.',
  formula:
    'first to fourth black; opens and closes of the first three fall; fourth upper > shadowVeryShort; fifth white, open > fourth open, close > fourth high; sign: 1',
  lookback: 4,
  limits: { tiny: ['shadowVeryShort', 1] },
  rule: (at, fifth, fourth, third, second, first) =>
    first.isBlack &&
    second.isBlack &&
    third.isBlack &&
    first.open > second.open &&
    second.open > third.open &&
    first.close > second.close &&
    second.close > third.close &&
    fourth.isBlack &&
    fourth.upper > at.tiny.value &&
    fifth.isWhite &&
    fifth.open > fourth.open &&
    fifth.close > fourth.high
      ? 100
      : 0,
});

/** Four black candles, the first three ever lower, the fourth with an upper shadow, and a white one that closes above it. Source: TA-Lib CDLLADDERBOTTOM. */
export const cdlladderbottom: PatternFunction = ladderbottom.batch;
/** {@link cdlladderbottom} bar by bar. */
export const Cdlladderbottom: PatternClass = ladderbottom.stream;

const mathold: Pattern = definePattern({
  name: 'cdlmathold',
  title: 'Mat hold',
  definition: 'A long white candle, three small ones that fall back a little after a gap up, and a white one that closes above them all.',
  formula:
    'first white, body > bodyLong; second black, gaps up; second to fourth bodies < bodyShort, tops fall, bottoms of third and fourth below first close, by less than penetration * first body; fifth white, open > fourth close, close > their highs; sign: 1',
  lookback: 4,
  limits: { long: ['bodyLong', 4], short2: ['bodyShort', 3], short3: ['bodyShort', 2], short4: ['bodyShort', 1] },
  penetration: 0.5,
  rule: (at, fifth, fourth, third, second, first) => {
    const areSmall = second.body < at.short2.value && third.body < at.short3.value && fourth.body < at.short4.value;
    if (first.body <= at.long.value || !areSmall) return 0;
    if (!first.isWhite || !second.isBlack || !fifth.isWhite || !gapsUp(second, first)) return 0;
    const deepest = first.close - first.body * at.penetration.value;
    const holds = third.bottom < first.close && fourth.bottom < first.close && third.bottom > deepest && fourth.bottom > deepest;
    const falls = third.top < second.open && fourth.top < third.top;
    const isOver = fifth.open > fourth.close && fifth.close > Math.max(second.high, third.high, fourth.high);
    return holds && falls && isOver ? 100 : 0;
  },
});

/** A long white candle, three small ones that fall back a little after a gap up, and a white one that closes above them all. Source: TA-Lib CDLMATHOLD. */
export const cdlmathold: PatternFunction = mathold.batch;
/** {@link cdlmathold} bar by bar. */
export const Cdlmathold: PatternClass = mathold.stream;

const risefall3methods: Pattern = definePattern({
  name: 'cdlrisefall3methods',
  title: 'Rising or falling three methods',
  definition: 'A long candle, three small ones against it within its range, and a long one that closes beyond the first.',
  formula:
    'first and fifth bodies > bodyLong, of one color; second to fourth bodies < bodyShort, of the other color, in part within the range of the first, closes go back; fifth opens beyond the fourth close, closes beyond the first; sign: color of the first',
  lookback: 4,
  limits: { long1: ['bodyLong', 4], short2: ['bodyShort', 3], short3: ['bodyShort', 2], short4: ['bodyShort', 1], long5: ['bodyLong', 0] },
  rule: (at, fifth, fourth, third, second, first) => {
    const areSmall = second.body < at.short2.value && third.body < at.short3.value && fourth.body < at.short4.value;
    if (first.body <= at.long1.value || fifth.body <= at.long5.value || !areSmall) return 0;
    if (first.color !== -second.color || second.color !== third.color || third.color !== fourth.color) return 0;
    if (fourth.color !== -fifth.color) return 0;
    if (!touches(second, first) || !touches(third, first) || !touches(fourth, first)) return 0;
    const goesBack = first.isWhite
      ? third.close < second.close && fourth.close < third.close
      : third.close > second.close && fourth.close > third.close;
    const goesOn = first.isWhite
      ? fifth.open > fourth.close && fifth.close > first.close
      : fifth.open < fourth.close && fifth.close < first.close;
    return goesBack && goesOn ? first.color * 100 : 0;
  },
});

/** A long candle, three small ones against it within its range, and a long one that closes beyond the first. Source: TA-Lib CDLRISEFALL3METHODS. */
export const cdlrisefall3methods: PatternFunction = risefall3methods.batch;
/** {@link cdlrisefall3methods} bar by bar. */
export const Cdlrisefall3methods: PatternClass = risefall3methods.stream;

/** Whether a candle opens within or near the body of the one before. */
function opensNear(candle: Candle, before: Candle, near: number): boolean {
  return candle.open >= before.bottom - near && candle.open <= before.top + near;
}

function isLower(candle: Candle, other: Candle): boolean {
  return candle.high < other.high && candle.low < other.low;
}

/** Whether a part of the body lies within the range of the first candle. */
function touches(candle: Candle, first: Candle): boolean {
  return candle.bottom < first.high && candle.top > first.low;
}

/** Catalog entries of the patterns of four or five candles. */
export const moreCandlesEntries: readonly IndicatorEntry[] = [
  threeBlackcrows.entry,
  threeLinestrike.entry,
  breakaway.entry,
  concealbabyswall.entry,
  hikkakemod.entry,
  ladderbottom.entry,
  mathold.entry,
  risefall3methods.entry,
];
