import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server of this machine alone, on a free port and a folder of its own. */
export interface Server {
  readonly url: string;
  /** Starts it again on the same port and folder. */
  start(): Promise<void>;
  /** Ends it, with what it holds on disk; `SIGKILL` as a failing machine would. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

const redisProgram = onPath('redis-server') ?? onPath('valkey-server');
const postgresFolder = newestPostgres();

/** Why there is no Redis here, and what would bring it; undefined where there is one. */
export const redisMissing: string | undefined =
  redisProgram === undefined ? 'there is no redis-server: `apt-get install redis-server`, the tests start it themselves' : undefined;

/** Why there is no PostgreSQL here, and what would bring it; undefined where there is one. */
export const postgresMissing: string | undefined =
  postgresFolder === undefined ? 'there is no PostgreSQL: `apt-get install postgresql`, the tests start it themselves' : undefined;

/** The backends that this machine can start, and why not. */
export const servers: readonly { readonly name: string; readonly missing: string | undefined; start(): Promise<Server> }[] = [
  { name: 'Redis', missing: redisMissing, start: startRedis },
  { name: 'PostgreSQL', missing: postgresMissing, start: startPostgres },
];

/** A Redis that logs each command to disk, so that nothing is lost when it is killed. */
export async function startRedis(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'barwright-redis-'));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
  return started({
    folder,
    url: `redis://127.0.0.1:${port}`,
    start: () =>
      spawn(redisProgram ?? '', [...options, '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' }),
    isReady: () => spawnSync('redis-cli', ['-p', String(port), 'ping'], { encoding: 'utf8' }).stdout?.trim() === 'PONG',
    quick: 'SIGTERM',
  });
}

/** A PostgreSQL cluster with one database; as the user `postgres` where these tests run as root, which it refuses. */
export async function startPostgres(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'barwright-postgres-'));
  const cluster = join(folder, 'cluster');
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  const port = await freePort();
  const program = (name: string): string => join(postgresFolder ?? '', name);
  const made = spawnSync(program('initdb'), ['-D', cluster, '-U', 'barwright', '--auth', 'trust', '--no-sync', '--encoding', 'UTF8'], {
    ...owner,
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const options = ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`];
  return started({
    folder,
    url: `postgres://barwright@127.0.0.1:${port}/postgres`,
    start: () => spawn(program('postgres'), options, { ...owner, cwd: folder, stdio: 'ignore' }),
    isReady: () => spawnSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0,
    quick: 'SIGINT',
  });
}

interface Program {
  readonly folder: string;
  readonly url: string;
  readonly start: () => ChildProcess;
  readonly isReady: () => boolean;
  /** The signal that it ends upon in good order, without waiting for its clients. */
  readonly quick: 'SIGTERM' | 'SIGINT';
}

async function started({ folder, url, start, isReady, quick }: Program): Promise<Server> {
  let running: ChildProcess | undefined;
  const kill = (): void => {
    running?.kill('SIGKILL');
  };
  const server: Server = {
    url,
    async start() {
      running = start();
      process.once('exit', kill);
      for (let tries = 0; tries < 400; tries++) {
        // What a killed PostgreSQL left behind keeps a new one from starting for a moment.
        if (running.exitCode !== null) running = start();
        else if (isReady()) return;
        await sleep(50);
      }
      throw new Error(`${url} did not get ready`);
    },
    async stop(signal = 'SIGTERM') {
      process.removeListener('exit', kill);
      const ending = running;
      running = undefined;
      if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = once(ending, 'exit');
      ending.kill(signal === 'SIGTERM' ? quick : signal);
      await ended;
    },
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await server.start();
  return server;
}

/** A port on which nobody listens now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The folder of the programs of the newest PostgreSQL: on the path, or where Debian keeps them. */
function newestPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres', 'pg_isready'].every((name) => isProgram(join(folder, name))));
}

function idsOf(user: string): { readonly uid: number; readonly gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${user}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
