import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const source = fileURLToPath(new URL('../../src/kernels/assembly/kernels.ts', import.meta.url));
const target = fileURLToPath(new URL('../../src/kernels/simd-module.ts', import.meta.url));

/** The text of the module that holds the compiled kernels. */
export async function compiledModule(): Promise<string> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      'kernels.ts',
      ...['--outFile', 'kernels.wasm', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '2', '--maximumMemory', '2'],
      ...['-O3', '--converge', '--noAssert', '--memoryBase', '131000'],
    ],
    {
      readFile: (name) => (name === 'kernels.ts' ? readFileSync(source, 'utf8') : null),
      writeFile: (_, contents) => {
        bytes = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || bytes === undefined) throw new Error(`The kernels do not compile:\n${stderr.toString()}`, { cause: error });
  const text = Buffer.from(bytes).toString('base64');
  return `/** The kernels of \`assembly/kernels.ts\`, compiled: \`npm run assembly\` writes this file. */\nexport const simdModule: string =\n  '${text}';\n`;
}

/** The text of the module as it is kept. */
export function keptModule(): string {
  return readFileSync(target, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await compiledModule());
