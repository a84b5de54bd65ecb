// Writes talib.json beside this file: indicator values of the native TA-Lib on a fixed seeded series.
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

const length = 200;
const bars = seededBars(20_260_101, length);
const talibNames = {
  fastK: 'FastK_Period',
  slowK: 'SlowK_Period',
  slowD: 'SlowD_Period',
  fast: 'FastPeriod',
  slow: 'SlowPeriod',
  signal: 'SignalPeriod',
  period: 'TimePeriod',
};

const cases = [];
for (const period of [2, 5, 20, 30]) {
  for (const name of ['sma', 'ema', 'rsi', 'roc', 'max', 'min', 'stddev']) series(name, { period }, { [name]: 'outReal' });
  bars3('atr', { period }, { atr: 'outReal' });
}
series('sma', { period: 150 }, { sma: 'outReal' });
series('stddev', { period: 20, deviations: 2.5 }, { stddev: 'outReal' }, { optInNbDev: 2.5 });
bars3('atr', { period: 1 }, { atr: 'outReal' });
bars3('atr', {}, { atr: 'outReal' });
for (const name of ['sma', 'ema', 'rsi', 'roc', 'max', 'min', 'stddev']) series(name, {}, { [name]: 'outReal' });
const lines = { macd: 'outMACD', signal: 'outMACDSignal', histogram: 'outMACDHist' };
series('macd', {}, lines);
series('macd', { fast: 5, slow: 34, signal: 5 }, lines);
series('macd', { fast: 20, slow: 7, signal: 4 }, lines);
const bands = { upper: 'outRealUpperBand', middle: 'outRealMiddleBand', lower: 'outRealLowerBand' };
series('bbands', {}, bands);
series('bbands', { period: 20, deviations: 2 }, bands, { optInNbDevUp: 2, optInNbDevDn: 2 });
series('bbands', { period: 50, deviations: 1.5 }, bands, { optInNbDevUp: 1.5, optInNbDevDn: 1.5 });
bars3('stoch', {}, { k: 'outSlowK', d: 'outSlowD' });
bars3('stoch', { fastK: 14, slowK: 3, slowD: 5 }, { k: 'outSlowK', d: 'outSlowD' });
add('obv', {}, 'bars', { obv: 'outReal' }, { name: 'OBV', inReal: bars.close, volume: bars.volume });
// TA-Lib has no Wilder average of its own: the ATR of bars with high = low = close is that of the absolute changes.
for (const period of [2, 14]) {
  const { close } = bars;
  add(
    'wilder',
    { period },
    'absoluteChanges',
    { wilder: 'outReal' },
    { name: 'ATR', high: close, low: close, close, optInTimePeriod: period },
  );
}

const provenance = {
  what: 'Indicator values of TA-Lib (classic compatibility, unstable period 0)',
  source: `TA-Lib through the npm package talib ${talib.version}`,
  generator: 'test/golden/indicators/generate.mjs',
  data: `${length} seeded bars, written below; some closes and bars repeat`,
  digits: 14,
  layout: 'cases[].outputs[name] begins at bar cases[].begin; parameters left out are the defaults of TA-Lib',
};
const text = JSON.stringify({ provenance, bars, cases }).replaceAll('{"indicator"', '\n{"indicator"');
writeFileSync(new URL('./talib.json', import.meta.url), `${text}\n`);
console.log(`${cases.length} cases, ${text.length} bytes`);

function series(indicator, parameters, outputs, extra = {}) {
  add(indicator, parameters, 'close', outputs, { name: indicator.toUpperCase(), inReal: bars.close, ...named(parameters), ...extra });
}

function bars3(indicator, parameters, outputs) {
  const { high, low, close } = bars;
  add(indicator, parameters, 'bars', outputs, { name: indicator.toUpperCase(), high, low, close, ...named(parameters) });
}

function named(parameters) {
  const asked = {};
  for (const [name, value] of Object.entries(parameters)) if (talibNames[name] !== undefined) asked[`optIn${talibNames[name]}`] = value;
  return asked;
}

function add(indicator, parameters, input, outputs, call) {
  const defaults = Object.fromEntries(talib.explain(call.name).optInputs.map(({ name, defaultValue }) => [name, defaultValue]));
  const { begIndex, result } = talib.execute({ startIdx: 0, endIdx: length - 1, ...defaults, ...call });
  const columns = {};
  for (const [name, column] of Object.entries(outputs)) columns[name] = result[column].map((value) => Number(value.toPrecision(14)));
  cases.push({ indicator, parameters, input, begin: begIndex, outputs: columns });
}

function seededBars(seed, n) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = () => uniform() + uniform() + uniform() + uniform() - 2;
  const round = (value) => Number(value.toFixed(2));
  const made = { open: [], high: [], low: [], close: [], volume: [] };
  let price = 100;
  for (let i = 0; i < n; i++) {
    const gap = i % 17 === 0 ? normal() * 3 : 0;
    const flat = i % 41 > 37;
    const open = flat ? price : round(price + gap);
    const close = flat ? price : round(open + normal() * 1.5);
    made.open.push(open);
    made.close.push(close);
    made.high.push(flat ? close : round(Math.max(open, close) + uniform()));
    made.low.push(flat ? close : round(Math.min(open, close) - uniform()));
    made.volume.push(round(uniform() * 1000));
    price = close;
  }
  return made;
}
