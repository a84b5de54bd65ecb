import type { IndicatorEntry } from '../entry.ts';
import { type Candle, gapsDown, gapsUp, isNear, type Limit, leapsDown, leapsUp } from './candles.ts';
import { definePattern, type Pattern, type PatternClass, type PatternFunction } from './pattern.ts';

const counterattack: Pattern = definePattern({
  name: 'cdlcounterattack',
  title: 'Counterattack',
  definition: 'Two long candles of opposite colors that close at the same price.',
  formula: 'colors differ; both bodies > bodyLong; closes within equal; sign: color of the second',
  lookback: 1,
  limits: { equal: ['equal', 1], long1: ['bodyLong', 1], long2: ['bodyLong', 0] },
  rule: (at, second, first) =>
    first.color === -second.color &&
    first.body > at.long1.value &&
    second.body > at.long2.value &&
    isNear(second.close, first.close, at.equal.value)
      ? second.color * 100
      : 0,
});

/** Two long candles of opposite colors that close at the same price. Source: TA-Lib CDLCOUNTERATTACK. */
export const cdlcounterattack: PatternFunction = counterattack.batch;
/** {@link cdlcounterattack} bar by bar. */
export const Cdlcounterattack: PatternClass = counterattack.stream;

const darkcloudcover: Pattern = definePattern({
  name: 'cdldarkcloudcover',
  title: 'Dark cloud cover',
  definition: 'A black candle opens above the high of a long white one and closes well within its body.',
  formula:
    'first white, body > bodyLong; second black, open > first high, first open < close < first close - penetration * first body; sign: -1',
  lookback: 1,
  limits: { long: ['bodyLong', 1] },
  penetration: 0.5,
  rule: (at, second, first) =>
    first.isWhite &&
    first.body > at.long.value &&
    second.isBlack &&
    second.open > first.high &&
    second.close > first.open &&
    second.close < first.close - first.body * at.penetration.value
      ? -100
      : 0,
});

/** A black candle opens above the high of a long white one and closes well within its body. Source: TA-Lib CDLDARKCLOUDCOVER. */
export const cdldarkcloudcover: PatternFunction = darkcloudcover.batch;
/** {@link cdldarkcloudcover} bar by bar. */
export const Cdldarkcloudcover: PatternClass = darkcloudcover.stream;

const dojistar: Pattern = definePattern({
  name: 'cdldojistar',
  title: 'Doji star',
  definition: 'A doji whose body gaps away from a long one in the direction of that one.',
  formula: 'first body > bodyLong; second body <= bodyDoji, gaps up from white or down from black; sign: against the first',
  lookback: 1,
  limits: { long: ['bodyLong', 1], doji: ['bodyDoji', 0] },
  rule: (at, second, first) =>
    first.body > at.long.value && second.body <= at.doji.value && (first.isWhite ? gapsUp(second, first) : gapsDown(second, first))
      ? -first.color * 100
      : 0,
});

/** A doji whose body gaps away from a long one in the direction of that one. Source: TA-Lib CDLDOJISTAR. */
export const cdldojistar: PatternFunction = dojistar.batch;
/** {@link cdldojistar} bar by bar. */
export const Cdldojistar: PatternClass = dojistar.stream;

const engulfing: Pattern = definePattern({
  name: 'cdlengulfing',
  title: 'Engulfing pattern',
  definition: 'A body covers the one before, which has the other color; 80 where they end at the same price on one side.',
  formula:
    'colors differ; second top >= first top, second bottom <= first bottom, not both equal; 80 where one is equal; sign: color of the second',
  lookback: 2,
  limits: {},
  rule: (_at, second, first) => {
    if (first.color === second.color) return 0;
    const covers = second.top >= first.top && second.bottom <= first.bottom && (second.top > first.top || second.bottom < first.bottom);
    if (!covers) return 0;
    return second.color * (second.open !== first.close && second.close !== first.open ? 100 : 80);
  },
});

/** A body covers the one before, which has the other color; 80 where they end at the same price on one side. Source: TA-Lib CDLENGULFING. */
export const cdlengulfing: PatternFunction = engulfing.batch;
/** {@link cdlengulfing} bar by bar. */
export const Cdlengulfing: PatternClass = engulfing.stream;

const hammer: Pattern = definePattern({
  name: 'cdlhammer',
  title: 'Hammer',
  definition: 'A short body with a long lower shadow and no upper one, near or below the low of the candle before.',
  formula: 'second body < bodyShort, lower > shadowLong, upper < shadowVeryShort, bottom <= first low + near; sign: 1',
  lookback: 1,
  limits: { short: ['bodyShort', 0], long: ['shadowLong', 0], tiny: ['shadowVeryShort', 0], near: ['near', 1] },
  rule: (at, second, first) =>
    second.body < at.short.value &&
    second.lower > at.long.value &&
    second.upper < at.tiny.value &&
    second.bottom <= first.low + at.near.value
      ? 100
      : 0,
});

/** A short body with a long lower shadow and no upper one, near or below the low of the candle before. Source: TA-Lib CDLHAMMER. */
export const cdlhammer: PatternFunction = hammer.batch;
/** {@link cdlhammer} bar by bar. */
export const Cdlhammer: PatternClass = hammer.stream;

const hangingman: Pattern = definePattern({
  name: 'cdlhangingman',
  title: 'Hanging man',
  definition: 'A short body with a long lower shadow and no upper one, near or above the high of the candle before.',
  formula: 'second body < bodyShort, lower > shadowLong, upper < shadowVeryShort, bottom >= first high - near; sign: -1',
  lookback: 1,
  limits: { short: ['bodyShort', 0], long: ['shadowLong', 0], tiny: ['shadowVeryShort', 0], near: ['near', 1] },
  rule: (at, second, first) =>
    second.body < at.short.value &&
    second.lower > at.long.value &&
    second.upper < at.tiny.value &&
    second.bottom >= first.high - at.near.value
      ? -100
      : 0,
});

/** A short body with a long lower shadow and no upper one, near or above the high of the candle before. Source: TA-Lib CDLHANGINGMAN. */
export const cdlhangingman: PatternFunction = hangingman.batch;
/** {@link cdlhangingman} bar by bar. */
export const Cdlhangingman: PatternClass = hangingman.stream;

const harami: Pattern = definePattern({
  name: 'cdlharami',
  title: 'Harami',
  definition: 'A short body within the long one before it; 80 where they end at the same price on one side.',
  formula: 'first body > bodyLong; second body <= bodyShort, within the first; 80 where an end is equal; sign: against the first',
  lookback: 1,
  limits: { long: ['bodyLong', 1], short: ['bodyShort', 0] },
  rule: (at, second, first) => (first.body > at.long.value && second.body <= at.short.value ? within(second, first) : 0),
});

/** A short body within the long one before it; 80 where they end at the same price on one side. Source: TA-Lib CDLHARAMI. */
export const cdlharami: PatternFunction = harami.batch;
/** {@link cdlharami} bar by bar. */
export const Cdlharami: PatternClass = harami.stream;

const haramicross: Pattern = definePattern({
  name: 'cdlharamicross',
  title: 'Harami cross',
  definition: 'A doji within the long body before it; 80 where they end at the same price on one side.',
  formula: 'first body > bodyLong; second body <= bodyDoji, within the first; 80 where an end is equal; sign: against the first',
  lookback: 1,
  limits: { long: ['bodyLong', 1], doji: ['bodyDoji', 0] },
  rule: (at, second, first) => (first.body > at.long.value && second.body <= at.doji.value ? within(second, first) : 0),
});

/** A doji within the long body before it; 80 where they end at the same price on one side. Source: TA-Lib CDLHARAMICROSS. */
export const cdlharamicross: PatternFunction = haramicross.batch;
/** {@link cdlharamicross} bar by bar. */
export const Cdlharamicross: PatternClass = haramicross.stream;

const homingpigeon: Pattern = definePattern({
  name: 'cdlhomingpigeon',
  title: 'Homing pigeon',
  definition: 'A short black body within the long black one before it.',
  formula: 'both black; first body > bodyLong; second body <= bodyShort, open < first open, close > first close; sign: 1',
  lookback: 1,
  limits: { long: ['bodyLong', 1], short: ['bodyShort', 0] },
  rule: (at, second, first) =>
    first.isBlack &&
    second.isBlack &&
    first.body > at.long.value &&
    second.body <= at.short.value &&
    second.open < first.open &&
    second.close > first.close
      ? 100
      : 0,
});

/** A short black body within the long black one before it. Source: TA-Lib CDLHOMINGPIGEON. */
export const cdlhomingpigeon: PatternFunction = homingpigeon.batch;
/** {@link cdlhomingpigeon} bar by bar. */
export const Cdlhomingpigeon: PatternClass = homingpigeon.stream;

const inneck: Pattern = definePattern({
  name: 'cdlinneck',
  title: 'In-neck pattern',
  definition: 'A white candle opens below the low of a long black one and closes just within its body.',
  formula: 'first black, body > bodyLong; second white, open < first low, first close <= close <= first close + equal; sign: -1',
  lookback: 1,
  limits: { equal: ['equal', 1], long: ['bodyLong', 1] },
  rule: (at, second, first) =>
    opensBelow(second, first, at.long.value) && second.close <= first.close + at.equal.value && second.close >= first.close ? -100 : 0,
});

/** A white candle opens below the low of a long black one and closes just within its body. Source: TA-Lib CDLINNECK. */
export const cdlinneck: PatternFunction = inneck.batch;
/** {@link cdlinneck} bar by bar. */
export const Cdlinneck: PatternClass = inneck.stream;

const invertedhammer: Pattern = definePattern({
  name: 'cdlinvertedhammer',
  title: 'Inverted hammer',
  definition: 'A short body with a long upper shadow and no lower one that gaps down.',
  formula: 'second body < bodyShort, upper > shadowLong, lower < shadowVeryShort, gaps down; sign: 1',
  lookback: 1,
  limits: { short: ['bodyShort', 0], long: ['shadowLong', 0], tiny: ['shadowVeryShort', 0] },
  rule: (at, second, first) =>
    second.body < at.short.value && second.upper > at.long.value && second.lower < at.tiny.value && gapsDown(second, first) ? 100 : 0,
});

/** A short body with a long upper shadow and no lower one that gaps down. Source: TA-Lib CDLINVERTEDHAMMER. */
export const cdlinvertedhammer: PatternFunction = invertedhammer.batch;
/** {@link cdlinvertedhammer} bar by bar. */
export const Cdlinvertedhammer: PatternClass = invertedhammer.stream;

const kicking: Pattern = definePattern({
  name: 'cdlkicking',
  title: 'Kicking',
  definition: 'Two marubozus of opposite colors with a gap between them, in the direction of the second.',
  formula:
    'colors differ; bodies > bodyLong, shadows < shadowVeryShort; second low > first high where it is white, high < low where black; sign: color of the second',
  lookback: 1,
  limits: { tiny1: ['shadowVeryShort', 1], tiny2: ['shadowVeryShort', 0], long1: ['bodyLong', 1], long2: ['bodyLong', 0] },
  rule: (at, second, first) => (kicks(at, second, first) ? second.color * 100 : 0),
});

/** Two marubozus of opposite colors with a gap between them, in the direction of the second. Source: TA-Lib CDLKICKING. */
export const cdlkicking: PatternFunction = kicking.batch;
/** {@link cdlkicking} bar by bar. */
export const Cdlkicking: PatternClass = kicking.stream;

const kickingbylength: Pattern = definePattern({
  name: 'cdlkickingbylength',
  title: 'Kicking by the longer marubozu',
  definition: 'Two marubozus of opposite colors with a gap between them; the longer one decides on the direction.',
  formula: 'as cdlkicking; sign: color of the longer body, of the first where they are equal',
  lookback: 1,
  limits: { tiny1: ['shadowVeryShort', 1], tiny2: ['shadowVeryShort', 0], long1: ['bodyLong', 1], long2: ['bodyLong', 0] },
  rule: (at, second, first) => (kicks(at, second, first) ? (second.body > first.body ? second : first).color * 100 : 0),
});

/** Two marubozus of opposite colors with a gap between them; the longer one decides on the direction. Source: TA-Lib CDLKICKINGBYLENGTH. */
export const cdlkickingbylength: PatternFunction = kickingbylength.batch;
/** {@link cdlkickingbylength} bar by bar. */
export const Cdlkickingbylength: PatternClass = kickingbylength.stream;

const matchinglow: Pattern = definePattern({
  name: 'cdlmatchinglow',
  title: 'Matching low',
  definition: 'Two black candles that close at the same price.',
  formula: 'both black; closes within equal; sign: 1',
  lookback: 1,
  limits: { equal: ['equal', 1] },
  rule: (at, second, first) => (first.isBlack && second.isBlack && isNear(second.close, first.close, at.equal.value) ? 100 : 0),
});

/** Two black candles that close at the same price. Source: TA-Lib CDLMATCHINGLOW. */
export const cdlmatchinglow: PatternFunction = matchinglow.batch;
/** {@link cdlmatchinglow} bar by bar. */
export const Cdlmatchinglow: PatternClass = matchinglow.stream;

const onneck: Pattern = definePattern({
  name: 'cdlonneck',
  title: 'On-neck pattern',
  definition: 'A white candle opens below the low of a long black one and closes at that low.',
  formula: 'first black, body > bodyLong; second white, open < first low, close within equal of first low; sign: -1',
  lookback: 1,
  limits: { equal: ['equal', 1], long: ['bodyLong', 1] },
  rule: (at, second, first) => (opensBelow(second, first, at.long.value) && isNear(second.close, first.low, at.equal.value) ? -100 : 0),
});

/** A white candle opens below the low of a long black one and closes at that low. Source: TA-Lib CDLONNECK. */
export const cdlonneck: PatternFunction = onneck.batch;
/** {@link cdlonneck} bar by bar. */
export const Cdlonneck: PatternClass = onneck.stream;

const piercing: Pattern = definePattern({
  name: 'cdlpiercing',
  title: 'Piercing pattern',
  definition: 'A long white candle opens below the low of a long black one and closes in the upper half of its body.',
  formula:
    'first black, second white, bodies > bodyLong; second open < first low, first close + first body / 2 < close < first open; sign: 1',
  lookback: 1,
  limits: { long1: ['bodyLong', 1], long2: ['bodyLong', 0] },
  rule: (at, second, first) =>
    opensBelow(second, first, at.long1.value) &&
    second.body > at.long2.value &&
    second.close < first.open &&
    second.close > first.close + first.body * 0.5
      ? 100
      : 0,
});

/** A long white candle opens below the low of a long black one and closes in the upper half of its body. Source: TA-Lib CDLPIERCING. */
export const cdlpiercing: PatternFunction = piercing.batch;
/** {@link cdlpiercing} bar by bar. */
export const Cdlpiercing: PatternClass = piercing.stream;

const separatinglines: Pattern = definePattern({
  name: 'cdlseparatinglines',
  title: 'Separating lines',
  definition: 'A belt-hold that opens where the candle before it, of the other color, opened.',
  formula:
    'colors differ; opens within equal; second body > bodyLong, shadow on the side of its open < shadowVeryShort; sign: color of the second',
  lookback: 1,
  limits: { tiny: ['shadowVeryShort', 0], long: ['bodyLong', 0], equal: ['equal', 1] },
  rule: (at, second, first) =>
    first.color === -second.color &&
    isNear(second.open, first.open, at.equal.value) &&
    second.body > at.long.value &&
    (second.isWhite ? second.lower : second.upper) < at.tiny.value
      ? second.color * 100
      : 0,
});

/** A belt-hold that opens where the candle before it, of the other color, opened. Source: TA-Lib CDLSEPARATINGLINES. */
export const cdlseparatinglines: PatternFunction = separatinglines.batch;
/** {@link cdlseparatinglines} bar by bar. */
export const Cdlseparatinglines: PatternClass = separatinglines.stream;

const shootingstar: Pattern = definePattern({
  name: 'cdlshootingstar',
  title: 'Shooting star',
  definition: 'A short body with a long upper shadow and no lower one that gaps up.',
  formula: 'second body < bodyShort, upper > shadowLong, lower < shadowVeryShort, gaps up; sign: -1',
  lookback: 1,
  limits: { short: ['bodyShort', 0], long: ['shadowLong', 0], tiny: ['shadowVeryShort', 0] },
  rule: (at, second, first) =>
    second.body < at.short.value && second.upper > at.long.value && second.lower < at.tiny.value && gapsUp(second, first) ? -100 : 0,
});

/** A short body with a long upper shadow and no lower one that gaps up. Source: TA-Lib CDLSHOOTINGSTAR. */
export const cdlshootingstar: PatternFunction = shootingstar.batch;
/** {@link cdlshootingstar} bar by bar. */
export const Cdlshootingstar: PatternClass = shootingstar.stream;

const thrusting: Pattern = definePattern({
  name: 'cdlthrusting',
  title: 'Thrusting pattern',
  definition: 'A white candle opens below the low of a long black one and closes in the lower half of its body.',
  formula:
    'first black, body > bodyLong; second white, open < first low, first close + equal < close <= first close + first body / 2; sign: -1',
  lookback: 1,
  limits: { equal: ['equal', 1], long: ['bodyLong', 1] },
  rule: (at, second, first) =>
    opensBelow(second, first, at.long.value) &&
    second.close > first.close + at.equal.value &&
    second.close <= first.close + first.body * 0.5
      ? -100
      : 0,
});

/** A white candle opens below the low of a long black one and closes in the lower half of its body. Source: TA-Lib CDLTHRUSTING. */
export const cdlthrusting: PatternFunction = thrusting.batch;
/** {@link cdlthrusting} bar by bar. */
export const Cdlthrusting: PatternClass = thrusting.stream;

/** 100 or 80 against the color of the outer body where the inner one lies within it, 80 where they share an end. */
function within(inner: Candle, outer: Candle): number {
  if (inner.top < outer.top && inner.bottom > outer.bottom) return -outer.color * 100;
  return inner.top <= outer.top && inner.bottom >= outer.bottom ? -outer.color * 80 : 0;
}

/** Whether a white candle opens below the low of a long black one. */
function opensBelow(second: Candle, first: Candle, long: number): boolean {
  return first.isBlack && first.body > long && second.isWhite && second.open < first.low;
}

function kicks(at: KickingLimits, second: Candle, first: Candle): boolean {
  return (
    first.color === -second.color &&
    isMarubozu(first, at.long1.value, at.tiny1.value) &&
    isMarubozu(second, at.long2.value, at.tiny2.value) &&
    (first.isBlack ? leapsUp(second, first) : leapsDown(second, first))
  );
}

interface KickingLimits {
  readonly long1: Limit;
  readonly tiny1: Limit;
  readonly long2: Limit;
  readonly tiny2: Limit;
}

function isMarubozu(candle: Candle, long: number, tiny: number): boolean {
  return candle.body > long && candle.upper < tiny && candle.lower < tiny;
}

/** Catalog entries of the patterns of two candles. */
export const twoCandlesEntries: readonly IndicatorEntry[] = [
  counterattack.entry,
  darkcloudcover.entry,
  dojistar.entry,
  engulfing.entry,
  hammer.entry,
  hangingman.entry,
  harami.entry,
  haramicross.entry,
  homingpigeon.entry,
  inneck.entry,
  invertedhammer.entry,
  kicking.entry,
  kickingbylength.entry,
  matchinglow.entry,
  onneck.entry,
  piercing.entry,
  separatinglines.entry,
  shootingstar.entry,
  thrusting.entry,
];
