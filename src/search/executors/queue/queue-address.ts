import { ArgumentError, show } from '../../../core/index.ts';

/** Where the chunks of sweeps wait: a server of one of two kinds. */
export interface QueueAddress {
  readonly kind: 'redis' | 'postgres';
  readonly url: string;
  /** The URL as messages show it: without its password. */
  readonly shown: string;
}

const kinds: Readonly<Record<string, QueueAddress['kind']>> = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'valkey:': 'redis',
  'valkeys:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

/**
 * The address in a URL.
 *
 * @throws ArgumentError where it is no URL of a queue.
 */
export function addressOf(url: unknown): QueueAddress {
  const parsed = typeof url === 'string' ? parsedUrl(url) : undefined;
  const kind = kinds[parsed?.protocol ?? ''];
  if (parsed === undefined || kind === undefined) {
    const was = parsed === undefined ? show(url) : show(withoutPassword(parsed));
    throw new ArgumentError(
      `Expected \`url\` to be the address of a queue, such as 'redis://localhost:6379' or 'postgres://user@localhost/database', was \`${was}\`.`,
    );
  }
  return { kind, url: parsed.href.replace(/^valkey/, 'redis'), shown: withoutPassword(parsed) };
}

function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function withoutPassword(url: URL): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  for (const name of [...shown.searchParams.keys()]) if (/password|secret|key/i.test(name)) shown.searchParams.set(name, '***');
  return shown.href;
}
