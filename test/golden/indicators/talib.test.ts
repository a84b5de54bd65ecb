import { readFileSync } from 'node:fs';
import { catalog, type IndicatorEntry, type InputName } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';

type Parameters = Readonly<Record<string, number>>;

interface Golden {
  readonly provenance: { readonly source: string };
  readonly series: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly cases: readonly GoldenCase[];
}

interface GoldenCase {
  readonly indicator: string;
  readonly function: string;
  readonly parameters: Parameters;
  readonly series: string;
  readonly begin: number;
  readonly outputs: Readonly<Record<string, readonly number[] | readonly (readonly [number, number])[]>>;
}

const golden: Golden = JSON.parse(readFileSync(new URL('./talib.json', import.meta.url), 'utf8'));

/** Names of parameters of TA-Lib in the catalog's words; where there are several, the entry has one of them. */
const parameterNames: Readonly<Record<string, readonly string[]>> = {
  TimePeriod: ['period'],
  FastPeriod: ['fast'],
  SlowPeriod: ['slow'],
  SignalPeriod: ['signal', 'period'],
  FastK_Period: ['fastK'],
  FastD_Period: ['fastD'],
  SlowK_Period: ['slowK'],
  SlowD_Period: ['slowD'],
  TimePeriod1: ['short', 'period1', 'fast'],
  TimePeriod2: ['medium', 'period2', 'middle'],
  TimePeriod3: ['long', 'period3', 'slow'],
  MinPeriod: ['minPeriod', 'shortest', 'min'],
  MaxPeriod: ['maxPeriod', 'longest', 'max'],
  NbDev: ['deviations'],
  NbDevUp: ['deviationsUp', 'deviations'],
  NbDevDn: ['deviationsDown', 'deviations'],
  MAType: ['type', 'average', 'maType'],
  FastMAType: ['fastType', 'fastAverage', 'fastMaType'],
  SlowMAType: ['slowType', 'slowAverage', 'slowMaType'],
  SignalMAType: ['signalType', 'signalAverage', 'signalMaType'],
  FastD_MAType: ['fastDType', 'fastDAverage'],
  SlowK_MAType: ['slowKType', 'slowKAverage'],
  SlowD_MAType: ['slowDType', 'slowDAverage'],
  VFactor: ['volumeFactor', 'factor'],
  OffsetOnReverse: ['offsetOnReverse', 'offset'],
};

const averages = ['sma', 'ema', 'wma', 'dema', 'tema', 'trima', 'kama', 'mama', 't3'];

/** Names of outputs of TA-Lib in the catalog's words, for functions with several. */
const outputNames: Readonly<Record<string, readonly string[]>> = {
  outRealUpperBand: ['upper'],
  outRealMiddleBand: ['middle'],
  outRealLowerBand: ['lower'],
  outMACD: ['macd', 'macdext', 'macdfix'],
  outMACDSignal: ['signal'],
  outMACDHist: ['histogram'],
  outSlowK: ['k', 'slowK'],
  outSlowD: ['d', 'slowD'],
  outFastK: ['k', 'fastK'],
  outFastD: ['d', 'fastD'],
  outAroonDown: ['down', 'aroonDown'],
  outAroonUp: ['up', 'aroonUp'],
  outMAMA: ['mama'],
  outFAMA: ['fama'],
  outMin: ['min'],
  outMax: ['max'],
  outMinIdx: ['min', 'minIndex'],
  outMaxIdx: ['max', 'maxIndex'],
  outInPhase: ['inPhase', 'inphase'],
  outQuadrature: ['quadrature'],
  outSine: ['sine'],
  outLeadSine: ['leadSine', 'lead'],
};

/**
 * Absolute floors where a value is what is left of larger ones: averages and changes of prices near 100 cancel, and TA-Lib lets
 * running sums drift; a correlation divides such remainders by one another.
 */
const floors: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['MACD', 'MACDEXT', 'MACDFIX', 'APO', 'PPO', 'ROC', 'STOCH', 'STOCHF', 'STOCHRSI', 'MFI', 'TRIX'].map((name) => [name, 1e-12]),
  ),
  CORREL: 1e-5,
  STOCH: 1e-11,
  HT_PHASOR: 1e-12,
};

for (const name of Object.keys(golden.series)) {
  describe(`indicators equal ${golden.provenance.source} within 1e-9 on the series ${name}`, () => {
    for (const one of golden.cases) {
      if (one.series !== name || !catalog.has(one.indicator)) continue;
      it(`TA-Lib ${one.function} ${JSON.stringify(one.parameters)}`, () => {
        const entry = catalog.get(one.indicator);
        const bars = golden.series[name];
        const parameters = inOurWords(entry, one.parameters);
        const columns = entry.compute(inputsOf(one.indicator, bars), parameters);
        expect(entry.lookback(parameters), 'lookback').toBe(one.indicator === 'wilder' ? one.begin - 1 : one.begin);
        for (const [output, expected] of Object.entries(one.outputs)) {
          const column = columns[nameOf('output', output, entry.outputs, outputNames)];
          expect(column.length).toBe(bars.close.length);
          expect(column.subarray(0, one.begin).every(Number.isNaN), 'NaN before the lookback').toBe(true);
          if (one.function.startsWith('CDL')) expect(occurrences(column)).toEqual(expected);
          else compare(one, column, output, columns);
        }
      });
    }
  });
}

it('has every function of TA-Lib', () => {
  const missing = new Set(golden.cases.map((one) => one.indicator).filter((name) => !catalog.has(name)));
  expect([...missing]).toEqual([]);
});

function inputsOf(indicator: string, bars: Golden['series'][string]): Readonly<Partial<Record<InputName, readonly number[]>>> {
  if (indicator === 'acos' || indicator === 'asin') return { series: bars.unit };
  if (indicator !== 'wilder') return bars;
  return { series: bars.close.map((close, i) => (i === 0 ? Number.NaN : Math.abs(close - bars.close[i - 1]))) };
}

function inOurWords(entry: IndicatorEntry, parameters: Parameters): object {
  const ours: Record<string, number | string> = {};
  for (const [theirs, value] of Object.entries(parameters)) {
    const own = nameOf('parameter', theirs, Object.keys(entry.parameters), parameterNames);
    ours[own] = theirs.endsWith('MAType') ? averages[value] : value;
  }
  return ours;
}

function nameOf(what: string, theirs: string, ours: readonly string[], words: Readonly<Record<string, readonly string[]>>): string {
  if (what === 'output' && ours.length === 1) return ours[0];
  const spelled = theirs[0].toLowerCase() + theirs.slice(1);
  const found = [...(words[theirs] ?? []), spelled].find((name) => ours.includes(name));
  if (found === undefined) throw new Error(`No ${what} for ${theirs} among ${ours.join(', ')}`);
  return found;
}

function occurrences(column: Float64Array): readonly (readonly [number, number])[] {
  return Array.from(column, (value, i) => [i, value] as const).filter(([, value]) => value !== 0 && !Number.isNaN(value));
}

function compare(one: GoldenCase, column: Float64Array, output: string, outputs: Readonly<Record<string, Float64Array>>): void {
  const count = column.length - one.begin;
  const kept = Array.from({ length: count }, (_, k) => k).filter((k) => k < 12 || k >= count - 12 || k % 9 === 0);
  const expected = one.outputs[output] as readonly (number | null)[];
  const middle = one.outputs.outRealMiddleBand as readonly number[] | undefined;
  expect(expected.length).toBe(kept.length);
  kept.forEach((k, at) => {
    const i = one.begin + k;
    const theirs = expected[at];
    if (isNoise(one, i)) return;
    if (theirs === null) {
      expect(Number.isFinite(column[i]), `${output}[${i}], where TA-Lib divides 0 by 0`).toBe(true);
      return;
    }
    const isEqual =
      one.function === 'BBANDS' && middle !== undefined && output !== 'outRealMiddleBand'
        ? haveEqualVariance(column[i] - outputs.middle[i], theirs - middle[at])
        : agrees(one.function, column[i], theirs);
    expect(isEqual, `${output}[${i}] is ${column[i]}, TA-Lib gives ${theirs}`).toBe(true);
  });
}

/** Whether the strength that is placed in its range has none but that of rounding, of which TA-Lib makes 0 to 100. */
function isNoise({ function: name, parameters, series }: GoldenCase, i: number): boolean {
  if (name !== 'STOCHRSI') return false;
  const strength = catalog.get('rsi').compute(golden.series[series], { period: parameters.TimePeriod ?? 14 }).rsi;
  const fastK = parameters.FastK_Period ?? 5;
  const memory = parameters.FastD_MAType === 1 ? 40 : (parameters.FastD_Period ?? 3);
  for (let k = i; k >= Math.max(0, i - memory); k--) {
    const window = strength.subarray(Math.max(0, k - fastK + 1), k + 1);
    if (Math.max(...window) - Math.min(...window) < 1e-9) return true;
  }
  return false;
}

function agrees(name: string, ours: number, theirs: number): boolean {
  if (name === 'STDDEV') return haveEqualVariance(ours, theirs);
  if (name === 'VAR') return haveEqualVariance(Math.sqrt(Math.max(0, ours)), Math.sqrt(Math.max(0, theirs)));
  return Math.abs(ours - theirs) <= Math.max(Math.abs(theirs) * 1e-9, floors[name] ?? 0);
}

/** TA-Lib takes a variance as a difference of squares near 10,000, and lets it drift. */
function haveEqualVariance(ours: number, theirs: number): boolean {
  return Math.abs(ours * ours - theirs * theirs) <= Math.max(2e-9 * theirs * theirs, 2e-10);
}
