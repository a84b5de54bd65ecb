import type { IndicatorEntry } from '../entry.ts';
import { definePattern, type Pattern, type PatternClass, type PatternFunction } from './pattern.ts';

const belthold: Pattern = definePattern({
  name: 'cdlbelthold',
  title: 'Belt-hold',
  definition: 'A long body without a shadow on the side of its open.',
  formula: 'body > bodyLong; white: lower < shadowVeryShort; black: upper < shadowVeryShort; sign: color',
  lookback: 0,
  limits: { long: ['bodyLong', 0], tiny: ['shadowVeryShort', 0] },
  rule: (at, candle) =>
    candle.body > at.long.value && (candle.isWhite ? candle.lower : candle.upper) < at.tiny.value ? candle.color * 100 : 0,
});

/** A long body without a shadow on the side of its open. Source: TA-Lib CDLBELTHOLD. */
export const cdlbelthold: PatternFunction = belthold.batch;
/** {@link cdlbelthold} bar by bar. */
export const Cdlbelthold: PatternClass = belthold.stream;

const closingmarubozu: Pattern = definePattern({
  name: 'cdlclosingmarubozu',
  title: 'Closing marubozu',
  definition: 'A long body without a shadow on the side of its close.',
  formula: 'body > bodyLong; white: upper < shadowVeryShort; black: lower < shadowVeryShort; sign: color',
  lookback: 0,
  limits: { long: ['bodyLong', 0], tiny: ['shadowVeryShort', 0] },
  rule: (at, candle) =>
    candle.body > at.long.value && (candle.isWhite ? candle.upper : candle.lower) < at.tiny.value ? candle.color * 100 : 0,
});

/** A long body without a shadow on the side of its close. Source: TA-Lib CDLCLOSINGMARUBOZU. */
export const cdlclosingmarubozu: PatternFunction = closingmarubozu.batch;
/** {@link cdlclosingmarubozu} bar by bar. */
export const Cdlclosingmarubozu: PatternClass = closingmarubozu.stream;

const doji: Pattern = definePattern({
  name: 'cdldoji',
  title: 'Doji',
  definition: 'Open and close are nearly the same.',
  formula: 'body <= bodyDoji; sign: 1',
  lookback: 0,
  limits: { doji: ['bodyDoji', 0] },
  rule: (at, candle) => (candle.body <= at.doji.value ? 100 : 0),
});

/** Open and close are nearly the same. Source: TA-Lib CDLDOJI. */
export const cdldoji: PatternFunction = doji.batch;
/** {@link cdldoji} bar by bar. */
export const Cdldoji: PatternClass = doji.stream;

const dragonflydoji: Pattern = definePattern({
  name: 'cdldragonflydoji',
  title: 'Dragonfly doji',
  definition: 'A doji at the high of the bar, with a lower shadow.',
  formula: 'body <= bodyDoji; upper < shadowVeryShort; lower > shadowVeryShort; sign: 1',
  lookback: 0,
  limits: { doji: ['bodyDoji', 0], tiny: ['shadowVeryShort', 0] },
  rule: (at, candle) => (candle.body <= at.doji.value && candle.upper < at.tiny.value && candle.lower > at.tiny.value ? 100 : 0),
});

/** A doji at the high of the bar, with a lower shadow. Source: TA-Lib CDLDRAGONFLYDOJI. */
export const cdldragonflydoji: PatternFunction = dragonflydoji.batch;
/** {@link cdldragonflydoji} bar by bar. */
export const Cdldragonflydoji: PatternClass = dragonflydoji.stream;

const gravestonedoji: Pattern = definePattern({
  name: 'cdlgravestonedoji',
  title: 'Gravestone doji',
  definition: 'A doji at the low of the bar, with an upper shadow.',
  formula: 'body <= bodyDoji; lower < shadowVeryShort; upper > shadowVeryShort; sign: 1',
  lookback: 0,
  limits: { doji: ['bodyDoji', 0], tiny: ['shadowVeryShort', 0] },
  rule: (at, candle) => (candle.body <= at.doji.value && candle.lower < at.tiny.value && candle.upper > at.tiny.value ? 100 : 0),
});

/** A doji at the low of the bar, with an upper shadow. Source: TA-Lib CDLGRAVESTONEDOJI. */
export const cdlgravestonedoji: PatternFunction = gravestonedoji.batch;
/** {@link cdlgravestonedoji} bar by bar. */
export const Cdlgravestonedoji: PatternClass = gravestonedoji.stream;

const highwave: Pattern = definePattern({
  name: 'cdlhighwave',
  title: 'High-wave candle',
  definition: 'A short body between two very long shadows.',
  formula: 'body < bodyShort; upper and lower > shadowVeryLong; sign: color',
  lookback: 0,
  limits: { short: ['bodyShort', 0], long: ['shadowVeryLong', 0] },
  rule: (at, candle) =>
    candle.body < at.short.value && candle.upper > at.long.value && candle.lower > at.long.value ? candle.color * 100 : 0,
});

/** A short body between two very long shadows. Source: TA-Lib CDLHIGHWAVE. */
export const cdlhighwave: PatternFunction = highwave.batch;
/** {@link cdlhighwave} bar by bar. */
export const Cdlhighwave: PatternClass = highwave.stream;

const longleggeddoji: Pattern = definePattern({
  name: 'cdllongleggeddoji',
  title: 'Long-legged doji',
  definition: 'A doji with one or two long shadows.',
  formula: 'body <= bodyDoji; upper or lower > shadowLong; sign: 1',
  lookback: 0,
  limits: { doji: ['bodyDoji', 0], long: ['shadowLong', 0] },
  rule: (at, candle) => (candle.body <= at.doji.value && (candle.lower > at.long.value || candle.upper > at.long.value) ? 100 : 0),
});

/** A doji with one or two long shadows. Source: TA-Lib CDLLONGLEGGEDDOJI. */
export const cdllongleggeddoji: PatternFunction = longleggeddoji.batch;
/** {@link cdllongleggeddoji} bar by bar. */
export const Cdllongleggeddoji: PatternClass = longleggeddoji.stream;

const longline: Pattern = definePattern({
  name: 'cdllongline',
  title: 'Long line candle',
  definition: 'A long body with short shadows.',
  formula: 'body > bodyLong; upper and lower < shadowShort; sign: color',
  lookback: 0,
  limits: { long: ['bodyLong', 0], short: ['shadowShort', 0] },
  rule: (at, candle) =>
    candle.body > at.long.value && candle.upper < at.short.value && candle.lower < at.short.value ? candle.color * 100 : 0,
});

/** A long body with short shadows. Source: TA-Lib CDLLONGLINE. */
export const cdllongline: PatternFunction = longline.batch;
/** {@link cdllongline} bar by bar. */
export const Cdllongline: PatternClass = longline.stream;

const marubozu: Pattern = definePattern({
  name: 'cdlmarubozu',
  title: 'Marubozu',
  definition: 'A long body with very short shadows.',
  formula: 'body > bodyLong; upper and lower < shadowVeryShort; sign: color',
  lookback: 0,
  limits: { long: ['bodyLong', 0], tiny: ['shadowVeryShort', 0] },
  rule: (at, candle) =>
    candle.body > at.long.value && candle.upper < at.tiny.value && candle.lower < at.tiny.value ? candle.color * 100 : 0,
});

/** A long body with very short shadows. Source: TA-Lib CDLMARUBOZU. */
export const cdlmarubozu: PatternFunction = marubozu.batch;
/** {@link cdlmarubozu} bar by bar. */
export const Cdlmarubozu: PatternClass = marubozu.stream;

const rickshawman: Pattern = definePattern({
  name: 'cdlrickshawman',
  title: 'Rickshaw man',
  definition: 'A doji near the middle of the bar between two long shadows.',
  formula: 'body <= bodyDoji; upper and lower > shadowLong; body within near of (high + low) / 2; sign: 1',
  lookback: 0,
  limits: { doji: ['bodyDoji', 0], long: ['shadowLong', 0], near: ['near', 0] },
  rule: (at, candle) => {
    if (candle.body > at.doji.value || candle.lower <= at.long.value || candle.upper <= at.long.value) return 0;
    const middle = candle.low + candle.range / 2;
    return candle.bottom <= middle + at.near.value && candle.top >= middle - at.near.value ? 100 : 0;
  },
});

/** A doji near the middle of the bar between two long shadows. Source: TA-Lib CDLRICKSHAWMAN. */
export const cdlrickshawman: PatternFunction = rickshawman.batch;
/** {@link cdlrickshawman} bar by bar. */
export const Cdlrickshawman: PatternClass = rickshawman.stream;

const shortline: Pattern = definePattern({
  name: 'cdlshortline',
  title: 'Short line candle',
  definition: 'A short body with short shadows.',
  formula: 'body < bodyShort; upper and lower < shadowShort; sign: color',
  lookback: 0,
  limits: { short: ['bodyShort', 0], shadow: ['shadowShort', 0] },
  rule: (at, candle) =>
    candle.body < at.short.value && candle.upper < at.shadow.value && candle.lower < at.shadow.value ? candle.color * 100 : 0,
});

/** A short body with short shadows. Source: TA-Lib CDLSHORTLINE. */
export const cdlshortline: PatternFunction = shortline.batch;
/** {@link cdlshortline} bar by bar. */
export const Cdlshortline: PatternClass = shortline.stream;

const spinningtop: Pattern = definePattern({
  name: 'cdlspinningtop',
  title: 'Spinning top',
  definition: 'A short body between shadows that are longer than it.',
  formula: 'body < bodyShort; upper and lower > body; sign: color',
  lookback: 0,
  limits: { short: ['bodyShort', 0] },
  rule: (at, candle) => (candle.body < at.short.value && candle.upper > candle.body && candle.lower > candle.body ? candle.color * 100 : 0),
});

/** A short body between shadows that are longer than it. Source: TA-Lib CDLSPINNINGTOP. */
export const cdlspinningtop: PatternFunction = spinningtop.batch;
/** {@link cdlspinningtop} bar by bar. */
export const Cdlspinningtop: PatternClass = spinningtop.stream;

const takuri: Pattern = definePattern({
  name: 'cdltakuri',
  title: 'Takuri',
  definition: 'A doji at the high of the bar with a very long lower shadow.',
  formula: 'body <= bodyDoji; upper < shadowVeryShort; lower > shadowVeryLong; sign: 1',
  lookback: 0,
  limits: { doji: ['bodyDoji', 0], tiny: ['shadowVeryShort', 0], long: ['shadowVeryLong', 0] },
  rule: (at, candle) => (candle.body <= at.doji.value && candle.upper < at.tiny.value && candle.lower > at.long.value ? 100 : 0),
});

/** A doji at the high of the bar with a very long lower shadow. Source: TA-Lib CDLTAKURI. */
export const cdltakuri: PatternFunction = takuri.batch;
/** {@link cdltakuri} bar by bar. */
export const Cdltakuri: PatternClass = takuri.stream;

/** Catalog entries of the patterns of one candle. */
export const oneCandleEntries: readonly IndicatorEntry[] = [
  belthold.entry,
  closingmarubozu.entry,
  doji.entry,
  dragonflydoji.entry,
  gravestonedoji.entry,
  highwave.entry,
  longleggeddoji.entry,
  longline.entry,
  marubozu.entry,
  rickshawman.entry,
  shortline.entry,
  spinningtop.entry,
  takuri.entry,
];
