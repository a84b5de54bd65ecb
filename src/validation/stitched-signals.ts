import type { BacktestOptions } from '../backtest/index.ts';
import { ArgumentError, type FlagColumn, type NumberColumn, show } from '../core/index.ts';
import type { Signals } from '../strategy/index.ts';

/** Signals that count for the rows `from` to `to`; those of row i are at `i - shift`. Undefined: flat. */
export interface SignalPiece {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
  readonly signals: Signals | undefined;
}

const flagNames = ['entries', 'exits', 'shortEntries', 'shortExits'] as const;
const priceNames = ['limit', 'stop'] as const;
const settingNames = ['size', 'stopLoss', 'takeProfit', 'trailingStop'] as const;
const spanNames = ['timeStop', 'expiry'] as const;

/**
 * Signals of pieces of an axis as those of the whole of it.
 *
 * @throws ArgumentError where pieces ask for what one run cannot do, such as sizes of two kinds.
 */
export function stitchedSignals(pieces: readonly SignalPiece[], length: number, options: BacktestOptions): Signals {
  const given = pieces.flatMap(({ signals }) => (signals === undefined ? [] : [signals]));
  const isExposure = given.some(({ exposure }) => exposure !== undefined);
  if (isExposure && given.some(({ exposure }) => exposure === undefined)) throw unlike('exposure');
  const has = (name: keyof Signals): boolean => given.some((signals) => signals[name] !== undefined);
  const out: Record<string, unknown> = {};
  if (isExposure) out.exposure = exposureOf(pieces, length);
  else {
    for (const name of flagNames) if (name === 'entries' || name === 'exits' || has(name)) out[name] = flagsOf(pieces, name, length);
    // Without parameters a window is left with its first bar, whichever side is held.
    for (const { from, to, signals } of pieces) {
      if (signals !== undefined || from >= to) continue;
      (out.exits as Uint8Array)[from] = 1;
      if (out.shortExits !== undefined) (out.shortExits as Uint8Array)[from] = 1;
    }
  }
  for (const name of priceNames) if (has(name)) out[name] = pricesOf(pieces, name, length);
  for (const name of settingNames) if (has(name)) out[name] = settingOf(pieces, name, length, options);
  for (const name of spanNames) {
    const texts = new Set(given.map((signals) => JSON.stringify(signals[name] ?? options[name])));
    if (texts.size > 1) throw unlike(name);
    if (has(name)) out[name] = given.find((signals) => signals[name] !== undefined)?.[name];
  }
  return out as Signals;
}

function flagsOf(pieces: readonly SignalPiece[], name: (typeof flagNames)[number], length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (const { from, to, shift, signals } of pieces) {
    const column: FlagColumn | undefined = signals?.[name];
    if (column !== undefined) for (let i = from; i < to; i++) out[i] = column[i - shift] ? 1 : 0;
  }
  return out;
}

/** Targets; a window without parameters is told to hold nothing. */
function exposureOf(pieces: readonly SignalPiece[], length: number): Float64Array {
  const out = new Float64Array(length).fill(Number.NaN);
  for (const { from, to, shift, signals } of pieces) {
    const column: NumberColumn | undefined = signals?.exposure;
    if (column === undefined) {
      if (from < to) out[from] = 0;
      continue;
    }
    // The target that stands as the window begins, even if it was set before.
    let standing = Number.NaN;
    for (let i = shift; i < from; i++) if (!Number.isNaN(column[i - shift])) standing = column[i - shift];
    for (let i = from; i < to; i++) out[i] = column[i - shift];
    if (from < to && Number.isNaN(out[from])) out[from] = standing;
  }
  return out;
}

function pricesOf(pieces: readonly SignalPiece[], name: (typeof priceNames)[number], length: number): Float64Array {
  const out = new Float64Array(length).fill(Number.NaN);
  for (const { from, to, shift, signals } of pieces) {
    const column = signals?.[name];
    if (column !== undefined) for (let i = from; i < to; i++) out[i] = column[i - shift];
  }
  return out;
}

/** A size or a level as a column; a level that a window does not set is none there, or that of the options. */
function settingOf(
  pieces: readonly SignalPiece[],
  name: (typeof settingNames)[number],
  length: number,
  options: BacktestOptions,
): Readonly<Record<string, Float64Array>> {
  const out: Record<string, Float64Array> = {};
  let kinds: string | undefined;
  for (const { from, to, shift, signals } of pieces) {
    if (signals === undefined) continue;
    const own = signals[name];
    const value = (own ?? options[name]) as Readonly<Record<string, unknown>> | undefined;
    if (value === undefined) {
      if (name === 'size') throw unlike(name);
      continue;
    }
    const keys = Object.keys(value).sort().join();
    if (kinds !== undefined && kinds !== keys) throw unlike(name);
    kinds = keys;
    const before = own === undefined ? 0 : shift;
    for (const [key, setting] of Object.entries(value)) {
      const column = (out[key] ??= new Float64Array(length).fill(Number.NaN));
      if (typeof setting === 'number') column.fill(setting, from, to);
      else if (setting instanceof Float64Array) column.set(setting.subarray(from - before, to - before), from);
      else throw new ArgumentError(`Expected \`${name}.${key}\` of the signals to be a number or a column, was \`${show(setting)}\`.`);
    }
  }
  if (name === 'size') for (const column of Object.values(out)) fillHoles(column);
  return out;
}

/** Rows of no window take the value of a row that has one: sizes must be numbers, and nothing is entered there. */
function fillHoles(column: Float64Array): void {
  const known = column.find((value) => !Number.isNaN(value)) ?? 1;
  column.forEach((value, i) => {
    if (Number.isNaN(value)) column[i] = known;
  });
}

function unlike(name: string): ArgumentError {
  return new ArgumentError(
    `The windows chose parameters whose signals differ in \`${name}\`, which one run cannot carry over: give \`positions: 'flatten'\`.`,
  );
}
