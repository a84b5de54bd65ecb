import { ArgumentError, checkKeys, show } from '../core/index.ts';
import { catalog } from './catalog.ts';
import { type BarOf, computeColumns, type IndicatorData, type InputName, inputColumns, type OutputColumns } from './compute.ts';
import { defineEntry, type IndicatorEntry, type IndicatorGroup, type StreamInput, type StreamRow } from './entry.ts';
import { completeValues, type IndicatorParameters, type ValuesOf } from './parameters.ts';
import { definedEntries } from './registry.ts';
import { type StreamingClass, StreamingIndicator } from './streaming.ts';

/** What {@link defineIndicator} takes. */
export interface IndicatorDefinition<P extends IndicatorParameters, Input extends InputName, Output extends string, State extends object> {
  /** Catalog name, which no other indicator has: letters, digits and underscores. */
  readonly name: string;
  /** @default the name */
  readonly title?: string;
  /** @default 'statistic' */
  readonly group?: IndicatorGroup;
  /** What it reads of each bar: `['series']` for any one column, or columns of bars such as `['high', 'low']`. */
  readonly inputs: readonly Input[];
  /** Names of several outputs. @default one, which has the name of the indicator */
  readonly outputs?: readonly Output[];
  /** Names, ranges and defaults. @default none */
  readonly parameters?: P;
  /** Bars without output at the beginning. */
  readonly lookback: (values: ValuesOf<P>) => number;
  readonly definition?: string;
  readonly formula?: string;
  readonly source?: string;
  /** What it remembers before the first bar: a plain object of numbers, booleans, typed arrays and objects of such. */
  readonly start: (values: ValuesOf<P>) => State;
  /** The reading of a bar: it may change the state. NaN while warming up. */
  readonly next: (state: State, input: BarOf<Input>, values: ValuesOf<P>) => number | { readonly [name in NoInfer<Output>]: number };
}

/** An indicator of one's own: call it for columns, use its class bar by bar, find it in the catalog by name. */
export interface DefinedIndicator<P extends IndicatorParameters, Result> {
  (data: IndicatorData, parameters?: Partial<ValuesOf<P>>): Result;
  /** The streaming class. */
  readonly Stream: new (
    parameters?: Partial<ValuesOf<P>>,
  ) => StreamingIndicator<StreamInput, number | StreamRow>;
  readonly entry: IndicatorEntry;
}

const known = ['name', 'title', 'group', 'inputs', 'outputs', 'parameters', 'lookback', 'definition', 'formula', 'source', 'start', 'next'];
const inputNames: readonly InputName[] = [
  'series',
  'other',
  'periods',
  'time',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'buyVolume',
  'funding',
  'openInterest',
];

/**
 * Adds an indicator of one's own from what it remembers and how it reads the next bar. Batch and bar by bar are one by
 * construction; snapshots, `peek` and the rule for values that are not finite come with it; it is in the catalog from then on.
 *
 * @param definition see {@link IndicatorDefinition}.
 * @throws ArgumentError where a name is taken or no word, an input is unknown, or a part is missing.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { catalog, defineIndicator } from 'barwright/indicators';
 * const closeInRange = defineIndicator({
 *   name: 'close_in_range',
 *   inputs: ['high', 'low', 'close'],
 *   parameters: { span: { type: 'int', min: 1, max: 500, default: 10 } },
 *   lookback: ({ span }) => span - 1,
 *   start: () => ({ bars: 0, level: 0 }),
 *   next(state, { high, low, close }, { span }) {
 *     const place = high > low ? (close - low) / (high - low) : 0.5;
 *     state.level += (place - state.level) / span;
 *     return ++state.bars < span ? Number.NaN : state.level;
 *   },
 * });
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const places = closeInRange(bars, { span: 20 });
 * const live = new closeInRange.Stream({ span: 20 });
 * catalog.get('close_in_range').compute(bars);
 * ```
 */
export function defineIndicator<
  const P extends IndicatorParameters,
  const Input extends InputName,
  State extends object,
  const Output extends string = never,
>(
  definition: IndicatorDefinition<P, Input, Output, State>,
): DefinedIndicator<P, [Output] extends [never] ? Float64Array : OutputColumns<Output>> {
  checkDefinition(definition as never);
  const { name, inputs, start, next } = definition;
  const parameters = (definition.parameters ?? {}) as P;
  const outputs: readonly string[] = definition.outputs ?? [name];
  const isSeries = inputs.length === 1 && inputs[0] === 'series';
  const cold: number | StreamRow =
    definition.outputs === undefined ? Number.NaN : Object.freeze(Object.fromEntries(outputs.map((output) => [output, Number.NaN])));

  const Stream = class extends StreamingIndicator<StreamInput, number | StreamRow> {
    static override readonly indicator: string = name;
    protected readonly state: State;
    readonly #values: ValuesOf<P>;

    constructor(first: number | object = {}, rest: object = {}) {
      const values = completeValues(name, parameters, typeof first === 'number' ? { ...rest, period: first } : first);
      super(values as Readonly<Record<string, number | string>>);
      this.#values = values;
      this.state = start(values);
    }

    next(input: StreamInput): number | StreamRow {
      const bar = (isSeries ? { series: input } : input) as BarOf<Input>;
      for (const field of inputs) if (!Number.isFinite(bar[field])) return this.hole();
      return next(this.state, bar, this.#values) as number | StreamRow;
    }

    protected override get cold(): number | StreamRow {
      return cold;
    }
  };

  const compute = (data: IndicatorData, given: object = {}, out: Readonly<Record<string, Float64Array | undefined>> = {}): object => {
    const live = new Stream(given);
    const columns = inputColumns(name, data, inputs);
    const read = inputs.map((input) => columns[input]);
    return computeColumns(name, read, live.parameters, outputs, out, (written) => {
      const bar = {} as { [field in Input]: number };
      for (let i = 0; i < read[0].length; i++) {
        for (let k = 0; k < inputs.length; k++) bar[inputs[k]] = read[k][i];
        const reading = live.next((isSeries ? bar[inputs[0]] : bar) as StreamInput);
        for (const output of outputs) written[output][i] = typeof reading === 'number' ? reading : reading[output];
      }
      return 0;
    });
  };

  const entry: IndicatorEntry = Object.freeze({
    ...defineEntry({
      name,
      title: definition.title ?? name,
      group: definition.group ?? 'statistic',
      kind: 'causal',
      inputs,
      outputs,
      parameters,
      definition: definition.definition ?? '',
      formula: definition.formula ?? '',
      source: definition.source ?? '',
      lookback: definition.lookback,
      batch: compute as never,
      stream: Stream as unknown as StreamingClass<object>,
    }),
    compute: compute as IndicatorEntry['compute'],
  });
  definedEntries.set(name, entry);
  const call = (data: IndicatorData, given: object = {}): unknown => {
    const columns = compute(data, given) as Readonly<Record<string, Float64Array>>;
    return definition.outputs === undefined ? columns[name] : columns;
  };
  return Object.assign(call, { Stream, entry }) as never;
}

function checkDefinition(definition: IndicatorDefinition<IndicatorParameters, InputName, string, object>): void {
  checkKeys('definition', definition, known);
  const { name, inputs, outputs, lookback, start, next } = definition;
  if (typeof name !== 'string' || !/^[A-Za-z]\w*$/.test(name)) {
    throw new ArgumentError(`Expected \`name\` to be a word of letters, digits and underscores, was \`${show(name)}\`.`);
  }
  if (catalog.has(name)) throw new ArgumentError(`There is an indicator \`${name}\` already. Give yours another name.`);
  if (!Array.isArray(inputs) || inputs.length === 0) {
    throw new ArgumentError(`Expected \`inputs\` of ${name} to name at least one column, was \`${show(inputs)}\`.`);
  }
  for (const input of inputs) {
    if (!inputNames.includes(input)) {
      throw new ArgumentError(`Unknown input \`${show(input)}\` of ${name}. Inputs are ${inputNames.join(', ')}.`);
    }
  }
  if (outputs !== undefined && (!Array.isArray(outputs) || outputs.length === 0)) {
    throw new ArgumentError(
      `Expected \`outputs\` of ${name} to name at least one, was \`${show(outputs)}\`. Leave it out for a single one.`,
    );
  }
  for (const [part, given] of Object.entries({ lookback, start, next })) {
    if (typeof given !== 'function') throw new ArgumentError(`Expected \`${part}\` of ${name} to be a function, was \`${show(given)}\`.`);
  }
}
