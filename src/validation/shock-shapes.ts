/** Shapes of shocks that happened. */
export type ShockName = 'crash' | 'squeeze' | 'outage';

/** A shock as levels against the last close before it, reached one after the other. */
export interface ShockShape {
  /** What it is the shape of. */
  readonly of: string;
  /** Sessions without bars before the first of `path`. */
  readonly closed: number;
  /** Levels, and how many sessions it takes to get there; 0 sessions is a gap at the open. The last level stays. */
  readonly path: readonly { readonly sessions: number; readonly level: number }[];
}

/**
 * Shapes of shocks for {@link stress}, in sessions: days of the instrument's calendar, or one bar where bars are longer.
 *
 * Source: Pierce (editor), The Dow Jones Averages 1885-1995: 2246.74, 1738.74, 1841.01 and 2027.85 at the closes of the 16th, 19th, 20th
 * and 21st of October 1987. For Volkswagen the prices that the press of October 2008 gives: 210.85 euro before the event, 945 at the close
 * two sessions later, and 58 % below the peak of 1,005 after four more; see Godfrey, Detecting the great short squeeze on Volkswagen,
 * Pacific-Basin Finance Journal 40, 2016. The Dow of September 2001: 9605.51 at the close of the 10th, four sessions without trading,
 * 8920.70 at the close of the 17th; here the whole fall is a gap at the reopening. The ways between the closes are ours.
 *
 * @example
 * ```ts
 * import { shockShapes } from 'barwright/validation';
 * shockShapes.crash.path[0]; // { sessions: 1, level: 0.7739... }
 * ```
 */
export const shockShapes: Readonly<Record<ShockName, ShockShape>> = {
  crash: {
    of: 'Dow Jones, October 1987',
    closed: 0,
    path: [
      { sessions: 1, level: 1738.74 / 2246.74 },
      { sessions: 1, level: 1841.01 / 2246.74 },
      { sessions: 1, level: 2027.85 / 2246.74 },
    ],
  },
  squeeze: {
    of: 'Volkswagen, October 2008',
    closed: 0,
    path: [
      { sessions: 2, level: 945 / 210.85 },
      { sessions: 4, level: (0.42 * 1005) / 210.85 },
    ],
  },
  outage: { of: 'New York, September 2001', closed: 4, path: [{ sessions: 0, level: 8920.7 / 9605.51 }] },
};

/** What a shock does to each time of an axis. */
export interface ShockPath {
  /** Factor of prices at the open and at the close of each bar. */
  readonly open: Float64Array;
  readonly close: Float64Array;
  /** 1 where there is no bar. */
  readonly missing: Uint8Array;
}

/** Bars that a shape takes. */
export function shockLength({ closed, path }: ShockShape, sessionBars: number): number {
  return path.reduce((sum, { sessions }) => sum + sessions, closed) * sessionBars;
}

/** A shape laid on an axis of `length` bars from bar `start` on; levels are reached in equal steps of the logarithm. */
export function shockPath(shape: ShockShape, length: number, start: number, sessionBars: number): ShockPath {
  const open = new Float64Array(length).fill(1);
  const close = new Float64Array(length).fill(1);
  const missing = new Uint8Array(length);
  let at = start + shape.closed * sessionBars;
  missing.fill(1, start, at);
  let now = 1;
  for (const { sessions, level } of shape.path) {
    const before = now;
    const steps = sessions * sessionBars;
    for (let k = 1; k <= steps; k++, at++) {
      open[at] = now;
      now = k === steps ? level : before * (level / before) ** (k / steps);
      close[at] = now;
    }
    now = level;
  }
  open.fill(now, at);
  close.fill(now, at);
  return { open, close, missing };
}
