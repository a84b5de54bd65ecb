import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { BacktestResult } from 'barwright';
import { expect } from 'vitest';

/** The orders of each template by a hash, as they were when they were looked at. */
const file = new URL('../golden/template-orders.json', import.meta.url);

const traceOf = (result: BacktestResult) => ({
  orders: result.orders.length,
  fills: result.fills.length,
  hash: createHash('sha256').update(JSON.stringify(result.fills.toRows())).digest('hex').slice(0, 16),
});

/** Holds the orders of a run to the recorded ones; with `RECORD_ORDERS` in the environment they are recorded anew. */
export function expectGolden(name: string, result: BacktestResult): void {
  const golden = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (process.env.RECORD_ORDERS !== undefined) {
    golden[name] = traceOf(result);
    writeFileSync(file, `${JSON.stringify(golden, undefined, 2)}\n`);
  }
  expect(traceOf(result)).toEqual(golden[name]);
}
