import type { Bars } from '../market/index.ts';

/** The union of the bars' times, and the row of each instrument at each of them (-1 where it has no bar). */
export function unionAxis(markets: readonly Bars[]): { readonly time: Float64Array; readonly rows: readonly Int32Array[] } {
  const time = Float64Array.from(new Set(markets.flatMap((bars) => Array.from(bars.time)))).sort();
  const rows = markets.map((bars) => {
    let at = 0;
    return Int32Array.from(time, (t) => (bars.time[at] === t ? at++ : -1));
  });
  return { time, rows };
}
