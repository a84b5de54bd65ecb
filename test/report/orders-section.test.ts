import { backtest, bybitLinear, syntheticBars } from 'barwright';
import { DonchianBreakout, Grid } from 'barwright/strategy';
import { describe, expect, it } from 'vitest';
import { ordersSection } from '../../src/report/sections/orders.ts';

const bars = syntheticBars({ seed: 12, length: 2_000, interval: '1h', symbol: 'X', volatility: 0.8 });

describe('the orders of a report', () => {
  it('say what became of them, why some were refused, and what funding was paid', () => {
    const time = Float64Array.from(bars.time.filter((_, i) => i % 8 === 0));
    const venue = bybitLinear({ funding: { X: { time, rate: time.map(() => 0.0001) } } });
    const result = backtest(new Grid({ levels: 6 }), bars, { venue, limits: { maxOpenOrders: 4 } });
    const section = ordersSection(result);
    const rejected = result.orders.toRows().filter(({ status }) => status === 'rejected').length;
    expect(rejected).toBeGreaterThan(0);
    expect(result.rejections.toRows()).toEqual(result.orders.toRows().filter(({ reject }) => reject !== undefined));
    expect(result.liquidations.length).toBe(0);
    expect(section?.body).toContain(`${rejected} rejected`);
    expect(section?.body).toContain('<code>RISK_MAX_OPEN_ORDERS</code>');
    expect(section?.body).toContain(`${result.funding.length} settlements of funding`);
    expect(section?.body).toContain('<svg');
    expect(section?.body).not.toMatch(/NaN|undefined/);
  });

  it('show the margin that leverage uses', () => {
    const result = backtest(new DonchianBreakout(), bars, { leverage: 5, venue: bybitLinear({ leverage: 5 }) });
    const section = ordersSection(result);
    const most = Math.max(...result.marginUse);
    expect(most).toBeCloseTo(Math.max(...result.exposure.map(Math.abs)) / 5, 12);
    expect(section?.title).toBe('Orders, margin and funding');
    expect(section?.body).toContain(`at most ${(100 * most).toFixed(1)} % of equity`);
  });

  it('are left out where every order filled', () => {
    expect(ordersSection(backtest(new DonchianBreakout(), bars))).toBeUndefined();
  });
});
