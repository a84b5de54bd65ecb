import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, computeColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, type IntegerParameter, type RealParameter } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';
import { type CandleMeasure, type CandleRule, type Limit, type LimitOptions, PatternStep } from './candles.ts';

/**
 * When parts of candles count as long, short, near or equal: a factor, and the number of candles before over which the average that
 * it multiplies is taken (0: the body of the candle itself). A pattern takes those that its entry names.
 */
export interface CandleSettings {
  /** A long body is longer than this many average bodies. @default 1 */
  readonly bodyLong?: number;
  /** @default 10 */
  readonly bodyLongPeriod?: number;
  /** A short body is shorter than this many average bodies. @default 1 */
  readonly bodyShort?: number;
  /** @default 10 */
  readonly bodyShortPeriod?: number;
  /** The body of a doji is not longer than this many average ranges. @default 0.1 */
  readonly bodyDoji?: number;
  /** @default 10 */
  readonly bodyDojiPeriod?: number;
  /** A long shadow is longer than this many bodies. @default 1 */
  readonly shadowLong?: number;
  /** @default 0 */
  readonly shadowLongPeriod?: number;
  /** A very long shadow is longer than this many bodies. @default 2 */
  readonly shadowVeryLong?: number;
  /** @default 0 */
  readonly shadowVeryLongPeriod?: number;
  /** A short shadow is shorter than this many halves of the average sum of both shadows. @default 1 */
  readonly shadowShort?: number;
  /** @default 10 */
  readonly shadowShortPeriod?: number;
  /** A very short shadow is shorter than this many average ranges. @default 0.1 */
  readonly shadowVeryShort?: number;
  /** @default 10 */
  readonly shadowVeryShortPeriod?: number;
  /** Near is not farther than this many average ranges. @default 0.2 */
  readonly near?: number;
  /** @default 5 */
  readonly nearPeriod?: number;
  /** Far is at least this many average ranges. @default 0.6 */
  readonly far?: number;
  /** @default 5 */
  readonly farPeriod?: number;
  /** Equal is not farther than this many average ranges. @default 0.05 */
  readonly equal?: number;
  /** @default 5 */
  readonly equalPeriod?: number;
}

/** Variants of a candle pattern, of which each takes those that its entry names. */
export interface PatternVariants extends CandleSettings {
  /** How far the last body must reach into the first, as a share of the first; in a mat hold how far the small ones may. */
  readonly penetration?: number;
}

/** Options of a candle pattern. */
export interface PatternOptions extends PatternVariants, OutOption {}

/**
 * A candle pattern: 100 where it occurs and is bullish, -100 where it is bearish, 0 elsewhere, at the last bar of the pattern.
 *
 * Length of the bars; NaN for the bars that the averages of the settings and the candles of the pattern take, see the entry's
 * `lookback`. A bar with a value that is not finite gives NaN and starts the warm-up anew. No trend is asked for: a pattern that
 * belongs into one has to be joined with it.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param options `penetration` and the candle settings that the pattern takes; `out`: a column to write to.
 * @throws ArgumentError where an option is unknown to the pattern or out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib, whose functions have the same names; S. Nison, Japanese Candlestick Charting Techniques, 1991.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cdldoji, cdlmorningstar } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const dojis = cdldoji(bars, { bodyDoji: 0.05 });
 * const stars = cdlmorningstar(bars, { penetration: 0.5 });
 * ```
 */
export type PatternFunction = (bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>, options?: PatternOptions) => Float64Array;

/**
 * The streaming form of a candle pattern.
 *
 * @example
 * ```ts
 * import { Cdldoji } from 'barwright/indicators';
 * const live = new Cdldoji({ bodyDojiPeriod: 1 });
 * live.next({ open: 2, high: 3, low: 1, close: 2.5 }); // NaN
 * live.next({ open: 2, high: 3, low: 1, close: 2 }); // 100
 * ```
 */
export interface PatternClass {
  new (options?: PatternVariants): PatternIndicator;
  /** Catalog name. */
  readonly indicator: string;
  /** Continues from a snapshot of the same indicator; another one is an `ArgumentError`. */
  readonly restore: typeof StreamingIndicator.restore;
}

type Setting = Exclude<keyof CandleSettings, `${string}Period`>;

const settings: Readonly<Record<Setting, { readonly measure: CandleMeasure; readonly factor: number; readonly period: number }>> = {
  bodyLong: { measure: 'body', factor: 1, period: 10 },
  bodyShort: { measure: 'body', factor: 1, period: 10 },
  bodyDoji: { measure: 'range', factor: 0.1, period: 10 },
  shadowLong: { measure: 'body', factor: 1, period: 0 },
  shadowVeryLong: { measure: 'body', factor: 2, period: 0 },
  shadowShort: { measure: 'shadows', factor: 1, period: 10 },
  shadowVeryShort: { measure: 'range', factor: 0.1, period: 10 },
  near: { measure: 'range', factor: 0.2, period: 5 },
  far: { measure: 'range', factor: 0.6, period: 5 },
  equal: { measure: 'range', factor: 0.05, period: 5 },
};

/** Which settings a pattern takes at which candle, 0 being the newest. */
type LimitsOf = Readonly<Record<string, readonly [setting: Setting, offset: number]>>;

/** What is to say of a pattern; the first name of the candles that `rule` takes is the newest. */
export interface PatternDefinition<L extends LimitsOf> {
  readonly name: string;
  readonly title: string;
  readonly definition: string;
  readonly formula: string;
  /** Bars before the first judged one, beside those of the longest average. */
  readonly lookback: number;
  readonly limits: L;
  /** The least period that counts for the lookback. @default 0 */
  readonly leastPeriod?: number;
  readonly penetration?: number;
  readonly confirmation?: number;
  readonly rule: CandleRule<{ readonly [name in keyof L | 'penetration']: Limit }>;
}

/** A pattern in all its forms. */
export interface Pattern {
  readonly batch: PatternFunction;
  readonly stream: PatternClass;
  readonly entry: IndicatorEntry;
}

type PatternParameters = Record<string, IntegerParameter | RealParameter>;
type PatternValues = Readonly<Record<string, number>>;

const inputs = ['open', 'high', 'low', 'close'] as const;

/** A candle pattern bar by bar. */
export class PatternIndicator extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, number> {
  declare readonly parameters: PatternValues;
  protected readonly step: PatternStep;

  constructor(values: PatternValues, step: PatternStep) {
    super(values);
    this.step = step;
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): number {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    return this.step.next(open, high, low, close);
  }

  override reset(): void {
    this.step.reset();
  }
}

/** Makes the batch function, the streaming class and the catalog entry of a pattern. */
export function definePattern<const L extends LimitsOf>(definition: PatternDefinition<L>): Pattern {
  const { name, penetration } = definition;
  const used = [...new Set(Object.values(definition.limits).map(([setting]) => setting))];
  const parameters: PatternParameters = {};
  if (penetration !== undefined) parameters.penetration = { type: 'float', min: 0, max: 100, default: penetration };
  for (const setting of used) {
    const { factor, period } = settings[setting];
    parameters[setting] = { type: 'float', min: 0, max: 100, default: factor };
    parameters[`${setting}Period`] = { type: 'int', min: 0, max: 1000, default: period };
  }
  const lookback = (values: PatternValues): number =>
    definition.lookback + Math.max(definition.leastPeriod ?? 0, ...used.map((setting) => values[`${setting}Period`]));
  const stepOf = (values: PatternValues): PatternStep => makeStep(definition, values, lookback(values));

  const batch: PatternFunction = (bars, options = {}) => {
    checkKeys('options', options, [...Object.keys(parameters), 'out']);
    const { out: given, ...variants } = options;
    const values = completeValues(name, parameters, variants) as PatternValues;
    const { open, high, low, close } = inputColumns(name, bars, inputs);
    return computeColumn(name, [open, high, low, close], values, given, (out) => patternInto(out, open, high, low, close, stepOf(values)));
  };

  const stream = class extends PatternIndicator {
    static override readonly indicator: string = name;

    constructor(options: PatternVariants = {}) {
      const values = completeValues(name, parameters, options) as PatternValues;
      super(values, stepOf(values));
    }
  };

  const entry = defineEntry({
    name,
    title: definition.title,
    group: 'pattern',
    kind: 'causal',
    inputs,
    outputs: [name],
    parameters,
    definition: definition.definition,
    formula: definition.formula,
    source: `TA-Lib ${name.toUpperCase()}`,
    laws: { price: 0 },
    lookback: (values) => lookback(values as PatternValues),
    batch,
    stream: stream as never,
  });
  return { batch, stream: stream as PatternClass, entry };
}

function makeStep<L extends LimitsOf>(definition: PatternDefinition<L>, values: PatternValues, lookback: number): PatternStep {
  const confirmation = definition.confirmation ?? 0;
  const first = lookback - confirmation;
  const limits: Record<string, LimitOptions> = {};
  for (const [name, [setting, offset]] of Object.entries(definition.limits)) {
    const { measure } = settings[setting];
    limits[name] = { offset, measure, period: values[`${setting}Period`], factor: values[setting], first };
  }
  const rule = definition.rule as unknown as CandleRule;
  return new PatternStep({ rule, limits, penetration: values.penetration, lookback, confirmation });
}

function patternInto(
  out: Float64Array,
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  step: PatternStep,
): number {
  for (let i = 0; i < out.length; i++) {
    if (Number.isFinite(open[i] + high[i] + low[i] + close[i])) out[i] = step.next(open[i], high[i], low[i], close[i]);
    else {
      out[i] = Number.NaN;
      step.reset();
    }
  }
  return 0;
}
