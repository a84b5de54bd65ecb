import { type Bars, Panel, unionTimes } from '../market/index.ts';

/** The times that a run over bars goes through. */
export interface BarAxis {
  readonly time: Float64Array;
  /** Length of a step, ms: the shortest interval of the bars. */
  readonly intervalMs: number;
  /** Bar of each instrument that closes with each step, or -1; undefined where there is one instrument. */
  readonly rows: readonly Int32Array[] | undefined;
  /** Bar of each instrument that opens with each step, or -1; the same columns where all bars are of one interval. */
  readonly opens: readonly Int32Array[] | undefined;
}

/**
 * The axis of bars: all their open times. A bar of a longer interval opens with the step of its open and closes with the first step that
 * ends no sooner than it does.
 */
export function barAxis(markets: readonly Bars[]): BarAxis {
  const [first] = markets;
  if (markets.length === 1) return { time: first.time, intervalMs: first.intervalMs, rows: undefined, opens: undefined };
  const intervalMs = Math.min(...markets.map((bars) => bars.intervalMs));
  if (markets.every((bars) => bars.intervalMs === intervalMs)) {
    const panel = Panel.of(markets);
    const rows = markets.map((bars) => panel.rows(bars.symbol));
    return { time: panel.time, intervalMs, rows, opens: rows };
  }
  const time = unionTimes(markets);
  const opens = markets.map((bars) => rowsWhere(time, bars, (t, i) => time[t] >= bars.time[i]));
  const rows = markets.map((bars) => rowsWhere(time, bars, (t, i) => time[t] + intervalMs >= bars.time[i] + bars.intervalMs));
  return { time, intervalMs, rows, opens };
}

/** The bar that reaches its step at each time: the first step at which `has` holds; -1 at others. */
function rowsWhere(time: Float64Array, bars: Bars, has: (t: number, i: number) => boolean): Int32Array {
  const rows = new Int32Array(time.length).fill(-1);
  let i = 0;
  for (let t = 0; t < time.length && i < bars.length; t++) if (has(t, i)) rows[t] = i++;
  return rows;
}
