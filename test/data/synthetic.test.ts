import { type Bars, qualityReport, syntheticBars } from 'barwright';
import { syntheticMarket } from 'barwright/data';
import { isOpen, isTradingDay, missingBars } from 'barwright/market';
import { describe, expect, it } from 'vitest';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

function logReturns(bars: Bars, step = 1): number[] {
  const returns: number[] = [];
  for (let i = step; i < bars.length; i += step) returns.push(Math.log(bars.close[i] / bars.close[i - step]));
  return returns;
}

const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

function autocorrelation(x: readonly number[], lag: number): number {
  const m = mean(x);
  let above = 0;
  let below = 0;
  for (let i = 0; i < x.length; i++) {
    below += (x[i] - m) ** 2;
    if (i >= lag) above += (x[i] - m) * (x[i - lag] - m);
  }
  return above / below;
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

function excessKurtosis(x: readonly number[]): number {
  const m = mean(x);
  const second = mean(x.map((v) => (v - m) ** 2));
  return mean(x.map((v) => (v - m) ** 4)) / second ** 2 - 3;
}

describe('syntheticBars: the contract', () => {
  it('gives the same bars for the same seed, and others for another', () => {
    const a = syntheticBars({ seed: 5, length: 300 });
    const b = syntheticBars({ seed: 5, length: 300 });
    for (const column of columns) expect(a[column]).toEqual(b[column]);
    expect(syntheticBars({ seed: 6, length: 300 }).close[299]).not.toBe(a.close[299]);
  });

  it('gives the first k bars of n for length k, bit for bit', () => {
    const long = syntheticBars({ seed: 11, length: 500, tickSize: 0.01 });
    for (const k of [0, 1, 2, 137, 499]) {
      const short = syntheticBars({ seed: 11, length: k, tickSize: 0.01 });
      for (const column of columns) expect(short[column]).toEqual(long[column].slice(0, k));
    }
  });

  it('opens every bar at the close before it on a market that never closes', () => {
    const bars = syntheticBars({ seed: 3, length: 400, price: 250 });
    expect(bars.open[0]).toBeCloseTo(250, 9);
    for (let i = 1; i < bars.length; i++) expect(bars.open[i]).toBe(bars.close[i - 1]);
  });

  it('starts when asked, steps by the interval and carries the instrument', () => {
    const bars = syntheticBars({ length: 3, interval: '4h', start: '2024-02-01', symbol: 'ABC', instrument: { kind: 'linear' } });
    expect(Array.from(bars.time)).toEqual([0, 4, 8].map((hour) => Date.UTC(2024, 1, 1, hour)));
    expect([bars.symbol, bars.interval, bars.instrument.kind]).toEqual(['ABC', '4h', 'linear']);
  });

  it('rounds prices to the tick and volumes to the step', () => {
    const bars = syntheticBars({ length: 200, instrument: { tickSize: 0.05, quantityStep: 0.5 } });
    for (const row of bars) {
      for (const price of [row.open, row.high, row.low, row.close]) expect(price).toBe(Math.round(price * 20) / 20);
      expect(row.volume * 2).toBe(Math.round(row.volume * 2));
    }
    expect(bars.instrument.tickSize).toBe(0.05);
    expect(syntheticBars({ length: 50, tickSize: 3 }).close.every((price) => price % 3 === 0)).toBe(true);
  });

  it('holds a coarse tick above zero', () => {
    const bars = syntheticBars({ length: 2_000, price: 2, tickSize: 1, volatility: 3 });
    expect(Math.min(...bars.low)).toBeGreaterThanOrEqual(1);
  });

  it('stands still without volatility', () => {
    const bars = syntheticBars({ length: 20, volatility: 0 });
    for (const row of bars) expect([row.open, row.high, row.low, row.close]).toEqual([row.open, row.open, row.open, row.open]);
    expect(bars.close[19]).toBeCloseTo(100, 9);
  });

  it('grows by the drift without volatility', () => {
    const year = syntheticBars({ length: 365, interval: '1d', volatility: 0, drift: 0.5 });
    expect(year.close[364]).toBeCloseTo(150, 6);
  });

  it.each([
    [{ seed: 1.5 }, /`seed` to be an integer/],
    [{ length: -1 }, /`length` to be an integer >= 0/],
    [{ interval: '1x' }, /`interval`/],
    [{ start: 'soon' }, /`start`/],
    [{ price: 0 }, /`price`.*> 0/],
    [{ volatility: -1 }, /`volatility`/],
    [{ tails: 2 }, /`tails`.*> 2/],
    [{ clustering: 9 }, /`clustering`/],
    [{ leverage: 1 }, /`leverage`/],
    [{ seasonality: 2 }, /`seasonality`/],
    [{ volume: -1 }, /`volume`/],
    [{ vol: 1 }, /Unknown option `vol`/],
    [{ volatilty: 1 }, /Did you mean `volatility`\?/],
    [{ length: 1_000_000, interval: '1w', volatility: 2 }, /within the numbers/],
  ])('refuses %j', (options, message) => {
    expect(() => syntheticBars(options as never)).toThrow(message);
  });
});

describe('syntheticBars: the stylised facts of Cont (2001)', () => {
  const bars = syntheticBars({ seed: 42, length: 150_000, interval: '1h' });
  const returns = logReturns(bars);
  const sizes = returns.map(Math.abs);

  it('has the volatility asked for', () => {
    const annual = Math.sqrt(mean(returns.map((r) => r * r)) * 8_760);
    expect(annual).toBeGreaterThan(0.54);
    expect(annual).toBeLessThan(0.66);
  });

  it('has fat tails', () => {
    expect(excessKurtosis(returns)).toBeGreaterThan(5);
  });

  it('comes nearer to the normal over longer intervals', () => {
    const hour = excessKurtosis(returns);
    const day = excessKurtosis(logReturns(bars, 24));
    const month = excessKurtosis(logReturns(bars, 720));
    expect(day).toBeLessThan(hour / 2);
    expect(month).toBeLessThan(day);
  });

  it('has uncorrelated returns', () => {
    // Heavy tails and clustering widen the standard error, 1 / sqrt(n) = 0.0026, several times.
    for (const lag of [1, 2, 3, 5, 10, 24]) expect(Math.abs(autocorrelation(returns, lag))).toBeLessThan(0.02);
  });

  it('has absolute returns that stay correlated for days', () => {
    for (const lag of [1, 2, 5, 24, 72, 168]) expect(autocorrelation(sizes, lag)).toBeGreaterThan(0.03);
    expect(autocorrelation(sizes, 1)).toBeGreaterThan(autocorrelation(sizes, 72));
  });

  it('loses the memory of size without clustering and seasonality', () => {
    const plain = syntheticBars({ seed: 42, length: 50_000, clustering: 0, seasonality: 0 });
    for (const lag of [1, 5, 24]) expect(Math.abs(autocorrelation(logReturns(plain).map(Math.abs), lag))).toBeLessThan(0.02);
  });

  it('is normal with infinite degrees of freedom and no clustering', () => {
    const normal = syntheticBars({ seed: 42, length: 50_000, clustering: 0, seasonality: 0, tails: Number.POSITIVE_INFINITY });
    expect(Math.abs(excessKurtosis(logReturns(normal)))).toBeLessThan(0.1);
  });

  it('is wilder after falls than after rises', () => {
    const next = (lag: number): number => correlation(returns.slice(0, -lag), sizes.slice(lag));
    expect(next(1) + next(2) + next(6)).toBeLessThan(-0.02);
  });

  it('has the pattern of the day and the week', () => {
    const at = (hour: number): number => mean(sizes.filter((_, i) => new Date(bars.time[i + 1]).getUTCHours() === hour));
    expect(at(15)).toBeGreaterThan(1.4 * at(4));
    const weekend = (_: number, i: number): boolean => [0, 6].includes(new Date(bars.time[i + 1]).getUTCDay());
    expect(mean(sizes.filter((size, i) => !weekend(size, i)))).toBeGreaterThan(1.1 * mean(sizes.filter(weekend)));
  });

  it('keeps the long-run variance whatever the seasonality', () => {
    const flat = syntheticBars({ seed: 42, length: 150_000, seasonality: 0, clustering: 0 });
    const full = syntheticBars({ seed: 42, length: 150_000, seasonality: 1, clustering: 0 });
    const variance = (of: Bars): number => mean(logReturns(of).map((r) => r * r));
    expect(variance(full) / variance(flat)).toBeGreaterThan(0.95);
    expect(variance(full) / variance(flat)).toBeLessThan(1.05);
  });

  it('has ranges that estimate the same variance as the closes (Parkinson 1980)', () => {
    const ranges = mean(Array.from(bars.high, (high, i) => Math.log(high / bars.low[i]) ** 2)) / (4 * Math.LN2);
    const moves = mean(Array.from(bars.close, (close, i) => Math.log(close / bars.open[i]) ** 2));
    expect(ranges / moves).toBeGreaterThan(0.95);
    expect(ranges / moves).toBeLessThan(1.05);
  });

  it('trades more in bars of a wide range', () => {
    const ranges = Array.from(bars.high, (high, i) => Math.log(high / bars.low[i]));
    expect(correlation(ranges, Array.from(bars.volume))).toBeGreaterThan(0.6);
  });

  it('is a fair game without drift: the mean of many final prices is the first', () => {
    const finals = Array.from(
      { length: 2_000 },
      (_, seed) => syntheticBars({ seed, length: 90, interval: '1d', volatility: 0.5 }).close[89],
    );
    // Standard error about 100 * 0.25 / sqrt(2000) = 0.56.
    expect(Math.abs(mean(finals) - 100)).toBeLessThan(2.5);
  });
});

describe('syntheticBars: markets that close', () => {
  const shares = { volatility: 0.2, clustering: 0.3, instrument: { calendar: 'us-equity' } } as const;

  it.each([
    ['us-equity', '5m', 40_000],
    ['us-equity', '1h', 10_000],
    ['us-equity', '12h', 3_000],
    ['us-equity', '1d', 3_000],
    ['us-equity', '1w', 500],
    ['fx', '1h', 10_000],
    ['fx', '4h', 5_000],
    ['fx', '1d', 3_000],
  ] as const)('has bars of %s when it trades, none missing, for %s', (calendar, interval, length) => {
    const bars = syntheticBars({ seed: 4, length, interval, instrument: { calendar } });
    for (const { from, to } of bars.gaps) expect(missingBars(calendar, bars.intervalMs, from, to)).toBe(0);
    for (const time of bars.time.subarray(0, 300)) {
      if (interval === '1d') expect(isTradingDay(calendar, time)).toBe(true);
      else if (interval !== '1w') expect(isOpen(calendar, time)).toBe(true);
    }
    expect(qualityReport(bars).counts.gap).toBe(0);
  });

  it.each([
    ['5m', 100_000],
    ['1h', 30_000],
    ['1d', 20_000],
    ['1w', 5_000],
  ] as const)('has the volatility of a year asked for, over nights and holidays, with bars of %s', (interval, length) => {
    let squares = 0;
    let years = 0;
    for (const seed of [1, 2, 3, 4]) {
      const bars = syntheticBars({ ...shares, seed, length, interval });
      for (const r of logReturns(bars)) squares += r * r;
      years += (bars.time[length - 1] - bars.time[0]) / (365.25 * 86_400_000);
    }
    expect(Math.sqrt(squares / years) / 0.2).toBeGreaterThan(0.94);
    expect(Math.sqrt(squares / years) / 0.2).toBeLessThan(1.06);
  });

  it('opens away from the close before it after a night, and only then', () => {
    const bars = syntheticBars({ ...shares, seed: 4, length: 700, interval: '1h' });
    for (let i = 1; i < bars.length; i++) {
      const isNextDay = bars.time[i] - bars.time[i - 1] > 3_600_000;
      expect(bars.open[i] !== bars.close[i - 1]).toBe(isNextDay);
    }
  });

  it('is wild at both ends of the session', () => {
    const bars = syntheticBars({ ...shares, seed: 4, length: 60_000, interval: '30m', seasonality: 1 });
    const size = (hour: number): number =>
      mean(
        Array.from(bars.close, (close, i) => Math.abs(Math.log(close / bars.open[i]))).filter(
          (_, i) => (bars.time[i] / 60_000) % 1_440 === hour * 60 && isWinter(bars.time[i]),
        ),
      );
    expect(size(14.5)).toBeGreaterThan(1.5 * size(17.5));
    expect(size(20.5)).toBeGreaterThan(1.5 * size(17.5));
  });

  it('gives the first k bars of n for length k, bit for bit', () => {
    const long = syntheticBars({ ...shares, seed: 11, length: 400, interval: '1h' });
    const short = syntheticBars({ ...shares, seed: 11, length: 137, interval: '1h' });
    for (const column of columns) expect(short[column]).toEqual(long[column].slice(0, 137));
  });

  it('refuses intervals and mixtures that have no sense there', () => {
    expect(() => syntheticBars({ ...shares, interval: '3d' })).toThrow(/below a day, a day or whole weeks, was '3d'/);
    expect(() => syntheticMarket({ symbols: ['A', { symbol: 'B', instrument: { calendar: 'fx' } }] })).toThrow(
      /share one calendar, have 24x7 and fx/,
    );
  });
});

function isWinter(time: number): boolean {
  const month = new Date(time).getUTCMonth();
  return month < 2 || month === 11;
}

describe('syntheticMarket', () => {
  it('gives one time axis and the correlation asked for', () => {
    const market = syntheticMarket({ seed: 2, symbols: ['A', 'B', 'C'], length: 60_000, correlation: 0.6 });
    const [a, b, c] = market.map((bars) => logReturns(bars));
    for (const pair of [correlation(a, b), correlation(a, c), correlation(b, c)]) expect(pair).toBeCloseTo(0.6, 1);
    expect(market.map((bars) => bars.symbol)).toEqual(['A', 'B', 'C']);
    expect(market[2].time).toEqual(market[0].time);
  });

  it('takes a matrix', () => {
    const matrix = [
      [1, -0.5],
      [-0.5, 1],
    ];
    const [a, b] = syntheticMarket({ seed: 2, symbols: ['A', 'B'], length: 40_000, correlation: matrix });
    expect(correlation(logReturns(a), logReturns(b))).toBeCloseTo(-0.5, 1);
  });

  it('shares wild times among correlated instruments', () => {
    const [a, b] = syntheticMarket({ seed: 2, symbols: ['A', 'B'], length: 40_000, correlation: 0.7, seasonality: 0 });
    expect(correlation(logReturns(a).map(Math.abs), logReturns(b).map(Math.abs))).toBeGreaterThan(0.25);
  });

  it('starts with the bars that syntheticBars gives, and adding instruments changes none before', () => {
    const alone = syntheticBars({ seed: 9, length: 100, symbol: 'A' });
    const two = syntheticMarket({ seed: 9, length: 100, symbols: ['A', 'B'] });
    const three = syntheticMarket({ seed: 9, length: 100, symbols: ['A', 'B', 'C'] });
    for (const column of columns) {
      expect(two[0][column]).toEqual(alone[column]);
      expect(three[1][column]).toEqual(two[1][column]);
    }
  });

  it('takes what differs for a symbol', () => {
    const [a, b] = syntheticMarket({ symbols: ['A', { symbol: 'B', price: 5, instrument: { tickSize: 0.5 } }], price: 20, length: 5 });
    expect([a.open[0], b.open[0]]).toEqual([expect.closeTo(20, 9), 5]);
  });

  it('refuses contradictions', () => {
    const market = (options: object) => () => syntheticMarket({ symbols: ['A', 'B', 'C'], length: 5, ...options });
    expect(market({ symbols: [] })).toThrow(/at least one/);
    expect(market({ symbols: ['A', 'A'] })).toThrow(/`A` repeats/);
    expect(market({ correlation: 1 })).toThrow(/`correlation`.*< 1/);
    expect(market({ correlation: -0.9 })).toThrow(/positive definite/);
    expect(market({ correlation: [[1, 0.5]] })).toThrow(/correlation/);
    expect(market({ symbols: [{ symbl: 'A' }] })).toThrow(/Did you mean `symbol`/);
  });
});
