import { DataError, formatTime } from '../../core/index.ts';
import { jitterMs, type ReadTicksOptions } from './tick-options.ts';

/** Raises each time that lies before one above it to that one, in place. */
export function settleTimes(time: Float64Array, options: ReadTicksOptions, what: string): Float64Array {
  const most = options.jitterMs ?? jitterMs;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < time.length; row++) {
    if (time[row] >= latest) latest = time[row];
    else if (latest - time[row] <= most) time[row] = latest;
    else {
      const [at, before] = [formatTime(time[row]), formatTime(latest)];
      throw new DataError(
        `Expected times of ${what} to fall by at most ${most} ms, row ${row} (${at}) comes after ${before}. Sort the rows, or raise \`jitterMs\`.`,
        { row, field: 'time' },
      );
    }
  }
  return time;
}

/** Whether more steps fall than rise. */
export function isDescending(time: Float64Array): boolean {
  let balance = 0;
  for (let i = 1; i < time.length; i++) balance += Math.sign(time[i] - time[i - 1]);
  return balance < 0;
}
