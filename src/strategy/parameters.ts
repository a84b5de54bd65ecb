import { ArgumentError, checkInteger, checkNumber, checkOneOf, show, suggestion } from '../core/index.ts';

/** A whole-number parameter. */
export interface IntParameter {
  readonly type: 'int';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly description?: string;
}

/** A real parameter. */
export interface FloatParameter {
  readonly type: 'float';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly description?: string;
}

/** One of several words. */
export interface ChoiceParameter {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
  readonly description?: string;
}

/** Yes or no. */
export interface BooleanParameter {
  readonly type: 'boolean';
  readonly default: boolean;
  readonly description?: string;
}

/** What one parameter may be. */
export type ParameterSpec = IntParameter | FloatParameter | ChoiceParameter | BooleanParameter;

/** What all parameters of a strategy may be, by name. */
export type ParameterSpace = Readonly<Record<string, ParameterSpec>>;

/** The values that a space describes. */
export type ParametersOf<Space extends ParameterSpace> = {
  readonly [name in keyof Space]: Space[name] extends ChoiceParameter
    ? Space[name]['choices'][number]
    : Space[name] extends BooleanParameter
      ? boolean
      : number;
};

/**
 * The given parameters with defaults filled in, frozen.
 *
 * @throws ArgumentError where a name is unknown (with "did you mean") or a value is out of range.
 */
export function completeParameters(strategy: string, space: ParameterSpace, given: object): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null) {
    throw new ArgumentError(`Expected the parameters of ${strategy} to be an object, was \`${show(given)}\`.`);
  }
  const names = Object.keys(space);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const hint = suggestion(name, names) || (names.length === 0 ? ' It declares none.' : ` It has ${names.join(', ')}.`);
    throw new ArgumentError(`Unknown parameter \`${name}\` of ${strategy}.${hint}`);
  }
  const complete: Record<string, unknown> = {};
  for (const name of names) {
    const value = (given as Record<string, unknown>)[name];
    complete[name] = checkParameter(`${strategy}.${name}`, space[name], value === undefined ? space[name].default : value);
  }
  return Object.freeze(complete);
}

function checkParameter(name: string, spec: ParameterSpec, value: unknown): unknown {
  switch (spec.type) {
    case 'int':
      return checkInteger(name, value, spec);
    case 'float':
      return checkNumber(name, value, spec);
    case 'choice':
      return checkOneOf(name, value, spec.choices);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw new ArgumentError(`Expected \`${name}\` to be true or false, was \`${show(value)}\`.`);
    default:
      throw new ArgumentError(`Expected \`parameters\` of ${name} to have type int, float, choice or boolean, was \`${show(spec)}\`.`);
  }
}
