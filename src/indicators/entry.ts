import { checkKeys } from '../core/index.ts';
import { type IndicatorData, type InputName, inputColumns, type OutColumns } from './compute.ts';
import { completeValues, type IndicatorParameters, type ValuesOf } from './parameters.ts';
import { remake, type Snapshot, type StreamingClass, type StreamingIndicator } from './streaming.ts';

/** What indicators are about; each group is a folder. */
export type IndicatorGroup =
  | 'chart'
  | 'cycle'
  | 'flow'
  | 'math'
  | 'momentum'
  | 'overlap'
  | 'pattern'
  | 'price'
  | 'statistic'
  | 'volatility'
  | 'volume';

/**
 * Which laws hold: `causal` never changes a value once it is given, `repainting` may, a `transform` gives rows of its own (such as
 * bricks) with the bar that finished each, a `profile` rows over prices.
 */
export type IndicatorKind = 'causal' | 'repainting' | 'transform' | 'profile';

/** A value, or one value an input by name. */
export type StreamInput = number | { readonly [name in InputName]?: number };

/** A reading, or one reading an output by name; of a transform or a profile, rows of such. */
export type StreamOutput = number | StreamRow | readonly StreamRow[];

/** One reading an output by name. */
export interface StreamRow {
  readonly [output: string]: number;
}

/** How the outputs follow when the inputs are scaled or moved; the tests hold indicators to it. */
export interface IndicatorLaws {
  /** All prices times c give all outputs times `c ** price`. */
  readonly price?: number;
  /** All volumes times c give all outputs times `c ** volume`. */
  readonly volume?: number;
  /** All prices plus c give all outputs plus c (`'moves'`) or the same outputs (`'stays'`). */
  readonly shift?: 'moves' | 'stays';
}

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
  /** One line of plain text, with `x` for the series, `[i - 1]` for the bar before. */
  readonly formula: string;
  /** The paper, book or platform whose definition this is. */
  readonly source: string;
  /** Whether values may be missing after the lookback, because they wait for an event such as the end of a session. */
  readonly sparse: boolean;
  readonly laws: IndicatorLaws;
  /** Bars without output at the beginning. Names that are no parameters of this indicator do not count. */
  lookback(parameters?: object): number;
  /** All outputs by name. */
  compute(data: IndicatorData, parameters?: object, out?: OutColumns<string>): { readonly [output: string]: Float64Array };
  /** The streaming form: takes a number where the only input is `series`, otherwise an object of inputs. */
  stream(parameters?: object): StreamingIndicator<StreamInput, StreamOutput>;
  /** The streaming form as it was when the snapshot was taken. */
  restore(snapshot: Snapshot): StreamingIndicator<StreamInput, StreamOutput>;
}

/** What an indicator's file says of it. */
export interface EntryOptions<P extends IndicatorParameters>
  extends Omit<IndicatorEntry, 'parameters' | 'sparse' | 'laws' | 'lookback' | 'compute' | 'stream' | 'restore'> {
  readonly parameters: P;
  readonly sparse?: boolean;
  readonly laws?: IndicatorLaws;
  readonly lookback: (values: ValuesOf<P>) => number;
  /**
   * The batch function. It takes the columns one by one where the inputs are `series`, `other` or `periods` and otherwise the
   * bars, then the `period` where it has one, then an object with the other parameters and `out`: a column, or columns where
   * there are several outputs.
   */
  readonly batch: (...given: never[]) => Float64Array | object;
  /** The streaming class. */
  readonly stream: StreamingClass<object>;
}

const seriesInputs: readonly InputName[] = ['series', 'other', 'periods'];

/** Makes the catalog entry: checks parameters and columns at the door, names the outputs. */
export function defineEntry<const P extends IndicatorParameters>(options: EntryOptions<P>): IndicatorEntry {
  const { name, inputs, outputs, parameters } = options;
  const hasRows = options.kind === 'transform' || options.kind === 'profile';
  const isSeries = inputs.every((input) => seriesInputs.includes(input));
  const batch = options.batch as (...given: unknown[]) => Float64Array | { readonly [output: string]: Float64Array };
  return Object.freeze({
    ...options,
    sparse: options.sparse ?? false,
    laws: options.laws ?? {},
    lookback: (given: object = {}) => options.lookback(completeValues(name, parameters, knownOf(parameters, given))),
    compute: (data: IndicatorData, given: object = {}, out: OutColumns<string> = {}) => {
      const { period, ...values } = completeValues(name, parameters, given) as Record<string, unknown>;
      const columns = inputColumns(name, data, inputs);
      const rest = hasRows ? values : { ...values, out: outputs.length === 1 ? out[outputs[0]] : out };
      if (hasRows) checkKeys('out', out, []);
      const input = isSeries ? inputs.map((name) => columns[name]) : [columns];
      const result = period === undefined ? batch(...input, rest) : batch(...input, period, rest);
      return result instanceof Float64Array ? { [outputs[0]]: result } : { ...result };
    },
    stream: (given: object = {}) => remake(options.stream, completeValues(name, parameters, given)) as never,
    restore: (snapshot: Snapshot) =>
      (options.stream as unknown as typeof StreamingIndicator).restore.call(options.stream as never, snapshot) as never,
  });
}

function knownOf(parameters: IndicatorParameters, given: object): object {
  if (typeof given !== 'object' || given === null || ArrayBuffer.isView(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(parameters, name)));
}
