import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, checkKeys, show as shown } from '../core/index.ts';

const display: unique symbol = Symbol.for('Jupyter.display') as never;

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
 * @param value what has a method `Symbol.for('Jupyter.display')`, such as the result of a backtest.
 * @returns the path of that file; undefined in a notebook.
 * @throws ArgumentError where the value cannot show itself; SourceError where the file cannot be written.
 * @example
 * ```ts
 * import { backtest, defineStrategy, syntheticBars } from 'barwright';
 * import { show } from 'barwright/report';
 * const Hold = defineStrategy({ signals: (bars) => ({ exposure: new Float64Array(bars.length).fill(1) }) });
 * await show(backtest(new Hold(), syntheticBars({ seed: 7, length: 500 })));
 * ```
 */
export async function show(value: object, options: ShowOptions = {}): Promise<string | undefined> {
  checkKeys('options', options, ['path']);
  const { [display]: displayed } = (value ?? {}) as { [display]?: () => Readonly<Record<string, unknown>> };
  if (typeof displayed !== 'function') {
    throw new ArgumentError(`Expected a value that shows itself in notebooks, such as the result of a backtest, was \`${shown(value)}\`.`);
  }
  const content = displayed.call(value);
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
