/** Ranks from 1, equal values at the mean of theirs. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Float64Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let at = from; at < to; at++) ranks[order[at]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation, equal values at the mean of their ranks; NaN where one side does not vary.
 *
 * Source: Spearman, The proof and measurement of association between two things, American Journal of Psychology 15, 1904; Kendall, Rank
 * Correlation Methods, 1948, chapter 3 (ties).
 */
export function rankCorrelation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [a, b] = [ranksOf(x), ranksOf(y)];
  const middle = (a.length + 1) / 2;
  let [covariance, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i] - middle, b[i] - middle];
    covariance += p * q;
    left += p * p;
    right += q * q;
  }
  return covariance / Math.sqrt(left * right);
}
