import { BarwrightError } from 'barwright/core';
import { parseBook, parseMarketStream, parseQuotes, parseTrades } from 'barwright/data';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const start = 1704153600000;
const rows = (count: number, row: (i: number) => string): string => Array.from({ length: count }, (_, i) => row(i)).join('\n');

const whole: readonly (readonly [string, (bytes: Uint8Array) => unknown, string])[] = [
  [
    'trades',
    parseTrades,
    `id,price,qty,quote_qty,time,is_buyer_maker\n${rows(9, (i) => `${i},10${i}.5,2,4,${start + i},${i % 2 === 0}`)}\n`,
  ],
  ['quotes', parseQuotes, `timestamp,symbol,bid,ask,bid_size,ask_size\n${rows(9, (i) => `${start + i},A,99.${i},101,2,4`)}\n`],
  [
    'books of Tardis',
    parseBook,
    `symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n${rows(9, (i) => `A,${start + i}000,${start + i}009,${i < 3},bid,9${i},4`)}\n`,
  ],
  [
    'books of Binance',
    parseBook,
    `symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu\n${rows(9, (i) => `A,${start + i},${i},${i},b,${i === 0 ? 'snap' : 'set'},9${i},4,${i - 1}`)}\n`,
  ],
  [
    'books of Bybit',
    parseBook,
    rows(9, (i) =>
      JSON.stringify({
        topic: 'orderbook.1.A',
        type: i === 0 ? 'snapshot' : 'delta',
        ts: start + i,
        data: { s: 'A', b: [['9', '1']], a: [], u: i },
      }),
    ),
  ],
  [
    'streams',
    parseMarketStream,
    `${start}000000 {"lastUpdateId":1,"T":${start},"bids":[["9","1"]],"asks":[]}\n${rows(9, (i) => {
      const data = { e: 'depthUpdate', T: start + i, s: 'A', U: i + 2, u: i + 2, pu: i + 1, b: [[`${9 - i / 10}`, '1']], a: [] };
      const trade = { e: 'trade', T: start + i, s: 'A', p: '9', q: '1', m: true };
      const ticker = { s: 'A', u: i, b: '8', B: '1', a: '9', A: '1' };
      return [data, trade, ticker]
        .map((each) => `${start + i}000000 ${JSON.stringify({ stream: `a@${i}`.slice(0, 1), data: each })}`)
        .join('\n');
    })}\n`,
  ],
];

describe('a damaged file is read or refused, never anything else', () => {
  for (const [name, parse, text] of whole) {
    test(name, () => {
      const bytes = Buffer.from(text);
      expect(() => parse(bytes)).not.toThrow();
      const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
      fc.assert(
        fc.property(damage, fc.nat(bytes.length), (changes, length) => {
          const damaged = Uint8Array.from(bytes);
          for (const [at, byte] of changes) damaged[at] = byte;
          try {
            parse(length % 2 === 0 ? damaged : damaged.subarray(0, length));
          } catch (error) {
            if (!(error instanceof BarwrightError)) throw error;
          }
        }),
        { numRuns: 2_000 },
      );
    });
  }
});
