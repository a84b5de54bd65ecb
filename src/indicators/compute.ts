import { ArgumentError, checkKeys, checkLength, type MakeColumn, type NumberColumn, show, throughScope, toFloat64 } from '../core/index.ts';
import type { StreamingIndicator } from './streaming.ts';

/** An input: one of the columns of bars, or `series`, any column, which is the close where bars are given. */
export type InputName =
  | 'series'
  | 'other'
  | 'periods'
  | 'time'
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  | 'buyVolume'
  | 'funding'
  | 'openInterest';

/** Columns of bars by name, such as `Bars`, which has more. */
export type ColumnsOf<Name extends InputName> = { readonly [name in Name]: NumberColumn };

/** One bar: a number a column. */
export type BarOf<Name extends InputName> = { readonly [name in Name]: number };

/** Columns by name, such as `Bars`; one column alone is the `series`. */
export type IndicatorData = NumberColumn | { readonly [name in InputName]?: NumberColumn };

/** Where a batch call writes. */
export interface OutOption {
  /** Column of the input's length to write to instead of a new one; it must not share memory with an input. */
  readonly out?: Float64Array | undefined;
}

/** Columns to write to, by output name; those left out are made. */
export type OutColumns<Name extends string> = { readonly [name in Name]?: Float64Array | undefined };

/** The outputs of a batch call by name. */
export type OutputColumns<Name extends string> = { readonly [name in Name]: Float64Array };

/** Reads the inputs of an indicator from bars or from one column, refused where one is missing or of another length. */
export function inputColumns<Name extends InputName>(
  indicator: string,
  data: IndicatorData,
  inputs: readonly Name[],
): { readonly [name in Name]: Float64Array } {
  const columns = {} as { [name in Name]: Float64Array };
  if (Array.isArray(data) || ArrayBuffer.isView(data)) {
    if (inputs.length > 1 || inputs[0] !== 'series') {
      throw new ArgumentError(`Expected bars with ${inputs.join(', ')} for ${indicator}, was \`${show(data)}\`.`);
    }
    columns[inputs[0]] = toFloat64('series', data as NumberColumn);
    return columns;
  }
  for (const input of inputs) columns[input] = barColumn(indicator, data, input);
  for (const input of inputs) checkLength(input, columns[input], columns[inputs[0]].length, `\`${inputs[0]}\``);
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

/**
 * Computes one output column by `fill(out)`, which runs the streaming form over the inputs.
 *
 * Write the loop in the indicator's own file, so that the call in it stays fast.
 */
export function fillColumn(
  live: StreamingIndicator<never, unknown>,
  inputs: readonly Float64Array[],
  options: OutOption,
  fill: (out: Float64Array) => void,
): Float64Array {
  const { indicator } = live.constructor as typeof StreamingIndicator;
  return computeColumn(indicator, inputs, live.parameters, options.out, (out) => {
    fill(out);
    return 0;
  });
}

/** As {@link fillColumn} for several outputs by name. */
export function fillColumns<Name extends string>(
  live: StreamingIndicator<never, unknown>,
  inputs: readonly Float64Array[],
  outputs: readonly Name[],
  out: OutColumns<Name> | undefined,
  fill: (out: OutputColumns<Name>) => void,
): OutputColumns<Name> {
  const { indicator } = live.constructor as typeof StreamingIndicator;
  return computeColumns(indicator, inputs, live.parameters, outputs, out, (columns) => {
    fill(columns);
    return 0;
  });
}

/**
 * Computes one output column over the runs of finite inputs.
 *
 * `kernel(out, start, end)` writes the run `[start, end)` as if nothing came before it, and returns NaN where it met a
 * value that is not finite: only then are the runs looked for, so that clean columns are read once.
 */
export function computeColumn(
  name: string,
  inputs: readonly Float64Array[],
  parameters: Readonly<Record<string, number | string>>,
  out: Float64Array | undefined,
  kernel: (out: Float64Array, start: number, end: number) => number,
): Float64Array {
  if (out === undefined) {
    return throughScope(name, inputs, parameters, (column) => {
      const made = column();
      overRuns(inputs, [made], (start, end) => kernel(made, start, end));
      return made;
    });
  }
  checkOut('out', out, inputs);
  overRuns(inputs, [out], (start, end) => kernel(out, start, end));
  return out;
}

/** As {@link computeColumn} for several outputs by name. */
export function computeColumns<Name extends string>(
  name: string,
  inputs: readonly Float64Array[],
  parameters: Readonly<Record<string, number | string>>,
  outputs: readonly Name[],
  out: OutColumns<Name> | undefined,
  kernel: (out: OutputColumns<Name>, start: number, end: number) => number,
): OutputColumns<Name> {
  const compute = (column: MakeColumn): OutputColumns<Name> => {
    const columns = {} as { [name in Name]: Float64Array };
    for (const output of outputs) columns[output] = out?.[output] ?? column();
    overRuns(inputs, Object.values(columns), (start, end) => kernel(columns, start, end));
    return columns;
  };
  if (out === undefined || Object.keys(out).length === 0) return throughScope(name, inputs, parameters, compute);
  checkKeys('out', out, outputs);
  const taken: Float64Array[] = [...inputs];
  for (const output of outputs) {
    const column = out[output];
    if (column === undefined) continue;
    checkOut(`out.${output}`, column, taken);
    taken.push(column);
  }
  return compute(() => new Float64Array(inputs[0].length));
}

function checkOut(name: string, out: Float64Array, others: readonly Float64Array[]): void {
  if (!(out instanceof Float64Array)) throw new ArgumentError(`Expected \`${name}\` to be a Float64Array, was \`${show(out)}\`.`);
  checkLength(name, out, others[0].length, 'the input');
  const end = out.byteOffset + out.byteLength;
  for (const other of others) {
    if (out.buffer !== other.buffer || out.byteOffset >= other.byteOffset + other.byteLength || other.byteOffset >= end) continue;
    throw new ArgumentError(`Expected \`${name}\` to have memory of its own, shares it with an input or another output.`);
  }
}

/** Calls the kernel on the whole, and where it meets a value that is not finite on each run between such values instead. */
function overRuns(inputs: readonly Float64Array[], outputs: readonly Float64Array[], kernel: (start: number, end: number) => number): void {
  const length = inputs[0].length;
  if (Number.isFinite(kernel(0, length))) return;
  for (let start = 0; start < length; ) {
    if (!allFinite(inputs, start)) {
      for (const out of outputs) out[start] = Number.NaN;
      start++;
      continue;
    }
    let end = start + 1;
    while (end < length && allFinite(inputs, end)) end++;
    kernel(start, end);
    start = end;
  }
}

function allFinite(inputs: readonly Float64Array[], i: number): boolean {
  for (const input of inputs) if (!Number.isFinite(input[i])) return false;
  return true;
}
