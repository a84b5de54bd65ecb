import type { IndicatorEntry } from '../entry.ts';
import { type Candle, gapsDown, gapsUp, isInside, isNear } from './candles.ts';
import { definePattern, type Pattern, type PatternClass, type PatternFunction } from './pattern.ts';

const twoCrows: Pattern = definePattern({
  name: 'cdl2crows',
  title: 'Two crows',
  definition: 'Two black candles after a long white one: the first gaps up, the second opens within it and closes within the white one.',
  formula:
    'first white, body > bodyLong; second black, gaps up; third black, opens within the body of the second, closes within that of the first; sign: -1',
  lookback: 2,
  limits: { long: ['bodyLong', 2] },
  rule: (at, third, second, first) =>
    first.isWhite &&
    first.body > at.long.value &&
    second.isBlack &&
    gapsUp(second, first) &&
    third.isBlack &&
    third.open < second.open &&
    third.open > second.close &&
    third.close > first.open &&
    third.close < first.close
      ? -100
      : 0,
});

/** Two black candles after a long white one: the first gaps up, the second opens within it and closes within the white one. Source: TA-Lib CDL2CROWS. */
export const cdl2crows: PatternFunction = twoCrows.batch;
/** {@link cdl2crows} bar by bar. */
export const Cdl2crows: PatternClass = twoCrows.stream;

const threeInside: Pattern = definePattern({
  name: 'cdl3inside',
  title: 'Three inside up or down',
  definition: 'A harami, and a third candle against the first that closes beyond its open.',
  formula:
    'first body > bodyLong; second body <= bodyShort, within the first; third against the first, closes beyond its open; sign: against the first',
  lookback: 2,
  limits: { long: ['bodyLong', 2], short: ['bodyShort', 1] },
  rule: (at, third, second, first) =>
    first.body > at.long.value &&
    second.body <= at.short.value &&
    second.top < first.top &&
    second.bottom > first.bottom &&
    first.color === -third.color &&
    (first.isWhite ? third.close < first.open : third.close > first.open)
      ? -first.color * 100
      : 0,
});

/** A harami, and a third candle against the first that closes beyond its open. Source: TA-Lib CDL3INSIDE. */
export const cdl3inside: PatternFunction = threeInside.batch;
/** {@link cdl3inside} bar by bar. */
export const Cdl3inside: PatternClass = threeInside.stream;

const threeOutside: Pattern = definePattern({
  name: 'cdl3outside',
  title: 'Three outside up or down',
  definition: 'An engulfing pattern, and a third candle that closes farther in its direction.',
  formula:
    'colors of first and second differ; second covers the body of the first on both sides; third closes beyond the close of the second; sign: color of the second',
  lookback: 3,
  limits: {},
  rule: (_at, third, second, first) =>
    first.color === -second.color &&
    second.top > first.top &&
    second.bottom < first.bottom &&
    (second.isWhite ? third.close > second.close : third.close < second.close)
      ? second.color * 100
      : 0,
});

/** An engulfing pattern, and a third candle that closes farther in its direction. Source: TA-Lib CDL3OUTSIDE. */
export const cdl3outside: PatternFunction = threeOutside.batch;
/** {@link cdl3outside} bar by bar. */
export const Cdl3outside: PatternClass = threeOutside.stream;

const threeStarsinsouth: Pattern = definePattern({
  name: 'cdl3starsinsouth',
  title: 'Three stars in the south',
  definition: 'Three ever smaller black candles, each within the reach of the one before.',
  formula:
    'all black; first body > bodyLong, lower > shadowLong; second smaller, opens within the range above the first close, low between first low and close, lower > shadowVeryShort; third body < bodyShort, shadows < shadowVeryShort, within the range of the second; sign: 1',
  lookback: 2,
  limits: {
    long: ['bodyLong', 2],
    shadow: ['shadowLong', 2],
    tiny2: ['shadowVeryShort', 1],
    tiny3: ['shadowVeryShort', 0],
    short: ['bodyShort', 0],
  },
  rule: (at, third, second, first) =>
    first.isBlack &&
    second.isBlack &&
    third.isBlack &&
    first.body > at.long.value &&
    first.lower > at.shadow.value &&
    second.body < first.body &&
    second.open > first.close &&
    second.open <= first.high &&
    second.low < first.close &&
    second.low >= first.low &&
    second.lower > at.tiny2.value &&
    third.body < at.short.value &&
    third.lower < at.tiny3.value &&
    third.upper < at.tiny3.value &&
    third.low > second.low &&
    third.high < second.high
      ? 100
      : 0,
});

/** Three ever smaller black candles, each within the reach of the one before. Source: TA-Lib CDL3STARSINSOUTH. */
export const cdl3starsinsouth: PatternFunction = threeStarsinsouth.batch;
/** {@link cdl3starsinsouth} bar by bar. */
export const Cdl3starsinsouth: PatternClass = threeStarsinsouth.stream;

const threeWhitesoldiers: Pattern = definePattern({
  name: 'cdl3whitesoldiers',
  title: 'Three advancing white soldiers',
  definition: 'Three white candles that close ever higher, without upper shadows, each of which opens within or near the body before.',
  formula:
    'all white, upper < shadowVeryShort, closes rise, each opens above the open and not above the close + near of the one before; none shorter than the one before by far; third body > bodyShort; sign: 1',
  lookback: 2,
  limits: {
    tiny1: ['shadowVeryShort', 2],
    tiny2: ['shadowVeryShort', 1],
    tiny3: ['shadowVeryShort', 0],
    near1: ['near', 2],
    near2: ['near', 1],
    far1: ['far', 2],
    far2: ['far', 1],
    short: ['bodyShort', 0],
  },
  rule: (at, third, second, first) =>
    advances(third, second, first, at.near1.value, at.near2.value) &&
    first.upper < at.tiny1.value &&
    second.upper < at.tiny2.value &&
    third.upper < at.tiny3.value &&
    second.body > first.body - at.far1.value &&
    third.body > second.body - at.far2.value &&
    third.body > at.short.value
      ? 100
      : 0,
});

/** Three white candles that close ever higher, without upper shadows, each of which opens within or near the body before. Source: TA-Lib CDL3WHITESOLDIERS. */
export const cdl3whitesoldiers: PatternFunction = threeWhitesoldiers.batch;
/** {@link cdl3whitesoldiers} bar by bar. */
export const Cdl3whitesoldiers: PatternClass = threeWhitesoldiers.stream;

const advanceblock: Pattern = definePattern({
  name: 'cdladvanceblock',
  title: 'Advance block',
  definition: 'Three white candles that close ever higher while they weaken.',
  formula:
    'all white, closes rise, each opens above the open and not above the close + near of the one before; first body > bodyLong, upper < shadowShort; then bodies shrink by far, or shrink with upper shadows; sign: -1',
  lookback: 2,
  limits: {
    shadow1: ['shadowShort', 2],
    shadow2: ['shadowShort', 1],
    shadow3: ['shadowShort', 0],
    longShadow: ['shadowLong', 0],
    near1: ['near', 2],
    near2: ['near', 1],
    far1: ['far', 2],
    far2: ['far', 1],
    long: ['bodyLong', 2],
  },
  rule: (at, third, second, first) => {
    if (!advances(third, second, first, at.near1.value, at.near2.value)) return 0;
    if (first.body <= at.long.value || first.upper >= at.shadow1.value) return 0;
    const isBlockedBySecond = second.body < first.body - at.far1.value && third.body < second.body + at.near2.value;
    const isBlockedByThird = third.body < second.body - at.far2.value;
    const hasShadows = third.upper > at.shadow3.value || second.upper > at.shadow2.value;
    const shrinks = third.body < second.body && second.body < first.body && hasShadows;
    const endsInShadow = third.body < second.body && third.upper > at.longShadow.value;
    return isBlockedBySecond || isBlockedByThird || shrinks || endsInShadow ? -100 : 0;
  },
});

/** Three white candles that close ever higher while they weaken. Source: TA-Lib CDLADVANCEBLOCK. */
export const cdladvanceblock: PatternFunction = advanceblock.batch;
/** {@link cdladvanceblock} bar by bar. */
export const Cdladvanceblock: PatternClass = advanceblock.stream;

const gapsidesidewhite: Pattern = definePattern({
  name: 'cdlgapsidesidewhite',
  title: 'Side-by-side white lines',
  definition: 'Two white candles of the same size and open that gap in the same direction from the candle before.',
  formula:
    'second and third gap up, or both down, from the first; both white, bodies within near, opens within equal; sign: direction of the gap',
  lookback: 2,
  limits: { near: ['near', 1], equal: ['equal', 1] },
  rule: (at, third, second, first) => {
    const isUp = gapsUp(second, first) && gapsUp(third, first);
    const isDown = gapsDown(second, first) && gapsDown(third, first);
    if (!isUp && !isDown) return 0;
    const areAlike = isNear(third.body, second.body, at.near.value) && isNear(third.open, second.open, at.equal.value);
    if (!second.isWhite || !third.isWhite || !areAlike) return 0;
    return isUp ? 100 : -100;
  },
});

/** Two white candles of the same size and open that gap in the same direction from the candle before. Source: TA-Lib CDLGAPSIDESIDEWHITE. */
export const cdlgapsidesidewhite: PatternFunction = gapsidesidewhite.batch;
/** {@link cdlgapsidesidewhite} bar by bar. */
export const Cdlgapsidesidewhite: PatternClass = gapsidesidewhite.stream;

const hikkake: Pattern = definePattern({
  name: 'cdlhikkake',
  title: 'Hikkake',
  definition: 'A bar breaks out of an inside bar; 200 where one of the next three closes beyond the other side of the inside bar.',
  formula:
    'second within the range of the first; third high and low both lower (1) or higher (-1); 200 times the sign where a close within 3 bars is above the second high or below its low',
  lookback: 5,
  limits: {},
  confirmation: 3,
  rule: (_at, third, second, first) => {
    if (!isInside(second, first)) return 0;
    if (third.high < second.high && third.low < second.low) return 100;
    return third.high > second.high && third.low > second.low ? -100 : 0;
  },
});

/** A bar breaks out of an inside bar; 200 where one of the next three closes beyond the other side of the inside bar. Source: TA-Lib CDLHIKKAKE. */
export const cdlhikkake: PatternFunction = hikkake.batch;
/** {@link cdlhikkake} bar by bar. */
export const Cdlhikkake: PatternClass = hikkake.stream;

const identical3crows: Pattern = definePattern({
  name: 'cdlidentical3crows',
  title: 'Identical three crows',
  definition: 'Three falling black candles, each of which opens where the one before closed.',
  formula: 'all black, lower < shadowVeryShort, closes fall; second and third open within equal of the close before; sign: -1',
  lookback: 2,
  limits: {
    tiny1: ['shadowVeryShort', 2],
    tiny2: ['shadowVeryShort', 1],
    tiny3: ['shadowVeryShort', 0],
    equal1: ['equal', 2],
    equal2: ['equal', 1],
  },
  rule: (at, third, second, first) =>
    first.isBlack &&
    first.lower < at.tiny1.value &&
    second.isBlack &&
    second.lower < at.tiny2.value &&
    third.isBlack &&
    third.lower < at.tiny3.value &&
    first.close > second.close &&
    second.close > third.close &&
    isNear(second.open, first.close, at.equal1.value) &&
    isNear(third.open, second.close, at.equal2.value)
      ? -100
      : 0,
});

/** Three falling black candles, each of which opens where the one before closed. Source: TA-Lib CDLIDENTICAL3CROWS. */
export const cdlidentical3crows: PatternFunction = identical3crows.batch;
/** {@link cdlidentical3crows} bar by bar. */
export const Cdlidentical3crows: PatternClass = identical3crows.stream;

const stalledpattern: Pattern = definePattern({
  name: 'cdlstalledpattern',
  title: 'Stalled pattern',
  definition: 'Two long white candles and a small one on the shoulder of the second.',
  formula:
    'all white, closes rise; first and second bodies > bodyLong; second upper < shadowVeryShort, opens above the first open and not above its close + near; third body < bodyShort, open >= second close - third body - near; sign: -1',
  lookback: 2,
  limits: {
    long1: ['bodyLong', 2],
    long2: ['bodyLong', 1],
    short: ['bodyShort', 0],
    tiny: ['shadowVeryShort', 1],
    near1: ['near', 2],
    near2: ['near', 1],
  },
  rule: (at, third, second, first) =>
    first.isWhite &&
    second.isWhite &&
    third.isWhite &&
    third.close > second.close &&
    second.close > first.close &&
    first.body > at.long1.value &&
    second.body > at.long2.value &&
    second.upper < at.tiny.value &&
    second.open > first.open &&
    second.open <= first.close + at.near1.value &&
    third.body < at.short.value &&
    third.open >= second.close - third.body - at.near2.value
      ? -100
      : 0,
});

/** Two long white candles and a small one on the shoulder of the second. Source: TA-Lib CDLSTALLEDPATTERN. */
export const cdlstalledpattern: PatternFunction = stalledpattern.batch;
/** {@link cdlstalledpattern} bar by bar. */
export const Cdlstalledpattern: PatternClass = stalledpattern.stream;

const sticksandwich: Pattern = definePattern({
  name: 'cdlsticksandwich',
  title: 'Stick sandwich',
  definition: 'A white candle above the close of a black one, and a black one that closes where the first did.',
  formula: 'first black; second white, low > first close; third black, close within equal of first close; sign: 1',
  lookback: 2,
  limits: { equal: ['equal', 2] },
  rule: (at, third, second, first) =>
    first.isBlack && second.isWhite && third.isBlack && second.low > first.close && isNear(third.close, first.close, at.equal.value)
      ? 100
      : 0,
});

/** A white candle above the close of a black one, and a black one that closes where the first did. Source: TA-Lib CDLSTICKSANDWICH. */
export const cdlsticksandwich: PatternFunction = sticksandwich.batch;
/** {@link cdlsticksandwich} bar by bar. */
export const Cdlsticksandwich: PatternClass = sticksandwich.stream;

const tasukigap: Pattern = definePattern({
  name: 'cdltasukigap',
  title: 'Tasuki gap',
  definition: 'A candle gaps away, and one of the other color and about its size opens within it and closes in the gap.',
  formula:
    'second gaps up and is white, or down and is black; third of the other color, opens within the second body, closes beyond its open but short of the first body; bodies differ by less than near; sign: color of the second',
  lookback: 2,
  limits: { near: ['near', 1] },
  rule: (at, third, second, first) => {
    if (second.color !== -third.color || Math.abs(second.body - third.body) >= at.near.value) return 0;
    if (third.open >= second.top || third.open <= second.bottom) return 0;
    if (second.isWhite) return gapsUp(second, first) && third.close < second.open && third.close > first.top ? 100 : 0;
    return gapsDown(second, first) && third.close > second.open && third.close < first.bottom ? -100 : 0;
  },
});

/** A candle gaps away, and one of the other color and about its size opens within it and closes in the gap. Source: TA-Lib CDLTASUKIGAP. */
export const cdltasukigap: PatternFunction = tasukigap.batch;
/** {@link cdltasukigap} bar by bar. */
export const Cdltasukigap: PatternClass = tasukigap.stream;

const unique3river: Pattern = definePattern({
  name: 'cdlunique3river',
  title: 'Unique three river',
  definition: 'A long black candle, a black one within its body with a lower low, and a small white one above that low.',
  formula:
    'first black, body > bodyLong; second black, close > first close, open <= first open, low < first low; third white, body < bodyShort, open > second low; sign: 1',
  lookback: 2,
  limits: { long: ['bodyLong', 2], short: ['bodyShort', 0] },
  rule: (at, third, second, first) =>
    first.body > at.long.value &&
    first.isBlack &&
    second.isBlack &&
    second.close > first.close &&
    second.open <= first.open &&
    second.low < first.low &&
    third.body < at.short.value &&
    third.isWhite &&
    third.open > second.low
      ? 100
      : 0,
});

/** A long black candle, a black one within its body with a lower low, and a small white one above that low. Source: TA-Lib CDLUNIQUE3RIVER. */
export const cdlunique3river: PatternFunction = unique3river.batch;
/** {@link cdlunique3river} bar by bar. */
export const Cdlunique3river: PatternClass = unique3river.stream;

const upsidegap2crows: Pattern = definePattern({
  name: 'cdlupsidegap2crows',
  title: 'Upside gap two crows',
  definition: 'A small black candle gaps up from a long white one, and a black one covers it and closes above the white one.',
  formula:
    'first white, body > bodyLong; second black, body <= bodyShort, gaps up; third black, open > second open, first close < close < second close; sign: -1',
  lookback: 2,
  limits: { long: ['bodyLong', 2], short: ['bodyShort', 1] },
  rule: (at, third, second, first) =>
    first.isWhite &&
    first.body > at.long.value &&
    second.isBlack &&
    second.body <= at.short.value &&
    gapsUp(second, first) &&
    third.isBlack &&
    third.open > second.open &&
    third.close < second.close &&
    third.close > first.close
      ? -100
      : 0,
});

/** A small black candle gaps up from a long white one, and a black one covers it and closes above the white one. Source: TA-Lib CDLUPSIDEGAP2CROWS. */
export const cdlupsidegap2crows: PatternFunction = upsidegap2crows.batch;
/** {@link cdlupsidegap2crows} bar by bar. */
export const Cdlupsidegap2crows: PatternClass = upsidegap2crows.stream;

const xsidegap3methods: Pattern = definePattern({
  name: 'cdlxsidegap3methods',
  title: 'Upside or downside gap three methods',
  definition:
    'Two candles of one color with a gap in its direction, and one of the other color that opens within the second body and closes within the first.',
  formula:
    'first and second of one color, second gaps in its direction; third of the other color, opens within the second body, closes within the first; sign: color of the first',
  lookback: 2,
  limits: {},
  rule: (_at, third, second, first) =>
    first.color === second.color &&
    second.color === -third.color &&
    third.open < second.top &&
    third.open > second.bottom &&
    third.close < first.top &&
    third.close > first.bottom &&
    (first.isWhite ? gapsUp(second, first) : gapsDown(second, first))
      ? first.color * 100
      : 0,
});

/** Two candles of one color with a gap in its direction, and one of the other color that opens within the second body and closes within the first. Source: TA-Lib CDLXSIDEGAP3METHODS. */
export const cdlxsidegap3methods: PatternFunction = xsidegap3methods.batch;
/** {@link cdlxsidegap3methods} bar by bar. */
export const Cdlxsidegap3methods: PatternClass = xsidegap3methods.stream;

/** Whether three white candles close ever higher, each of which opens within or near the body of the one before. */
function advances(third: Candle, second: Candle, first: Candle, near1: number, near2: number): boolean {
  return (
    first.isWhite &&
    second.isWhite &&
    third.isWhite &&
    third.close > second.close &&
    second.close > first.close &&
    second.open > first.open &&
    second.open <= first.close + near1 &&
    third.open > second.open &&
    third.open <= second.close + near2
  );
}

/** Catalog entries of the patterns of three candles. */
export const threeCandlesEntries: readonly IndicatorEntry[] = [
  twoCrows.entry,
  threeInside.entry,
  threeOutside.entry,
  threeStarsinsouth.entry,
  threeWhitesoldiers.entry,
  advanceblock.entry,
  gapsidesidewhite.entry,
  hikkake.entry,
  identical3crows.entry,
  stalledpattern.entry,
  sticksandwich.entry,
  tasukigap.entry,
  unique3river.entry,
  upsidegap2crows.entry,
  xsidegap3methods.entry,
];
