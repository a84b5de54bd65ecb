import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the package. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

const lock = join(root, 'node_modules', '.barwright-build');
const patience = 60_000;

/** Builds `dist` where it is missing or older than the sources; test processes that ask at once build once. */
export async function build(): Promise<void> {
  for (const end = Date.now() + patience; ; ) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (Date.now() > end) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    if (isCurrent()) return;
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The build failed:\n${stdout}\n${stderr}`);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Runs a script in a fresh Node and returns what it printed. */
export function runNode(args: readonly string[], cwd: string = root): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}

function isCurrent(): boolean {
  const door = join(root, 'dist', 'report.d.cts');
  if (!existsSync(door)) return false;
  const built = statSync(door).mtimeMs;
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => join('src', file));
  return [...sources, 'tsdown.config.ts', 'package.json'].every((file) => statSync(join(root, file)).mtimeMs < built);
}
