import { type Bar, Bars, backtest, type Context, type OrderView, Strategy } from 'barwright';
import type { RiskLimits } from 'barwright/risk';
import { describe, expect, it } from 'vitest';

const start = Date.UTC(2024, 0, 1, 12);
/** Hourly bars that open where the last closed. */
function barsOf(...closes: number[]): Bars {
  const rows = closes.map((close, i) => {
    const open = closes[Math.max(0, i - 1)];
    return { time: start + i * 3_600_000, open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1 };
  });
  return Bars.fromRows(rows, { symbol: 'X', interval: '1h' });
}

/** Runs actions by bar under limits and gives the codes of the orders that were refused. */
function refused(
  bars: Bars,
  limits: RiskLimits,
  actions: Readonly<Record<number, (ctx: Context) => void>>,
): readonly (string | undefined)[] {
  const codes: (string | undefined)[] = [];
  class Acting extends Strategy {
    #i = 0;
    override onBar(_: Bar, ctx: Context) {
      actions[this.#i++]?.(ctx);
    }
    override onOrder({ state, reject }: OrderView) {
      if (state === 'rejected') codes.push(reject);
    }
  }
  backtest(new Acting(), bars, { cash: 1_000, leverage: 10, limits });
  return codes;
}

const buy =
  (units: number, more: object = {}) =>
  (ctx: Context) =>
    void ctx.buy('X', { size: { units }, ...more });
const close = (ctx: Context) => void ctx.close('X');
const flat = barsOf(...new Array(12).fill(100));

describe('limits of the trader', () => {
  it('hold the size of positions, however they are given', () => {
    expect(
      refused(flat, { maxPosition: 1 }, { 0: buy(11), 1: buy(6), 3: buy(6), 5: (ctx) => void ctx.sell('X', { size: { units: 3 } }) }),
    ).toEqual(['RISK_MAX_POSITION', 'RISK_MAX_POSITION']);
    expect(refused(flat, { maxPosition: 1 }, { 0: (ctx) => void ctx.buy('X', { size: { notional: 2_000 } }) })).toEqual([
      'RISK_MAX_POSITION',
    ]);
  });

  it('hold the number of orders and the distance of their prices', () => {
    const three = (ctx: Context) => [50, 60, 70].forEach((limit) => void ctx.buy('X', { size: { units: 1 }, limit }));
    expect(refused(flat, { maxOpenOrders: 2 }, { 0: three })).toEqual(['RISK_MAX_OPEN_ORDERS']);
    expect(refused(flat, { priceCollar: 0.45 }, { 0: three })).toEqual(['RISK_PRICE_COLLAR']);
    expect(refused(flat, { priceCollar: 0.05 }, { 0: buy(1, { trigger: 106 }), 1: buy(1, { trigger: 104 }) })).toEqual([
      'RISK_PRICE_COLLAR',
    ]);
  });

  it('stop a day after its loss and trading after a drawdown', () => {
    const falling = barsOf(100, 100, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90);
    const later = { 0: buy(10), 3: buy(1), 4: close, 11: buy(1), 12: buy(1) };
    expect(refused(falling, { maxDailyLoss: 0.05 }, later)).toEqual(['RISK_MAX_DAILY_LOSS']);
    expect(refused(falling, { maxDrawdown: 0.05 }, later)).toEqual(['RISK_MAX_DRAWDOWN', 'RISK_MAX_DRAWDOWN', 'RISK_MAX_DRAWDOWN']);
  });

  it('rest after losses in a row, and after stop losses', () => {
    const saw = barsOf(100, 99, 99, 98, 98, 98, 98, 98, 98, 98, 98, 98);
    const twice = { 0: buy(1), 1: close, 2: buy(1), 3: close, 5: buy(1), 8: buy(1) };
    expect(refused(saw, { cooldown: { losses: 2, bars: 3 } }, twice)).toEqual(['RISK_COOLDOWN']);
    const stopped = { 0: buy(1, { stopLoss: 99.5 }), 3: buy(1), 6: buy(1) };
    expect(refused(saw, { stopLossGuard: { stops: 1, within: 5, bars: 3 } }, stopped)).toEqual(['RISK_STOP_LOSS_GUARD']);
  });

  it('let what reduces a position pass', () => {
    expect(refused(barsOf(100, 100, 80, 80, 80, 80), { maxDrawdown: 0.01 }, { 0: buy(5), 3: close })).toEqual([]);
  });

  it.each([
    [{ maxPosition: 0 }, 'limits.maxPosition'],
    [{ maxDrawdown: 2 }, 'limits.maxDrawdown'],
    [{ maxDrawDown: 0.1 } as never, 'Did you mean `maxDrawdown`?'],
    [{ cooldown: { losses: 0, bars: 1 } }, 'limits.cooldown.losses'],
  ])('%j is refused', (limits, text) => expect(() => refused(flat, limits, {})).toThrow(text));
});
