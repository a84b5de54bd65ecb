// Values of indicators that TA-Lib does not have, by npm packages of other people: node test/golden/indicators/peers.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { IndicatorsSync } from '@ixjb94/indicators';
import * as indicatorts from 'indicatorts';
import * as technical from 'technicalindicators';
import * as signals from 'trading-signals';

const at = (name) => new URL(name, import.meta.url);
const { series } = JSON.parse(readFileSync(at('./talib.json'), 'utf8'));
const { open, high, low, close, volume } = series.smooth;
const bars = close.map((_, i) => ({ open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] }));
const ixjb94 = new IndicatorsSync();
const length = close.length;
const version = (name) => JSON.parse(readFileSync(at(`../../../node_modules/${name}/package.json`), 'utf8')).version;

/** A column that ends at the last bar, filled up in front. */
const aligned = (column) => [...Array(length - column.length).fill(null), ...column].map((x) => (Number.isFinite(x) ? x : null));
const pick = (rows, name) => rows.map((row) => row?.[name] ?? null);

/** Feeds a class of trading-signals with bars or closes. */
function streamed(make, input = bars) {
  const indicator = make(signals);
  return input.map((x) => indicator.add(x));
}

/** Recursive ones that these packages begin otherwise; at bar 200 both have forgotten how. */
const seeded = new Set([
  'chaikin_volatility',
  'chande_kroll_stop',
  'chandelier_exit',
  'elder_ray',
  'force_index',
  'klinger',
  'keltner',
  'laguerre_rsi',
  'mass_index',
  'pmo',
  'pvo',
  'qqe',
  'smi',
  'stc',
  'supertrend',
  'tsi',
  'vidya',
  'wavetrend',
  'zlema',
  'frama',
]);

const cases = [];
function add(source, indicator, parameters, outputs, options = {}) {
  const otherSeed = seeded.has(indicator) && source !== 'technicalindicators';
  const from = otherSeed ? { from: 200, reason: 'another first value of the averages' } : { from: 0 };
  const sampled = {};
  for (const [output, column] of Object.entries(outputs)) {
    const bars = column.flatMap((x, i) => (x !== null && i >= from.from && (i % 9 === 0 || i >= length - 12) ? [i] : []));
    sampled[output] = { bars, values: bars.map((i) => Number(column[i].toPrecision(13))) };
  }
  cases.push({ source, indicator, parameters, ...from, ...options, outputs: sampled });
}
const signal = (indicator, parameters, make, options = {}) => {
  const { input = bars, map = { [indicator]: null }, offset = 0, ...rest } = options;
  const rows = streamed(make, input);
  const outputs = Object.fromEntries(
    Object.entries(map).map(([output, field]) => [
      output,
      aligned(field === null ? rows.map((x) => (x === null || x === undefined ? null : x + offset)) : pick(rows, field)),
    ]),
  );
  add('trading-signals', indicator, parameters, outputs, rest);
};

signal('accelerator_oscillator', { fast: 5, slow: 34, smoothing: 5 }, ({ AC }) => new AC(5, 34, 5));
signal('awesome_oscillator', { fast: 5, slow: 34 }, ({ AO }) => new AO(5, 34));
signal('alma', { period: 9, offset: 0.85, sigma: 6 }, ({ ALMA }) => new ALMA(9, 0.85, 6), { input: close });
signal(
  'bbands_width',
  { period: 20, deviations: 2 },
  ({ BollingerBandsWidth, BollingerBands }) => new BollingerBandsWidth(new BollingerBands(20, 2)),
  { input: close },
);
signal('bbands_percent', { period: 20, deviations: 2 }, ({ PercentB }) => new PercentB({ interval: 20, deviationMultiplier: 2 }), {
  input: close,
});
signal('bias', { period: 14 }, ({ DisparityIndex }) => new DisparityIndex(14), { input: close });
signal('cg', { period: 10 }, ({ CG }) => new CG(10, 3), {
  input: close,
  offset: -11,
  reason: 'theirs counts from the middle of the window and up',
});
signal('chop', { period: 14 }, ({ CHOP }) => new CHOP(14));
signal('cmf', { period: 20 }, ({ CMF }) => new CMF(20));
signal('chaikin_volatility', { period: 10, change: 10 }, ({ CVI }) => new CVI(10));
signal(
  'chande_kroll_stop',
  { period: 10, multiplier: 1, stopPeriod: 9 },
  ({ ChandeKrollStop }) => new ChandeKrollStop({ interval: 10, multiplier: 1, stopInterval: 9 }),
  { map: { short: 'shortStop', long: 'longStop' } },
);
signal('chandelier_exit', { period: 10, multiplier: 3 }, ({ ChandelierExit }) => new ChandelierExit({ interval: 10, multiplier: 3 }), {
  map: { long: 'long', short: 'short' },
});
signal(
  'connors_rsi',
  { period: 3, streak: 2, rank: 50 },
  ({ ConnorsRSI }) => new ConnorsRSI({ rsiInterval: 3, streakRsiInterval: 2, percentRankInterval: 50 }),
  { input: close },
);
signal(
  'coppock',
  { long: 14, short: 11, smoothing: 10 },
  ({ CoppockCurve }) => new CoppockCurve({ longRocInterval: 14, shortRocInterval: 11, wmaInterval: 10 }),
  { input: close },
);
signal('dpo', { period: 20 }, ({ DPO }) => new DPO(20), { input: close });
signal('demarker', { period: 14 }, ({ DeMarker }) => new DeMarker({ interval: 14 }));
signal('donchian', { period: 20 }, ({ DonchianChannels }) => new DonchianChannels(20), {
  map: { upper: 'upper', middle: 'middle', lower: 'lower' },
});
signal('eom', { period: 14, divisor: 10000 }, ({ EMV }) => new EMV(14, 10000));
signal('elder_ray', { period: 8 }, ({ ElderRay }) => new ElderRay(8), { map: { bull: 'bullPower', bear: 'bearPower' } });
signal('fisher', { period: 9 }, ({ FisherTransform }) => new FisherTransform(9));
signal('force_index', { period: 8 }, ({ ForceIndex }) => new ForceIndex(8));
signal('hma', { period: 16 }, ({ HMA }) => new HMA(16), { input: close });
signal(
  'ichimoku',
  { conversion: 9, base: 26, span: 52 },
  ({ IchimokuCloud }) => new IchimokuCloud({ conversionInterval: 9, baseInterval: 26, spanBInterval: 52 }),
  { map: { conversion: 'conversion', base: 'base', spanA: 'spanA', spanB: 'spanB' } },
);
signal('kst', { signal: 9 }, ({ KST }) => new KST(), { input: close, map: { kst: null } });
signal('klinger', { fast: 5, slow: 9, signal: 3 }, ({ KVO }) => new KVO(5, 9), { map: { klinger: null } });
signal(
  'keltner',
  { period: 8, atrPeriod: 5, multiplier: 2 },
  ({ KeltnerChannels }) => new KeltnerChannels({ emaInterval: 8, atrInterval: 5, multiplier: 2 }),
  { map: { upper: 'upper', middle: 'middle', lower: 'lower' } },
);
signal('laguerre_rsi', { gamma: 0.5 }, ({ LaguerreRSI }) => new LaguerreRSI({ gamma: 0.5 }), { input: close });
signal('bwmfi', {}, ({ MarketFacilitationIndex }) => new MarketFacilitationIndex());
signal('mass_index', { period: 10, smoothing: 9 }, ({ MassIndex }) => new MassIndex(10));
signal('nvi', {}, ({ NVI }) => new NVI());
signal('pvi', {}, ({ PVI }) => new PVI());
signal('pmo', { long: 8, short: 5, signal: 3 }, ({ PMO }) => new PMO({ smoothing1: 8, smoothing2: 5, signalInterval: 3 }), {
  input: close,
  map: { pmo: 'pmo', signal: 'signal' },
});
signal('psychological_line', { period: 12 }, ({ PSL }) => new PSL({ interval: 12 }), { input: close });
signal('pvo', { fast: 5, slow: 9, signal: 3 }, ({ PVO }) => new PVO({ fastPeriod: 5, slowPeriod: 9 }), {
  input: volume,
  map: { pvo: null },
});
signal('pvt', {}, ({ PVT }) => new PVT());
signal('qqe', { period: 5, smoothing: 3, factor: 4.236 }, ({ QQE }) => new QQE({ rsiInterval: 5, smoothInterval: 3, fastFactor: 4.236 }), {
  input: close,
  map: { qqe: 'rsiMa', line: 'trailingStop' },
});
signal('qstick', { period: 14 }, ({ Qstick }) => new Qstick(14));
signal('rmi', { period: 8, momentum: 5 }, ({ RMI }) => new RMI({ interval: 8, momentum: 5 }), { input: close });
signal('relative_volume', { period: 20 }, ({ RVOL }) => new RVOL(20), { input: volume });
signal('rvgi', { period: 10 }, ({ RelativeVigorIndex }) => new RelativeVigorIndex(10), { map: { rvgi: 'rvgi', signal: 'signal' } });
signal('rogers_satchell', { period: 20, periodsPerYear: 1 }, ({ RogersSatchellVolatility }) => new RogersSatchellVolatility(20));
signal('smi', { period: 10, smoothing: 3, signal: 3 }, ({ SMI }) => new SMI({ interval: 10, smooth1: 3, smooth2: 3 }), {
  map: { smi: null },
});
signal(
  'stc',
  { cycle: 10, fast: 5, slow: 9, smoothing: 0.5 },
  ({ STC }) => new STC({ cycleInterval: 10, fastInterval: 5, slowInterval: 9 }),
  { input: close },
);
signal('super_smoother', { period: 10 }, ({ SuperSmoother }) => new SuperSmoother(10), { input: close });
signal('supertrend', { period: 5, multiplier: 3 }, ({ SuperTrend }) => new SuperTrend({ interval: 5, multiplier: 3 }), {
  map: { trend: 'supertrend' },
});
signal('tsi', { long: 8, short: 5 }, ({ TSI }) => new TSI({ longPeriod: 8, shortPeriod: 5 }), { input: close });
signal('vhf', { period: 28 }, ({ VHF }) => new VHF(28), { input: close });
signal('vidya', { period: 8 }, ({ VIDYA }) => new VIDYA(8), { input: close });
signal('vwap', { session: 'all', deviations: 1 }, ({ VWAP }) => new VWAP(), { map: { vwap: null } });
signal('vwma', { period: 20 }, ({ VWMA }) => new VWMA(20));
signal('vortex', { period: 14 }, ({ VortexIndicator }) => new VortexIndicator(14), { map: { plus: 'plus', minus: 'minus' } });
signal('williams_ad', {}, ({ WAD }) => new WAD());
signal(
  'wavetrend',
  { channel: 5, average: 8, signal: 4 },
  ({ WaveTrend }) => new WaveTrend({ channelInterval: 5, averageInterval: 8, smoothingInterval: 4 }),
  { map: { wavetrend: 'wt1', signal: 'wt2' } },
);
signal('zlema', { period: 10 }, ({ ZLEMA }) => new ZLEMA(10), { input: close });
signal('wilder', { period: 8 }, ({ WSMA }) => new WSMA(8), { input: close });

add(
  'indicatorts',
  'mass_index',
  { period: 25, smoothing: 9 },
  { mass_index: aligned(indicatorts.mi(high, low, { emaPeriod: 9, miPeriod: 25 })) },
);
add('indicatorts', 'nvi', {}, { nvi: aligned(indicatorts.nvi(close, volume, { start: 1000 })) });
add('indicatorts', 'ulcer_index', { period: 14 }, { ulcer_index: aligned(indicatorts.ui(close, { period: 14 })) });
add('indicatorts', 'cmf', { period: 20 }, { cmf: aligned(indicatorts.cmf(high, low, close, volume, { period: 20 })) });
add('indicatorts', 'qstick', { period: 14 }, { qstick: aligned(indicatorts.qstick(open, close, { period: 14 })) });

const x = (indicator, parameters, outputs, options) => add('@ixjb94/indicators', indicator, parameters, outputs, options);
x('vosc', { fast: 5, slow: 10 }, { vosc: aligned(ixjb94.vosc(volume, 5, 10)) });
x('vhf', { period: 28 }, { vhf: aligned(ixjb94.vhf(close, 28)) });
x('klinger', { fast: 5, slow: 9, signal: 3 }, { klinger: aligned(ixjb94.kvo(high, low, close, volume, 5, 9)) });
x('fisher', { period: 9 }, { fisher: aligned(ixjb94.fisher(high, low, 9)[0]) });
x('bwmfi', {}, { bwmfi: aligned(ixjb94.marketfi(high, low, volume)) });
x('hma', { period: 16 }, { hma: aligned(ixjb94.hma(close, 16)) });
x('chaikin_volatility', { period: 10, change: 10 }, { chaikin_volatility: aligned(ixjb94.cvi(high, low, 10)) });
const ha = technical.HeikinAshi.calculate({ open, high, low, close, timestamp: close.map((_, i) => i), volume });
add(
  'technicalindicators',
  'heikin_ashi',
  {},
  { open: aligned(ha.open), high: aligned(ha.high), low: aligned(ha.low), close: aligned(ha.close) },
);
const ce = technical.ChandelierExit.calculate({ high, low, close, period: 10, multiplier: 3 });
add(
  'technicalindicators',
  'chandelier_exit',
  { period: 10, multiplier: 3 },
  { long: aligned(pick(ce, 'exitLong')), short: aligned(pick(ce, 'exitShort')) },
);
const ti = technical.IchimokuCloud.calculate({ high, low, conversionPeriod: 9, basePeriod: 26, spanPeriod: 52, displacement: 26 });
add(
  'technicalindicators',
  'ichimoku',
  { conversion: 9, base: 26, span: 52 },
  {
    conversion: aligned(pick(ti, 'conversion')),
    base: aligned(pick(ti, 'base')),
    spanA: aligned(pick(ti, 'spanA')),
    spanB: aligned(pick(ti, 'spanB')),
  },
);

const provenance = {
  what: 'Values of indicators that TA-Lib does not have, over the series `smooth` of talib.json',
  generator: 'test/golden/indicators/peers.mjs',
  sources: Object.fromEntries([...new Set(cases.map(({ source }) => source))].map((name) => [name, version(name)])),
};
writeFileSync(at('./peers.json'), `${JSON.stringify({ provenance, cases })}\n`);
