import { simd } from './simd.ts';

/** Flags that pass through the memory of WebAssembly at once: their places fill two regions. */
const chunk = 16_384;

/** Writes the bars whose flag is not 0 to `out`, in their order, and answers how many there are. */
export function flaggedInto(out: Int32Array, flags: Uint8Array): number {
  const fast = simd();
  if (fast === undefined) return plainFlaggedInto(out, flags);
  const { kernels, regions } = fast;
  const bytes = new Uint8Array(regions[0].buffer, regions[0].byteOffset, chunk);
  const places = new Int32Array(regions[1].buffer, regions[1].byteOffset, chunk);
  let count = 0;
  for (let from = 0; from < flags.length; from += chunk) {
    const length = Math.min(chunk, flags.length - from);
    bytes.set(length === flags.length ? flags : flags.subarray(from, from + length));
    if (length < chunk) bytes.fill(0, length, Math.min(chunk, length + 16));
    const found = kernels.flagged(length);
    for (let k = 0; k < found; k++) out[count + k] = from + places[k];
    count += found;
  }
  return count;
}

/** {@link flaggedInto} without WebAssembly. */
export function plainFlaggedInto(out: Int32Array, flags: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < flags.length; i++) if (flags[i] !== 0) out[count++] = i;
  return count;
}
