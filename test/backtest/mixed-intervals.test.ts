import { type Bar, Bars, backtest, type Context, resample, Strategy, syntheticBars } from 'barwright';
import { MovingAverageCross } from 'barwright/strategy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2024, 0, 1);

/** Notes what it is told, and when. */
class Notes extends Strategy {
  readonly told: [number, string, number][] = [];
  override onBar(bar: Bar, ctx: Context) {
    ctx.log('bar', [ctx.time, bar.symbol, bar.time, bar.close]);
  }
}

const notes = (data: Readonly<Record<string, Bars>>) =>
  backtest(new Notes(), data, { cash: 1_000 }).log.map(({ data: row }) => row as [number, string, number, number]);

describe('bars of several intervals', () => {
  const fast = syntheticBars({ seed: 1, length: 240, interval: '15m', symbol: 'FAST', start: start });
  const slow = resample(syntheticBars({ seed: 2, length: 240, interval: '15m', symbol: 'SLOW', start: start }), '1h');

  it('are told when they close, never sooner', () => {
    const rows = notes({ FAST: fast, SLOW: slow });
    for (const [now, symbol, time] of rows) expect(now).toBe(time + (symbol === 'FAST' ? 15 * minute : hour));
    expect(rows.filter(([, symbol]) => symbol === 'SLOW').length).toBe(60);
    expect(rows.filter(([, symbol]) => symbol === 'FAST').length).toBe(240);
    // At one time the instruments come in the order of the data.
    expect(rows.slice(3, 5).map(([, symbol]) => symbol)).toEqual(['FAST', 'SLOW']);
  });

  it('are annualised by the shortest, and every equity is on its axis', () => {
    const result = backtest(new Notes(), { SLOW: slow, FAST: fast }, { cash: 1_000 });
    expect(result.intervalMs).toBe(15 * minute);
    expect(result.time.length).toBe(240);
    expect(result.benchmark?.equity.length).toBe(240);
  });

  it('fill orders at the opens and inside the bars of their own instrument', () => {
    class Trade extends Strategy {
      override onBar(bar: Bar, ctx: Context) {
        if (bar.symbol === 'FAST' && bar.time === start + 2 * 15 * minute) ctx.buy('SLOW', { size: { units: 0.01 } });
        if (bar.symbol === 'SLOW' && bar.time === start) ctx.buy('FAST', { size: { units: 0.01 } });
      }
    }
    const result = backtest(new Trade(), { FAST: fast, SLOW: slow }, { cash: 1_000_000 });
    // Decided at 00:45, the next open of the slow one is at 01:00; decided at 01:00, the fast one opens at once.
    expect([...result.fills].map(({ symbol, time, price }) => [symbol, time, price])).toEqual([
      ['FAST', start + hour, fast.open[4]],
      ['SLOW', start + hour, slow.open[1]],
    ]);
  });

  it('indicators see the bars of their instrument', () => {
    class Average extends Strategy {
      average = this.indicator('sma', { period: 3 });
      hourly = this.indicator('sma', { period: 3 }, { interval: '1h' });
      override onBar(bar: Bar, ctx: Context) {
        ctx.log(bar.symbol, [this.average.value, this.hourly.value]);
      }
    }
    const log = backtest(new Average(), { FAST: fast, SLOW: slow }, {}).log;
    const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const at = (symbol: string, row: number) => log.filter(({ message }) => message === symbol)[row].data as [number, number];
    expect(at('FAST', 9)[0]).toBeCloseTo(mean(fast.close.slice(7, 10)), 9);
    expect(at('SLOW', 9)[0]).toBeCloseTo(mean(slow.close.slice(7, 10)), 9);
    expect(at('SLOW', 9)[1]).toBe(at('SLOW', 9)[0]);
    expect(at('FAST', 15)[1]).toBeCloseTo((fast.close[7] + fast.close[11] + fast.close[15]) / 3, 9);
  });

  it('with holes in them show nothing of the future', () => {
    const world = fc.record({
      seed: fc.integer({ min: 0, max: 10_000 }),
      holes: fc.array(fc.integer({ min: 0, max: 95 }), { maxLength: 40 }),
      cut: fc.integer({ min: 20, max: 90 }),
    });
    class Random extends Strategy {
      override onBar(bar: Bar, ctx: Context) {
        const key = Math.round(bar.close * 1000) % 7;
        ctx.log('told', [ctx.time, bar.symbol, bar.time]);
        const other = ctx.symbols[key % 2];
        if (key === 0) ctx.buy(other, { size: { units: 0.01 } });
        if (key === 1) ctx.sell(other, { size: { units: 0.01 }, limit: bar.close * 1.001 });
        if (key === 2) ctx.close(other);
      }
    }
    fc.assert(
      fc.property(world, ({ seed, holes, cut }) => {
        const whole = syntheticBars({ seed, length: 96, interval: '15m', symbol: 'FAST', start: start });
        const keep = Array.from({ length: 96 }, (_, i) => i).filter((i) => !holes.includes(i));
        const rows = whole.toRows().filter((_, i) => keep.includes(i));
        if (rows.length < 2) return;
        const dense = Bars.fromRows(rows, { symbol: 'FAST', interval: '15m' });
        const hourly = resample(syntheticBars({ seed: seed + 1, length: 96, interval: '15m', symbol: 'SLOW', start: start }), '1h');
        const run = (until: number) => {
          const upTo = (bars: Bars, ms: number) =>
            Bars.fromRows(
              bars.toRows().filter(({ time }) => time + ms <= until),
              { symbol: bars.symbol, interval: ms === hour ? '1h' : '15m' },
            );
          const parts = { FAST: upTo(dense, 15 * minute), SLOW: upTo(hourly, hour) };
          if (parts.FAST.length === 0 || parts.SLOW.length === 0) return undefined;
          return backtest(new Random(), parts, { cash: 1_000_000, fees: 0.001 });
        };
        const full = run(Number.POSITIVE_INFINITY);
        const end = start + cut * 15 * minute;
        const part = run(end);
        if (full === undefined || part === undefined) return;
        for (const { data } of full.log) {
          const [now, symbol, time] = data as [number, string, number];
          expect(now).toBeGreaterThanOrEqual(time + (symbol === 'SLOW' ? hour : 15 * minute));
        }
        const told = (result: typeof full) =>
          result.log.map(({ data }) => data as [number, string, number]).filter(([now]) => now <= end - hour);
        expect(told(part)).toEqual(told(full));
        const early = (result: typeof full) =>
          [...result.fills]
            .filter(({ time }) => time < end - 2 * hour)
            .map(({ symbol, time, price, quantity }) => [symbol, time, price, quantity]);
        expect(early(part)).toEqual(early(full));
      }),
      { numRuns: 60 },
    );
  });

  it('strategies of signals go by one interval', () => {
    expect(() => backtest(new MovingAverageCross(), { FAST: fast, SLOW: slow })).toThrow('Expected all instruments to have one interval');
  });
});
