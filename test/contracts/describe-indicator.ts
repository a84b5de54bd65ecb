import { ArgumentError } from 'barwright';
import { Rng } from 'barwright/core';
import type { IndicatorEntry, InputName, StreamInput, StreamOutput } from 'barwright/indicators';
import fc from 'fast-check';
import { describe, it } from 'vitest';

export type Columns = Record<InputName, Float64Array>;
export type Values = Record<string, number | string>;
type Outputs = Readonly<Record<string, Float64Array>>;

/** One thing that holds for every causal indicator; `check` throws where it does not. */
export interface IndicatorLaw {
  readonly name: string;
  readonly check: (entry: IndicatorEntry, runs: number) => void;
}

const fields = ['open', 'high', 'low', 'close', 'volume', 'other', 'buyVolume', 'funding', 'openInterest'] as const;
const sequences = [...fields, 'time', 'periods'] as const;
const prices: readonly InputName[] = ['series', 'other', 'open', 'high', 'low', 'close'];
const volumes: readonly InputName[] = ['volume', 'buyVolume'];

/** Judges one catalog entry by every law. */
export function describeIndicator(entry: IndicatorEntry, runs = 40): void {
  describe(`indicator ${entry.name}`, () => {
    for (const law of indicatorLaws) it(law.name, () => law.check(entry, runs));
  });
}

export interface Market {
  readonly seed: number;
  readonly length: number;
  readonly scale: number;
  readonly volatility: number;
  readonly holes: 'none' | 'leading' | 'inner' | 'consecutive' | 'many';
  readonly flat: boolean;
}

export const markets = (holes: readonly Market['holes'][]): fc.Arbitrary<Market> =>
  fc.record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    length: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 60, max: 400 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 }) },
      { weight: 1, arbitrary: fc.integer({ min: 700, max: 1200 }) },
    ),
    scale: fc.constantFrom(1, 1, 100, 1e-8, 1e12),
    volatility: fc.constantFrom(0.001, 0.02, 0.3),
    holes: fc.constantFrom(...holes),
    flat: fc.boolean(),
  });

const whole: readonly Market['holes'][] = ['none'];
export const holed: readonly Market['holes'][] = ['none', 'leading', 'inner', 'consecutive', 'many'];

/** Bars of a seeded random walk: flat stretches, steps on a grid, any scale, and holes in any column. */
export function marketOf({ seed, length, scale, volatility, holes, flat }: Market): Columns {
  const rng = new Rng(seed);
  const bars = {} as Columns;
  for (const field of sequences) bars[field] = new Float64Array(length);
  const onGrid = rng.uniform() < 0.3;
  const flatFrom = flat ? rng.int(length + 1) : length;
  const flatTo = flatFrom + rng.int(600);
  let price = 100;
  let other = 80;
  for (let i = 0; i < length; i++) {
    const still = i >= flatFrom && i < flatTo;
    const open = price;
    if (!still) price *= Math.exp(rng.normal() * volatility);
    if (onGrid) price = Math.max(1, Math.round(price));
    const reach = still ? 0 : rng.uniform() * volatility * price;
    bars.open[i] = open * scale;
    bars.close[i] = price * scale;
    bars.high[i] = (Math.max(open, price) + reach) * scale;
    bars.low[i] = Math.max(Math.min(open, price) - reach, Math.min(open, price) / 2) * scale;
    bars.volume[i] = still ? 0 : rng.uniform() * 1000;
    other *= Math.exp(rng.normal() * volatility);
    bars.other[i] = other * scale;
    bars.buyVolume[i] = bars.volume[i] * rng.uniform();
    bars.funding[i] = rng.normal() * 1e-4;
    bars.openInterest[i] = 1000 * (1 + rng.uniform());
    bars.time[i] = 1_700_000_000_000 + 3_600_000 * i;
    bars.periods[i] = 2 + rng.int(30);
  }
  bars.series = bars.close;
  punch(bars, holes, length, rng);
  return bars;
}

function punch(bars: Columns, holes: Market['holes'], length: number, rng: Rng): void {
  if (length === 0) return;
  const hole = (i: number): void => {
    const bad = [Number.NaN, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][rng.int(4)];
    bars[fields[rng.int(fields.length)]][i % length] = bad;
    bars.close[i % length] = rng.uniform() < 0.6 ? bad : bars.close[i % length];
  };
  if (holes === 'leading') for (let i = rng.int(30); i >= 0; i--) bars.close[i % length] = Number.NaN;
  if (holes === 'inner' || holes === 'many') hole(rng.int(length));
  if (holes === 'consecutive') for (let i = rng.int(length), k = 1 + rng.int(5); k > 0; i++, k--) hole(i);
  if (holes === 'many') for (let k = rng.int(12); k > 0; k--) hole(rng.int(length));
}

/** Parameters within their ranges, mostly short, at times longer than a block of sums. */
function valuesOf(entry: IndicatorEntry): fc.Arbitrary<Values> {
  const one: Record<string, fc.Arbitrary<number | string>> = {};
  for (const [name, parameter] of Object.entries(entry.parameters)) {
    if (parameter.type === 'choice') one[name] = fc.constantFrom(...parameter.choices);
    else if (parameter.type === 'float')
      one[name] = fc.constantFrom(parameter.default, parameter.min, Math.min(parameter.max, parameter.default * 1.75));
    else {
      const { min, max } = parameter;
      one[name] = fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min, max: Math.min(max, min + 30) }) },
        { weight: 1, arbitrary: fc.integer({ min, max: Math.min(max, min + 300) }) },
      );
    }
  }
  return fc.record(one).filter((values) => accepts(entry, values)) as fc.Arbitrary<Values>;
}

/** Parameters may exclude each other; such sets are refused by batch and stream alike, which the laws do not judge. */
function accepts(entry: IndicatorEntry, values: Values): boolean {
  try {
    entry.stream(values);
    return true;
  } catch (error) {
    if (error instanceof ArgumentError) return false;
    throw error;
  }
}

function forAll(
  entry: IndicatorEntry,
  runs: number,
  holes: readonly Market['holes'][],
  judge: (bars: Columns, values: Values, at: number) => void,
): void {
  fc.assert(
    fc.property(markets(holes), valuesOf(entry), fc.double({ min: 0, max: 1, noNaN: true }), (market, values, share) => {
      judge(marketOf(market), values, Math.floor(share * market.length));
    }),
    { numRuns: runs, seed: 7 },
  );
}

export function fail(message: string): never {
  throw new Error(message);
}

export function sameBits(actual: Float64Array, expected: Float64Array, what: string): void {
  if (actual.length !== expected.length) fail(`${what}: length ${actual.length} instead of ${expected.length}`);
  for (let i = 0; i < actual.length; i++) {
    if (!Object.is(actual[i], expected[i])) fail(`${what}: [${i}] is ${actual[i]} instead of ${expected[i]}`);
  }
}

function sameOutputs(entry: IndicatorEntry, actual: Outputs, expected: Outputs, what: string): void {
  for (const output of entry.outputs) sameBits(actual[output], expected[output], `${what}, ${output}`);
}

export function slice(bars: Columns, from: number, to?: number): Columns {
  const part = {} as Columns;
  for (const field of sequences) part[field] = bars[field].slice(from, to);
  part.series = part.close;
  return part;
}

function sliceOutputs(entry: IndicatorEntry, outputs: Outputs, from: number, to?: number): Outputs {
  return Object.fromEntries(entry.outputs.map((output) => [output, outputs[output].slice(from, to)]));
}

export function inputAt(entry: IndicatorEntry, bars: Columns, i: number): StreamInput {
  if (entry.inputs.length === 1 && entry.inputs[0] === 'series') return bars.close[i];
  return Object.fromEntries(entry.inputs.map((input) => [input, bars[input][i]]));
}

function reading(entry: IndicatorEntry, value: StreamOutput, output: string): number {
  return typeof value === 'number' && entry.outputs.length === 1 ? value : (value as Readonly<Record<string, number>>)[output];
}

type Stream = ReturnType<IndicatorEntry['stream']>;

function play(entry: IndicatorEntry, stream: Stream, bars: Columns, from = 0, to = bars.close.length): Outputs {
  const columns: Record<string, Float64Array> = {};
  for (const output of entry.outputs) columns[output] = new Float64Array(to - from);
  for (let i = from; i < to; i++) {
    const value = stream.next(inputAt(entry, bars, i));
    for (const output of entry.outputs) columns[output][i - from] = reading(entry, value, output);
  }
  return columns;
}

export function isWhole(entry: IndicatorEntry, bars: Columns, i: number): boolean {
  return entry.inputs.every((input) => Number.isFinite(bars[input][i]));
}

export function refuses(work: () => unknown, what: string): void {
  try {
    work();
  } catch (error) {
    if (error instanceof ArgumentError) return;
    throw error;
  }
  fail(`${what} is not refused`);
}

export const indicatorLaws: readonly IndicatorLaw[] = [
  {
    name: 'gives one column an output, each of the length of the input',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values) => {
        const outputs = entry.compute(bars, values);
        if (Object.keys(outputs).join() !== entry.outputs.join()) fail(`outputs are ${Object.keys(outputs)}`);
        for (const output of entry.outputs)
          if (outputs[output].length !== bars.close.length) fail(`${output} has length ${outputs[output].length}`);
      }),
  },
  {
    name: 'warms up for exactly its lookback',
    check: (entry, runs) =>
      forAll(entry, runs, whole, (bars, values) => {
        const outputs = entry.compute(bars, values);
        const lookback = entry.lookback(values);
        for (const output of entry.outputs) {
          outputs[output].forEach((value, i) => {
            if (entry.sparse && i >= lookback) return;
            if (Number.isFinite(value) !== i >= lookback) fail(`${output}[${i}] is ${value}, the lookback is ${lookback}`);
          });
        }
      }),
  },
  {
    name: 'never looks ahead: a prefix of the input gives the prefix of the output',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values, at) => {
        const all = entry.compute(bars, values);
        for (const k of [at, at + 1, at + 2, at + 3])
          sameOutputs(entry, entry.compute(slice(bars, 0, k), values), sliceOutputs(entry, all, 0, k), `prefix of ${k}`);
      }),
  },
  {
    name: 'gives the same values bar by bar',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values) =>
        sameOutputs(entry, play(entry, entry.stream(values), bars), entry.compute(bars, values), 'stream'),
      ),
  },
  {
    name: 'starts anew after a value that is not finite',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values) => {
        const all = entry.compute(bars, values);
        for (let i = 0; i < bars.close.length; i++) {
          if (isWhole(entry, bars, i)) continue;
          for (const output of entry.outputs) if (!Number.isNaN(all[output][i])) fail(`${output}[${i}] is ${all[output][i]} on a hole`);
          sameOutputs(entry, sliceOutputs(entry, all, i + 1), entry.compute(slice(bars, i + 1), values), `restart after ${i}`);
        }
      }),
  },
  {
    name: 'peeks at the next reading without a change',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values) => {
        const stream = entry.stream(values);
        for (let i = 0; i < bars.close.length; i++) {
          const before = i % 16 === 0 ? JSON.stringify(stream.snapshot()) : '';
          const peeked = stream.peek(inputAt(entry, bars, i));
          if (before !== '' && JSON.stringify(stream.snapshot()) !== before) fail(`peek changed the state at ${i}`);
          const next = stream.next(inputAt(entry, bars, i));
          for (const output of entry.outputs) {
            const [a, b] = [reading(entry, peeked, output), reading(entry, next, output)];
            if (!Object.is(a, b)) fail(`peek at ${i} gave ${output} ${a}, next ${b}`);
          }
        }
      }),
  },
  {
    name: 'continues from a snapshot that went through JSON',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values, at) => {
        const stream = entry.stream(values);
        play(entry, stream, bars, 0, at);
        const text = JSON.stringify(stream.snapshot());
        if (text.includes('null')) fail(`the snapshot holds a number that JSON does not: ${text}`);
        const rest = play(entry, stream, bars, at);
        const restored = entry.restore(JSON.parse(text));
        if (JSON.stringify(restored.snapshot()) !== text) fail('the snapshot of the restored stream differs');
        sameOutputs(entry, play(entry, restored, bars, at), rest, `restored at ${at}`);
      }),
  },
  {
    name: 'forgets everything on reset',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values, at) => {
        const stream = entry.stream(values);
        play(entry, stream, bars, 0, at);
        stream.reset();
        sameOutputs(entry, play(entry, stream, bars), entry.compute(bars, values), `after a reset at ${at}`);
      }),
  },
  {
    name: 'leaves its inputs untouched and gives the same bits twice',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values) => {
        const before = slice(bars, 0);
        const first = entry.compute(bars, values);
        for (const field of sequences) sameBits(bars[field], before[field], `input ${field}`);
        sameOutputs(entry, entry.compute(bars, values), first, 'second call');
      }),
  },
  {
    name: 'writes to the columns it is given, whatever they hold',
    check: (entry, runs) =>
      forAll(entry, runs, holed, (bars, values) => {
        const out: Record<string, Float64Array> = {};
        for (const output of entry.outputs) out[output] = new Float64Array(bars.close.length).fill(7);
        const written = entry.compute(bars, values, out);
        for (const output of entry.outputs) if (written[output] !== out[output]) fail(`${output} is not the column given`);
        sameOutputs(entry, written, entry.compute(bars, values), 'given columns');
      }),
  },
  {
    name: 'stays defined on constant prices',
    check: (entry, runs) =>
      fc.assert(
        fc.property(valuesOf(entry), fc.constantFrom(1e-8, 0.1, 100.1, 1e12), fc.constantFrom(0, 3.3), (values, price, volume) => {
          const bars = {} as Columns;
          for (const field of sequences) bars[field] = new Float64Array(700).fill(volumes.includes(field) ? volume : price);
          bars.time.forEach((_, i) => void (bars.time[i] = 1_700_000_000_000 + 3_600_000 * i));
          bars.periods.fill(5);
          bars.series = bars.close;
          const outputs = entry.compute(bars, values);
          for (const output of entry.outputs) {
            if (entry.sparse) continue;
            const undefinedAt = outputs[output].findIndex((value, i) => i >= entry.lookback(values) && !Number.isFinite(value));
            if (undefinedAt >= 0) fail(`${output}[${undefinedAt}] is ${outputs[output][undefinedAt]} at a constant price of ${price}`);
          }
        }),
        { numRuns: runs, seed: 7 },
      ),
  },
  {
    name: 'follows the scale of prices and volumes to the last bit',
    check: (entry, runs) =>
      forAll(entry, runs, ['none', 'inner'], (bars, values, at) => {
        const factor = 2 ** ((at % 9) - 4);
        const base = entry.compute(bars, values);
        for (const [power, columns] of [
          [entry.laws.price, prices],
          [entry.laws.volume, volumes],
        ] as const) {
          if (power === undefined) continue;
          const scaled = slice(bars, 0);
          for (const column of columns) scaled[column] = bars[column].map((value) => value * factor);
          const outputs = entry.compute(scaled, values);
          for (const output of entry.outputs) {
            const expected = base[output].map((value) => value * factor ** power);
            sameBits(outputs[output], expected, `${output} with ${columns[0]} times ${factor}`);
          }
        }
      }),
  },
  {
    name: 'follows a shift of prices',
    check: (entry, runs) =>
      forAll(entry, runs, whole, (bars, values, at) => {
        if (entry.laws.shift === undefined || bars.close.length === 0) return;
        const size = bars.close.reduce((most, value) => Math.max(most, value), 0);
        const step = size * ((at % 5) + 1);
        const shifted = slice(bars, 0);
        for (const column of prices) shifted[column] = bars[column].map((value) => value + step);
        const [before, after] = [entry.compute(bars, values), entry.compute(shifted, values)];
        const moves = entry.laws.shift === 'moves' ? step : 0;
        const power = entry.laws.price ?? 0;
        for (const output of entry.outputs) {
          const reach = before[output].reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
          const tolerance = 1e-6 * Math.max(reach, power === 0 ? 0 : size ** power);
          before[output].forEach((value, i) => {
            const gap = Math.abs(after[output][i] - value - moves);
            if (gap > tolerance) fail(`${output}[${i}] is ${after[output][i]} after a shift by ${step}, was ${value}`);
          });
        }
      }),
  },
  {
    name: 'takes defaults, and refuses parameters out of range, of another type or unknown',
    check: (entry) => {
      const bars = marketOf({ seed: 1, length: 300, scale: 1, volatility: 0.02, holes: 'none', flat: false });
      const defaults: Values = {};
      for (const [name, parameter] of Object.entries(entry.parameters)) {
        defaults[name] = parameter.default;
        const bad: unknown[] = [null, {}, Number.NaN, true];
        if (parameter.type === 'choice') bad.push('nothing', 1);
        else bad.push(parameter.min - 1, parameter.max + 1, String(parameter.default), Number.POSITIVE_INFINITY);
        if (parameter.type === 'int') bad.push(parameter.min + 0.5);
        for (const value of bad) {
          refuses(() => entry.compute(bars, { [name]: value }), `compute with ${name}: ${String(value)}`);
          refuses(() => entry.stream({ [name]: value }), `stream with ${name}: ${String(value)}`);
          refuses(() => entry.lookback({ [name]: value }), `lookback with ${name}: ${String(value)}`);
        }
      }
      refuses(() => entry.compute(bars, { perido: 3 }), 'an unknown parameter');
      refuses(() => entry.stream({ perido: 3 }), 'an unknown parameter of the stream');
      sameOutputs(entry, entry.compute(bars), entry.compute(bars, defaults), 'defaults');
      if (entry.lookback() !== entry.lookback(defaults)) fail('the lookback of the defaults differs');
    },
  },
  {
    name: 'refuses columns that are missing, of another length, or shared with an output',
    check: (entry) => {
      const bars = marketOf({ seed: 1, length: 300, scale: 1, volatility: 0.02, holes: 'none', flat: false });
      for (const input of entry.inputs) {
        const column = input === 'series' ? 'close' : input;
        refuses(() => entry.compute({ ...bars, series: undefined, [column]: undefined } as never), `bars without ${column}`);
        if (entry.inputs.length > 1)
          refuses(() => entry.compute({ ...bars, series: bars.close, [input]: bars[column].subarray(1) }), `a short ${input}`);
        for (const output of entry.outputs)
          refuses(() => entry.compute(bars, {}, { [output]: bars[column] }), `${output} in the memory of ${column}`);
      }
      for (const output of entry.outputs) refuses(() => entry.compute(bars, {}, { [output]: new Float64Array(299) }), `a short ${output}`);
    },
  },
  {
    name: 'refuses a snapshot of another indicator or of another shape',
    check: (entry) => {
      const snapshot = entry.stream().snapshot();
      refuses(() => entry.restore({ ...snapshot, indicator: 'other' }), 'a foreign snapshot');
      if (Object.keys(snapshot.state).length > 0) refuses(() => entry.restore({ ...snapshot, state: {} }), 'an empty snapshot');
      refuses(() => entry.restore(null as never), 'no snapshot');
    },
  },
];
