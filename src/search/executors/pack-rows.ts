import { blockCount, type TrialRows } from '../sweep/trial-rows.ts';

const header = 3;

/**
 * Rows as one block of bytes: three numbers (trials, metrics of each, bytes of the reasons), the columns of the rows, and the reasons
 * as JSON. Numbers keep their bits.
 */
export function packRows(rows: TrialRows): Uint8Array<ArrayBuffer> {
  const { length, metrics, sums, squares, failures } = rows;
  const reasons = new TextEncoder().encode(failures.size === 0 ? '' : JSON.stringify([...failures]));
  const numbers = header + metrics.length + sums.length + squares.length;
  const block = new Uint8Array(numbers * 8 + reasons.length);
  const values = new Float64Array(block.buffer, 0, numbers);
  values.set([length, length === 0 ? 0 : metrics.length / length, reasons.length]);
  values.set(metrics, header);
  values.set(sums, header + metrics.length);
  values.set(squares, header + metrics.length + sums.length);
  block.set(reasons, numbers * 8);
  return block;
}

/** The rows of a block that {@link packRows} made; they are views of it where its first byte is aligned to 8. */
export function unpackRows(block: Uint8Array): TrialRows {
  const bytes = block.byteOffset % 8 === 0 ? block : block.slice();
  const [length, width, reasons] = new Float64Array(bytes.buffer, bytes.byteOffset, header);
  let at = bytes.byteOffset + header * 8;
  const take = (count: number): Float64Array => {
    const column = new Float64Array(bytes.buffer, at, count);
    at += count * 8;
    return column;
  };
  const [metrics, sums, squares] = [take(length * width), take(length * blockCount), take(length * blockCount)];
  const text = new TextDecoder().decode(new Uint8Array(bytes.buffer, at, reasons));
  const failures: readonly (readonly [number, string])[] = text === '' ? [] : JSON.parse(text);
  return { length, metrics, sums, squares, failures: new Map(failures) };
}
