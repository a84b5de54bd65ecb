import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SignalStrategy, Strategy } from '../../../strategy/index.ts';

/** What tells whether a class here is the one that a sweep elsewhere is of. */
export interface StrategyIdentity {
  /** Hash of the file of its module; undefined where it is in none. */
  readonly file: string | undefined;
  /** Hash of the text of the class. */
  readonly text: string;
}

/** The identity of a class that comes from `module`. */
export async function identityOf(strategy: object, module: string | undefined): Promise<StrategyIdentity> {
  return { file: await hashOfFile(module), text: hash(textOf(strategy)) };
}

/** Whether two classes are the same: by the file they are in, or by their text, where a compiler has been at one of the files. */
export function isSame(one: StrategyIdentity, other: StrategyIdentity): boolean {
  return (one.file !== undefined && one.file === other.file) || one.text === other.text;
}

/** Under this name a class of `defineStrategy` holds the function that tells it from others. */
const madeOf: unique symbol = Symbol.for('barwright.signals') as never;

/** The text of a class and of those that it extends, up to the bases of strategies. */
function textOf(strategy: object): string {
  const parts: string[] = [];
  for (let of = strategy; typeof of === 'function' && !isBase(of); of = Object.getPrototypeOf(of)) {
    parts.push(String(of), String((of as { readonly [madeOf]?: unknown })[madeOf]));
  }
  return parts.join('\n');
}

function isBase(of: unknown): boolean {
  return of === SignalStrategy || of === Strategy || of === Function.prototype;
}

/** The hash of the file of a module; undefined where it is in none that can be read. */
export async function hashOfFile(module: string | undefined): Promise<string | undefined> {
  if (module === undefined || !module.startsWith('file:')) return undefined;
  try {
    return hash(await readFile(fileURLToPath(module)));
  } catch {
    return undefined;
  }
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
