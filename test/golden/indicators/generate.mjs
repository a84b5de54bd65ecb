// Writes talib.json beside this file: values of every function of the native TA-Lib on fixed seeded series.
//
// TA-Lib comes from the npm package talib 1.1.6 (LGPL-3.0; TA-Lib's own code is BSD), which compiles it from source. It is a tool,
// not a dependency: install it in a folder of its own and name that folder here.
//
//   mkdir -p /tmp/talib && cd /tmp/talib && npm init -y && npm install talib@1.1.6     (needs a C++ compiler and Python)
//   node test/golden/indicators/generate.mjs /tmp/talib
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Usage: node generate.mjs FOLDER_WHERE_TALIB_IS_INSTALLED');
const talib = createRequire(join(resolve(folder), 'package.json'))('talib');

const length = 320;
const [sma, ema, wma, dema, tema, trima, kama, mama, t3] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

// Parameters under the names of TA-Lib without their `optIn`: beside the defaults a short and a long set for each function.
const period = (short, long) => [{ TimePeriod: short }, { TimePeriod: long }];
const sets = {
  BBANDS: [
    { TimePeriod: 2, NbDevUp: 1.5, NbDevDn: 1.5 },
    { TimePeriod: 50, NbDevUp: 2.5, NbDevDn: 1 },
    { TimePeriod: 20, NbDevUp: 1, NbDevDn: 3 },
    { TimePeriod: 10, MAType: ema },
    { TimePeriod: 12, NbDevUp: 1, MAType: kama },
  ],
  MA: [wma, ema, dema, tema, trima, kama, mama, t3].map((MAType, i) => ({ TimePeriod: [7, 45, 20][i % 3], MAType })),
  MAMA: [
    { FastLimit: 0.9, SlowLimit: 0.2 },
    { FastLimit: 0.3, SlowLimit: 0.01 },
  ],
  MAVP: [
    { MinPeriod: 3, MaxPeriod: 9 },
    { MinPeriod: 2, MaxPeriod: 40, MAType: wma },
    { MinPeriod: 4, MaxPeriod: 20, MAType: trima },
  ],
  SAR: [
    { Acceleration: 0.1, Maximum: 0.5 },
    { Acceleration: 0.005, Maximum: 0.05 },
  ],
  SAREXT: [
    { StartValue: 99, OffsetOnReverse: 0.01, AccelerationInitLong: 0.05, AccelerationLong: 0.03, AccelerationMaxLong: 0.3 },
    { StartValue: -101, AccelerationInitShort: 0.01, AccelerationShort: 0.04, AccelerationMaxShort: 0.1 },
  ],
  T3: [
    { TimePeriod: 2, VFactor: 0.2 },
    { TimePeriod: 20, VFactor: 1 },
  ],
  APO: [
    { FastPeriod: 3, SlowPeriod: 8, MAType: ema },
    { FastPeriod: 40, SlowPeriod: 20, MAType: wma },
    { FastPeriod: 4, SlowPeriod: 9, MAType: t3 },
  ],
  PPO: [
    { FastPeriod: 3, SlowPeriod: 8, MAType: ema },
    { FastPeriod: 40, SlowPeriod: 20, MAType: trima },
    { FastPeriod: 4, SlowPeriod: 9, MAType: kama },
  ],
  MACD: [
    { FastPeriod: 3, SlowPeriod: 8, SignalPeriod: 4 },
    { FastPeriod: 40, SlowPeriod: 20, SignalPeriod: 15 },
  ],
  MACDEXT: [
    { FastPeriod: 3, FastMAType: ema, SlowPeriod: 8, SlowMAType: wma, SignalPeriod: 4, SignalMAType: trima },
    { FastPeriod: 20, FastMAType: tema, SlowPeriod: 35, SlowMAType: ema, SignalPeriod: 15, SignalMAType: dema },
    { FastPeriod: 9, FastMAType: kama, SlowPeriod: 5, SlowMAType: t3, SignalPeriod: 1, SignalMAType: sma },
  ],
  MACDFIX: [{ SignalPeriod: 3 }, { SignalPeriod: 25 }],
  STOCH: [
    { FastK_Period: 3, SlowK_Period: 2, SlowD_Period: 4, SlowK_MAType: ema, SlowD_MAType: wma },
    { FastK_Period: 40, SlowK_Period: 10, SlowD_Period: 8 },
    { FastK_Period: 14, SlowK_Period: 3, SlowD_Period: 5, SlowK_MAType: trima, SlowD_MAType: ema },
  ],
  STOCHF: [
    { FastK_Period: 3, FastD_Period: 2, FastD_MAType: ema },
    { FastK_Period: 40, FastD_Period: 10, FastD_MAType: wma },
  ],
  STOCHRSI: [
    { TimePeriod: 4, FastK_Period: 3, FastD_Period: 2, FastD_MAType: ema },
    { TimePeriod: 30, FastK_Period: 20, FastD_Period: 10, FastD_MAType: wma },
  ],
  ULTOSC: [
    { TimePeriod1: 2, TimePeriod2: 3, TimePeriod3: 5 },
    { TimePeriod1: 30, TimePeriod2: 10, TimePeriod3: 60 },
  ],
  ADOSC: [
    { FastPeriod: 2, SlowPeriod: 4 },
    { FastPeriod: 30, SlowPeriod: 12 },
  ],
  STDDEV: [
    { TimePeriod: 2, NbDev: 2.5 },
    { TimePeriod: 60, NbDev: 1 },
  ],
  VAR: period(2, 60),
  BETA: period(2, 60),
  CORREL: period(2, 60),
  ATR: period(1, 60),
  NATR: period(1, 60),
  PLUS_DI: period(1, 60),
  MINUS_DI: period(1, 60),
  PLUS_DM: period(1, 60),
  MINUS_DM: period(1, 60),
  MOM: period(1, 60),
  ROC: period(1, 60),
  ROCP: period(1, 60),
  ROCR: period(1, 60),
  ROCR100: period(1, 60),
  DEMA: period(2, 40),
  TEMA: period(3, 40),
  TRIX: period(2, 40),
  ADX: period(2, 40),
  ADXR: period(2, 40),
};

const series = { gaps: market(20_260_101, true), smooth: market(20_260_102, false), candles: candles() };
const cases = [];
for (const explained of talib.functions) {
  const isPattern = explained.group === 'Pattern Recognition';
  const others = isPattern
    ? explained.optInputs.flatMap(() => [{ Penetration: 0.1 }, { Penetration: 0.75 }])
    : (sets[explained.name] ?? []);
  const parameters = explained.optInputs.length === 0 ? [{}] : [{}, ...(others.length > 0 ? others : period(3, 60))];
  for (const name of isPattern ? ['candles', 'smooth'] : ['gaps', 'smooth']) {
    for (const given of parameters) add(explained, given, name, isPattern);
  }
}
// TA-Lib has no Wilder average of its own: the ATR of bars with high = low = close is that of the absolute changes.
for (const TimePeriod of [2, 14]) add(talib.explain('ATR'), { TimePeriod }, 'smooth', false, 'wilder');

const provenance = {
  what: 'Values of all functions of TA-Lib (classic compatibility, unstable period 0)',
  source: `TA-Lib through the npm package talib ${talib.version}`,
  generator: 'test/golden/indicators/generate.mjs',
  data: 'Seeded series, written below: `gaps` (with gaps, stretches without change, bars without range, on a grid of 1/16), `smooth` (each bar opens at the close before) and `candles` (stretches in which every pattern occurs, on the same grid)',
  parameters: 'names of TA-Lib without `optIn`; those left out are its defaults',
  inputs:
    'bars by name; `real` is the close, `real0` and `real1` are the close and `other`, the input of ACOS and ASIN is `unit`, that of `wilder` the absolute changes of the close',
  layout:
    'Outputs begin at bar `begin`. Of numbers the first 12, then every 9th, and the last 12 are kept; of patterns [bar, value] where not 0',
  digits: 13,
};
const text = JSON.stringify({ provenance, series, cases })
  .replaceAll('{"indicator"', '\n{"indicator"')
  .replaceAll(/"(open|gaps|smooth|candles)":[[{]/g, '\n$&');
writeFileSync(new URL('./talib.json', import.meta.url), `${text}\n`);
console.log(`${cases.length} cases, ${text.length} bytes`);

/** Positions that are kept of a column: the test has the same rule. */
function isKept(k, count) {
  return k < 12 || k >= count - 12 || k % 9 === 0;
}

function add({ name, optInputs, outputs }, parameters, seriesName, isPattern, as = name.toLowerCase()) {
  const { close } = series[seriesName];
  const bars = as === 'wilder' ? { high: close, low: close, close } : series[seriesName];
  const asked = {};
  for (const { name, defaultValue } of optInputs) asked[name] = parameters[name.slice('optIn'.length)] ?? defaultValue;
  const unknown = Object.keys(parameters).filter((given) => !(`optIn${given}` in asked));
  if (unknown.length > 0) throw new Error(`${name} has no ${unknown}`);
  const real = name === 'ACOS' || name === 'ASIN' ? bars.unit : bars.close;
  const columns = { ...bars, inReal: real, inReal0: bars.close, inReal1: bars.other, inPeriods: bars.periods };
  const { begIndex, nbElement, result } = talib.execute({ name, startIdx: 0, endIdx: bars.close.length - 1, ...columns, ...asked });
  if (begIndex + nbElement !== bars.close.length) throw new Error(`${name} ends early`);
  const written = {};
  for (const { name: output } of outputs) {
    const values = result[output].slice(0, nbElement);
    if (isPattern) written[output] = values.flatMap((value, k) => (value === 0 ? [] : [[begIndex + k, value]]));
    else written[output] = values.filter((_, k) => isKept(k, nbElement)).map((value) => Number(value.toPrecision(13)));
  }
  cases.push({ indicator: as, function: name, parameters, series: seriesName, begin: begIndex, outputs: written });
}

function randomFrom(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    normal: () => uniform() + uniform() + uniform() + uniform() - 2,
    pick: (from) => from[Math.floor(uniform() * from.length)],
  };
}

/** A walk. With gaps all prices lie on a grid on which sums of squares are exact; without, they have two decimals. */
function market(seed, gaps) {
  const { uniform, normal } = randomFrom(seed);
  const round = (value) => (gaps ? Math.round(value * 16) / 16 : Number(value.toFixed(2)));
  const made = { open: [], high: [], low: [], close: [], volume: [], other: [], unit: [], periods: [] };
  let price = gaps ? 100 : 40;
  let other = 70;
  for (let i = 0; i < length; i++) {
    const flat = gaps && (i % 61 > 50 || (i > 150 && i < 190));
    const doji = i % 23 === 7;
    const open = round(price + (gaps && !flat && i % 7 === 0 ? normal() * 3 : 0));
    const close = flat || doji ? open : round(open + normal() * (gaps ? 1.5 : 0.8));
    const reach = flat ? 0 : 1;
    made.open.push(open);
    made.close.push(close);
    made.high.push(round(Math.max(open, close) + reach * uniform()));
    made.low.push(round(Math.min(open, close) - reach * uniform()));
    made.volume.push(i % 37 === 30 ? 0 : Math.round(uniform() * 5000));
    price = close;
    other = round(other + normal() + (close - open) * 0.3);
    made.other.push(other);
    made.unit.push(Number((uniform() * 2 - 1).toFixed(4)));
    made.periods.push(i % 29 === 3 ? 7.6 : Math.floor(uniform() * 45));
  }
  return made;
}

/**
 * Bars in which every pattern occurs, in both directions where it has two: a long random run of bars made of what patterns ask for
 * (bodies and shadows of all sizes, gaps, equal prices) is searched, and the stretches around the first occurrences are joined.
 */
function candles() {
  const run = candleRun(20_260_103, 1_000_000);
  const joined = { open: [], high: [], low: [], close: [] };
  const patterns = talib.functions.filter(({ group }) => group === 'Pattern Recognition');
  const seen = new Map();
  for (const { name, optInputs } of patterns) {
    const found = new Set(occurrences(name, optInputs, joined).values());
    const inRun = occurrences(name, optInputs, run);
    for (const [at, value] of inRun) {
      if (found.has(value) || at < 30) continue;
      found.add(value);
      for (const field of Object.keys(joined)) joined[field].push(...run[field].slice(at - 22, at + 2));
    }
  }
  for (const { name, optInputs } of patterns) {
    const count = occurrences(name, optInputs, joined).size;
    seen.set(name, count);
    if (count === 0) throw new Error(`${name} does not occur`);
  }
  console.log(Object.fromEntries(seen), `${joined.close.length} bars`);
  return joined;
}

function occurrences(name, optInputs, bars) {
  if (bars.close.length < 30) return new Map();
  const defaults = Object.fromEntries(optInputs.map(({ name, defaultValue }) => [name, defaultValue]));
  const { begIndex, result } = talib.execute({ name, startIdx: 0, endIdx: bars.close.length - 1, ...bars, ...defaults });
  const found = new Map();
  for (let k = 0; k < result.outInteger.length; k++) if (result.outInteger[k] !== 0) found.set(begIndex + k, result.outInteger[k]);
  return found;
}

function candleRun(seed, n) {
  const { uniform, pick } = randomFrom(seed);
  const made = { open: [], high: [], low: [], close: [] };
  const onGrid = (value) => Math.round(value * 16) / 16;
  let [lastOpen, lastHigh, lastLow, lastClose] = [100, 101, 99, 100];
  let trend = 1;
  for (let i = 0; i < n; i++) {
    if (uniform() < 0.25) trend = -trend;
    const reach = lastHigh - lastLow;
    const body = Math.abs(lastClose - lastOpen);
    const starts = [lastClose, lastClose, lastOpen, lastHigh + 0.5, lastLow - 0.5, lastClose + trend * 0.5, lastClose - trend * 0.5];
    let open = onGrid(uniform() < 0.7 ? pick(starts) : (lastOpen + lastClose) / 2 + (uniform() - 0.5) * reach);
    if (lastClose > 130) open -= 8;
    if (lastClose < 70) open += 8;
    const side = uniform() < 0.7 ? trend : -trend;
    const sizes = [0, 0.0625, 0.5, 0.75, 2, 3, 5, body * 0.75, body * 1.25];
    let close = onGrid(open + side * pick(sizes));
    if (uniform() < 0.1) close = lastClose;
    const shadows = [0, 0, 0.0625, 0.25, 1, 3];
    const high = Math.max(open, close) + pick(shadows);
    const low = Math.min(open, close) - pick(shadows);
    made.open.push(open);
    made.high.push(high);
    made.low.push(low);
    made.close.push(close);
    [lastOpen, lastHigh, lastLow, lastClose] = [open, high, low, close];
  }
  return made;
}
