import { checkKeys, checkLength, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { type BarOf, fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

/**
 * An operation on two columns, value by value, under the name that TA-Lib gives it.
 *
 * Length of `x`; no warm-up.
 *
 * @param x a column.
 * @param y another column of its length.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where columns differ in length or `out` does not fit.
 * Source: TA-Lib, Math Operators.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { sub } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const bodies = sub(bars.close, bars.open);
 * ```
 */
export type OperatorFunction = (x: NumberColumn, y: NumberColumn, options?: OutOption) => Float64Array;

/** The streaming form of an {@link OperatorFunction}. */
export interface OperatorClass {
  new (options?: object): StreamingIndicator<BarOf<'series' | 'other'>, number>;
  /** Catalog name. */
  readonly indicator: string;
  /** Continues from a snapshot of the same indicator; another one is an `ArgumentError`. */
  readonly restore: typeof StreamingIndicator.restore;
}

interface Operator {
  readonly batch: OperatorFunction;
  readonly stream: OperatorClass;
  readonly entry: IndicatorEntry;
}

function defineOperator(name: string, title: string, formula: string, of: (x: number, y: number) => number): Operator {
  const stream = class extends StreamingIndicator<BarOf<'series' | 'other'>, number> {
    static override readonly indicator: string = name;

    constructor(options: object = {}) {
      super(completeValues(name, {}, options));
    }

    next({ series, other }: BarOf<'series' | 'other'>): number {
      return this.take(series, other);
    }

    take(x: number, y: number): number {
      return Number.isFinite(x) && Number.isFinite(y) ? of(x, y) : this.hole();
    }
  };
  const batch: OperatorFunction = (x, y, options = {}) => {
    checkKeys('options', options, ['out']);
    const live = new stream();
    const series = toFloat64('x', x);
    const other = toFloat64('y', y);
    checkLength('y', other, series.length, '`x`');
    return fillColumn(live, [series, other], options, (out) => {
      for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
    });
  };
  const entry = defineEntry({
    name,
    title,
    group: 'math',
    kind: 'causal',
    inputs: ['series', 'other'],
    outputs: [name],
    parameters: {},
    definition: `${title} of two columns, value by value.`,
    formula,
    source: `TA-Lib ${name.toUpperCase()}`,
    lookback: () => 0,
    batch,
    stream: stream as never,
  });
  return { batch, stream: stream as OperatorClass, entry };
}

const addOperator: Operator = defineOperator('add', 'Sum', 'x + y', (x, y) => x + y);

/** Sum of two columns: x + y. Source: TA-Lib ADD. */
export const add: OperatorFunction = addOperator.batch;
/** {@link add} bar by bar. */
export const Add: OperatorClass = addOperator.stream;

const divOperator: Operator = defineOperator('div', 'Quotient', 'x / y; 0 where y is 0', (x, y) => (y === 0 ? 0 : x / y));

/** Quotient of two columns: x / y; 0 where y is 0. Source: TA-Lib DIV. */
export const div: OperatorFunction = divOperator.batch;
/** {@link div} bar by bar. */
export const Div: OperatorClass = divOperator.stream;

const multOperator: Operator = defineOperator('mult', 'Product', 'x * y', (x, y) => x * y);

/** Product of two columns: x * y. Source: TA-Lib MULT. */
export const mult: OperatorFunction = multOperator.batch;
/** {@link mult} bar by bar. */
export const Mult: OperatorClass = multOperator.stream;

const subOperator: Operator = defineOperator('sub', 'Difference', 'x - y', (x, y) => x - y);

/** Difference of two columns: x - y. Source: TA-Lib SUB. */
export const sub: OperatorFunction = subOperator.batch;
/** {@link sub} bar by bar. */
export const Sub: OperatorClass = subOperator.stream;

/** The indicators of this file, by name. */
export const operatorEntries: readonly IndicatorEntry[] = [addOperator.entry, divOperator.entry, multOperator.entry, subOperator.entry];
