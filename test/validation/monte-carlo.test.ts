import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ArgumentError,
  type Bar,
  Bars,
  backtest,
  type Context,
  DataError,
  defineStrategy,
  NotEnoughDataError,
  Strategy,
  StrategyError,
  syntheticBars,
} from 'barwright';
import { Rng } from 'barwright/core';
import { garch } from 'barwright/statistics';
import { type MonteCarloReport, monteCarlo, type WorldName } from 'barwright/validation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worldMaker } from '../../src/validation/monte-carlo-world.ts';
import { distributionOf, percentileOf } from '../../src/validation/run-figures.ts';

/** Long after a rise over five bars, out after a fall: no edge where moves have no memory. */
const Momentum = defineStrategy({
  name: 'Momentum',
  signals: ({ close }) => ({ exposure: Float64Array.from(close, (price, i) => (i < 5 ? 0 : +(price > close[i - 5]))) }),
});
/** The same, short after a fall: it does not live on the drift, which fitted worlds take from the data. */
const BothWays = defineStrategy({
  name: 'BothWays',
  signals: ({ close }) => ({ exposure: Float64Array.from(close, (price, i) => (i < 5 ? 0 : price > close[i - 5] ? 0.5 : -0.5)) }),
});
class Dip extends Strategy {
  override onBar(bar: Bar, ctx: Context): void {
    if (ctx.isIdle(bar.symbol) && bar.close < bar.open) ctx.buy(bar.symbol, { size: { equity: 0.5 } });
    else if (!ctx.isIdle(bar.symbol) && bar.close > bar.open) ctx.close(bar.symbol);
  }
}
const kinds: readonly WorldName[] = ['garch', 'regimes', 'jumps', 'bootstrap', 'permutation'];
const bars = syntheticBars({ seed: 7, length: 700, interval: '1d', symbol: 'SYN', tails: 8 });
const independent = (seed: number, length: number): Bars =>
  syntheticBars({
    seed,
    length,
    interval: '1d',
    tails: Number.POSITIVE_INFINITY,
    clustering: 0,
    leverage: 0,
    seasonality: 0,
    volatility: 0.4,
  });
const few = { worlds: 12, options: { fees: 0.001 } };

/** Drawn markets of a kind. */
const drawn = (kind: WorldName, of: Bars, seed: number): Bars => worldMaker(kind, [of], undefined).draw(0, new Rng(seed))[0];

describe.each(kinds)('worlds of %s', (kind) => {
  it('are the same for the same seed, in whatever number, and others for another', async () => {
    const [once, again, more, other] = await Promise.all(
      [few, few, { ...few, worlds: 15 }, { ...few, seed: 2 }].map((options) =>
        monteCarlo(new Momentum(), bars, { ...options, world: kind }),
      ),
    );
    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    expect(again.values).toEqual(once.values);
    expect(more.values.totalReturn.slice(0, 12)).toEqual(once.values.totalReturn);
    expect(other.values.totalReturn).not.toEqual(once.values.totalReturn);
    expect(other.metrics.totalReturn.real).toBe(once.metrics.totalReturn.real);
  });

  it('hold bars that are bars, on the same times, from the same first bar on', () => {
    const maker = worldMaker(kind, [bars], undefined);
    for (let world = 0; world < 8; world++) {
      const [made] = maker.draw(world, new Rng(1).fork(world));
      const { time, open, high, low, close, volume } = made;
      expect(() => Bars.fromColumns({ time, open, high, low, close, volume })).not.toThrow();
      expect(made.time).toEqual(bars.time);
      expect([made.open[0], made.close[0], made.volume[0]]).toEqual([bars.open[0], bars.close[0], bars.volume[0]]);
      expect([made.symbol, made.intervalMs, made.length]).toEqual([bars.symbol, bars.intervalMs, bars.length]);
      expect(low.every((price) => price > 0)).toBe(true);
      const known = new Set(bars.volume);
      expect(volume.every((value) => known.has(value))).toBe(true);
    }
  });

  it('have the deviation and the range of the data', async () => {
    const { facts } = await monteCarlo(new Momentum(), bars, { world: kind, worlds: 60 });
    const [deviation, , memory, , range] = facts;
    expect(deviation.worlds.p50 / deviation.real).toBeGreaterThan(0.85);
    expect(deviation.worlds.p50 / deviation.real).toBeLessThan(1.15);
    expect(range.worlds.p50 / range.real).toBeGreaterThan(0.85);
    expect(range.worlds.p50 / range.real).toBeLessThan(1.15);
    expect(Math.abs(memory.worlds.p50)).toBeLessThan(0.08);
  });

  it('measure each run as a backtest of the drawn bars does', async () => {
    const options = { fees: 0.001, cash: 5_000 };
    const report = await monteCarlo(new Dip(), bars, { world: kind, worlds: 3, options, seed: 5 });
    const maker = worldMaker(kind, [bars], undefined);
    for (let world = 0; world < 3; world++) {
      const { metrics, equity } = backtest(new Dip(), maker.draw(world, new Rng(5).fork(world))[0], options);
      const { totalReturn, sharpe, maxDrawdown, trades } = report.values;
      expect([totalReturn[world], sharpe[world], maxDrawdown[world], trades[world]]).toEqual([
        metrics.totalReturn,
        metrics.sharpe,
        metrics.maxDrawdown,
        metrics.tradeCount,
      ]);
      expect(equity[equity.length - 1] / 5_000 - 1).toBeCloseTo(metrics.totalReturn, 12);
    }
    const real = backtest(new Dip(), bars, options);
    expect(report.metrics.sharpe.real).toBe(real.metrics.sharpe);
    expect(report.fan.real[200]).toBe(real.equity[bars.length - 1] / 5_000);
    expect(report.fan.p5[200]).toBeLessThanOrEqual(report.fan.p95[200]);
  });

  it('refuse data that they cannot be made of', async () => {
    const run = (of: Bars): Promise<MonteCarloReport> => monteCarlo(new Momentum(), of, { world: kind, worlds: 2 });
    await expect(run(syntheticBars({ length: 20 }))).rejects.toThrow(NotEnoughDataError);
    const constant = Bars.fromRows(Array.from({ length: 200 }, (_, i) => ({ time: i * 60_000, open: 5, high: 5, low: 5, close: 5 })));
    await expect(run(constant)).rejects.toThrow(/the closes to move, all 200 are `5`/);
    await expect(run(bars.slice(0, 0))).rejects.toThrow(NotEnoughDataError);
    const { time, open, high, close, volume } = bars;
    const low = bars.low.slice().fill(0, 9, 10);
    await expect(run(Bars.fromColumns({ time, open, high, low, close, volume }))).rejects.toThrow(DataError);
  });
});

describe('what fitted worlds keep', () => {
  const wild = syntheticBars({ seed: 3, length: 3_000, interval: '1h', clustering: 0.6, tails: 5 });
  const fact = (report: MonteCarloReport, name: string): number => report.facts.find((one) => one.name === name)?.worlds.p50 ?? Number.NaN;

  it('is the clusters of volatility, or is told to be missing', async () => {
    const sizes = 'autocorrelation of sizes of returns';
    const [garchs, regimes, jumps] = await Promise.all(
      (['garch', 'regimes', 'jumps'] as const).map((world) => monteCarlo(new Momentum(), wild, { world, worlds: 30 })),
    );
    for (const report of [garchs, regimes]) expect(fact(report, sizes)).toBeGreaterThan(0.1);
    expect(Math.abs(fact(jumps, sizes))).toBeLessThan(0.05);
    expect(jumps.warnings.join('\n')).toMatch(/leaves clusters of volatility/);
    expect(jumps.warnings.join('\n')).toMatch(/autocorrelation of sizes of returns of the data is 0\.\d+/);
    expect(garchs.fit?.checks.map(({ name }) => name)).toContain('clusters of volatility');
    expect(garchs.fit?.parameters.nu).toBeGreaterThan(2);
  });

  it('is the drift of the data, where the middle of skewed returns is another', () => {
    const rng = new Rng(12);
    let level = 0;
    const close = Float64Array.from({ length: 1_500 }, () =>
      Math.exp((level += rng.uniform() < 0.05 ? -0.04 - 0.01 * rng.normal() : 0.002 + 0.005 * rng.normal())),
    );
    const time = close.map((_, i) => i * 3_600_000);
    const skewed = Bars.fromColumns({ time, open: close, high: close, low: close, close, volume: close });
    const drift = Math.log(close[1_499] / close[0]) / 1_499;
    for (const kind of ['garch', 'regimes', 'jumps'] as const) {
      const maker = worldMaker(kind, [skewed], undefined);
      const drifts = Array.from({ length: 60 }, (_, world) => {
        const [made] = maker.draw(world, new Rng(world));
        return Math.log(made.close[1_499] / made.close[0]) / 1_499;
      });
      const mean = drifts.reduce((sum, one) => sum + one, 0) / 60;
      const error = Math.sqrt(drifts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 60 / 59);
      expect(Math.abs(mean - drift), `${kind}: ${mean} against ${drift}`).toBeLessThan(4 * error);
      if (kind === 'garch') expect((maker.fit?.parameters.mu ?? 0) - drift).toBeGreaterThan(0.0005);
    }
  });

  it('is wide bars with large moves', () => {
    const made = drawn('garch', wild, 4);
    const ranges = (of: Bars, isLarge: boolean): number => {
      const moves = of.close.map((price, i) => Math.abs(Math.log(price / of.close[Math.max(0, i - 1)])));
      const bound = moves.slice().sort()[Math.floor(0.9 * moves.length)];
      const picked = [...moves.keys()].filter((i) => moves[i] > bound === isLarge);
      return picked.reduce((sum, i) => sum + Math.log(of.high[i] / of.low[i]), 0) / picked.length;
    };
    for (const isLarge of [true, false]) {
      expect(ranges(made, isLarge) / ranges(wild, isLarge)).toBeGreaterThan(0.75);
      expect(ranges(made, isLarge) / ranges(wild, isLarge)).toBeLessThan(1.35);
    }
  });

  it('is the real shape of each bar where the blocks are as they were', () => {
    const made = worldMaker('bootstrap', [wild], 1_000).draw(0, new Rng(2))[0];
    const real = new Set(Array.from(wild.high, (high, i) => Math.log(high / wild.low[i]).toFixed(10)));
    const kept = Array.from(made.high, (high, i) => Math.log(high / made.low[i]).toFixed(10)).filter((range) => real.has(range));
    expect(kept.length).toBeGreaterThan(0.99 * wild.length);
  });

  it('is a model of one’s own, fitted to the same returns', async () => {
    const returns = bars.close.slice(1).map((price, i) => Math.log(price / bars.close[i]));
    const { world, fit } = await monteCarlo(new Momentum(), bars, { ...few, world: garch(returns, { q: 2 }) });
    expect([world, fit?.model]).toEqual(['model', 'GARCH(1,2), normal']);
    await expect(monteCarlo(new Momentum(), bars, { world: garch(returns.slice(1)) })).rejects.toThrow(
      /fitted to the 699 logarithmic returns of the bars, was to 698/,
    );
  });
});

describe('several markets', () => {
  const pair = [bars, syntheticBars({ seed: 8, length: 700, interval: '1d', symbol: 'B' })];

  it('are shuffled and drawn alike', async () => {
    for (const world of ['bootstrap', 'permutation'] as const) {
      const maker = worldMaker(world, [bars, bars.withInstrument({ symbol: 'TWIN' })], undefined);
      const [one, twin] = maker.draw(0, new Rng(3));
      expect(twin.close).toEqual(one.close);
      const { metrics } = await monteCarlo(new Momentum(), pair, { ...few, world });
      expect(metrics.totalReturn.worlds?.count).toBe(12);
    }
  });

  it('are refused where they would lose what they have in common, or are on other times', async () => {
    await expect(monteCarlo(new Momentum(), pair, few)).rejects.toThrow(/one market for a fitted world, found 2/);
    const apart = [pair[0], pair[1].slice(5)];
    await expect(monteCarlo(new Momentum(), apart, { ...few, world: 'bootstrap' })).rejects.toThrow(/align them with a Panel/);
  });
});

describe('a function that makes worlds', () => {
  it('gets the bars, a generator of its own and the number', async () => {
    const seen: number[] = [];
    const { metrics, world } = await monteCarlo(new Momentum(), bars, {
      worlds: 3,
      world: function halves([market], rng, k) {
        seen.push(k);
        return market.slice(0, 350 + rng.int(350));
      },
    });
    expect([world, seen]).toEqual(['halves', [0, 1, 2]]);
    expect(metrics.totalReturn.worlds?.count).toBe(3);
  });

  it('leaves the percentile in the middle where all worlds are the data', async () => {
    const { metrics, lossProbability, fan } = await monteCarlo(new Momentum(), bars, { worlds: 5, world: ([market]) => market });
    for (const { percentile } of Object.values(metrics)) expect(percentile).toBe(0.5);
    expect(lossProbability).toBe(Number((metrics.totalReturn.real as number) < 0));
    expect([fan.p5, fan.p50, fan.p95]).toEqual([fan.real, fan.real, fan.real]);
  });

  it('is refused where it makes no bars', async () => {
    const run = (world: () => never): Promise<unknown> => monteCarlo(new Momentum(), bars, { worlds: 2, world });
    await expect(run(() => [] as never)).rejects.toThrow(/bars of one market for world 0, was `Array\(0\)`/);
    await expect(run(() => undefined as never)).rejects.toThrow(/was `undefined`/);
  });
});

describe('the real run among worlds', () => {
  /** Percentiles of the real return over seeded markets. */
  async function percentiles(kind: WorldName, markets: number, make: (seed: number) => Bars): Promise<number[]> {
    const found: number[] = [];
    const options = { direction: 'both' } as const;
    for (let seed = 0; seed < markets; seed++) {
      const { metrics } = await monteCarlo(new BothWays(), make(1_000 + seed), { world: kind, worlds: 19, seed, options });
      found.push(metrics.totalReturn.percentile as number);
    }
    return found;
  }

  it.each([
    ['permutation', 160, 120],
    ['bootstrap', 120, 150],
    ['garch', 60, 250],
  ] as const)('is anywhere, equally often, where there is no edge: %s', async (kind, markets, length) => {
    const found = await percentiles(kind, markets, (seed) => independent(seed, length));
    for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const below = found.filter((percentile) => percentile < share).length / markets;
      // The real run takes one of twenty places; three and a half deviations of the binomial share.
      expect(Math.abs(below - share), `${kind}: ${below} below ${share}`).toBeLessThan(3.5 * Math.sqrt((share * (1 - share)) / markets));
    }
  });

  it('is on top where there is an edge', async () => {
    const trending = (seed: number): Bars => {
      const rng = new Rng(seed);
      let [move, level] = [0, 0];
      const close = Float64Array.from({ length: 400 }, () => {
        move = 0.6 * move + 0.01 * rng.normal();
        return Math.exp((level += move));
      });
      const open = close.map((price, i) => (i === 0 ? price : close[i - 1]));
      const [high, low] = [open.map((price, i) => Math.max(price, close[i])), open.map((price, i) => Math.min(price, close[i]))];
      return Bars.fromColumns({ time: close.map((_, i) => i * 86_400_000), open, high, low, close, volume: close });
    };
    const found = await percentiles('permutation', 20, trending);
    expect(found.filter((percentile) => percentile > 0.9).length).toBeGreaterThan(16);
  });
});

describe('the report', () => {
  it('agrees with itself', async () => {
    const report = await monteCarlo(new Momentum(), bars, { ...few, worlds: 40, world: 'permutation' });
    const { values, metrics, lossProbability } = report;
    expect(lossProbability).toBe(values.totalReturn.filter((value) => value < 0).length / 40);
    expect(report.drawdownProbability(0)).toBe(1);
    expect(report.drawdownProbability(1)).toBe(0);
    const median = -(report.quantile('maxDrawdown', 0.5) as number);
    expect(report.drawdownProbability(median - 1e-12)).toBe(0.5);
    expect(report.quantile('sharpe', 0.25)).toBe(metrics.sharpe.worlds?.p25);
    expect(() => report.drawdownProbability(-0.3)).toThrow(/`beyond` to be a finite number >= 0 and <= 1/);
    expect(() => report.quantile('sharp' as never, 0.5)).toThrow(/did you mean `sharpe`/i);
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({ world: 'permutation', worlds: 40, seed: 1, fit: null, isFree: false });
  });

  it('says in words where the run stands, and that it is free of costs', async () => {
    const report = await monteCarlo(new Momentum(), bars, { worlds: 21, world: 'permutation' });
    const lines = report.summary().split('\n');
    expect(lines[0]).toBe('This run is free of costs: no venue trades for nothing.');
    expect(report.verdict()).toMatch(
      /^The real return of -?[\d.]+% is above that of \d+% of 21 worlds \(permutation\)\. (That is usual|So much|So little)/,
    );
    expect(report.summary()).toContain('Drawdowns at least so deep');
  });

  it('names few worlds and failures', async () => {
    const Fragile = defineStrategy({
      name: 'Fragile',
      signals(market) {
        if (market.close[100] > bars.close[0] && market.close[100] !== bars.close[100]) throw new Error('too high for me');
        return { exposure: new Float64Array(market.length).fill(1) };
      },
    });
    const report = await monteCarlo(new Fragile(), bars, few);
    expect(report.failures.count).toBeGreaterThan(0);
    expect(report.failures.count).toBeLessThan(12);
    expect(report.failures.first).toContain('too high for me');
    expect(report.metrics.totalReturn.worlds?.count).toBe(12 - report.failures.count);
    expect(report.summary()).toContain(`threw in ${report.failures.count} worlds`);
    expect(report.warnings.join()).toContain('12 worlds tell little');
    const Broken = defineStrategy({
      name: 'Broken',
      signals(market) {
        if (market.close[100] !== bars.close[100]) throw new Error('never elsewhere');
        return { exposure: new Float64Array(market.length).fill(1) };
      },
    });
    await expect(monteCarlo(new Broken(), bars, few)).rejects.toThrow(StrategyError);
  });

  it('writes a page that needs nothing else, with what users named escaped', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'barwright-worlds-'));
    const Named = defineStrategy({ name: '<b>Bold', signals: ({ length }) => ({ exposure: new Float64Array(length).fill(1) }) });
    const report = await monteCarlo(new Named(), bars, few);
    await report.report(join(folder, 'mc.html'));
    const html = await readFile(join(folder, 'mc.html'), 'utf8');
    expect(html).toContain('&lt;b&gt;Bold in 12 worlds');
    expect(html).not.toContain('<b>Bold');
    expect(html).not.toMatch(/NaN|undefined|https?:\/\/(?!www\.w3)/);
    for (const id of ['standing', 'equity', 'distributions', 'drawdowns', 'likeness', 'fit']) expect(html).toContain(`id="${id}"`);
    await expect(report.report('')).rejects.toThrow(/`path` to be a file/);
    await rm(folder, { recursive: true });
  });

  it('tells progress, stops when told, and leaves the options of a run in place', async () => {
    const told: number[] = [];
    await monteCarlo(new Momentum(), bars, { worlds: 3, world: 'permutation', onProgress: ({ done, total }) => told.push(done / total) });
    expect(told).toEqual([0.25, 0.5, 0.75, 1]);
    const stop = new AbortController();
    const run = monteCarlo(new Momentum(), bars, { worlds: 50, signal: stop.signal, onProgress: ({ done }) => done === 4 && stop.abort() });
    await expect(run).rejects.toThrow(/abort/i);
    await expect(monteCarlo(new Momentum(), bars, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    const finer = syntheticBars({ seed: 7, length: 700 * 24, interval: '1h', symbol: 'SYN' });
    const options = { fees: 0.001, stopLoss: { fraction: 0.02 }, benchmark: bars.close, intrabar: { bars: finer } } as const;
    const entries = defineStrategy({ signals: ({ length }) => ({ entries: Uint8Array.from({ length }, (_, i) => +(i % 9 === 0)) }) });
    const within = await monteCarlo(new entries(), bars, {
      worlds: 2,
      world: 'bootstrap',
      options: { ...options, intrabar: 'optimistic' },
    });
    expect(within.metrics.trades.worlds?.p50).toBeGreaterThan(5);
  });

  it.each([
    [{ world: 'gach' }, /did you mean `garch`/i],
    [{ world: 7 }, /`world` to be one of 'garch', 'regimes', 'jumps', 'bootstrap', 'permutation', a fitted model or a function/],
    [{ worlds: 0 }, /`worlds` to be an integer >= 1, was `0`/],
    [{ worlds: 2.5 }, /`worlds` to be an integer/],
    [{ seed: 0.5 }, /`seed` to be an integer/],
    [{ world: 'bootstrap', blockLength: 0.5 }, /`blockLength` to be a finite number >= 1 and <= 699/],
    [{ world: 'garch', blockLength: 5 }, /`blockLength` is for `world: 'bootstrap'`/],
    [{ wolrds: 5 }, /Unknown option `wolrds` in `options`. Did you mean `worlds`/],
    [{ options: { fee: 1 } }, /Unknown option `fee`/],
  ])('is not made of %j', async (options, message) => {
    const run = monteCarlo(new Momentum(), bars, options as never);
    await expect(run).rejects.toThrow(ArgumentError);
    await expect(run).rejects.toThrow(message);
  });

  it('names the bars that a fit needs, and where less will do', async () => {
    const short = bars.slice(0, 100);
    await expect(monteCarlo(new Momentum(), short, few)).rejects.toThrow(
      "Expected at least 101 bars for `world: 'garch'`, had 100: use 'bootstrap' or 'permutation'.",
    );
    expect((await monteCarlo(new Momentum(), short, { ...few, world: 'bootstrap' })).metrics.trades.worlds?.count).toBe(12);
  });

  it('is not made where nothing is traded or there are no bars', async () => {
    const Idle = defineStrategy({ signals: ({ length }) => ({ entries: new Uint8Array(length) }) });
    await expect(monteCarlo(new Idle(), bars, few)).rejects.toThrow(/the real run to fill an order, it filled none/);
    await expect(monteCarlo(new Momentum(), 'bars' as never)).rejects.toThrow(/`data` to be Bars/);
  });
});

describe('distributions', () => {
  it('keep the order of their quantiles, and percentiles count ties by half', () => {
    const column = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(column, (values) => {
        const of = distributionOf(Float64Array.from(values));
        const { p1 = 0, p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0, p99 = 0 } = of ?? {};
        const order = [Math.min(...values), p1, p5, p25, p50, p75, p95, p99, Math.max(...values)];
        for (let k = 1; k < order.length; k++) expect(order[k]).toBeGreaterThanOrEqual(order[k - 1] - 1e-9);
        expect(percentileOf(Float64Array.from(values), Math.min(...values) - 1)).toBe(0);
        expect(percentileOf(Float64Array.from(values), Math.max(...values) + 1)).toBe(1);
      }),
    );
    expect(percentileOf(Float64Array.of(1, 2, 2, Number.NaN, 3), 2)).toBe(0.5);
    expect(percentileOf(Float64Array.of(Number.NaN), 2)).toBeNull();
    expect(distributionOf(Float64Array.of(Number.NaN))).toBeNull();
  });
});
