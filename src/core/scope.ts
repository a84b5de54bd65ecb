/** What an indicator call was asked and what it answered. */
export interface IndicatorCall {
  /** Catalog name, such as `sma`. */
  readonly name: string;
  readonly inputs: readonly Float64Array[];
  readonly parameters: Readonly<Record<string, number | string>>;
  /** One column, or columns by output name. Shared and read-only. */
  readonly output: unknown;
}

/** Sees the indicator calls made while it is open: it may answer them from memory, and it may note them. */
export interface IndicatorScope {
  find(name: string, inputs: readonly Float64Array[], parameters: Readonly<Record<string, number | string>>): unknown;
  add(call: IndicatorCall): void;
  /** A column of zeros for an output of these inputs, in memory of the scope; undefined where it has none for them. */
  column?(inputs: readonly Float64Array[]): Float64Array | undefined;
  /**
   * The bars where `a` goes above `b`, or below it, of columns that the scope knows never to change: it may find both sides in one
   * pass. The flags are the caller's own.
   */
  crossing?(a: Float64Array, b: Float64Array, side: 'above' | 'below'): Uint8Array | undefined;
}

interface OpenScope {
  readonly scope: IndicatorScope;
  readonly outer: OpenScope | undefined;
}

let active: OpenScope | undefined;

/**
 * Runs `work` with `scope` open; calls that indicators make inside other indicators are not seen. Scopes nest: what the inner one
 * does not know, the outer one is asked for, and each notes what it did not know.
 */
export function withScope<T>(scope: IndicatorScope, work: () => T): T {
  const outer = active;
  active = { scope, outer };
  try {
    return work();
  } finally {
    active = outer;
  }
}

/** Makes a column of zeros, as long as the inputs, for an output. */
export type MakeColumn = () => Float64Array;

/** Computes an indicator through the open scopes, or straight away where none is open. */
export function throughScope<T>(
  name: string,
  inputs: readonly Float64Array[],
  parameters: Readonly<Record<string, number | string>>,
  compute: (column: MakeColumn) => T,
): T {
  if (active === undefined) return compute(() => new Float64Array(inputs[0].length));
  const opened = active;
  let output: unknown;
  let knower: OpenScope | undefined = opened;
  for (; knower !== undefined; knower = knower.outer) {
    output = knower.scope.find(name, inputs, parameters);
    if (output !== undefined) break;
  }
  if (knower === undefined) {
    active = undefined;
    try {
      output = compute(() => columnInScope(opened, inputs));
    } finally {
      active = opened;
    }
  }
  const call = { name, inputs, parameters, output };
  for (let at: OpenScope | undefined = opened; at !== knower && at !== undefined; at = at.outer) at.scope.add(call);
  return output as T;
}

function columnInScope(innermost: OpenScope, inputs: readonly Float64Array[]): Float64Array {
  for (let at: OpenScope | undefined = innermost; at !== undefined; at = at.outer) {
    const column = at.scope.column?.(inputs);
    if (column !== undefined) return column;
  }
  return new Float64Array(inputs[0].length);
}

/** The bars where `a` goes above `b`, or below it, from an open scope that knows. */
export function crossingInScope(a: Float64Array, b: Float64Array, side: 'above' | 'below'): Uint8Array | undefined {
  for (let at = active; at !== undefined; at = at.outer) {
    const found = at.scope.crossing?.(a, b, side);
    if (found !== undefined) return found;
  }
  return undefined;
}
