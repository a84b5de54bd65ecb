import type { CorrelationPart } from '../../significance/index.ts';

/** A part of a correlation as bytes: two counts, and the column. */
export function packCorrelation({ trials, sum, varied }: CorrelationPart): Uint8Array<ArrayBuffer> {
  const values = new Float64Array(2 + sum.length);
  values.set([trials, varied]);
  values.set(sum, 2);
  return new Uint8Array(values.buffer);
}

/** The part again. */
export function unpackCorrelation(block: Uint8Array): CorrelationPart {
  const bytes = block.byteOffset % 8 === 0 ? block : block.slice();
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  return { trials: values[0], varied: values[1], sum: values.subarray(2) };
}
