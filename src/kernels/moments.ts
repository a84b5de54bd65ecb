/** Values of one block: sums start anew at every block, so that their order never depends on the length. */
export const momentBlock = 256;

/** Length of the state that the moment kernels add to: count, sum, its lost digits, mean, squared deviations, squares below the target. */
export const momentStateLength = 6;

/**
 * Adds the values `x[start..end)` to a state of moments, block by block from `start`.
 *
 * The deviations of a block are taken from the block's own mean and merged with those before it (Chan, Golub and
 * LeVeque 1983), so that neither a large mean nor an early outlier costs digits.
 */
export function momentsInto(state: Float64Array, x: Float64Array, start: number, end: number, target: number): void {
  for (let i = start; i < end; i += momentBlock) addBlockInto(state, x, i, Math.min(i + momentBlock, end), target);
}

/**
 * Adds the simple returns of `equity[start..end)` to a state of moments; the first is against `capital`.
 * A return on a capital of zero or less is 0. `scratch` holds one block.
 */
export function equityMomentsInto(
  state: Float64Array,
  scratch: Float64Array,
  equity: Float64Array,
  start: number,
  end: number,
  capital: number,
  target: number,
): void {
  let before = capital;
  for (let i = start; i < end; i += momentBlock) {
    const size = Math.min(momentBlock, end - i);
    for (let k = 0; k < size; k++) {
      const value = equity[i + k];
      scratch[k] = before <= 0 ? 0 : value / before - 1;
      before = value;
    }
    addBlockInto(state, scratch, 0, size, target);
  }
}

function addBlockInto(state: Float64Array, x: Float64Array, start: number, end: number, target: number): void {
  const size = end - start;
  const unrolled = start + (size & ~3);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = start; i < unrolled; i += 4) {
    s0 += x[i];
    s1 += x[i + 1];
    s2 += x[i + 2];
    s3 += x[i + 3];
  }
  for (let i = unrolled; i < end; i++) s0 += x[i];
  const sum = s0 + s1 + (s2 + s3);
  const mean = sum / size;

  let q0 = 0;
  let q1 = 0;
  let b0 = 0;
  let b1 = 0;
  const pairs = start + (size & ~1);
  for (let i = start; i < pairs; i += 2) {
    const x0 = x[i];
    const x1 = x[i + 1];
    const d0 = x0 - mean;
    const d1 = x1 - mean;
    q0 += d0 * d0;
    q1 += d1 * d1;
    // u - |u| is twice the part below the target, without a branch that a market makes a coin toss of.
    const u0 = x0 - target;
    const u1 = x1 - target;
    const below0 = u0 - Math.abs(u0);
    const below1 = u1 - Math.abs(u1);
    b0 += below0 * below0;
    b1 += below1 * below1;
  }
  if (pairs < end) {
    const d = x[pairs] - mean;
    const u = x[pairs] - target;
    const below = u - Math.abs(u);
    q0 += d * d;
    b0 += below * below;
  }

  const count = state[0];
  const total = count + size;
  const before = state[1];
  const after = before + sum;
  state[2] += Math.abs(before) >= Math.abs(sum) ? before - after + sum : sum - after + before;
  state[1] = after;
  const shift = mean - state[3];
  state[3] += (shift * size) / total;
  state[4] += q0 + q1 + (shift * shift * count * size) / total;
  state[5] += (b0 + b1) / 4;
  state[0] = total;
}
