import { ArgumentError, show } from '../core/index.ts';

/** Yes or no, no where it is left out. */
export function checkFlag(name: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true;
  throw new ArgumentError(`Expected \`${name}\` to be true or false, was \`${show(value)}\`.`);
}
