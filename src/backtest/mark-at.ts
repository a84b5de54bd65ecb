import { lowerBound } from '../core/index.ts';
import type { Bars } from '../market/index.ts';

/** Settlements up to this long after a bar opens belong to the open: venues stamp them some milliseconds late. */
export const lateMs = 1000;

/** The mark price when funding is settled: the open of the bar at hand; undefined where there is none. */
export function markAt(marks: Bars | undefined, time: number): number | undefined {
  if (marks === undefined) return undefined;
  const row = lowerBound(marks.time, time + lateMs) - 1;
  return row >= 0 && time < marks.time[row] + marks.intervalMs ? marks.open[row] : undefined;
}
