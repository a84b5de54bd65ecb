import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, checkKeys, show as shown } from '../core/index.ts';

const display: unique symbol = Symbol.for('Jupyter.display') as never;

/** What shows itself in a notebook: its content by media type. */
export interface Displayable {
  [display](): Readonly<Record<string, unknown>>;
}

/** Options of {@link show}. */
export interface ShowOptions {
  /** Where to write the HTML outside of a notebook. @default `barwright.html` in the system's temporary folder */
  readonly path?: string;
}

interface DenoJupyter {
  display(content: object, options: { readonly raw: boolean }): Promise<void>;
}

/**
 * Shows a result in the output of a notebook cell: in Deno's kernel and in tslab's. Elsewhere its HTML is written to a file.
 *
 * @returns the path of that file; undefined in a notebook.
 * @throws ArgumentError where the value cannot show itself; SourceError where the file cannot be written.
 */
export async function show(value: Displayable, options: ShowOptions = {}): Promise<string | undefined> {
  checkKeys('options', options, ['path']);
  if (typeof value !== 'object' || value === null || typeof value[display] !== 'function') {
    throw new ArgumentError(`Expected a value that shows itself in notebooks, such as the result of a backtest, was \`${shown(value)}\`.`);
  }
  const content = value[display]();
  const html = String(content['text/html'] ?? '');
  const deno = (globalThis as { readonly Deno?: { readonly jupyter?: DenoJupyter } }).Deno?.jupyter;
  if (deno !== undefined) {
    await deno.display(content, { raw: true });
    return undefined;
  }
  const entry = process.argv[1] ?? '';
  const kernel = existsSync(entry) ? realpathSync(entry) : entry;
  if (/[\\/]tslab[\\/]/.test(kernel)) {
    const tslab = createRequire(kernel)('tslab') as { readonly display: { html(text: string): void } };
    tslab.display.html(html);
    return undefined;
  }
  const path = options.path ?? join(tmpdir(), 'barwright.html');
  const { atomicWrite } = await import('../data/index.ts');
  await atomicWrite(path, `<!doctype html><meta charset="utf-8"><title>barwright</title><body style="color-scheme:light dark">${html}`);
  return path;
}
