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
}

let active: IndicatorScope | undefined;

/** Runs `work` with `scope` open; calls that indicators make inside other indicators are not seen. */
export function withScope<T>(scope: IndicatorScope, work: () => T): T {
  const outer = active;
  active = scope;
  try {
    return work();
  } finally {
    active = outer;
  }
}

/** Computes an indicator through the open scope, or straight away where none is open. */
export function throughScope<T>(
  name: string,
  inputs: readonly Float64Array[],
  parameters: Readonly<Record<string, number | string>>,
  compute: () => T,
): T {
  if (active === undefined) return compute();
  const scope = active;
  const known = scope.find(name, inputs, parameters);
  if (known !== undefined) return known as T;
  active = undefined;
  try {
    const output = compute();
    scope.add({ name, inputs, parameters, output });
    return output;
  } finally {
    active = scope;
  }
}
