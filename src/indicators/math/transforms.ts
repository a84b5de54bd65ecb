import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SeriesIndicator, type StreamingIndicator } from '../streaming.ts';

/**
 * A function of each value by itself, under the name that TA-Lib gives it.
 *
 * Length of `x`; no warm-up. NaN where the function is not defined or its value is no finite number.
 *
 * @param x a column.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where `out` does not fit.
 * Source: TA-Lib, Math Transform.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ln } from 'barwright/indicators';
 * const logs = ln(syntheticBars({ seed: 1, length: 500 }).close);
 * ```
 */
export type TransformFunction = (x: NumberColumn, options?: OutOption) => Float64Array;

/** The streaming form of a {@link TransformFunction}. */
export interface TransformClass {
  new (options?: object): SeriesIndicator;
  /** Catalog name. */
  readonly indicator: string;
  /** Continues from a snapshot of the same indicator; another one is an `ArgumentError`. */
  readonly restore: typeof StreamingIndicator.restore;
}

interface Transform {
  readonly batch: TransformFunction;
  readonly stream: TransformClass;
  readonly entry: IndicatorEntry;
}

function defineTransform(name: string, title: string, formula: string, of: (x: number) => number): Transform {
  const stream = class extends SeriesIndicator {
    static override readonly indicator: string = name;

    constructor(options: object = {}) {
      super(completeValues(name, {}, options));
    }

    protected take(x: number): number {
      const value = of(x);
      return Number.isFinite(value) ? value : Number.NaN;
    }
  };
  const batch: TransformFunction = (x, options = {}) => {
    checkKeys('options', options, ['out']);
    const live = new stream();
    const series = toFloat64('x', x);
    return fillColumn(live, [series], options, (out) => {
      for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
    });
  };
  const entry = defineEntry({
    name,
    title,
    group: 'math',
    kind: 'causal',
    inputs: ['series'],
    outputs: [name],
    parameters: {},
    definition: `${title} of each value.`,
    formula,
    source: `TA-Lib ${name.toUpperCase()}`,
    sparse: true,
    lookback: () => 0,
    batch,
    stream: stream as never,
  });
  return { batch, stream: stream as TransformClass, entry };
}

const acosTransform: Transform = defineTransform('acos', 'Arc cosine', 'the angle whose cosine is x, in radians', (x) => Math.acos(x));

/** Arc cosine of each value: the angle whose cosine is x, in radians. Source: TA-Lib ACOS. */
export const acos: TransformFunction = acosTransform.batch;
/** {@link acos} bar by bar. */
export const Acos: TransformClass = acosTransform.stream;

const asinTransform: Transform = defineTransform('asin', 'Arc sine', 'the angle whose sine is x, in radians', (x) => Math.asin(x));

/** Arc sine of each value: the angle whose sine is x, in radians. Source: TA-Lib ASIN. */
export const asin: TransformFunction = asinTransform.batch;
/** {@link asin} bar by bar. */
export const Asin: TransformClass = asinTransform.stream;

const atanTransform: Transform = defineTransform('atan', 'Arc tangent', 'the angle whose tangent is x, in radians', (x) => Math.atan(x));

/** Arc tangent of each value: the angle whose tangent is x, in radians. Source: TA-Lib ATAN. */
export const atan: TransformFunction = atanTransform.batch;
/** {@link atan} bar by bar. */
export const Atan: TransformClass = atanTransform.stream;

const ceilTransform: Transform = defineTransform('ceil', 'Ceiling', 'the least whole number not below x', (x) => Math.ceil(x));

/** Ceiling of each value: the least whole number not below x. Source: TA-Lib CEIL. */
export const ceil: TransformFunction = ceilTransform.batch;
/** {@link ceil} bar by bar. */
export const Ceil: TransformClass = ceilTransform.stream;

const cosTransform: Transform = defineTransform('cos', 'Cosine', 'cosine of x in radians', (x) => Math.cos(x));

/** Cosine of each value: cosine of x in radians. Source: TA-Lib COS. */
export const cos: TransformFunction = cosTransform.batch;
/** {@link cos} bar by bar. */
export const Cos: TransformClass = cosTransform.stream;

const coshTransform: Transform = defineTransform('cosh', 'Hyperbolic cosine', '(e^x + e^-x) / 2', (x) => Math.cosh(x));

/** Hyperbolic cosine of each value: (e^x + e^-x) / 2. Source: TA-Lib COSH. */
export const cosh: TransformFunction = coshTransform.batch;
/** {@link cosh} bar by bar. */
export const Cosh: TransformClass = coshTransform.stream;

const expTransform: Transform = defineTransform('exp', 'Exponential', 'e^x', (x) => Math.exp(x));

/** Exponential of each value: e^x. Source: TA-Lib EXP. */
export const exp: TransformFunction = expTransform.batch;
/** {@link exp} bar by bar. */
export const Exp: TransformClass = expTransform.stream;

const floorTransform: Transform = defineTransform('floor', 'Floor', 'the greatest whole number not above x', (x) => Math.floor(x));

/** Floor of each value: the greatest whole number not above x. Source: TA-Lib FLOOR. */
export const floor: TransformFunction = floorTransform.batch;
/** {@link floor} bar by bar. */
export const Floor: TransformClass = floorTransform.stream;

const lnTransform: Transform = defineTransform('ln', 'Natural logarithm', 'the power of e that gives x', (x) => Math.log(x));

/** Natural logarithm of each value: the power of e that gives x. Source: TA-Lib LN. */
export const ln: TransformFunction = lnTransform.batch;
/** {@link ln} bar by bar. */
export const Ln: TransformClass = lnTransform.stream;

const log10Transform: Transform = defineTransform('log10', 'Logarithm to base 10', 'the power of 10 that gives x', (x) => Math.log10(x));

/** Logarithm to base 10 of each value: the power of 10 that gives x. Source: TA-Lib LOG10. */
export const log10: TransformFunction = log10Transform.batch;
/** {@link log10} bar by bar. */
export const Log10: TransformClass = log10Transform.stream;

const sinTransform: Transform = defineTransform('sin', 'Sine', 'sine of x in radians', (x) => Math.sin(x));

/** Sine of each value: sine of x in radians. Source: TA-Lib SIN. */
export const sin: TransformFunction = sinTransform.batch;
/** {@link sin} bar by bar. */
export const Sin: TransformClass = sinTransform.stream;

const sinhTransform: Transform = defineTransform('sinh', 'Hyperbolic sine', '(e^x - e^-x) / 2', (x) => Math.sinh(x));

/** Hyperbolic sine of each value: (e^x - e^-x) / 2. Source: TA-Lib SINH. */
export const sinh: TransformFunction = sinhTransform.batch;
/** {@link sinh} bar by bar. */
export const Sinh: TransformClass = sinhTransform.stream;

const sqrtTransform: Transform = defineTransform('sqrt', 'Square root', 'the number whose square is x', (x) => Math.sqrt(x));

/** Square root of each value: the number whose square is x. Source: TA-Lib SQRT. */
export const sqrt: TransformFunction = sqrtTransform.batch;
/** {@link sqrt} bar by bar. */
export const Sqrt: TransformClass = sqrtTransform.stream;

const tanTransform: Transform = defineTransform('tan', 'Tangent', 'tangent of x in radians', (x) => Math.tan(x));

/** Tangent of each value: tangent of x in radians. Source: TA-Lib TAN. */
export const tan: TransformFunction = tanTransform.batch;
/** {@link tan} bar by bar. */
export const Tan: TransformClass = tanTransform.stream;

const tanhTransform: Transform = defineTransform('tanh', 'Hyperbolic tangent', '(e^x - e^-x) / (e^x + e^-x)', (x) => Math.tanh(x));

/** Hyperbolic tangent of each value: (e^x - e^-x) / (e^x + e^-x). Source: TA-Lib TANH. */
export const tanh: TransformFunction = tanhTransform.batch;
/** {@link tanh} bar by bar. */
export const Tanh: TransformClass = tanhTransform.stream;

/** The indicators of this file, by name. */
export const transformEntries: readonly IndicatorEntry[] = [
  acosTransform.entry,
  asinTransform.entry,
  atanTransform.entry,
  ceilTransform.entry,
  cosTransform.entry,
  coshTransform.entry,
  expTransform.entry,
  floorTransform.entry,
  lnTransform.entry,
  log10Transform.entry,
  sinTransform.entry,
  sinhTransform.entry,
  sqrtTransform.entry,
  tanTransform.entry,
  tanhTransform.entry,
];
