/**
 * The rows that no other dominates: none is at least as good by every score and better by one. Rows with a NaN are never among them.
 *
 * @param scores at `[row * width + score]`, higher is better.
 */
export function paretoFront(scores: Float64Array, width: number): readonly number[] {
  const rows = scores.length / width;
  const worth = (row: number, k: number): number => scores[row * width + k];
  const counted = Array.from({ length: rows }, (_, row) => row).filter((row) => {
    for (let k = 0; k < width; k++) if (Number.isNaN(worth(row, k))) return false;
    return true;
  });
  // From the best by the first score on, only rows already on the front can dominate.
  counted.sort((a, b) => {
    for (let k = 0; k < width; k++) if (worth(a, k) !== worth(b, k)) return worth(b, k) > worth(a, k) ? 1 : -1;
    return a - b;
  });
  const front: number[] = [];
  for (const row of counted) {
    const isDominated = front.some((other) => {
      let isBetter = false;
      for (let k = 0; k < width; k++) {
        if (worth(other, k) < worth(row, k)) return false;
        if (worth(other, k) > worth(row, k)) isBetter = true;
      }
      return isBetter;
    });
    if (!isDominated) front.push(row);
  }
  return front;
}
