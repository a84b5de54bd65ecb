import { ArgumentError, BookUpdates, backtest, type Context, type MarketTrade, Quotes, Strategy, syntheticBars, Trades } from 'barwright';
import type { Feed } from 'barwright/backtest';
import { Rng } from 'barwright/core';
import { stress, stressScenarios, tickStressScenarios } from 'barwright/validation';
import { describe, expect, it } from 'vitest';
import { thinnedFeeds } from '../../src/validation/stressed-ticks.ts';

const second = 1_000;

/** A walk of trades, one a second, between quotes and on a book of three levels a side. */
function market(seed: number, length: number): { readonly trades: Trades; readonly quotes: Quotes; readonly book: BookUpdates } {
  const rng = new Rng(seed);
  let middle = 1_000;
  const prices = Array.from({ length }, () => (middle += rng.int(5) - 2));
  const time = prices.map((_, i) => i * second);
  const side = prices.map(() => (rng.uniform() < 0.5 ? 1 : -1));
  const trades = Trades.fromColumns({ time, price: prices.map((price, i) => price + side[i]), quantity: prices.map(() => 2), side });
  const quotes = Quotes.fromColumns({
    time,
    bid: prices.map((price) => price - 1),
    ask: prices.map((price) => price + 1),
    bidSize: prices.map(() => 3),
    askSize: prices.map(() => 3),
  });
  const rows = prices.flatMap((price, i) =>
    [1, -1].flatMap((of) => [1, 2, 3].map((level) => ({ t: time[i], of, p: price - of * level, level }))),
  );
  const book = BookUpdates.fromColumns({
    time: rows.map(({ t }) => t),
    side: rows.map(({ of }) => of),
    price: rows.map(({ p }) => p),
    quantity: rows.map(({ level }) => 2 * level),
    snapshot: rows.map((_, k) => +(k % 6 === 0)),
  });
  return { trades, quotes, book };
}

/** Buys and sells by turns, every `every` trades, more than the touch holds. */
class Turns extends Strategy<{ every: number }> {
  static parameters = { every: { type: 'int', min: 2, max: 100, default: 20 } } as const;
  #count = 0;
  override onTrade({ symbol }: MarketTrade, ctx: Context): void {
    if (++this.#count % this.params.every !== 0) return;
    if (ctx.isIdle(symbol)) ctx.buy(symbol, { size: { units: 4 } });
    else ctx.close(symbol);
  }
}
const { trades, quotes, book } = market(3, 900);
const options = { cash: 100_000, fees: { taker: 0.0005 }, slippage: 0.0001, barInterval: '1m' } as const;
const details: Readonly<Record<string, Feed>> = { trades: { trades }, quotes: { trades, quotes }, book: { trades, book } };

describe.each(Object.entries(details))('stress of a run on %s', (name, feed) => {
  it('leaves a neutral scenario as the base run', async () => {
    const neutral = { fees: 1, slippage: 1, late: 0, latencyMs: 0, depth: 1, missed: 0, jitter: 0 };
    const { base, rows } = await stress(new Turns(), { ABC: feed }, { options, scenarios: { neutral, empty: {} } });
    const { equity } = backtest(new Turns(), { ABC: feed }, options);
    expect(base.finalEquity).toBe(equity[equity.length - 1]);
    expect(base.trades).toBeGreaterThan(5);
    for (const row of rows) expect(row.figures).toEqual(base);
  });

  it('runs the usual scenarios, and says why the others are left out', async () => {
    const report = await stress(new Turns(), { ABC: feed }, { options, seed: 1, runs: 2 });
    expect(report.rows.map((row) => row.name)).toEqual([
      'orders 100 ms late',
      'orders 1 s late',
      'half the quantities',
      'fees x 2',
      'slippage x 3',
      '10 % missed',
      'parameters +-10 %',
    ]);
    expect(report.leftOut.map((row) => row.name)).toEqual(['price noise', '1 % of bars missing', 'crash', 'squeeze', 'outage']);
    const reasons = report.leftOut.map(({ reason }) => reason).join(' ');
    expect(reasons).toMatch(/Levels of a book are told by their price/);
    expect(reasons).toMatch(/Messages of a book build on each other/);
    expect(reasons).toMatch(/no book or trade of what it would have been/);
    expect(JSON.stringify(await stress(new Turns(), { ABC: feed }, { options, seed: 1, runs: 2 }))).toBe(JSON.stringify(report));
  });

  it('costs what it says', async () => {
    const scenarios = { fees: { fees: 3 }, slippage: { slippage: 3 }, never: { missed: 1 } };
    const { base, rows } = await stress(new Turns(), { ABC: feed }, { options, scenarios });
    const { metrics, fills } = backtest(new Turns(), { ABC: feed }, options);
    const [dearer, slipped, never] = rows.map(({ figures }) => figures);
    expect(base.finalEquity - (dearer?.finalEquity ?? 0)).toBeCloseTo(2 * metrics.feesPaid, 6);
    expect(slipped?.finalEquity).toBeLessThan(base.finalEquity);
    expect(never).toMatchObject({ trades: 0, finalEquity: 100_000 });
    expect(fills.length).toBeGreaterThan(10);
  });

  it('delays orders as latency in the options does, on top of it', async () => {
    const own = { ...options, latency: { orderMs: 300 } };
    const { rows } = await stress(
      new Turns(),
      { ABC: feed },
      { options: own, scenarios: { late: { latencyMs: 1_500 }, bar: { late: 1 } } },
    );
    [1_800, 60_300].forEach((orderMs, k) => {
      const { equity } = backtest(new Turns(), { ABC: feed }, { ...options, latency: { orderMs } });
      expect(rows[k].figures?.finalEquity, `${name} ${orderMs}`).toBe(equity[equity.length - 1]);
    });
  });
});

describe('thinner quantities', () => {
  it('are a share of every one, and nothing else moves', () => {
    const { ABC } = thinnedFeeds({ ABC: { trades, quotes, book: [book] } }, 0.25);
    const thin = ABC as unknown as { readonly trades: Trades; readonly quotes: Quotes; readonly book: readonly BookUpdates[] };
    expect(thin.trades.quantity).toEqual(trades.quantity.map((quantity) => quantity / 4));
    expect([thin.quotes.bidSize[5], thin.quotes.askSize[5]]).toEqual([0.75, 0.75]);
    expect(thin.book[0].quantity[0]).toBe(book.quantity[0] / 4);
    expect([thin.trades.price, thin.quotes.bid, thin.book[0].price]).toEqual([trades.price, quotes.bid, book.price]);
    expect([thin.book[0].snapshot, thin.book[0].last]).toEqual([book.snapshot, book.last]);
  });

  it('cost more where orders walk the book', async () => {
    const free = { cash: 100_000, barInterval: '1m' } as const;
    const { base, rows } = await stress(
      new Turns(),
      { ABC: { trades, book } },
      { options: free, scenarios: { half: { depth: 0.5 }, quarter: { depth: 0.25 } } },
    );
    expect(rows[0].figures?.finalEquity).toBeLessThan(base.finalEquity);
    expect(rows[1].figures?.finalEquity).toBeLessThan(rows[0].figures?.finalEquity ?? 0);
  });
});

describe('stress of ticks', () => {
  it('takes pieces in arrays, and refuses streams that are read once', async () => {
    const pieces = [trades.slice(0, 400), trades.slice(400)];
    const scenarios = { half: { depth: 0.5 }, late: { latencyMs: 100 } };
    const [whole, inPieces] = await Promise.all(
      [trades, pieces].map((of) => stress(new Turns(), { ABC: { trades: of } }, { options, scenarios })),
    );
    expect(JSON.stringify(inPieces)).toBe(JSON.stringify(whole));
    const once = (function* () {
      yield trades;
    })();
    await expect(stress(new Turns(), { ABC: { trades: once } }, { options })).rejects.toThrow(
      /`data.ABC.trades` to be whole, or an array of pieces/,
    );
  });

  it.each([
    [{ noise: 0.1 }, /Scenario 'x' cannot be run. It moves the prices of bars/],
    [{ missing: 0.1 }, /It takes bars away/],
    [{ shock: 'crash' as const }, /It lays a shock on bars/],
    [{ depth: 0 }, /`scenarios\['x'\].depth` to be a finite number > 0 and <= 1/],
    [{ latencyMs: -1 }, /`scenarios\['x'\].latencyMs` to be a finite number >= 0/],
  ])('refuses %j of one’s own', async (x, message) => {
    const run = stress(new Turns(), { ABC: { trades } }, { options, scenarios: { x } });
    await expect(run).rejects.toThrow(ArgumentError);
    await expect(run).rejects.toThrow(message);
  });

  it('keeps what only ticks know from runs of bars', async () => {
    class Always extends Strategy {
      override onBar({ symbol }: { symbol: string }, ctx: Context): void {
        if (ctx.isIdle(symbol)) ctx.buy(symbol, {});
        else if (ctx.position(symbol).quantity > 0) ctx.close(symbol);
      }
    }
    const bars = syntheticBars({ seed: 1, length: 300, interval: '1m', symbol: 'ABC' });
    await expect(stress(new Always(), bars, { scenarios: { thin: { depth: 0.5 } } })).rejects.toThrow(/thins the quantities of ticks/);
    const { base, rows } = await stress(new Always(), bars, { options: { fees: 0.001 }, scenarios: { late: { latencyMs: 5_000 } } });
    expect([rows[0].failure, rows[0].figures?.finalEquity === base.finalEquity]).toEqual([null, false]);
    expect(Object.keys(stressScenarios)).not.toContain('half the quantities');
    expect(Object.keys(tickStressScenarios)).not.toContain('one bar late');
  });
});
