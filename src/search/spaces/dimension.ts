import { ArgumentError, checkInteger, checkKeys, checkNumber, checkOneOf, show, suggestion } from '../../core/index.ts';
import type { Choice, DimensionSpec, DimensionSpecs, ValuesDimension, When } from './dimension-spec.ts';
import { continuousScale, evenScale, listedScale, logIntScale, rangeScale, type Scale, steppedScale } from './scales.ts';

/** Another parameter, by its place, and the codes of it under which this one is active. */
export interface Condition {
  readonly parent: number;
  readonly codes: readonly number[];
}

/**
 * One checked parameter of a space. Columns hold its *codes*: the number itself, or the index into `choices` where it has choices;
 * NaN where it is not active.
 */
export interface Dimension extends Scale {
  readonly name: string;
  /** The values that codes count, where the values are no ordered numbers. */
  readonly choices: readonly Choice[] | undefined;
  /** All of these must hold for the parameter to be active. */
  readonly conditions: readonly Condition[];
}

type Unconditional = Omit<Dimension, 'conditions'>;

/** Checks the parameters of a space and the conditions between them. */
export function readDimensions(specs: DimensionSpecs): readonly Dimension[] {
  if (typeof specs !== 'object' || specs === null || Array.isArray(specs)) {
    throw new ArgumentError(`Expected the space to be an object of parameters, was \`${show(specs)}\`.`);
  }
  const names = Object.keys(specs);
  if (names.length === 0) {
    throw new ArgumentError(
      'Expected the space to have at least one parameter, was `{}`: add one, such as `{ period: { from: 5, to: 50 } }`.',
    );
  }
  const dimensions = names.map((name) => ({ ...readScale(name, specs[name]), name }));
  return dimensions.map((dimension) => ({
    ...dimension,
    conditions: readConditions(dimension.name, whenOf(specs[dimension.name]), dimensions),
  }));
}

/** The value that a code stands for. */
export function valueOfCode(dimension: Dimension, code: number): Choice {
  return dimension.choices === undefined ? code : dimension.choices[code];
}

function readScale(name: string, spec: DimensionSpec): Omit<Unconditional, 'name'> {
  if (Array.isArray(spec)) return readList(name, spec);
  if (typeof spec !== 'object' || spec === null) return readList(name, [spec as Choice]);
  if ('values' in spec) {
    checkKeys(name, spec, ['values', 'when']);
    return readList(name, (spec as ValuesDimension).values);
  }
  if ('type' in spec) return readDeclared(name, spec);
  checkKeys(name, spec, ['from', 'to', 'step', 'when']);
  const { from, to, step = 1 } = spec as { from: number; to: number; step?: number };
  checkNumber(`${name}.from`, from);
  checkNumber(`${name}.to`, to, { min: from });
  checkNumber(`${name}.step`, step, { above: 0 });
  return { ...rangeScale(from, to, step), choices: undefined };
}

function readDeclared(name: string, spec: Extract<DimensionSpec, { readonly type: string }>): Omit<Unconditional, 'name'> {
  const about = ['type', 'when', 'default', 'description'];
  switch (spec.type) {
    case 'int': {
      checkKeys(name, spec, [...about, 'min', 'max', 'step', 'scale']);
      const isLog = checkOneOf(`${name}.scale`, spec.scale ?? 'linear', ['linear', 'log']) === 'log';
      checkInteger(`${name}.min`, spec.min, isLog ? { min: 1 } : {});
      checkInteger(`${name}.max`, spec.max, { min: spec.min });
      const step = checkInteger(`${name}.step`, spec.step ?? 1, { min: 1 });
      if (isLog && spec.step !== undefined) {
        throw new ArgumentError(
          `Expected \`${name}.step\` to be left out on a log scale, was \`${step}\`: list the numbers as \`values\`.`,
        );
      }
      return { ...(isLog ? logIntScale(spec.min, spec.max) : rangeScale(spec.min, spec.max, step)), choices: undefined };
    }
    case 'float': {
      checkKeys(name, spec, [...about, 'min', 'max', 'steps', 'scale']);
      const scale = checkOneOf(`${name}.scale`, spec.scale ?? 'linear', ['linear', 'log']);
      checkNumber(`${name}.min`, spec.min, scale === 'log' ? { above: 0 } : {});
      checkNumber(`${name}.max`, spec.max, { min: spec.min });
      if (spec.steps !== undefined) checkInteger(`${name}.steps`, spec.steps, { min: 2, max: 1_000_000 });
      if (spec.min === spec.max) return { ...listedScale([spec.min]), choices: undefined };
      if (spec.steps === undefined) return { ...continuousScale(spec.min, spec.max, scale), choices: undefined };
      return { ...steppedScale(spec.min, spec.max, spec.steps, scale), choices: undefined };
    }
    case 'choice':
      checkKeys(name, spec, [...about, 'choices']);
      return readList(name, spec.choices);
    case 'boolean':
      checkKeys(name, spec, about);
      return readList(name, [false, true]);
    default:
      throw new ArgumentError(
        `Expected \`${name}.type\` to be 'int', 'float', 'choice' or 'boolean', was \`${show((spec as { readonly type: unknown }).type)}\`.`,
      );
  }
}

function readList(name: string, values: readonly Choice[]): Omit<Unconditional, 'name'> {
  if (!Array.isArray(values)) throw new ArgumentError(`Expected \`${name}\` to list its values, was \`${show(values)}\`.`);
  if (values.length === 0) throw new ArgumentError(`Expected \`${name}\` to have at least one value, was an empty list.`);
  values.forEach((value, i) => {
    const isChoice = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    if (!isChoice) throw new ArgumentError(`Expected values of \`${name}\` to be numbers, strings or booleans, was \`${show(value)}\`.`);
    if (values.indexOf(value) < i) throw new ArgumentError(`Expected values of \`${name}\` to be different, was \`${show(value)}\` twice.`);
  });
  if (values.every((value) => typeof value === 'number')) return { ...listedScale(values), choices: undefined };
  const index = (code: number): number => code;
  return { ...evenScale(values.length, index, index), choices: Object.freeze([...values]) };
}

function whenOf(spec: DimensionSpec): When {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return {};
  return (spec as { readonly when?: When }).when ?? {};
}

function readConditions(name: string, when: When, dimensions: readonly Unconditional[]): readonly Condition[] {
  if (typeof when !== 'object' || Array.isArray(when)) {
    throw new ArgumentError(`Expected \`${name}.when\` to be an object such as \`{ mode: 'fast' }\`, was \`${show(when)}\`.`);
  }
  const names = dimensions.map((dimension) => dimension.name);
  return Object.entries(when).map(([parentName, wanted]) => {
    const parent = names.indexOf(parentName);
    if (parent < 0 || parentName === name) {
      throw new ArgumentError(
        `Expected \`${name}.when\` to name another parameter, was \`${parentName}\`.${suggestion(parentName, names)}`,
      );
    }
    const dimension = dimensions[parent];
    if (!Number.isFinite(dimension.count)) {
      throw new ArgumentError(
        `Expected \`${name}.when\` to name a parameter with separate values, was \`${parentName}\`: give it \`steps\`.`,
      );
    }
    const values: readonly Choice[] = Array.isArray(wanted) ? wanted : [wanted as Choice];
    if (values.length === 0)
      throw new ArgumentError(`Expected \`${name}.when.${parentName}\` to have at least one value, was an empty list.`);
    return { parent, codes: values.map((value) => codeOfValue(`${name}.when.${parentName}`, dimension, value)) };
  });
}

/**
 * The code of a value; of numbers that rounding parts, the one of the space.
 *
 * @throws ArgumentError where the parameter has no such value.
 */
export function codeOfValue(name: string, dimension: Unconditional, value: unknown): number {
  const { choices, count } = dimension;
  if (choices !== undefined) {
    const code = choices.indexOf(value as Choice);
    if (code >= 0) return code;
    const known = choices.map((choice) => show(choice)).join(', ');
    throw new ArgumentError(`Expected \`${name}\` to be one of ${known}, was \`${show(value)}\`.`);
  }
  const [first, last] = [dimension.codeAt(0), dimension.codeAt(1)];
  if (typeof value === 'number') {
    const code = Number.isFinite(count) ? dimension.codeAt(dimension.unitOf(value)) : Math.min(last, Math.max(first, value));
    if (Math.abs(code - value) <= 1e-9 * Math.max(Math.abs(code), last - first)) return code;
  }
  const range = count === 1 ? `${first}` : `a value of its range, ${first} to ${last}`;
  throw new ArgumentError(`Expected \`${name}\` to be ${range}, was \`${show(value)}\`.`);
}
