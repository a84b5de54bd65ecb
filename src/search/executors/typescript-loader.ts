import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

/** Whether a module is in TypeScript, by its address. */
export function isTypeScript(address: string): boolean {
  return /\.[cm]?tsx?(\?|$)/.test(address);
}

/** Addresses of the loaders of `tsx`, for CommonJS and for ES modules, where it is installed for this module. */
export function loadersOf(address: string): readonly string[] {
  try {
    const require = createRequire(address);
    const about = ['tsx', 'package.json'].join('/');
    const folder = pathToFileURL(require.resolve(about));
    const { exports } = require(about) as {
      readonly exports: Readonly<Record<string, { readonly import: { readonly default: string } }>>;
    };
    return ['./cjs/api', './esm/api'].map((door) => new URL(exports[door].import.default, folder).href);
  } catch {
    return [];
  }
}

/** Under this name a thread that reads TypeScript by tsx says so, whichever copy of the library asks. */
const reading: unique symbol = Symbol.for('barwright.typescript') as never;

/** Whether this thread reads TypeScript. A loader that was given to the process does not reach its threads in every version of Node. */
export function readsTypeScript(): boolean {
  if ((process.features as { readonly typescript?: string | false }).typescript || reading in globalThis) return true;
  return isMainThread && /tsx|ts-node/.test([...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' '));
}

/** Makes this thread read TypeScript by tsx, where it does not and tsx is installed for this module. */
export async function readTypeScript(address: string): Promise<void> {
  if (readsTypeScript()) return;
  for (const loader of loadersOf(address)) {
    const { register } = (await import(/* @vite-ignore */ loader)) as { readonly register: () => void };
    register();
    Object.defineProperty(globalThis, reading, { value: true });
  }
}
