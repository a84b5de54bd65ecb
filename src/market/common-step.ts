import { dayMs } from '../core/index.ts';

/**
 * The commonest step forward between neighbouring times, the smallest of those that are equally common; one day where
 * there is none. The first 10,000 times are read.
 */
export function commonStep(time: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  const last = Math.min(time.length, 10_000);
  for (let i = 1; i < last; i++) {
    const step = time[i] - time[i - 1];
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best = dayMs;
  let bestCount = 0;
  for (const [step, count] of counts) {
    if (count > bestCount || (count === bestCount && step < best)) [best, bestCount] = [step, count];
  }
  return best;
}
