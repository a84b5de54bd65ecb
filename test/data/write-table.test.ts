import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tableFromIPC, tableToIPC } from 'apache-arrow';
import { type Bar, backtest, type Context, Strategy, syntheticBars } from 'barwright';
import { explain } from 'barwright/backtest';
import { tableToArrow, tableToCsv, tableToJsonLines, writeTable } from 'barwright/data';
import { describe, expect, it } from 'vitest';

class Trades extends Strategy {
  #bars = 0;
  override onBar({ symbol }: Bar, ctx: Context) {
    if (this.#bars % 10 === 0) ctx.buy(symbol, { size: { units: 1 }, stopLoss: { fraction: 0.5 }, tag: 'a, "b"' });
    if (this.#bars % 10 === 5) ctx.close(symbol);
    if (this.#bars++ === 7) ctx.buy(symbol, { size: { units: 1e9 } });
  }
}
const result = backtest(new Trades(), syntheticBars({ seed: 2, length: 60, symbol: 'A' }), { cash: 1e6, fees: 0.001 });

describe('tables of a result', () => {
  it('as CSV and JSON lines hold what the rows do', async () => {
    const rows = result.orders.toRows();
    const [head, ...lines] = tableToCsv(result.orders).trimEnd().split('\n');
    expect(head.split(',')).toEqual(result.orders.columns);
    expect(lines).toHaveLength(rows.length);
    expect(lines[0].split(',')[3]).toBe(rows[0].side);
    expect(lines[0]).not.toContain('NaN');
    const parsed = tableToJsonLines(result.fills)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(parsed).toEqual(result.fills.toRows());
    const folder = mkdtempSync(join(tmpdir(), 'barwright-table-'));
    await writeTable(result.fills, join(folder, 'fills.csv'));
    await writeTable(result.fills, join(folder, 'fills.jsonl.gz'));
    expect(readFileSync(join(folder, 'fills.csv'), 'utf8')).toBe(tableToCsv(result.fills));
    expect(gunzipSync(readFileSync(join(folder, 'fills.jsonl.gz'))).toString()).toBe(tableToJsonLines(result.fills));
    await expect(writeTable(result.fills, join(folder, 'fills.txt'))).rejects.toThrow('.csv or .jsonl');
  });

  it('as Arrow go through a file', async () => {
    const table = tableFromIPC(tableToIPC((await tableToArrow(result.orders)) as never, 'file'));
    expect(table.numRows).toBe(result.orders.length);
    expect([...(table.getChild('price')?.toArray() ?? [])]).toEqual([...result.orders.column('price')]);
    expect(Array.from(table.getChild('reject') ?? [], (code) => code ?? undefined)).toEqual([...result.orders.column('reject')]);
  });
});

describe('explain', () => {
  it('tells of a trade from its decision to its end', () => {
    const told = explain(result, 0);
    expect(told.map(({ what }) => what)).toEqual(['order', 'fill', 'order', 'fill', 'trade']);
    expect(told[0].text).toMatch(/entry: buy market, filled$/);
    expect(told[4].text).toContain('(exit), profit');
    expect(explain(result, -1).at(-1)?.what).toBe('trade');
    expect(() => explain(result, 99)).toThrow('Expected `trade` to be one of');
  });
});
