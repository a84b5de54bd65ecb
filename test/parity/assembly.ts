import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** A source of kernels, the module that holds them compiled, and the memory that they work in. */
interface Assembly {
  readonly source: string;
  readonly target: string;
  readonly constant: string;
  readonly memory: readonly string[];
}

export const assemblies: readonly Assembly[] = [
  {
    source: 'kernels.ts',
    target: 'simd-module.ts',
    constant: 'simdModule',
    memory: ['--initialMemory', '2', '--maximumMemory', '2', '--memoryBase', '131000'],
  },
  {
    source: 'columns.ts',
    target: 'column-module.ts',
    constant: 'columnModule',
    memory: ['--importMemory', '--initialMemory', '1'],
  },
  {
    source: 'halves.ts',
    target: 'halves-module.ts',
    constant: 'halvesModule',
    memory: ['--importMemory', '--initialMemory', '1'],
  },
];

const folder = fileURLToPath(new URL('../../src/kernels/', import.meta.url));

/** The text of the module that holds the compiled kernels. */
export async function compiledModule({ source, constant, memory }: Assembly): Promise<string> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [source, '--outFile', 'kernels.wasm', '--runtime', 'stub', '--enable', 'simd', ...memory, '-O3', '--converge', '--noAssert'],
    {
      readFile: (name) => (name === source ? readFileSync(`${folder}assembly/${source}`, 'utf8') : null),
      writeFile: (_, contents) => {
        bytes = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || bytes === undefined) throw new Error(`${source} does not compile:\n${stderr.toString()}`, { cause: error });
  const text = Buffer.from(bytes).toString('base64');
  return `/** The kernels of \`assembly/${source}\`, compiled: \`npm run assembly\` writes this file. */\nexport const ${constant}: string =\n  '${text}';\n`;
}

/** The text of the module as it is kept. */
export function keptModule({ target }: Assembly): string {
  return readFileSync(`${folder}${target}`, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const assembly of assemblies) writeFileSync(`${folder}${assembly.target}`, await compiledModule(assembly));
}
