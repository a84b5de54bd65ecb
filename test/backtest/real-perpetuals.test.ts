import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bar, backtest, bybitLinear, type Context, readCsv, Strategy } from 'barwright';
import { parseFunding, readFunding } from 'barwright/data';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../shared/data/perp/', import.meta.url));
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /_[15]m_.*\.csv\.gz$/.test(name)) : [];

class Breakout extends Strategy<{ lookback: number }> {
  static parameters = { lookback: { type: 'int', min: 10, max: 5000, default: 240 } } as const;
  high = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
  low = this.indicator('min', { period: this.params.lookback }, { input: 'low' });
  override onBar({ symbol, close }: Bar, ctx: Context) {
    if (!ctx.isIdle(symbol)) return;
    const levels = { stopLoss: { fraction: 0.01 }, takeProfit: { fraction: 0.03 } };
    if (close > this.high.previous) ctx.buy(symbol, { size: { equity: 0.9 }, ...levels });
    if (close < this.low.previous) ctx.sell(symbol, { size: { equity: 0.9 }, ...levels });
  }
}

describe.skipIf(files.length === 0)('real perpetual contracts', () => {
  it.each(files)('%s: fills, fees and funding add up', async (name) => {
    const symbol = name.split('_')[0];
    const bars = (await readCsv(`${folder}${name}`)).withInstrument({ symbol });
    const venue = name.split('_')[2];
    const paid = readdirSync(folder).find((file) => file.startsWith(`${symbol}_funding_${venue}`));
    const funding = paid === undefined ? {} : { [symbol]: await readFunding(`${folder}${paid}`) };
    const marked = readdirSync(folder).find((file) => file.startsWith(`${symbol}_mark-`) && file.includes(venue));
    const marks = marked === undefined ? {} : { [symbol]: await readCsv(`${folder}${marked}`) };
    const preset = bybitLinear({ leverage: 3, funding, marks, instruments: { [symbol]: { tickSize: 0.00001, quantityStep: 0.001 } } });
    const run = () => backtest(new Breakout(), bars, { venue: preset, cash: 100_000, slippage: 0.0001 });
    const result = run();
    expect(result.fills.length).toBeGreaterThan(10);
    if (paid !== undefined) expect(result.funding.length).toBeGreaterThan(5);
    let cash = 100_000;
    let held = 0;
    for (const { side, quantity, price, fee } of result.fills) {
      held += side === 'buy' ? quantity : -quantity;
      cash -= (side === 'buy' ? 1 : -1) * quantity * price + fee;
    }
    for (const { amount } of result.funding) cash += amount;
    // Funding is paid on the mark price, which differs from the last one.
    if (marked !== undefined) {
      const onLast = backtest(new Breakout(), bars, { venue: { ...preset, marks: {} }, cash: 100_000, slippage: 0.0001 });
      const [byMark, byLast] = [result, onLast].map(({ funding: paid }) =>
        paid.column('amount').reduce((sum, amount) => sum + Math.abs(amount), 0),
      );
      expect(byMark).not.toBe(byLast);
      expect(Math.abs(byMark / byLast - 1)).toBeLessThan(0.01);
    }
    expect(result.equity[bars.length - 1]).toBeCloseTo(cash + held * bars.close[bars.length - 1], 4);
    expect(JSON.stringify(run().fills.toRows())).toBe(JSON.stringify(result.fills.toRows()));
  });
});

describe('funding in CSV', () => {
  it('is read by the names of its columns', () => {
    const { time, rate } = parseFunding('rate,time\r\n0.0001,1000\r\n-0.0002,2000\r\n');
    expect([[...time], [...rate]]).toEqual([
      [1000, 2000],
      [0.0001, -0.0002],
    ]);
  });

  it.each([
    ['a,b\n1,2', 'timestamp` or `time'],
    ['time,rate\n1,x', 'row 0'],
    ['time,rate\n2,0\n1,0', 'row 1 is not later'],
  ])('%j is refused', (text, message) => expect(() => parseFunding(text)).toThrow(message));

  it('says which file cannot be read', async () => {
    await expect(readFunding('/nowhere/funding.csv')).rejects.toThrow('/nowhere/funding.csv');
  });
});
