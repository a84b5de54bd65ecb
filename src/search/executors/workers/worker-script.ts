import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SourceError } from '../../../core/index.ts';
import { isTypeScript, loadersOf } from '../typescript-loader.ts';

/** What a thread begins with. */
export interface WorkerScript {
  /** The path of a file, or a program. */
  readonly script: string;
  readonly isProgram: boolean;
}

/**
 * What threads begin with: a file of its own in the package, the one beside this one in the sources.
 *
 * @throws SourceError where it is not there.
 */
export function workerScript(): WorkerScript {
  const own = import.meta.url;
  const entry = new URL(isTypeScript(own) ? './worker-entry.ts' : `./search-worker${/\.[cm]?js$/.exec(own)?.[0] ?? '.mjs'}`, own);
  const path = fileURLToPath(entry);
  if (!existsSync(path)) {
    throw new SourceError(`The file that workers run, \`${path}\`, is missing: leave barwright out of the bundle of your program.`);
  }
  return isTypeScript(own) ? { script: programOf(entry.href), isProgram: true } : { script: path, isProgram: false };
}

/** Imports the sources: by Node itself where it reads TypeScript, otherwise by tsx. */
function programOf(entry: string): string {
  const loaders = (process.features as { readonly typescript?: string | false }).typescript ? [] : loadersOf(entry);
  return `(async () => {
    for (const loader of ${JSON.stringify(loaders)}) {
      (await import(loader)).register();
      globalThis[Symbol.for('barwright.typescript')] = true;
    }
    await import(${JSON.stringify(entry)});
  })();`;
}
