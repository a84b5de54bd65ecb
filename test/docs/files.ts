import { join } from 'node:path';
import { syntheticBars } from 'barwright';
import { writeCsv } from 'barwright/data';

/** Writes the files that the pages speak of into a folder and returns their names. */
export async function writeFiles(folder: string): Promise<readonly string[]> {
  const hourly = syntheticBars({ seed: 11, length: 3000, interval: '1h', symbol: 'BTCUSDT' });
  const daily = syntheticBars({ seed: 12, length: 1500, interval: '1d', symbol: 'AAPL' });
  const files: Readonly<Record<string, typeof hourly>> = {
    'BTCUSDT_1h.csv.gz': hourly,
    'ETHUSDT_1h.csv.gz': syntheticBars({ seed: 13, length: 3000, interval: '1h', symbol: 'ETHUSDT' }),
    'AAPL_1d.csv': daily,
    'bars.csv': hourly,
  };
  for (const [file, bars] of Object.entries(files)) await writeCsv(bars, join(folder, file));
  return Object.keys(files);
}
