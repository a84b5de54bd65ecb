import { gzipSync } from 'node:zlib';
import { ArgumentError, show } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import { atomicWrite } from './atomic-write.ts';

/** The text of bars as CSV: `timestamp,open,high,low,close,volume`, time in ms, each number in its shortest form. */
export function formatCsv(bars: Bars): string {
  const { time, open, high, low, close, volume } = bars;
  const lines = ['timestamp,open,high,low,close,volume'];
  for (let i = 0; i < bars.length; i++) lines.push(`${time[i]},${open[i]},${high[i]},${low[i]},${close[i]},${volume[i]}`);
  lines.push('');
  return lines.join('\n');
}

/**
 * Writes bars as CSV, gzip where the name ends in `.gz`; whole or not at all.
 *
 * @throws SourceError where the file cannot be written; what stood there is left as it was.
 */
export async function writeCsv(bars: Bars, path: string): Promise<void> {
  if (!(bars instanceof Bars)) throw new ArgumentError(`Expected \`bars\` to be Bars, was \`${show(bars)}\`.`);
  const text = formatCsv(bars);
  await atomicWrite(path, path.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
}
