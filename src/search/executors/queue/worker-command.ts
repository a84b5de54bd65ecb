import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ArgumentError, BarwrightError, version } from '../../../core/index.ts';
import { importModule } from '../import-module.ts';
import { addressOf } from './queue-address.ts';
import { queueWorker } from './queue-worker.ts';
import type { StrategyClass } from './strategy-lookup.ts';

const help = `Runs chunks of sweeps that queueExecutor() of barwright/search/queue put in a queue.

Usage: npx barwright-worker --url URL [options]

  --url URL           where the queue is, such as redis://localhost:6379 or
                      postgres://user@localhost/database
                      (default: the variable BARWRIGHT_QUEUE_URL)
  --name NAME         name of the queue (default: sweeps)
  --concurrency N     threads that run chunks (default: as many as the machine offers)
  --import FILE       a module that exports strategies; may be given more than once
  --cache FOLDER      where data sets are kept (default: barwright in ~/.cache)
  --cache-mib N       most that the folder keeps, MiB (default: 1024)
  --takeover-ms N     after how long a chunk of a worker that died is taken over
                      (default: 10000)
  --version, --help

SIGTERM and SIGINT let it finish its chunks and leave; a second one ends it at once.
`;

/**
 * The command `barwright-worker`: works until it is told to leave.
 *
 * @returns the exit code.
 */
export async function workerCommand(args: readonly string[]): Promise<number> {
  try {
    return await work(args);
  } catch (error) {
    const isExpected = error instanceof BarwrightError || (error as { readonly code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    console.error(`barwright-worker: ${isExpected ? (error as Error).message : ((error as Error).stack ?? error)}`);
    return 1;
  }
}

async function work(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      name: { type: 'string' },
      concurrency: { type: 'string' },
      import: { type: 'string', multiple: true },
      cache: { type: 'string' },
      'cache-mib': { type: 'string' },
      'takeover-ms': { type: 'string' },
      version: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  if (values.version === true) {
    console.log(version);
    return 0;
  }
  const url = values.url ?? process.env.BARWRIGHT_QUEUE_URL;
  if (url === undefined) throw new ArgumentError('Expected `--url`, such as --url redis://localhost:6379, was not given; see --help.');
  const { shown } = addressOf(url);
  const { name, cache } = values;
  const concurrency = numberOf('concurrency', values.concurrency);
  const cacheMiB = numberOf('cache-mib', values['cache-mib']);
  const takeoverMs = numberOf('takeover-ms', values['takeover-ms']);
  const strategies = (await Promise.all((values.import ?? []).map(strategiesIn))).flat();
  const worker = await queueWorker({
    url,
    strategies,
    ...(name !== undefined && { name }),
    ...(cache !== undefined && { cache }),
    ...(concurrency !== undefined && { concurrency }),
    ...(cacheMiB !== undefined && { cacheMiB }),
    ...(takeoverMs !== undefined && { takeoverMs }),
    onLog: (line) => console.error(line),
  });
  console.error(`barwright-worker ${version} waits for chunks at ${shown}`);
  await told();
  console.error('finishing the chunks under way');
  await worker.close();
  console.error(`left after ${worker.chunks} chunks`);
  return 0;
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ArgumentError(`Expected \`--${name}\` to be an integer, was \`${text}\`.`);
}

/** Resolves at the first signal to leave; the second ends the process. */
function told(): Promise<void> {
  return new Promise((leave) => {
    let signals = 0;
    const hear = (): void => {
      if (++signals > 1) process.exit(1);
      leave();
    };
    process.on('SIGTERM', hear).on('SIGINT', hear);
  });
}

/** The strategies that a module exports. */
async function strategiesIn(file: string): Promise<readonly StrategyClass[]> {
  const address = /^(file|data|node|https?):/.test(file) ? file : pathToFileURL(resolve(file)).href;
  const exported = await importModule(address, file);
  const inner: unknown = exported.default;
  const values = [...Object.values(exported), ...(typeof inner === 'object' && inner !== null ? Object.values(inner) : [])];
  const found = [...new Set(values.filter(isStrategy))];
  if (found.length === 0) throw new ArgumentError(`Expected \`--import ${file}\` to export strategies, it exports none.`);
  return found;
}

/** Whether a value is a class of strategies, of this copy of the library or of another. */
function isStrategy(value: unknown): value is StrategyClass {
  for (let of = value; typeof of === 'function'; of = Object.getPrototypeOf(of)) {
    if (of !== value && (of.name === 'SignalStrategy' || of.name === 'Strategy')) return true;
  }
  return false;
}
