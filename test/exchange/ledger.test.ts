import { FillJournal, fillTable, Ledger, momentCodes, OrderJournal, reasonCodes, sortFills, typeCodes } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';

describe('the ledger', () => {
  it('pays and receives', () => {
    const ledger = new Ledger(1_000, [1]);
    ledger.apply(0, 4, 100, 2);
    expect([ledger.cash, ledger.quantity[0], ledger.averagePrice[0]]).toEqual([598, 4, 100]);
    ledger.mark[0] = 110;
    expect(ledger.equity()).toBe(1_038);
    expect(ledger.equityAt(0, 90)).toBe(958);
    ledger.apply(0, -4, 110, 2);
    expect([ledger.cash, ledger.quantity[0], ledger.averagePrice[0]]).toEqual([1_036, 0, Number.NaN]);
  });

  it('averages what is added and keeps the average of what is left', () => {
    const ledger = new Ledger(1_000, [1]);
    ledger.apply(0, 1, 100, 0);
    ledger.apply(0, 3, 120, 0);
    expect(ledger.averagePrice[0]).toBe(115);
    ledger.apply(0, -2, 300, 0);
    expect(ledger.averagePrice[0]).toBe(115);
  });

  it('starts a new average where the side changes', () => {
    const ledger = new Ledger(1_000, [1]);
    ledger.apply(0, 2, 100, 0);
    ledger.apply(0, -5, 90, 0);
    expect([ledger.quantity[0], ledger.averagePrice[0], ledger.cash]).toEqual([-3, 90, 1_250]);
    ledger.mark[0] = 80;
    expect(ledger.equity()).toBe(1_010);
  });

  it('values contracts by their multiplier and sums gross values', () => {
    const ledger = new Ledger(1_000, [10, 1]);
    ledger.apply(0, 2, 5, 0);
    ledger.apply(1, -3, 50, 0);
    ledger.mark.set([6, 40]);
    expect(ledger.equity()).toBe(1_000 - 100 + 150 + 120 - 120);
    expect(ledger.grossAt(-1, Number.NaN)).toBe(240);
    expect(ledger.grossAt(1, 100)).toBe(420);
  });
});

describe('journals', () => {
  it('keep orders of every kind, over many chunks of memory', () => {
    const orders = new OrderJournal();
    const reasons = Object.keys(reasonCodes) as (keyof typeof reasonCodes)[];
    const types = Object.keys(typeCodes) as (keyof typeof typeCodes)[];
    const count = 5_000;
    for (let i = 0; i < count; i++) {
      const id = orders.add(i % 3, typeCodes[types[i % 3]], i % 2 === 0 ? 1 : -1, reasonCodes[reasons[i % 9]], i / 7, i);
      expect(id).toBe(i);
      if (i % 4 === 0) orders.end(id, 'filled', i);
      if (i % 4 === 1) orders.end(id, 'rejected', i, 'INVALID_PRICE');
    }
    const table = orders.table(['A', 'B', 'C'], (k, index) => k * 1e6 + index);
    expect(table.length).toBe(count);
    expect(table.at(4_097)).toEqual({
      id: 4_097,
      symbol: 'C',
      type: types[2],
      side: 'sell',
      reason: reasons[2],
      quantity: 4_097,
      price: 4_097 / 7,
      index: 4_097,
      time: 2e6 + 4_097,
      status: 'rejected',
      reject: 'INVALID_PRICE',
    });
    expect(table.at(2)).toMatchObject({ status: 'open', quantity: Number.NaN, reject: undefined });
    expect([...orders.rejections()]).toEqual([['INVALID_PRICE', 1_250]]);
    orders.turn(2, -1);
    expect(orders.table(['A', 'B', 'C'], () => 0).at(2)).toMatchObject({ side: 'sell', type: types[2], reason: reasons[2] });
    orders.clear();
    expect(orders.length).toBe(0);
  });

  it('keep fills and sort them stably', () => {
    const fills = new FillJournal();
    fills.add(7, 1, -2, 50, 0.1, 0.2, true, reasonCodes.takeProfit, 9, momentCodes.intrabar);
    fills.add(8, 0, 3, 60, 0, 0, false, reasonCodes.entry, 4, momentCodes.open);
    fills.add(9, 0, 1, 61, 0, 0, false, reasonCodes.entry, 4, momentCodes.close);
    const sorted = sortFills(fills.columns(), (row) => fills.columns().index[row]);
    const rows = fillTable(sorted, ['A', 'B'], (_, index) => index * 10).toRows();
    expect(rows.map(({ orderId }) => orderId)).toEqual([8, 9, 7]);
    expect(rows[2]).toEqual({
      id: 2,
      orderId: 7,
      symbol: 'B',
      side: 'sell',
      reason: 'takeProfit',
      quantity: 2,
      price: 50,
      fee: 0.1,
      slippage: 0.2,
      liquidity: 'maker',
      index: 9,
      time: 90,
      moment: 'intrabar',
    });
  });
});
