/**
 * Reorders `x[left..right]` (both ends included) so that `x[k]` is the value that sorting would put there, none before
 * it is greater and none after it is less. The values must not be NaN. Expected cost O(right - left).
 *
 * Floyd and Rivest, Algorithm 489, Communications of the ACM 18 (1975).
 */
export function selectInto(x: Float64Array, k: number, left: number, right: number): void {
  while (right > left) {
    if (right - left > 600) {
      // The bounds of a sample that holds x[k] with high probability narrow the range before it is partitioned.
      const size = right - left + 1;
      const rank = k - left + 1;
      const log = Math.log(size);
      const sample = 0.5 * Math.exp((2 * log) / 3);
      const spread = 0.5 * Math.sqrt((log * sample * (size - sample)) / size) * (rank - size / 2 < 0 ? -1 : 1);
      selectInto(
        x,
        k,
        Math.max(left, Math.floor(k - (rank * sample) / size + spread)),
        Math.min(right, Math.floor(k + ((size - rank) * sample) / size + spread)),
      );
    }
    const pivot = x[k];
    let i = left;
    let j = right;
    x[k] = x[left];
    x[left] = pivot;
    if (x[right] > pivot) {
      x[left] = x[right];
      x[right] = pivot;
    }
    while (i < j) {
      const low = x[i];
      x[i] = x[j];
      x[j] = low;
      i++;
      j--;
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
    }
    if (x[left] === pivot) {
      const value = x[left];
      x[left] = x[j];
      x[j] = value;
    } else {
      j++;
      const value = x[j];
      x[j] = x[right];
      x[right] = value;
    }
    if (j <= k) left = j + 1;
    if (k <= j) right = j - 1;
  }
}
