import { ArgumentError } from './errors.ts';

/** Bounds of a number; an absent bound does not bind. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** The value must be greater than this. */
  readonly above?: number;
  /** The value must be less than this. */
  readonly below?: number;
}

/** Prints any value the way error messages show it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name}(${value instanceof DataView ? value.byteLength : (value as Uint8Array).length})`;
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return keys.length === 0 ? '{}' : `{ ${keys.slice(0, 6).join(', ')}${keys.length > 6 ? ', ...' : ''} }`;
  }
  return String(value);
}

function describeRange(range: NumberRange): string {
  const parts: string[] = [];
  if (range.min !== undefined) parts.push(`>= ${range.min}`);
  if (range.above !== undefined) parts.push(`> ${range.above}`);
  if (range.max !== undefined) parts.push(`<= ${range.max}`);
  if (range.below !== undefined) parts.push(`< ${range.below}`);
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}

function inRange(value: number, range: NumberRange): boolean {
  return (
    !(range.min !== undefined && value < range.min) &&
    !(range.max !== undefined && value > range.max) &&
    !(range.above !== undefined && value <= range.above) &&
    !(range.below !== undefined && value >= range.below)
  );
}

/** Returns `value` if it is an integer in the range; otherwise throws an {@link ArgumentError} that names it. */
export function checkInteger(name: string, value: unknown, range: NumberRange = {}): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && inRange(value, range)) return value;
  throw new ArgumentError(`Expected \`${name}\` to be an integer${describeRange(range)}, was \`${show(value)}\`.`);
}

/** Returns `value` if it is a finite number in the range; otherwise throws an {@link ArgumentError} that names it. */
export function checkNumber(name: string, value: unknown, range: NumberRange = {}): number {
  if (typeof value === 'number' && Number.isFinite(value) && inRange(value, range)) return value;
  throw new ArgumentError(`Expected \`${name}\` to be a finite number${describeRange(range)}, was \`${show(value)}\`.`);
}

/** Returns `value` if it is one of the choices; otherwise throws with "did you mean". */
export function checkOneOf<T extends string>(name: string, value: unknown, choices: readonly T[]): T {
  if (choices.includes(value as T)) return value as T;
  const list = choices.map((choice) => `'${choice}'`).join(', ');
  throw new ArgumentError(`Expected \`${name}\` to be one of ${list}, was \`${show(value)}\`.${suggestion(String(value), choices)}`);
}

/** Throws an {@link ArgumentError} for the first key of `options` that is not known, with "did you mean". */
export function checkKeys(name: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options) || ArrayBuffer.isView(options)) {
    throw new ArgumentError(`Expected \`${name}\` to be an object, was \`${show(options)}\`.`);
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const hint = suggestion(key, known);
    throw new ArgumentError(`Unknown option \`${key}\` in \`${name}\`.${hint || ` Known options: ${known.join(', ')}.`}`);
  }
}

/** Throws unless every column has the expected length. */
export function checkLength(name: string, column: { readonly length: number }, length: number, of = 'the bars'): void {
  if (column.length === length) return;
  throw new ArgumentError(`Expected \`${name}\` to have length ${length} as ${of}, was ${column.length}.`);
}

/** " Did you mean `x`?" for the nearest known word within a third of its length, or an empty string. */
export function suggestion(word: string, known: readonly string[]): string {
  let best = '';
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return bestDistance <= Math.max(2, Math.floor(best.length / 3)) ? ` Did you mean \`${best}\`?` : '';
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, previous[j] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = row;
  }
  return previous[b.length];
}
