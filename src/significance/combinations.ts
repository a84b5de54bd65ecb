/**
 * All ways to choose half of `blocks`, as bit masks with block i at bit i, in the order of their lists of blocks (0 1 2 ...
 * first). The last is the complement of the first, and so on inwards.
 */
export function halfMasks(blocks: number): Int32Array {
  const out: number[] = [];
  const choose = (mask: number, from: number, left: number): void => {
    if (left === 0) out.push(mask);
    else for (let block = from; block <= blocks - left; block++) choose(mask | (1 << block), block + 1, left - 1);
  };
  choose(0, 0, blocks / 2);
  return Int32Array.from(out);
}
