import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
  const ticks = ticksOf(hourly.close.subarray(0, 600));
  for (const [file, text] of Object.entries(ticks)) await writeFile(join(folder, file), file.endsWith('.gz') ? gzipSync(text) : text);
  return [...Object.keys(files), ...Object.keys(ticks)];
}

/** Trades, quotes and a recorded stream, ten a second, around prices. */
function ticksOf(prices: Float64Array): Readonly<Record<string, string>> {
  const trades = ['id,price,qty,quote_qty,time,is_buyer_maker'];
  const quotes = ['exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount'];
  const levels = (price: number, step: number): string => JSON.stringify([1, 2, 3].map((k) => [String(price + k * step), '2']));
  const head = Math.round(prices[0]);
  const stream = [
    `1704153600000000000 {"lastUpdateId":0,"E":1704153600000,"T":1704153600000,"bids":${levels(head, -1)},"asks":${levels(head, 1)}}`,
  ];
  let last = head;
  for (let i = 0; i < prices.length; i++) {
    const [time, price] = [1704153600100 + i * 100, Math.round(prices[i])];
    trades.push(`${i},${price},0.5,${price / 2},${time},${i % 2 === 0}`);
    quotes.push(`venue,BTCUSDT,${time}000,${time + 3}000,2,${price + 1},${price - 1},2`);
    const gone = (step: number): string => levels(last, step).replaceAll('"2"', '"0"').slice(0, -1);
    const moved = price === last ? ['[]', '[]'] : [-1, 1].map((step) => `${gone(step)},${levels(price, step).slice(1)}`);
    const ids = `"E":${time},"T":${time},"s":"BTCUSDT"`;
    const data = `{"e":"depthUpdate",${ids},"U":${i + 1},"u":${i + 1},"pu":${i},"b":${moved[0]},"a":${moved[1]}}`;
    stream.push(`${time + 3}000000 {"stream":"btcusdt@depth","data":${data}}`);
    const trade = `{"e":"trade",${ids},"t":${i},"p":"${price}","q":"0.5","X":"MARKET","m":${i % 2 === 0}}`;
    stream.push(`${time + 4}000000 {"stream":"btcusdt@trade","data":${trade}}`);
    last = price;
  }
  return {
    'BTCUSDT-trades.csv.gz': `${trades.join('\n')}\n`,
    'BTCUSDT-quotes.csv': `${quotes.join('\n')}\n`,
    'BTCUSDT.jsonl.gz': `${stream.join('\n')}\n`,
  };
}
