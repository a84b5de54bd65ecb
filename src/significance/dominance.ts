/** Whether one distribution is to be preferred to another by everybody. */
export interface Dominance {
  /** First order: at every level the first is at least as likely to be above it. Who likes more prefers it. */
  readonly first: boolean;
  /** Second order: the area between the two distributions is never against the first. Who likes more and dislikes risk prefers it. */
  readonly second: boolean;
}

/** Stochastic dominance of the sample `x` over the sample `y`; neither order holds where they are the same. */
export function dominanceOf(x: Float64Array, y: Float64Array): Dominance {
  const a = x.slice().sort();
  const b = y.slice().sort();
  const levels = new Float64Array(a.length + b.length);
  levels.set(a);
  levels.set(b, a.length);
  levels.sort();
  const rounding = 1e-12 * (levels[levels.length - 1] - levels[0]);
  let below = 0;
  let belowOther = 0;
  let isFirst = true;
  let isSecond = true;
  let area = 0;
  let mostGap = 0;
  let mostArea = 0;
  for (let k = 0; k < levels.length; k++) {
    if (k > 0) area += (belowOther / b.length - below / a.length) * (levels[k] - levels[k - 1]);
    while (below < a.length && a[below] <= levels[k]) below++;
    while (belowOther < b.length && b[belowOther] <= levels[k]) belowOther++;
    const gap = belowOther * a.length - below * b.length;
    if (gap < 0) isFirst = false;
    if (area < -rounding) isSecond = false;
    mostGap = Math.max(mostGap, gap);
    mostArea = Math.max(mostArea, area);
  }
  return { first: isFirst && mostGap > 0, second: isSecond && mostArea > rounding };
}
