// Peers by npm: technicalindicators 3.1.0, trading-signals 8.3.0, indicatorts 2.2.2, @ixjb94/indicators 1.2.4.
import { IndicatorsSync } from '@ixjb94/indicators';
import { atr, bbands, ema, macd, rsi, sma, stoch, syntheticBars } from 'barwright';
import { max, min, obv, roc, stddev, wilder } from 'barwright/indicators';
import * as indicatorts from 'indicatorts';
import * as technical from 'technicalindicators';
import * as signals from 'trading-signals';
import { describe, expect, it } from 'vitest';

const bars = syntheticBars({ seed: 11, length: 3000 });
const close = Array.from(bars.close);
const high = Array.from(bars.high);
const low = Array.from(bars.low);
const volume = Array.from(bars.volume);
const ixjb94 = new IndicatorsSync();

/** The columns agree from the end back to `from`: within `tolerance` of the largest value. */
function expectSame(ours: ArrayLike<number>, theirs: ArrayLike<number>, from: number, tolerance = 1e-9): void {
  const shift = ours.length - theirs.length;
  let scale = 0;
  for (let i = from; i < ours.length; i++) scale = Math.max(scale, Math.abs(ours[i]));
  for (let i = from; i < ours.length; i++) {
    const error = Math.abs(ours[i] - theirs[i - shift]);
    if (!(error <= scale * tolerance)) expect.fail(`[${i}] is ${ours[i]}, the peer gives ${theirs[i - shift]}`);
  }
}

function column(rows: readonly object[], name: string): number[] {
  return rows.map((row) => (row as Record<string, number>)[name]);
}

function streamed<Input>(indicator: { add(input: Input): unknown }, input: (i: number) => Input): unknown[] {
  return close.map((_, i) => indicator.add(input(i))).filter((value) => value !== null);
}

describe('averages', () => {
  it('sma equals all four peers from its first value', () => {
    const ours = sma(bars.close, 20);
    expectSame(ours, ixjb94.sma(close, 20), 19);
    expectSame(ours, indicatorts.sma(close, { period: 20 }), 19);
    expectSame(ours, technical.SMA.calculate({ period: 20, values: close }), 19);
    expectSame(ours, streamed(new signals.SMA(20), (i) => close[i]) as number[], 19);
  });

  it('ema equals technicalindicators, which is seeded with the mean as TA-Lib', () => {
    expectSame(ema(bars.close, 20), technical.EMA.calculate({ period: 20, values: close }), 19);
  });

  it('ema seeded with the first value equals the peers that start so', () => {
    const ours = ema(bars.close, 20, { seed: 'first' });
    expectSame(ours, ixjb94.ema(close, 20), 0);
    expectSame(ours, indicatorts.ema(close, { period: 20 }), 0);
    expectSame(ours, streamed(new signals.EMA(20), (i) => close[i]) as number[], 19);
  });

  it('wilder equals @ixjb94/indicators and technicalindicators from its first value', () => {
    expectSame(wilder(bars.close, 14), ixjb94.wilders(close, 14), 13);
    expectSame(wilder(bars.close, 14), technical.WEMA.calculate({ period: 14, values: close }), 13);
  });

  it('bbands equal all four peers', () => {
    const { upper, middle, lower } = bbands(bars.close, 20, { deviations: 2 });
    const [theirLower, theirMiddle, theirUpper] = ixjb94.bbands(close, 20, 2) as unknown as number[][];
    expectSame(upper, theirUpper, 19);
    expectSame(middle, theirMiddle, 19);
    expectSame(lower, theirLower, 19);
    expectSame(upper, indicatorts.bb(close, { period: 20 }).upper, 19);
    expectSame(lower, column(technical.BollingerBands.calculate({ period: 20, stdDev: 2, values: close }), 'lower'), 19);
    expectSame(upper, column(streamed(new signals.BollingerBands(20, 2), (i) => close[i]) as object[], 'upper'), 19);
  });
});

describe('momentum', () => {
  it('rsi equals @ixjb94/indicators and trading-signals; technicalindicators rounds it to two decimals', () => {
    const ours = rsi(bars.close, 14);
    expectSame(ours, ixjb94.rsi(close, 14), 14);
    expectSame(ours, streamed(new signals.RSI(14), (i) => close[i]) as number[], 14);
    const rounded = technical.RSI.calculate({ period: 14, values: close });
    expect(Math.max(...rounded.map((value, k) => Math.abs(value - ours[k + 14])))).toBeLessThanOrEqual(0.005 + 1e-9);
  });

  it('macd meets the peers when their other seeds have died away', () => {
    const ours = macd(bars.close);
    const [line, signal, histogram] = ixjb94.macd(close, 12, 26, 9) as unknown as number[][];
    expectSame(ours.macd, line, 500);
    expectSame(ours.signal, signal, 500);
    expectSame(ours.histogram, histogram, 500);
    const options = { values: close, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false };
    expectSame(ours.signal, column(technical.MACD.calculate(options), 'signal'), 500);
    expectSame(ours.signal, indicatorts.macd(close, { fast: 12, slow: 26, signal: 9 }).signalLine, 500);
  });

  it('stoch equals @ixjb94/indicators; with one average it is the fast form of the others', () => {
    const slow = stoch(bars, { fastK: 14, slowK: 3, slowD: 3 });
    const [k, d] = ixjb94.stoch(high, low, close, 14, 3, 3) as unknown as number[][];
    expectSame(slow.k, k, 17);
    expectSame(slow.d, d, 17);
    const fast = stoch(bars, { fastK: 14, slowK: 1, slowD: 3 });
    const theirs = technical.Stochastic.calculate({ high, low, close, period: 14, signalPeriod: 3 });
    expectSame(fast.k, column(theirs, 'k'), 15);
    expectSame(fast.d, column(theirs, 'd'), 15);
    expectSame(fast.d, indicatorts.stoch(high, low, close, { kPeriod: 14, dPeriod: 3 }).d, 15);
  });

  it('roc equals the peers, some of which give a fraction', () => {
    const ours = roc(bars.close, 10);
    const fraction = ours.map((value) => value / 100);
    expectSame(fraction, ixjb94.roc(close, 10), 10);
    expectSame(ours, indicatorts.roc(close, { period: 10 }), 10);
    expectSame(ours, technical.ROC.calculate({ period: 10, values: close }), 10);
    expectSame(fraction, streamed(new signals.ROC(10), (i) => close[i]) as number[], 10);
  });
});

describe('ranges, spreads and volume', () => {
  it('atr equals technicalindicators, and the others when their seed has died away', () => {
    const ours = atr(bars, 14);
    expectSame(ours, technical.ATR.calculate({ high, low, close, period: 14 }), 14);
    expectSame(ours, ixjb94.atr(high, low, close, 14), 500);
    expectSame(ours, streamed(new signals.ATR(14), (i) => ({ high: high[i], low: low[i], close: close[i] })) as number[], 500);
  });

  it('stddev equals the peers, which divide by the period too', () => {
    const ours = stddev(bars.close, 20);
    expectSame(ours, technical.SD.calculate({ period: 20, values: close }), 19);
    expectSame(ours, ixjb94.stddev(close, 20), 19, 1e-6);
    expectSame(ours, indicatorts.mstd(close, { period: 20 }), 19, 1e-6);
  });

  it('max and min equal the peers', () => {
    expectSame(max(bars.high, 20), ixjb94.max(high, 20), 19, 0);
    expectSame(max(bars.high, 20), technical.Highest.calculate({ period: 20, values: high }), 19, 0);
    expectSame(min(bars.low, 20), ixjb94.min(low, 20), 19, 0);
    expectSame(min(bars.low, 20), indicatorts.movingMin(low, { period: 20 }), 19, 0);
  });

  it('obv is above the peers by the first volume, which they leave out', () => {
    const ours = obv(bars).map((value) => value - volume[0]);
    expectSame(ours, ixjb94.obv(close, volume), 1);
    expectSame(ours, indicatorts.obv(close, volume), 1);
    expectSame(ours, technical.OBV.calculate({ close, volume }), 1);
  });
});
