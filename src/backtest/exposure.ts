import { contractValue } from '../market/index.ts';
import type { RunRecord } from './result.ts';

/**
 * Value of all positions over equity at each close; 0 where equity is 0. Short ones count below zero (`net`), or like long ones (`gross`).
 */
export function exposureOf(record: RunRecord, kind: 'net' | 'gross'): Float64Array {
  const { bars, equity, rows } = record;
  const fills = record.fills();
  const out = new Float64Array(equity.length);
  const next = new Int32Array(bars.length);
  const byInstrument = bars.map((_, k) => {
    const own: number[] = [];
    for (let row = 0; row < fills.length; row++) if (fills.instrument[row] === k) own.push(row);
    return own;
  });
  bars.forEach(({ close, instrument }, k) => {
    const own = byInstrument[k];
    const axis = rows?.[k];
    let held = 0;
    let mark = 0;
    for (let t = 0; t < out.length; t++) {
      const bar = axis === undefined ? t : axis[t];
      if (bar >= 0) {
        while (next[k] < own.length && fills.index[own[next[k]]] <= bar) held += fills.quantity[own[next[k]++]];
        mark = close[bar];
      }
      if (held !== 0) out[t] += (kind === 'gross' ? Math.abs(held) : held) * contractValue(instrument, mark);
    }
  });
  for (let t = 0; t < out.length; t++) out[t] = equity[t] > 0 ? out[t] / equity[t] : 0;
  return out;
}
