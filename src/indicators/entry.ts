import { ArgumentError, checkLength, type NumberColumn, show, toFloat64 } from '../core/index.ts';
import type { OutColumns } from './compute.ts';
import { completeValues, type IndicatorParameters, type ValuesOf } from './parameters.ts';
import type { Snapshot, StreamingIndicator } from './streaming.ts';

/** What indicators are about; each group is a folder. */
export type IndicatorGroup = 'math' | 'momentum' | 'overlap' | 'statistic' | 'volatility' | 'volume';

/**
 * Which laws hold: `causal` never changes a value once it is given, `repainting` may, a `transform` changes the bars,
 * a `profile` counts over prices.
 */
export type IndicatorKind = 'causal' | 'repainting' | 'transform' | 'profile';

/** An input: one of the columns of bars, or `series`, any column, which is the close where bars are given. */
export type InputName = 'series' | 'open' | 'high' | 'low' | 'close' | 'volume';

/** Columns by name, such as `Bars`; one column alone is the `series`. */
export type IndicatorData = NumberColumn | { readonly [name in InputName]?: NumberColumn };

/** A value, or one value an input by name. */
export type StreamInput = number | { readonly [name in InputName]?: number };

/** A reading, or one reading an output by name. */
export type StreamOutput = number | { readonly [output: string]: number };

/** An indicator by name: all that is to know of it, and the ways to run it. */
export interface IndicatorEntry {
  readonly name: string;
  /** As a person would call it. */
  readonly title: string;
  readonly group: IndicatorGroup;
  readonly kind: IndicatorKind;
  readonly inputs: readonly InputName[];
  readonly outputs: readonly string[];
  readonly parameters: IndicatorParameters;
  /** One line. */
  readonly definition: string;
  /** The paper, book or platform whose definition this is. */
  readonly source: string;
  /** Bars without output at the beginning. */
  lookback(parameters?: object): number;
  /** All outputs by name. */
  compute(data: IndicatorData, parameters?: object, out?: OutColumns<string>): { readonly [output: string]: Float64Array };
  /** The streaming form: takes a number where the only input is `series`, otherwise an object of inputs. */
  stream(parameters?: object): StreamingIndicator<StreamInput, StreamOutput>;
  /** The streaming form as it was when the snapshot was taken. */
  restore(snapshot: Snapshot): StreamingIndicator<StreamInput, StreamOutput>;
}

/** What an indicator's file says of it. */
export interface EntryOptions<P extends IndicatorParameters, Input extends InputName>
  extends Omit<IndicatorEntry, 'inputs' | 'parameters' | 'lookback' | 'compute' | 'stream' | 'restore'> {
  readonly inputs: readonly Input[];
  readonly parameters: P;
  readonly lookback: (values: ValuesOf<P>) => number;
  readonly compute: (
    columns: { readonly [name in Input]: Float64Array },
    values: ValuesOf<P>,
    out: OutColumns<string>,
  ) => Float64Array | { readonly [output: string]: Float64Array };
  readonly stream: (values: ValuesOf<P>) => StreamingIndicator<never, number | object>;
  readonly restore: (snapshot: Snapshot) => StreamingIndicator<never, number | object>;
}

/** Makes the catalog entry: checks parameters and columns at the door, names the outputs. */
export function defineEntry<const P extends IndicatorParameters, const Input extends InputName>(
  options: EntryOptions<P, Input>,
): IndicatorEntry {
  const { name, inputs, outputs, parameters } = options;
  return Object.freeze({
    ...options,
    lookback: (given: object = {}) => options.lookback(completeValues(name, parameters, given)),
    compute: (data: IndicatorData, given: object = {}, out: OutColumns<string> = {}) => {
      const values = completeValues(name, parameters, given);
      const result = options.compute(columnsOf(name, inputs, data), values, out);
      return result instanceof Float64Array ? { [outputs[0]]: result } : result;
    },
    stream: (given: object = {}) => options.stream(completeValues(name, parameters, given)) as never,
    restore: (snapshot: Snapshot) => options.restore(snapshot) as never,
  });
}

function columnsOf<Input extends InputName>(
  indicator: string,
  inputs: readonly Input[],
  data: IndicatorData,
): { readonly [name in Input]: Float64Array } {
  const columns = {} as { [name in Input]: Float64Array };
  if (Array.isArray(data) || ArrayBuffer.isView(data)) {
    if (inputs.length > 1 || inputs[0] !== 'series') {
      throw new ArgumentError(`Expected bars with ${inputs.join(', ')} for ${indicator}, was \`${show(data)}\`.`);
    }
    columns[inputs[0]] = toFloat64('series', data as NumberColumn);
    return columns;
  }
  for (const input of inputs) columns[input] = barColumn(indicator, data, input);
  for (const input of inputs) checkLength(input, columns[input], columns[inputs[0]].length, inputs[0]);
  return columns;
}

function barColumn(indicator: string, data: IndicatorData, input: InputName): Float64Array {
  const given = data as { readonly [name in InputName]?: NumberColumn };
  const column = given?.[input] ?? (input === 'series' ? given?.close : undefined);
  if (column === undefined) {
    throw new ArgumentError(`Expected a column \`${input === 'series' ? 'close' : input}\` for ${indicator}, found none.`);
  }
  return toFloat64(input, column);
}
