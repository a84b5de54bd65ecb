import { ArgumentError, checkKeys, show } from '../core/index.ts';
import { type IndicatorData, inputColumns } from './compute.ts';

/** An indicator class of the npm package `technicalindicators`. */
export interface TechnicalIndicator {
  readonly name: string;
  calculate(input: never): readonly unknown[];
}

/** Options of {@link fromTechnicalIndicators}: the settings of that package, such as `period`, as they are. */
export type TechnicalIndicatorSettings = Readonly<Record<string, unknown>>;

/** What the package calls the columns of bars. */
const barColumns = ['open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Runs an indicator of the npm package `technicalindicators` over bars, as columns of their length: NaN while it warms up,
 * several outputs by their names. Values are those of that package, its rounding and its seeds included.
 *
 * @param indicator a class of the package, such as `RSI`; the package is yours to install.
 * @param settings what the class takes beside the columns.
 * @returns a function of bars, or of one column, which is given as `values`; it answers one column, or columns by name.
 * @throws ArgumentError where `indicator` has no `calculate`, or it answers more values than there are bars.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { fromTechnicalIndicators } from 'barwright/indicators';
 * import { RSI } from 'technicalindicators';
 * const strength = fromTechnicalIndicators(RSI, { period: 14 })(syntheticBars({ seed: 1, length: 500 }).close);
 * ```
 */
export function fromTechnicalIndicators(
  indicator: TechnicalIndicator,
  settings: TechnicalIndicatorSettings = {},
): (data: IndicatorData) => Float64Array | Readonly<Record<string, Float64Array>> {
  if (typeof indicator?.calculate !== 'function') {
    throw new ArgumentError(`Expected \`indicator\` to be a class of technicalindicators, such as RSI, was \`${show(indicator)}\`.`);
  }
  checkKeys('settings', settings, Object.keys(settings));
  return (data) => {
    const series = Array.isArray(data) || ArrayBuffer.isView(data);
    const given = series ? [] : barColumns.filter((name) => (data as { readonly [column in typeof name]?: unknown })[name] !== undefined);
    const columns = series ? inputColumns(indicator.name, data, ['series']) : inputColumns(indicator.name, data, given);
    const lists = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from(column as Float64Array)]));
    const values = lists.series ?? lists.close ?? [];
    const { length } = Object.values(lists)[0];
    return aligned(indicator.name, indicator.calculate({ ...lists, values, ...settings } as never), length);
  };
}

/** Puts the answers at the end of columns of the length of the bars. */
function aligned(name: string, answers: readonly unknown[], length: number): Float64Array | Readonly<Record<string, Float64Array>> {
  const shift = length - answers.length;
  if (shift < 0) throw new ArgumentError(`Expected ${name} to answer at most ${length} values, were ${answers.length}.`);
  const place = (read: (answer: unknown) => unknown): Float64Array => {
    const column = new Float64Array(length).fill(Number.NaN);
    answers.forEach((answer, i) => {
      const value = read(answer);
      column[shift + i] = typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : Number.NaN;
    });
    return column;
  };
  const sample = answers.findLast((answer) => typeof answer === 'object' && answer !== null);
  if (sample === undefined) return place((answer) => answer);
  return Object.fromEntries(
    Object.keys(sample as object).map((field) => [
      field,
      place((answer) => (answer as Readonly<Record<string, unknown>> | undefined)?.[field]),
    ]),
  );
}
