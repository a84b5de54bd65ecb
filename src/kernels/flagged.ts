import { simd } from './simd.ts';

/** Flags that pass through the memory of WebAssembly at once: their places fill a region. */
const chunk = 8_192;
/** Bytes to the second flags. */
const half = 16_384;

/** How many bars were written to each of two lists. */
export interface FlaggedCounts {
  first: number;
  second: number;
}

/**
 * Writes the bars where only `a` is not 0 to `first` and those where only `b` is not 0 to `second`, in their order: bars that both flag
 * are left out.
 */
export function flaggedApartInto(first: Int32Array, second: Int32Array, counts: FlaggedCounts, a: Uint8Array, b: Uint8Array): void {
  const fast = simd();
  if (fast === undefined) {
    plainFlaggedApartInto(first, second, counts, a, b);
    return;
  }
  const { kernels, regions } = fast;
  const [flags, here, there] = regions;
  const flagsA = new Uint8Array(flags.buffer, flags.byteOffset, chunk);
  const flagsB = new Uint8Array(flags.buffer, flags.byteOffset + half, chunk);
  const placesA = new Int32Array(here.buffer, here.byteOffset, chunk);
  const placesB = new Int32Array(there.buffer, there.byteOffset, chunk);
  counts.first = 0;
  counts.second = 0;
  for (let from = 0; from < a.length; from += chunk) {
    const length = Math.min(chunk, a.length - from);
    flagsA.set(a.subarray(from, from + length));
    flagsB.set(b.subarray(from, from + length));
    flagsA.fill(0, length, length + 16);
    flagsB.fill(0, length, length + 16);
    const found = kernels.flaggedApart(length);
    const [countA, countB] = [found & 0xffff, found >>> 16];
    for (let k = 0; k < countA; k++) first[counts.first + k] = from + placesA[k];
    for (let k = 0; k < countB; k++) second[counts.second + k] = from + placesB[k];
    counts.first += countA;
    counts.second += countB;
  }
}

/** {@link flaggedApartInto} without WebAssembly. */
export function plainFlaggedApartInto(first: Int32Array, second: Int32Array, counts: FlaggedCounts, a: Uint8Array, b: Uint8Array): void {
  counts.first = 0;
  counts.second = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== 0 && b[i] === 0) first[counts.first++] = i;
    if (b[i] !== 0 && a[i] === 0) second[counts.second++] = i;
  }
}
