import {
  ArgumentError,
  type Bar,
  type Bars,
  backtest,
  type Context,
  type Fill,
  type OrderView,
  Strategy,
  StrategyError,
  syntheticBars,
  Trades,
} from 'barwright';
import { detectLookahead, detectRecursive, type Suspect } from 'barwright/backtest';
import { LookaheadError, Rng } from 'barwright/core';
import { catalog } from 'barwright/indicators';
import { Grid } from 'barwright/strategy';
import { describe, expect, it } from 'vitest';

const bars = syntheticBars({ seed: 21, length: 600, interval: '1h', symbol: 'ABC' });
const units = { size: { units: 1 } } as const;

/** Orders of many kinds, decided from the past alone: everything that a strategy can remember and be told. */
class Honest extends Strategy<{ period: number }> {
  static parameters = { period: { type: 'int', min: 2, max: 50, default: 10 } } as const;
  readonly average = this.indicator('sma', { period: this.params.period });
  readonly range = this.indicator('atr', { period: 14 });
  readonly #rng = new Rng(5);
  #resting = -1;
  #losses = 0;
  override onStart(ctx: Context) {
    ctx.every('day', '1d');
  }
  override onTimer(_: string, ctx: Context) {
    ctx.cancelAll('ABC');
  }
  override onFill({ price, side }: Fill, ctx: Context) {
    if (side === 'buy' && this.#rng.uniform() < 0.5) ctx.sell('ABC', { ...units, limit: price * 1.01, group: 'exit', reduceOnly: true });
  }
  override onOrder = (order: OrderView) => {
    if (order.state === 'rejected') this.#losses++;
  };
  override onBar({ close, symbol }: Bar, ctx: Context) {
    if (!(close > this.average.value)) return;
    const order = ctx.buy(symbol, {
      ...units,
      limit: close - this.range.value,
      stopLoss: { fraction: 0.02 },
      next: [{ ...units, side: 'sell', trigger: close * 0.95 }],
    });
    // A refusal at the end of the data must not look like the future.
    if (order.state === 'rejected') ctx.close(symbol);
    if (this.#resting >= 0) ctx.amend(this.#resting, { limit: close * 0.99 });
    this.#resting = order.id;
    if (this.#losses > 3) ctx.protect(symbol, { stopLoss: close * 0.97 });
  }
}

/** A strategy that does something at each bar, with its number; made anew for the bars that are known. */
const acting = (decide: (ctx: Context, i: number, bar: Bar) => void): Strategy => {
  class Acting extends Strategy {
    #i = 0;
    override onBar(bar: Bar, ctx: Context) {
      decide(ctx, this.#i++, bar);
    }
  }
  return new Acting();
};

const centred = {
  ...catalog.get('sma'),
  compute: (series: Float64Array) => ({ sma: Float64Array.from(series, (_, i) => series[i + 1]) }),
} as unknown as ReturnType<typeof catalog.get>;
class ReadsAhead extends Strategy {
  readonly next = this.indicator(centred, { period: 2 });
  override onBar({ close, symbol }: Bar, ctx: Context) {
    if (this.next.value > close * 1.002) ctx.buy(symbol, units);
  }
}

const remembered: number[] = [];
let runs = 0;
let i = 0;
class Remembers extends Strategy {
  override onStart() {
    i = 0;
  }
  override onBar({ close, symbol }: Bar, ctx: Context) {
    if (remembered[i + 1] > close) ctx.buy(symbol, units);
    remembered[i++] = close;
  }
}
class CountsRuns extends Strategy {
  override onStart() {
    runs++;
  }
  override onBar({ symbol }: Bar, ctx: Context) {
    if (ctx.isIdle(symbol) && runs % 2 === 0) ctx.buy(symbol, units);
  }
}

const cheats: Readonly<Record<string, readonly [Suspect, verb: string, kind: 'order' | 'state']>> = {
  'reads bars that it was given when it was made': [
    ([{ close }]) => acting((ctx, n, bar) => close[n + 1] > bar.close && ctx.buy('ABC', units)),
    'buy',
    'order',
  ],
  'measures from the highest price of all it was given': [
    ([{ high }]) => {
      const top = Math.max(...high);
      return acting((ctx, n, bar) => n % 20 === 0 && bar.close < 0.97 * top && ctx.buy('ABC', units));
    },
    'buy',
    'order',
  ],
  'knows the next close': [
    ([{ close: all }]) => acting((ctx, n, bar) => all[n + 1] < bar.close && ctx.sell('ABC', units)),
    'sell',
    'order',
  ],
  'knows how much is left': [
    ([{ length }]) => acting((ctx, n) => n % 50 === 0 && ctx.buy('ABC', { size: { equity: (n + 1) / (length + 1) } })),
    'buy',
    'order',
  ],
  'moves its limit to the low of the next bar': [
    ([{ low: lows }]) =>
      acting((ctx, n, { close }) => {
        const next = lows[n + 1];
        if (n === 0) ctx.buy('ABC', { ...units, limit: close * 0.5 });
        else if (n % 7 === 0 && next > 0) ctx.amend(0, { limit: next });
      }),
    'amend',
    'order',
  ],
  'takes its order away before it would fill': [
    ([{ low: lows }]) =>
      acting((ctx, n, { close }) => {
        const low = lows[n + 1];
        if (ctx.isIdle('ABC')) ctx.buy('ABC', { ...units, limit: close * 0.995 });
        else if (low < close * 0.995) ctx.cancelAll('ABC');
      }),
    'cancelAll',
    'order',
  ],
  'leaves before the fall': [
    ([{ close: all }]) =>
      acting((ctx, n, { close }) => {
        if (ctx.isIdle('ABC')) ctx.buy('ABC', units);
        else if (all[n + 1] < close * 0.997) ctx.close('ABC');
      }),
    'close',
    'order',
  ],
  'sets its stop where the next bar does not reach it': [
    ([{ low: lows }]) =>
      acting((ctx, n, { close }) => {
        const low = lows[n + 1];
        if (ctx.isIdle('ABC')) ctx.buy('ABC', { ...units, stopLoss: close * 0.99 });
        else ctx.protect('ABC', { stopLoss: low > 0 ? low * 0.999 : close * 0.99 });
      }),
    'protect',
    'order',
  ],
  'declares an indicator that reads ahead': [new ReadsAhead(), 'buy', 'order'],
  'remembers the prices of the run before': [new Remembers(), 'buy', 'state'],
  'counts its runs outside of itself': [new CountsRuns(), 'buy', 'state'],
  'draws lots without a seed': [acting((ctx) => Math.random() < 0.5 && ctx.buy('ABC', units)), 'buy', 'state'],
};

describe('detectLookahead of event strategies', () => {
  it('finds nothing in one that looks back only, whatever it does', () => {
    for (const fillAt of ['nextOpen', 'nextClose', 'close'] as const) {
      const report = detectLookahead(new Honest({ period: 5 }), bars, { backtest: { cash: 100_000, fees: 0.001, fillAt } });
      expect(report.findings).toEqual([]);
      expect(report.cuts).toBeGreaterThan(30);
      expect(report.skipped).toBe(0);
    }
    expect(detectLookahead(new Grid(), bars).ok).toBe(true);
    expect(backtest(new Honest(), bars).orders.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(cheats))('finds one that %s', (_, [suspect, verb, kind]) => {
    const report = detectLookahead(suspect, bars, { backtest: { cash: 100_000 } });
    const found = report.findings.find((finding) => finding.kind === kind);
    expect(found?.column).toBe(verb);
    const { index, cut, time, whole: one, known } = found as NonNullable<typeof found>;
    expect(index).toBeLessThanOrEqual(cut);
    expect(time).toBe(bars.time[index]);
    expect(one).not.toBe(known);
    expect(() => report.assert()).toThrow(LookaheadError);
    expect(String(report)).toContain(`\`${verb}\``);
    expect(String(report)).toContain(`at bar ${index}`);
  });

  it('names the first order that is another, and its bar', () => {
    // Twenty bars before the end of what is known, a strategy begins to sell.
    const fades = (known: readonly Bars[]) => acting((ctx, n) => n >= known[0].length - 20 && ctx.sell('ABC', { ...units, tag: `${n}` }));
    const report = detectLookahead(fades, bars);
    expect(report.findings).toHaveLength(1);
    const [{ index, cut, whole: before, known }] = report.findings;
    expect(index).toBe(Math.max(0, cut - 19));
    expect([before, known]).toEqual([undefined, `sell ABC {"size":{"units":1},"tag":"${index}"}`]);
  });

  it('takes an error that the future prevents for what it is', () => {
    const needs = (known: readonly Bars[]) =>
      acting((_, n) => {
        if (known[0].length === n + 1 && n < bars.length - 1) throw new Error('There is no next bar.');
      });
    const [{ kind, known, index, cut }] = detectLookahead(needs, bars, { cuts: 5 }).findings;
    expect([kind, index]).toEqual(['order', cut]);
    expect(known).toContain('There is no next bar.');
  });

  it('looks at several instruments over one axis', () => {
    const other = syntheticBars({ seed: 22, length: 300, interval: '1h', symbol: 'XYZ' });
    const late = syntheticBars({ seed: 23, length: 200, interval: '1h', symbol: 'NEW', start: bars.time[350] });
    class Both extends Strategy {
      readonly average = this.indicator('ema', { period: 8 });
      override onBar({ symbol, close }: Bar, ctx: Context) {
        if (close > this.average.value && ctx.isIdle(symbol)) ctx.buy(symbol, { size: { equity: 0.2 }, takeProfit: { fraction: 0.01 } });
      }
    }
    expect(detectLookahead(new Both(), [bars, other, late]).findings).toEqual([]);
    const cheat = (known: readonly Bars[]) => {
      const { time, close } = known[1];
      return acting((ctx) => {
        const n = time.indexOf(ctx.time - 3_600_000);
        if (n >= 0 && close[n + 1] > close[n]) ctx.buy('XYZ', units);
      });
    };
    const [found] = detectLookahead(cheat, { ABC: bars, XYZ: other }).findings;
    expect([found.symbol, found.column]).toEqual(['XYZ', 'buy']);
  });

  it('refuses what is no strategy', () => {
    expect(() => detectLookahead(Honest as never, bars)).toThrow(ArgumentError);
    expect(() => detectLookahead(() => 3 as never, bars)).toThrow('a function that makes one');
    const ticks = { ABC: { trades: Trades.fromColumns({ time: [1], price: [1], quantity: [1], side: [1] }) } };
    expect(() => detectLookahead(new Honest(), ticks)).toThrow('Expected `data` to be bars');
    expect(() => detectRecursive(new Honest(), ticks)).toThrow('Expected `data` to be bars');
    expect(() => detectLookahead(new Honest(), bars, { backtest: { fee: 1 } as never })).toThrow('Did you mean `fees`?');
    const broken = acting(() => {
      throw new Error('no');
    });
    expect(() => detectLookahead(broken, bars)).toThrow(StrategyError);
  });
});

describe('detectRecursive of event strategies', () => {
  class Trend extends Strategy<{ period: number }> {
    static parameters = { period: { type: 'int', min: 2, max: 500, default: 100 } } as const;
    readonly slow = this.indicator('ema', { period: this.params.period });
    readonly fast = this.indicator('sma', { period: 10 });
    override onBar({ symbol }: Bar, ctx: Context) {
      if (this.fast.value > this.slow.value && ctx.isIdle(symbol)) ctx.buy(symbol, units);
    }
  }
  class Sums extends Strategy {
    readonly balance = this.indicator('obv');
  }

  it('names the declared indicators that still warm up', () => {
    const { findings } = detectRecursive(new Trend(), bars, { warmup: 150, tolerance: 1e-6 });
    expect(findings.map(({ column, kind, symbol }) => [column, kind, symbol])).toEqual([['ema(100)', 'indicator', 'ABC']]);
    expect(findings[0].bars).toBeGreaterThan(150);
    expect(detectRecursive(new Trend({ period: 5 }), bars, { warmup: 150, tolerance: 1e-6 }).ok).toBe(true);
  });

  it('finds a sum that never forgets, of each instrument', () => {
    const other = syntheticBars({ seed: 24, length: 500, interval: '1h', symbol: 'XYZ' });
    const report = detectRecursive(new Sums(), { ABC: bars, XYZ: other }, { warmup: 200, starts: 3 });
    expect(report.findings.map(({ column, symbol }) => [column, symbol])).toEqual([
      ['obv', 'ABC'],
      ['obv', 'XYZ'],
    ]);
  });

  it('compares indicators only: what is held depends on where the run starts', () => {
    expect(detectRecursive(new Honest(), bars, { warmup: 300 }).ok).toBe(true);
    expect(() => detectRecursive(new Honest(), bars, { warmup: 5_000 })).toThrow('Expected more than 5001 bars');
  });
});

it('nothing that a context gives leads to later bars', () => {
  const lengths = new Set<number>();
  backtest(
    acting((ctx, n) => {
      const closes = ctx.history('ABC', 3);
      lengths.add(closes.buffer.byteLength / 8 - Math.min(3, n + 1));
    }),
    bars,
  );
  expect([...lengths]).toEqual([0]);
});
