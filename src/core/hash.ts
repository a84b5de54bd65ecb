/** Folds a 32-bit word into a hash state (the mixing step of MurmurHash3, Appleby 2011). */
function mix(state: number, word: number): number {
  const k = Math.imul(word, 0xcc9e2d51);
  const rotated = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const next = state ^ rotated;
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(state: number): number {
  let h = state;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A hash of the bits of columns, 16 hexadecimal digits; the same numbers give the same text on every little-endian
 * machine. Tells data sets apart, not made to resist an attacker.
 */
export function hashColumns(columns: readonly Float64Array[]): string {
  let a = 0x9747b28c;
  let b = 0x3c6ef372;
  for (const column of columns) {
    a = mix(a, column.length);
    const words = new Uint32Array(column.buffer, column.byteOffset, column.length * 2);
    for (let i = 0; i < words.length; i += 2) {
      a = mix(a, words[i]);
      b = mix(b, words[i + 1] ^ a);
    }
  }
  return finish(a).toString(16).padStart(8, '0') + finish(b).toString(16).padStart(8, '0');
}
