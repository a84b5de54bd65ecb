import { ArgumentError, checkInteger, checkNumber, checkOneOf, show, suggestion } from '../core/index.ts';

/** A whole-number parameter. */
export interface IntegerParameter {
  readonly type: 'int';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** A real parameter. */
export interface RealParameter {
  readonly type: 'float';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** One of several words. */
export interface WordParameter {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}

/** What the parameters of an indicator may be, by name. */
export type IndicatorParameters = Readonly<Record<string, IntegerParameter | RealParameter | WordParameter>>;

/** The values that a set of parameters describes. */
export type ValuesOf<P extends IndicatorParameters> = {
  readonly [name in keyof P]: P[name] extends WordParameter ? P[name]['choices'][number] : number;
};

/** The longest period that indicators take. */
export const longestPeriod = 100_000;

/** The given values with defaults filled in; an unknown name or a value out of range is an `ArgumentError`. */
export function completeValues<P extends IndicatorParameters>(indicator: string, parameters: P, given: object): ValuesOf<P> {
  if (typeof given !== 'object' || given === null || ArrayBuffer.isView(given)) {
    throw new ArgumentError(`Expected the parameters of ${indicator} to be an object, was \`${show(given)}\`.`);
  }
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(parameters, name)) continue;
    const names = Object.keys(parameters);
    const hint = suggestion(name, names) || (names.length === 0 ? ' It has none.' : ` It has ${names.join(', ')}.`);
    throw new ArgumentError(`Unknown parameter \`${name}\` of ${indicator}.${hint}`);
  }
  const values: Record<string, number | string> = {};
  for (const name of Object.keys(parameters)) {
    const parameter = parameters[name];
    const asked = (given as Record<string, unknown>)[name];
    const value = asked === undefined ? parameter.default : asked;
    if (parameter.type === 'int') values[name] = checkInteger(name, value, parameter);
    else if (parameter.type === 'float') values[name] = checkNumber(name, value, parameter);
    else values[name] = checkOneOf(name, value, parameter.choices);
  }
  return values as ValuesOf<P>;
}
