import { ArgumentError } from '../../core/index.ts';
import { isTypeScript, readTypeScript } from './typescript-loader.ts';

/** Under this name a thread that imports strategies says so, whichever copy of the library asks. */
const importing: unique symbol = Symbol.for('barwright.importing') as never;

const place = globalThis as { [importing]?: string };

/** Says that this thread or process imports strategies for sweeps of another, so that their modules must not start sweeps. */
export function markAsImporting(name: string | undefined): void {
  if (name === undefined) delete place[importing];
  else place[importing] = name;
}

/**
 * Refuses a sweep that a module starts while a worker imports it.
 *
 * @throws ArgumentError in such a thread.
 */
export function refuseWhileImporting(): void {
  const name = place[importing];
  if (name === undefined) return;
  throw new ArgumentError(
    `The module of \`${name}\` starts a sweep when a worker imports it: move the class to a module of its own, or start the sweep in \`if (isMainThread)\` of node:worker_threads.`,
  );
}

/**
 * A module by its address. One in TypeScript is read by Node itself, by the loader of this process, or by tsx where it is installed.
 *
 * @throws ArgumentError where it cannot be imported.
 */
export async function importModule(address: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const before = place[importing];
  markAsImporting(name);
  try {
    if (isTypeScript(address)) await readTypeScript(address);
    return await import(/* @vite-ignore */ address);
  } catch (error) {
    if (error instanceof ArgumentError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const mend = isTypeScript(address)
      ? ' Workers read TypeScript by the loader that the program was started with: start it with `node --import tsx`, install tsx, or compile the module.'
      : '';
    throw new ArgumentError(`Workers cannot import \`${address}\`, the module of \`${name}\`: ${why.replace(/\.?$/, '.')}${mend}`, {
      cause: error,
    });
  } finally {
    markAsImporting(before);
  }
}
