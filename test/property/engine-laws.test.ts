import type { BacktestResult, Signals } from 'barwright';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../backtest/runs.ts';
import { cut, driveEngine, finerOf, type RandomRun, randomMarkets, randomRun } from './random-runs.ts';

/** More of them by the environment, to hunt for rare ones. */
const cases = Number(process.env.BARWRIGHT_CASES ?? 500);

function each(law: (of: RandomRun, result: BacktestResult) => void, numRuns = cases): void {
  fc.assert(
    fc.property(randomRun, (of) => {
      law(of, run(of.bars, of.signals, of.options));
    }),
    { numRuns },
  );
}

/** Cash and quantity after the fills up to and including bar `index`, from the public table alone. */
function replay(result: BacktestResult): { cash: Float64Array; quantity: Float64Array } {
  const n = result.time.length;
  const { multiplier } = result.bars[0].instrument;
  const cash = new Float64Array(n);
  const quantity = new Float64Array(n);
  const rows = result.fills.toRows();
  let next = 0;
  let money = result.startingCash;
  let held = 0;
  for (let i = 0; i < n; i++) {
    for (; next < rows.length && rows[next].index === i; next++) {
      const signed = rows[next].side === 'buy' ? rows[next].quantity : -rows[next].quantity;
      money -= signed * multiplier * rows[next].price + rows[next].fee;
      held += signed;
    }
    cash[i] = money;
    quantity[i] = held;
  }
  expect(next).toBe(rows.length);
  return { cash, quantity };
}

const bits = (values: Float64Array): string => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex');

describe('any run', () => {
  it('accounts for every unit of money', () => {
    each(({ bars }, result) => {
      const { cash, quantity } = replay(result);
      const { multiplier } = bars.instrument;
      const stopped = result.ruin?.index ?? Number.POSITIVE_INFINITY;
      for (let i = 0; i < bars.length; i++) {
        const value = quantity[i] * multiplier * bars.close[i];
        if (i >= stopped) {
          expect(result.equity[i]).toBe(0);
          expect(quantity[i]).toBe(0);
          expect(Math.abs(cash[i] + (result.ruin?.shortfall ?? 0))).toBeLessThanOrEqual(1e-9 * (result.startingCash + Math.abs(cash[i])));
        } else {
          expect(Math.abs(result.equity[i] - cash[i] - value)).toBeLessThanOrEqual(1e-9 * (Math.abs(cash[i]) + Math.abs(value)));
        }
      }
    });
  });

  it('never has less than nothing', () => {
    each((_, result) => {
      for (const value of result.equity) expect(value).toBeGreaterThanOrEqual(0);
    });
  });

  it('knows nothing of what comes', () => {
    fc.assert(
      fc.property(randomRun, fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const length = 1 + Math.floor(share * (of.bars.length - 1));
        const prefix = of.bars.slice(0, length);
        const late = of.options.tradeFrom !== undefined && +(of.options.tradeFrom as Date) > prefix.time[length - 1];
        fc.pre(!late);
        const whole = run(of.bars, of.signals, of.options);
        const part = run(prefix, cut(of.signals, length), of.options);
        expect(bits(part.equity)).toBe(bits(whole.equity.slice(0, length)));
        expect(part.fills.toRows()).toEqual(whole.fills.toRows().filter((fill) => fill.index < length));
        const decided = whole.orders.toRows().filter((order) => order.index < length);
        const orders = part.orders.toRows();
        expect(orders.length).toBe(decided.length);
        orders.forEach((order, i) => {
          if (order.status !== 'open') expect(order).toEqual(decided[i]);
          else {
            const { id, symbol, type, reason, price, index } = order;
            expect(decided[i]).toMatchObject({ id, symbol, type, reason, price, index });
          }
        });
      }),
      { numRuns: cases },
    );
  });

  it('is the same over quiet bars as through each', () => {
    fc.assert(
      fc.property(randomRun, ({ tradeFrom: _, ...of }: RandomRun & { tradeFrom?: never }) => {
        const [skipping, everyBar] = [driveEngine(of, 'skipping'), driveEngine(of, 'everyBar')];
        expect(bits(skipping.equity)).toBe(bits(everyBar.equity));
        expect({ ...skipping, equity: 0 }).toEqual({ ...everyBar, equity: 0 });
      }),
      { numRuns: cases },
    );
  });

  it('with finer bars is the same over quiet bars as through each', () => {
    fc.assert(
      fc.property(randomRun, fc.integer({ min: 0, max: 1_000 }), (of, seed) => {
        const finer = finerOf(of.bars, seed);
        const [skipping, everyBar] = [driveEngine(of, 'skipping', finer), driveEngine(of, 'everyBar', finer)];
        expect(bits(skipping.equity)).toBe(bits(everyBar.equity));
        expect({ ...skipping, equity: 0 }).toEqual({ ...everyBar, equity: 0 });
        for (const fill of skipping.fills as readonly { index: number; price: number; slippage: number; quantity: number }[]) {
          const reference =
            fill.price - (fill.slippage * Math.sign(fill.quantity)) / (Math.abs(fill.quantity) * of.bars.instrument.multiplier);
          expect(reference).toBeGreaterThanOrEqual(of.bars.low[fill.index] - 1e-9 * reference);
          expect(reference).toBeLessThanOrEqual(of.bars.high[fill.index] + 1e-9 * reference);
        }
      }),
      { numRuns: cases },
    );
  });

  it('of one instrument is the same in the driver of many, but for liquidation inside a bar', () => {
    fc.assert(
      fc.property(randomRun, (of) => {
        const one = driveEngine(of, 'skipping');
        fc.pre(one.ruin === undefined);
        const many = driveEngine(of, 'many');
        expect(bits(one.equity)).toBe(bits(many.equity));
        expect({ ...one, equity: 0 }).toEqual({ ...many, equity: 0 });
      }),
      { numRuns: cases },
    );
  });

  it('fills inside the bar before slippage, and limits never worse than asked', () => {
    each(({ bars, options }, result) => {
      const orders = result.orders.toRows();
      const { multiplier } = bars.instrument;
      for (const fill of result.fills) {
        const sign = fill.side === 'buy' ? 1 : -1;
        const reference = fill.price - (sign * fill.slippage) / (fill.quantity * multiplier);
        const slack = 1e-9 * fill.price;
        expect(reference).toBeGreaterThanOrEqual(bars.low[fill.index] - slack);
        expect(reference).toBeLessThanOrEqual(bars.high[fill.index] + slack);
        const order = orders[fill.orderId];
        expect(order.side).toBe(fill.side);
        expect(order.status).toBe('filled');
        expect(order.quantity).toBe(fill.quantity);
        expect(fill.quantity).toBeGreaterThan(0);
        if (order.type === 'limit') {
          expect(fill.slippage).toBe(0);
          expect(sign * fill.price).toBeLessThanOrEqual(sign * order.price);
        }
        const isDecided = order.type === 'market' || order.reason === 'entry';
        const isNow = options.fillAt === 'close' || ['timeStop', 'liquidation'].includes(order.reason);
        if (isDecided && !isNow && order.reason !== 'reverse') expect(fill.index).toBeGreaterThanOrEqual(order.index);
      }
    });
  });

  it('deals whole steps of the venue', () => {
    each(({ bars }, result) => {
      const { quantityStep: step, tickSize: tick } = bars.instrument;
      for (const fill of result.fills) {
        if (step > 0) expect(Math.abs(fill.quantity / step - Math.round(fill.quantity / step))).toBeLessThan(1e-6);
        // A liquidated position is dealt at the very price at which the account is worth nothing.
        if (tick > 0 && fill.reason !== 'liquidation')
          expect(Math.abs(fill.price / tick - Math.round(fill.price / tick))).toBeLessThan(1e-6);
      }
    });
  });

  it('earns what its trades earn', () => {
    each((_, result) => {
      fc.pre(result.ruin === undefined);
      const earned = result.equity[result.equity.length - 1] - result.startingCash;
      const volume = result.fills
        .toRows()
        .reduce((sum, fill) => sum + fill.quantity * fill.price * result.bars[0].instrument.multiplier, 0);
      for (const profits of [result.trades.column('pnl'), result.positions.column('pnl')]) {
        const sum = profits.reduce((total, pnl) => total + pnl, 0);
        expect(Math.abs(sum - earned)).toBeLessThanOrEqual(1e-9 * (result.startingCash + volume));
      }
      expect(result.trades.column('fees').reduce((a, b) => a + b, 0)).toBeCloseTo(
        result.fills.column('fee').reduce((a, b) => a + b, 0),
        6,
      );
    });
  });

  it('is the same twice, and leaves its input as it was', () => {
    each((of, result) => {
      const before = JSON.stringify(columnsOf(of.signals));
      const prices = bits(of.bars.close) + bits(of.bars.low);
      const again = run(of.bars, of.signals, of.options);
      expect(bits(again.equity)).toBe(bits(result.equity));
      expect(again.fills.toRows()).toEqual(result.fills.toRows());
      expect(again.orders.toRows()).toEqual(result.orders.toRows());
      expect(JSON.stringify(columnsOf(of.signals))).toBe(before);
      expect(bits(of.bars.close) + bits(of.bars.low)).toBe(prices);
    });
  });
});

function columnsOf(signals: Signals): unknown {
  return Object.entries(signals).map(([name, column]) => [name, ArrayBuffer.isView(column) ? Array.from(column as Float64Array) : column]);
}

describe('any run of several instruments', () => {
  const several = (law: (result: BacktestResult, of: Parameters<Parameters<typeof randomMarkets.map>[0]>[0]) => void): void => {
    fc.assert(
      fc.property(randomMarkets, (of) => {
        law(
          run(of.markets, (bars) => of.signals[of.markets.findIndex(({ symbol }) => symbol === bars.symbol)], of.options),
          of,
        );
      }),
      { numRuns: cases },
    );
  };

  it('accounts for every unit of money and never has less than nothing', () => {
    several((result, { markets, options }) => {
      const rows = result.fills.toRows();
      const marks = new Map<string, number>();
      const held = new Map<string, number>();
      let cash = result.startingCash;
      let next = 0;
      const stopped = result.ruin?.time ?? Number.POSITIVE_INFINITY;
      // Of separate accounts, what one owes beyond its capital is written off when it is ruined, before the last one is.
      const isApart = options.account === 'separate' && result.ruin !== undefined;
      const perAccount = isApart || result.warnings.some((warning) => warning.startsWith('The account of'));
      result.time.forEach((time, t) => {
        for (; next < rows.length && rows[next].time <= time; next++) {
          const { symbol, side, quantity, price, fee } = rows[next];
          const signed = side === 'buy' ? quantity : -quantity;
          const { multiplier } = (markets.find((bars) => bars.symbol === symbol) as (typeof markets)[0]).instrument;
          cash -= signed * price * multiplier + fee;
          held.set(symbol, (held.get(symbol) ?? 0) + signed);
        }
        let value = cash;
        for (const { symbol, time: own, close, instrument } of markets) {
          const bar = own.indexOf(time);
          if (bar >= 0) marks.set(symbol, close[bar]);
          value += (held.get(symbol) ?? 0) * (marks.get(symbol) ?? 0) * instrument.multiplier;
        }
        expect(result.equity[t]).toBeGreaterThanOrEqual(0);
        if (time >= stopped) expect(result.equity[t]).toBe(0);
        else if (!perAccount) expect(Math.abs(value - result.equity[t])).toBeLessThanOrEqual(1e-9 * (result.startingCash + Math.abs(cash)));
      });
    });
  });

  it('knows nothing of what comes', () => {
    fc.assert(
      fc.property(randomMarkets, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (of, share) => {
        const lengths = of.markets.map(() => 0);
        const axis = Array.from(new Set(of.markets.flatMap(({ time }) => Array.from(time)))).sort((a, b) => a - b);
        const end = axis[Math.floor(share * (axis.length - 1))];
        of.markets.forEach(({ time }, k) => {
          lengths[k] = time.filter((t) => t <= end).length;
        });
        fc.pre(lengths.every((length) => length > 0));
        const signalsFor = (symbol: string): Signals => of.signals[of.markets.findIndex((bars) => bars.symbol === symbol)];
        const whole = run(of.markets, (bars) => signalsFor(bars.symbol), of.options);
        const part = run(
          of.markets.map((bars, k) => bars.slice(0, lengths[k])),
          (bars) => cut(signalsFor(bars.symbol), bars.length),
          of.options,
        );
        expect(bits(part.equity)).toBe(bits(whole.equity.slice(0, part.equity.length)));
        const seen = ({ symbol, side, reason, quantity, price, fee, index, moment }: ReturnType<typeof whole.fills.at>): object => ({
          symbol,
          side,
          reason,
          quantity,
          price,
          fee,
          index,
          moment,
        });
        expect(part.fills.toRows().map(seen)).toEqual(
          whole.fills
            .toRows()
            .filter(({ time }) => time <= end)
            .map(seen),
        );
      }),
      { numRuns: cases },
    );
  });

  it('leaves no order waiting for longer than its instrument has bars', () => {
    several((result, { markets, options }) => {
      fc.pre(result.ruin === undefined && !result.warnings.some((warning) => warning.startsWith('The account of')));
      for (const order of result.orders) {
        if (order.status !== 'open' || order.type !== 'market') continue;
        const bars = markets.find(({ symbol }) => symbol === order.symbol) as (typeof markets)[0];
        expect(order.index).toBe(bars.length - 1);
        expect(options.fillAt).not.toBe('close');
      }
    });
  });
});
