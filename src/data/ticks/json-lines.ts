import { DataError } from '../../core/index.ts';

const lineFeed = 10;
const brace = 123;

/** A number, or one as text, of a message; NaN where it is none. */
export function numberOf(value: unknown): number {
  if (typeof value === 'string') return value === '' ? Number.NaN : Number(value);
  return typeof value === 'number' ? value : Number.NaN;
}

/** Whether a file is JSON lines: objects, perhaps each behind a number and a space. */
export function isJsonLines(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString();
  return /^\uFEFF?\s*(\d+\s+)?\{/.test(head);
}

/**
 * Visits the objects of JSON lines. A line may begin with a number and a space: when it was received.
 *
 * @throws DataError that names the line which holds no object.
 */
export function visitJsonLines(
  bytes: Uint8Array,
  where: string,
  visit: (message: Readonly<Record<string, unknown>>, received: number, line: number) => void,
): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0, line = 1; start < buffer.length; line++) {
    const found = buffer.indexOf(lineFeed, start);
    const end = found < 0 ? buffer.length : found;
    const text = buffer.toString('utf8', start, end);
    const first = buffer[start];
    start = end + 1;
    if (first === brace) visit(parse(text, line, where), Number.NaN, line);
    else if (text.trim() !== '') {
      const gap = text.indexOf(' ');
      const received = Number(text.slice(0, gap));
      if (received > 0) visit(parse(text.slice(gap + 1), line, where), received, line);
      else visit(parse(text.trim(), line, where), Number.NaN, line);
    }
  }
}

function parse(text: string, line: number, where: string): Readonly<Record<string, unknown>> {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (error) {
    throw broken(text, line, where, error);
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) throw broken(text, line, where, undefined);
  return message as Readonly<Record<string, unknown>>;
}

function broken(text: string, line: number, where: string, cause: unknown): DataError {
  const [head, tail] = [text.slice(0, 30), text.length > 30 ? '...' : ''];
  return new DataError(`Expected line ${line}${where} to be an object in JSON, was \`${head}${tail}\`. Mend or remove the line.`, {
    cause,
    row: line - 1,
  });
}
