import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { syntheticBars } from 'barwright';
import { BarwrightError, DataError, SourceError } from 'barwright/core';
import { formatCsv, parseCsv, readCsv, writeCsv } from 'barwright/data';
import { Bars, barFields } from 'barwright/market';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const day = Date.UTC(2024, 0, 2);
const row = { open: 1, high: 2, low: 0.5, close: 1.5 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the forms that venues and platforms write', () => {
  const forms: readonly (readonly [string, string, readonly number[]])[] = [
    ['our own header', 'timestamp,open,high,low,close,volume\n1704153600000,1,2,0.5,1.5,10\n', [day]],
    [
      'Binance klines with a header',
      'Open time,Open,High,Low,Close,Volume,Close time\n1704153600000,1,2,0.5,1.5,10,1704157199999\n',
      [day],
    ],
    ['Binance klines without a header, microseconds', '1704153600000000,1,2,0.5,1.5,10,1704157199999999,15,3,5,7,0\n', [day]],
    ['nanoseconds', 'ts,o,h,l,c,v\n1704153600000000000,1,2,0.5,1.5,10\n', [day]],
    [
      'Bybit, newest first',
      'startTime,open,high,low,close,volume,turnover\n1704240000000,1,2,0.5,1.5,10,15\n1704153600000,1,2,0.5,1.5,10,15\n',
      [day, day + 86_400_000],
    ],
    ['Yahoo', 'Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-02,1,2,0.5,1.5,1.4,10\n', [day]],
    ['TradingView with a zone', 'time,open,high,low,close,Volume\n2024-01-02T02:00:00+02:00,1,2,0.5,1.5,10\n', [day]],
    ['TradingView in seconds', 'time,open,high,low,close,Volume\n1704153600,1,2,0.5,1.5,10\n', [day]],
    [
      'MetaTrader',
      '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\r\n2024.01.02\t00:00:00\t1\t2\t0.5\t1.5\t10\t0\t3\r\n',
      [day],
    ],
    ['MetaTrader without a header', '2024.01.02,09:30,1,2,0.5,1.5,10\n', [day + 9.5 * 3_600_000]],
    [
      'CryptoDataDownload with an address on top',
      'https://example.org\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USDT\n1704153600000,2024-01-02 00:00:00,BTCUSDT,1,2,0.5,1.5,10,15\n',
      [day],
    ],
    [
      'semicolons, quotes, a mark of byte order, Windows lines',
      '\uFEFF"Date";"Open";"High";"Low";"Close";"Volume"\r\n"2024-01-02 00:00:00";"1";"2";"0.5";"1.5";"10"\r\n',
      [day],
    ],
    ['compact dates', 'date,open,high,low,close,volume\n20240102,1,2,0.5,1.5,10\n', [day]],
    ['a last line without an end and blank lines', '\ntime,open,high,low,close,volume\n\n2024-01-02,1,2,0.5,1.5,10', [day]],
  ];
  for (const [name, text, times] of forms) {
    test(`${name} is read`, () => {
      const bars = parseCsv(text);
      expect(Array.from(bars.time)).toEqual(times);
      expect(bars.at(0)).toMatchObject({ ...row, volume: 10 });
    });
  }

  test('a file without volume has volume 0', () => {
    expect(parseCsv('time,open,high,low,close\n2024-01-02,1,2,0.5,1.5\n').volume).toEqual(new Float64Array(1));
  });

  test('columns can be named or counted', () => {
    const bars = parseCsv('when,bid,ask,first,top,bottom,end\n2024-01-02,0,0,1,2,0.5,1.5\n', {
      columns: { time: 'when', open: 'first', high: 'top', low: 5, close: 'end' },
    });
    expect(bars.at(0)).toMatchObject(row);
  });
});

describe('numbers', () => {
  const price = fc.oneof(
    fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
    fc.integer({ min: 1, max: 10 ** 9 }).chain((n) => fc.integer({ min: 0, max: 12 }).map((places) => n / 10 ** places)),
    fc.constantFrom(5e-324, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER, 0.1 + 0.2, 123456789.12345679, 1e21, 1e-7, 4.35, 2 ** 53 + 2),
  );

  test('have the bits that Number gives their text, however it is written', () => {
    fc.assert(
      fc.property(price, fc.constantFrom('shortest', 'fixed', 'exponential', 'padded', 'long'), (value, form) => {
        const text =
          form === 'fixed' && value < 1e20
            ? value.toFixed(8)
            : form === 'exponential'
              ? value.toExponential(20)
              : form === 'padded'
                ? `  ${value} `
                : form === 'long'
                  ? value.toPrecision(40)
                  : String(value);
        const bars = parseCsv(`time,open,high,low,close\n2024-01-02,${text},${text},${text},${text}\n`);
        expect(Object.is(bars.close[0], Number(text))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('survive a round trip bit for bit', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(price, price), { minLength: 1, maxLength: 20 }), (pairs) => {
        const columns = {
          time: pairs.map((_, i) => day + i * 60_000),
          open: pairs.map(([a]) => a),
          high: pairs.map(([a, b]) => Math.max(a, b)),
          low: pairs.map(([a, b]) => Math.min(a, b)),
          close: pairs.map(([, b]) => b),
          volume: pairs.map(([a]) => a),
        };
        const back = parseCsv(formatCsv(Bars.fromColumns(columns)));
        for (const field of barFields) expect(Array.from(back[field])).toEqual(columns[field]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('files', () => {
  const bars = syntheticBars({ seed: 5, length: 2_000, symbol: 'SYNTH' });

  test('plain and gzip files are written whole and read back', async () => {
    for (const name of ['a.csv', 'a.csv.gz']) {
      await writeCsv(bars, join(folder, name));
      const back = await readCsv(join(folder, name), { symbol: 'SYNTH' });
      for (const field of barFields) expect(back[field]).toEqual(bars[field]);
    }
    expect((await readFile(join(folder, 'a.csv.gz'))).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('gzip files of several members are read', async () => {
    const [head, ...rest] = formatCsv(bars).split('\n');
    const path = join(folder, 'members.csv.gz');
    await writeFile(path, Buffer.concat([gzipSync(`${head}\n`), gzipSync(rest.join('\n'))]));
    expect((await readCsv(path)).length).toBe(bars.length);
  });

  test('a file that is cut off, missing or a folder is refused by name, and left as it was', async () => {
    const path = join(folder, 'cut.csv.gz');
    const cut = gzipSync(formatCsv(bars)).subarray(0, 500);
    await writeFile(path, cut);
    await expect(readCsv(path)).rejects.toThrow(/cut\.csv\.gz` is cut off/);
    await expect(readCsv(path)).rejects.toThrow(SourceError);
    await expect(readCsv(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv/);
    await expect(readCsv(folder)).rejects.toThrow(SourceError);
    expect(await readFile(path)).toEqual(cut);
  });

  test('writing where no folder is leaves nothing behind', async () => {
    await expect(writeCsv(bars, join(folder, 'no', 'a.csv'))).rejects.toThrow(SourceError);
  });
});

describe('bad content is refused and names the line, the field and the mend', () => {
  const head = 'time,open,high,low,close,volume\n';
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['an empty file', '', /is empty/],
    ['a header without rows', head, /header only/],
    ['a missing column', 'time,open,high,low\n2024-01-02,1,2,1\n', /column `close`, found time, open, high, low\. Name it/],
    ['a text cell', `${head}2024-01-02,1,2,1,abc,1\n`, /`close` in line 2 to be a number, was `abc`\. Mend/],
    ['an empty cell', `${head}2024-01-02,1,2,,1,1\n`, /`low` in line 2 to be a number, was empty/],
    ['null as Yahoo writes it', `${head}2024-01-02,null,null,null,null,null\n`, /`open` in line 2 to be a number, was `null`/],
    ['a NaN price', `${head}2024-01-02,1,2,1,NaN,1\n`, /`close` in line 2/],
    ['a time that is none', `${head}2024-13-45,1,2,1,1,1\n`, /`time` in line 2 to be a time/],
    ['a repeated time', `${head}2024-01-02,1,2,1,1,1\n2024-01-02,1,2,1,1,1\n`, /Line 3: .*repeats the time.*Remove the duplicate/],
    ['times out of order', `${head}2024-01-02,1,2,1,1,1\n2024-01-04,1,2,1,1,1\n2024-01-03,1,2,1,1,1\n`, /Line 4: .*Sort the rows/],
    ['high below low', `${head}\n2024-01-02,1,1,2,1,1\n`, /Line 3: .*`high` >= `low`/],
    ['a close outside the bar', `${head}2024-01-02,1,2,1,3,1\n`, /Line 2: .*`close`.*\[1, 2\]/],
    ['a negative volume', `${head}2024-01-02,1,2,1,1,-5\n`, /Line 2: .*`volume`.*>= 0/],
    ['a ragged row', `${head}2024-01-02,1,2\n`, /at least 6 cells in line 2, found 3/],
    ['no table at all', 'hello\nworld\n', /header or rows/],
  ];
  for (const [name, text, message] of cases) {
    test(name, () => {
      expect(() => parseCsv(text)).toThrow(message);
      expect(() => parseCsv(text)).toThrow(DataError);
    });
  }

  test('an unknown option is refused with a hint', () => {
    expect(() => parseCsv(head, { delimeter: ',' } as never)).toThrow(/Did you mean `delimiter`/);
  });

  test('random bytes never throw anything but an error of ours', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string({ maxLength: 200 }).map((text) => Buffer.from(head + text)),
        ),
        (bytes) => {
          try {
            parseCsv(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(BarwrightError);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

const ohlcv = '../shared/data/ohlcv';
describe.skipIf(!existsSync(ohlcv))('real files under ../shared/data (skipped where they are absent)', () => {
  const files = existsSync(ohlcv)
    ? readdirSync(ohlcv).flatMap((interval) => readdirSync(`${ohlcv}/${interval}`).map((name) => [interval, name] as const))
    : [];
  for (const [interval, name] of files) {
    test(`${name} is read as Number reads it`, async () => {
      const path = `${ohlcv}/${interval}/${name}`;
      const bars = await readCsv(path);
      const lines = gunzipSync(await readFile(path))
        .toString()
        .trimEnd()
        .split('\n')
        .slice(1);
      expect(bars.length).toBe(lines.length);
      expect(bars.interval).toBe(interval);
      const wrong = lines.findIndex((line, i) =>
        line.split(',').some((cell, field) => !Object.is(Number(cell), bars[barFields[field]][i])),
      );
      expect(wrong).toBe(-1);
    });
  }
});
