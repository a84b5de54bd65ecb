import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ArgumentError, show } from '../../core/index.ts';
import * as templates from '../../strategy/index.ts';
import type { SweptStrategy } from '../sweep/trial-runner.ts';
import { importModule } from './import-module.ts';

/** Where a class of strategies can be had from. */
export interface StrategySource {
  /** Address of its module; undefined for a template of the library. */
  readonly module: string | undefined;
  readonly name: string;
  /** What it declares in `static parameters`, as JSON. */
  readonly parameters: string;
}

const ownTemplates: Readonly<Record<string, unknown>> = templates;

/**
 * Where a class can be imported from: `static module` of it, or the library.
 *
 * @throws ArgumentError where it does not say, with how to mend it.
 */
export function sourceOf<P extends object>(strategy: SweptStrategy<P>): StrategySource {
  const { name } = strategy;
  const parameters = parametersOf(strategy);
  if (ownTemplates[name] === strategy) return { module: undefined, name, parameters };
  const given: unknown = (strategy as { readonly module?: unknown }).module;
  if (given === undefined) {
    throw new ArgumentError(
      `Workers cannot import \`${name || 'the strategy'}\`, since it does not say from where: add \`static module = import.meta.url\` ` +
        '(in CommonJS `__filename`; in defineStrategy `module: import.meta.url`) and export it from that module.',
    );
  }
  if (name === '') throw new ArgumentError('Workers find a strategy in its module by its name: give the class one.');
  const text = given instanceof URL ? given.href : given;
  if (typeof text !== 'string' || !(isAbsolute(text) || URL.canParse(text))) {
    throw new ArgumentError(
      `Expected \`${name}.module\` to be the address of its module, such as import.meta.url, or an absolute path, was \`${show(given)}\`.`,
    );
  }
  return { module: isAbsolute(text) ? pathToFileURL(text).href : text, name, parameters };
}

/**
 * The class, from its module.
 *
 * @throws ArgumentError where the module cannot be imported, or has no such class.
 */
export async function importStrategy<P extends object>({ module, name, parameters }: StrategySource): Promise<SweptStrategy<P>> {
  if (module === undefined) return ownTemplates[name] as SweptStrategy<P>;
  const exported = await importModule(module, name);
  const inner: unknown = exported.default;
  const values = [...Object.entries(exported), ...(typeof inner === 'object' && inner !== null ? Object.entries(inner) : [])];
  const classes = new Set(values.filter(([key, value]) => typeof value === 'function' && (value.name === name || key === name)).map(last));
  const alike = [...classes].filter((found) => parametersOf(found) === parameters);
  if (alike.length === 1) return alike[0] as SweptStrategy<P>;
  if (alike.length > 1) {
    throw new ArgumentError(
      `\`${module}\` exports ${alike.length} strategies \`${name}\` with the same parameters: give each a name of its own.`,
    );
  }
  throw new ArgumentError(
    classes.size === 0
      ? `\`${module}\` exports no strategy \`${name}\`: export it there, so that workers can import it.`
      : `\`${name}\` that \`${module}\` exports has other parameters than the one that was given: give the one that is exported.`,
  );
}

function last([, value]: readonly [string, unknown]): unknown {
  return value;
}

function parametersOf(strategy: unknown): string {
  return JSON.stringify((strategy as { readonly parameters?: unknown }).parameters ?? {});
}
