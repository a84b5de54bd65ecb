/** How one parameter moved from window to window. */
export interface ParameterDrift {
  readonly name: string;
  /**
   * Mean over neighbouring windows of `|x_k - x_(k-1)|` as a share of the range that was searched; for choices the share of changes.
   * 0: it never moved; 1: from one end to the other each time. NaN where fewer than two windows chose.
   */
  readonly drift: number;
  /** Share of neighbouring windows between which it changed; NaN where fewer than two windows chose. */
  readonly changed: number;
  /** What each window chose; undefined where it chose nothing, or the parameter was not active. */
  readonly values: readonly unknown[];
}

/** How much the chosen parameters moved. */
export interface ParameterStability {
  /** Mean of the drifts of the parameters that could vary: 0 the same in all windows. NaN where fewer than two windows chose. */
  readonly drift: number;
  /** Share of neighbouring windows with other parameters. */
  readonly changed: number;
  readonly parameters: readonly ParameterDrift[];
}

/** Least and greatest value of each parameter that was tried; undefined for choices. */
export type TriedRanges = ReadonlyMap<string, readonly [number, number] | undefined>;

/**
 * Drift of parameters over windows; those without a choice are passed over.
 *
 * Source: ours; after the parameter plots of Pardo, The Evaluation and Optimization of Trading Strategies, 2008, chapter 11.
 */
export function parameterStability(windows: readonly (object | undefined)[], ranges: TriedRanges): ParameterStability {
  const chosen = windows.filter((params) => params !== undefined) as readonly Readonly<Record<string, unknown>>[];
  const parameters = Array.from(ranges, ([name, range]): ParameterDrift => {
    const steps = chosen.slice(1).map((params, k) => stepOf(chosen[k][name], params[name], range));
    return {
      name,
      drift: mean(steps.map(({ size }) => size)),
      changed: mean(steps.map(({ isChange }) => +isChange)),
      values: windows.map((params) => (params as Readonly<Record<string, unknown>> | undefined)?.[name]),
    };
  });
  const varying = parameters.filter(({ name }) => {
    const range = ranges.get(name);
    return range === undefined || range[1] > range[0];
  });
  return {
    drift: mean(varying.map(({ drift }) => drift)),
    changed: mean(chosen.slice(1).map((params, k) => +[...ranges.keys()].some((name) => params[name] !== chosen[k][name]))),
    parameters,
  };
}

function stepOf(
  before: unknown,
  now: unknown,
  range: readonly [number, number] | undefined,
): { readonly size: number; readonly isChange: boolean } {
  const isChange = before !== now;
  if (typeof before !== 'number' || typeof now !== 'number' || range === undefined || range[1] <= range[0])
    return { size: +isChange, isChange };
  return { size: Math.abs(now - before) / (range[1] - range[0]), isChange };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
