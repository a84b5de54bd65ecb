import {
  ArgumentError,
  checkInteger,
  checkKeys,
  checkLength,
  lowerBound,
  parseInterval,
  StrategyError,
  show,
  toFlags,
  toFloat64,
} from '../core/index.ts';
import { checkSettingLength, levelKinds, type Protection } from '../exchange/index.ts';
import type { Bars } from '../market/index.ts';
import { isRisk, type Level, type LevelRule, levelValue, type Size, type SizeRule, toLevelRule, toSizeRule } from '../risk/index.ts';
import { type Duration, type Signals, signalFields } from '../strategy/index.ts';
import type { CompleteOptions } from './options.ts';

/** A length of time as a number of bars or as milliseconds; both infinite for none. */
export interface Span {
  readonly bars: number;
  readonly ms: number;
}

/** Signals and order settings of one instrument, checked, with every default filled in. */
export interface Plan {
  readonly entries: Uint8Array;
  readonly exits: Uint8Array;
  readonly shortEntries: Uint8Array;
  readonly shortExits: Uint8Array;
  /** Whether there are no short signals, so that nobody needs to read them. */
  readonly isLongOnly: boolean;
  readonly exposure: Float64Array | undefined;
  /** Bars that may change anything while flat, long or short. */
  readonly actFlat: Uint8Array;
  readonly actLong: Uint8Array;
  readonly actShort: Uint8Array;
  /** Bars with any signal at all, where entry orders may rest. */
  readonly actAny: Uint8Array;
  readonly limit: Float64Array | undefined;
  readonly stop: Float64Array | undefined;
  readonly size: SizeRule;
  readonly stopLoss: LevelRule | undefined;
  readonly takeProfit: LevelRule | undefined;
  readonly trailingStop: LevelRule | undefined;
  readonly timeStop: Span | undefined;
  readonly expiry: Span;
}

/**
 * Checks what a strategy answered for `bars` and joins it with the options of the run.
 *
 * @param share the default share of equity of one instrument.
 * @param from first bar at which decisions are made.
 * @throws StrategyError where the signals are no object, name an unknown field or have another length than the bars.
 */
export function planSignals(strategy: string, signals: Signals, bars: Bars, options: CompleteOptions, share: number, from = 0): Plan {
  const length = bars.length;
  const where = `the signals of ${strategy}${bars.symbol === '' ? '' : ` for ${bars.symbol}`}`;
  try {
    checkKeys(where, signals, signalFields);
    const flags = directedFlags(signals, options, length);
    const exposure = exposureOf(signals, flags.given, options.direction, length);
    const settings = { ...options, ...given(signals) };
    const size = sizeOf((settings.size ?? { equity: share }) as Size, length);
    const { entries, exits, shortEntries, shortExits } = flags.columns;
    const acts = actFlags(flags, exposure, options, from, signals.limit !== undefined || signals.stop !== undefined);
    const plan: Plan = {
      entries,
      exits,
      shortEntries,
      shortExits,
      isLongOnly: shortEntries === flags.none && shortExits === flags.none,
      actFlat: acts.actFlat,
      actLong: acts.actLong,
      actShort: acts.actShort,
      actAny: acts.actAny,
      exposure,
      ...entryPrices(signals, length),
      size,
      stopLoss: level('stopLoss', settings.stopLoss, length),
      takeProfit: level('takeProfit', settings.takeProfit, length),
      trailingStop: trail(settings.trailingStop, length),
      timeStop: settings.timeStop === undefined ? undefined : span('timeStop', settings.timeStop),
      expiry: settings.expiry === undefined ? forever : span('expiry', settings.expiry),
    };
    if (isRisk(size.kind) && size.stop === undefined && plan.stopLoss === undefined) {
      throw new ArgumentError(`Expected \`size.${size.kind}\` to come with a stop: give \`stopLoss\`, or \`size.stop\`.`);
    }
    return plan;
  } catch (error) {
    if (error instanceof ArgumentError) throw new StrategyError(`In ${where}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** First bar at which a span that starts with bar `start` is over. */
export function spanEnd(bars: Bars, start: number, span: Span): number {
  if (span.bars !== Number.POSITIVE_INFINITY) return start + span.bars;
  if (span.ms === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const from = start < bars.length ? bars.time[start] : bars.time[bars.length - 1] + bars.intervalMs;
  return lowerBound(bars.time, from + span.ms);
}

/** Reads what protects an entry at its decision bar into `out`. */
export function readProtection(plan: Plan, decided: number, out: Protection): Protection {
  const { stopLoss, takeProfit, trailingStop } = plan;
  out.stopKind = stopLoss === undefined ? 0 : stopLoss.kind;
  out.stopValue = stopLoss === undefined ? Number.NaN : levelValue(stopLoss, decided);
  out.targetKind = takeProfit === undefined ? 0 : takeProfit.kind;
  out.targetValue = takeProfit === undefined ? Number.NaN : levelValue(takeProfit, decided);
  out.trailValue = trailingStop === undefined ? Number.NaN : levelValue(trailingStop, decided);
  out.trailKind = trailingStop === undefined || Number.isNaN(out.trailValue) ? 0 : trailingStop.kind;
  return out;
}

const forever: Span = { bars: Number.POSITIVE_INFINITY, ms: Number.POSITIVE_INFINITY };

/**
 * Checks the order settings that are given as options, before a strategy is asked.
 *
 * @throws ArgumentError that names the setting.
 */
export function checkOrderSettings({ size, stopLoss, takeProfit, trailingStop, timeStop, expiry }: CompleteOptions, length: number): void {
  if (size !== undefined) sizeOf(size, length);
  level('stopLoss', stopLoss, length);
  level('takeProfit', takeProfit, length);
  trail(trailingStop, length);
  if (timeStop !== undefined) span('timeStop', timeStop);
  if (expiry !== undefined) span('expiry', expiry);
}

function sizeOf(given: Size, length: number): SizeRule {
  const rule = toSizeRule('size', given);
  checkSettingLength(`size.${rule.kind}`, rule.value, length);
  if (rule.stop !== undefined) checkSettingLength('size.stop', rule.stop.value, length);
  return rule;
}

function trail(given: Level | undefined, length: number): LevelRule | undefined {
  const rule = level('trailingStop', given, length);
  if (rule?.kind === levelKinds.price) {
    throw new ArgumentError('Expected `trailingStop` to have `fraction` or `distance`: a trailing stop follows the price.');
  }
  return rule;
}

function given(signals: Signals): object {
  return Object.fromEntries(Object.entries(signals).filter(([, value]) => value !== undefined));
}

function span(name: string, duration: Duration): Span {
  if (typeof duration === 'string') return { bars: Number.POSITIVE_INFINITY, ms: parseInterval(duration, name) };
  checkKeys(name, duration, ['bars']);
  return { bars: checkInteger(`${name}.bars`, duration.bars, { min: 1 }), ms: Number.POSITIVE_INFINITY };
}

function level(name: string, given: Level | undefined, length: number): LevelRule | undefined {
  if (given === undefined) return undefined;
  const rule = toLevelRule(name, given);
  checkSettingLength(name, rule.value, length);
  return rule;
}

/** The prices of limit and stop entries: finite or NaN, and not both at one bar. */
function entryPrices(signals: Signals, length: number): Pick<Plan, 'limit' | 'stop'> {
  const limit = priceColumn('limit', signals.limit, length);
  const stop = priceColumn('stop', signals.stop, length);
  for (let i = 0; limit !== undefined && stop !== undefined && i < length; i++) {
    if (Number.isNaN(limit[i]) || Number.isNaN(stop[i])) continue;
    throw new ArgumentError(`Expected \`limit\` or \`stop\` at bar ${i}, found both. Leave one NaN: an entry is one order.`);
  }
  return { limit, stop };
}

function priceColumn(name: string, column: Float64Array | undefined, length: number): Float64Array | undefined {
  if (column === undefined) return undefined;
  if (!(column instanceof Float64Array)) {
    throw new ArgumentError(`Expected \`${name}\` to be a Float64Array of prices, was \`${show(column)}\`.`);
  }
  checkLength(name, column, length);
  const wrong = column.findIndex((price) => !(price > 0 && price < Number.POSITIVE_INFINITY) && !Number.isNaN(price));
  if (wrong >= 0) throw new ArgumentError(`Expected \`${name}[${wrong}]\` to be a price above 0, or NaN for none, was ${column[wrong]}.`);
  return column;
}

type Flags = Pick<Plan, 'entries' | 'exits' | 'shortEntries' | 'shortExits'>;

/** The four columns as the direction allows them; absent ones are the one column `none`. */
interface DirectedFlags {
  readonly columns: Flags;
  readonly none: Uint8Array;
  /** Whether the strategy answered any of them. */
  readonly given: boolean;
}

function directedFlags(signals: Signals, options: CompleteOptions, length: number): DirectedFlags {
  const none = noFlags(length);
  const read = (name: keyof Flags): Uint8Array | undefined => {
    const column = signals[name];
    if (column === undefined) return undefined;
    if (column instanceof Uint8Array && column.length === 0 && length > 0) {
      throw new ArgumentError(
        `Expected \`${name}\` to have length ${length}, was 0. Crossings that a strategy keeps from an earlier trial of a sweep are empty: find them anew, or keep a copy, such as \`crossedAbove(...).slice()\`.`,
      );
    }
    checkLength(name, column, length);
    return toFlags(name, column);
  };
  const [entries, exits, shortEntries, shortExits] = [read('entries'), read('exits'), read('shortEntries'), read('shortExits')];
  const hasShort = shortEntries !== undefined || shortExits !== undefined;
  const direction = options.direction ?? (hasShort ? 'both' : 'long');
  const given = entries !== undefined || exits !== undefined || hasShort;
  const long = { entries: entries ?? none, exits: exits ?? none };
  const short = hasShort ? { shortEntries: shortEntries ?? none, shortExits: shortExits ?? none } : undefined;
  if (direction === 'long') return { columns: { ...long, shortEntries: none, shortExits: none }, none, given };
  if (direction === 'short') {
    const columns = short ?? { shortEntries: long.entries, shortExits: long.exits };
    return { columns: { entries: none, exits: none, ...columns }, none, given };
  }
  return { columns: { ...long, ...(short ?? { shortEntries: long.exits, shortExits: long.entries }) }, none, given };
}

let zeros = new Uint8Array(0);

/** A column of zeros that all plans share and none writes. */
function noFlags(length: number): Uint8Array {
  if (zeros.length < length) zeros = new Uint8Array(length);
  return zeros.subarray(0, length);
}

function exposureOf(
  signals: Signals,
  hasFlags: boolean,
  direction: CompleteOptions['direction'],
  length: number,
): Float64Array | undefined {
  if (signals.exposure === undefined) {
    if (!hasFlags) throw new ArgumentError('Expected `entries` and `exits`, or `exposure`, found neither.');
    return undefined;
  }
  if (hasFlags) throw new ArgumentError('Expected either entries and exits, or `exposure`, found both.');
  if (signals.size !== undefined || signals.limit !== undefined || signals.stop !== undefined) {
    throw new ArgumentError('`exposure` sizes its own market orders: leave `size`, `limit` and `stop` out.');
  }
  checkLength('exposure', signals.exposure, length);
  const exposure = toFloat64('exposure', signals.exposure);
  if (direction === 'long') return exposure.map((target) => (target < 0 ? 0 : target));
  return direction === 'short' ? exposure.map((target) => (target > 0 ? 0 : target)) : exposure;
}

/** For each state of the position, the bars whose signals can change it. */
function actFlags(
  { columns, none }: DirectedFlags,
  exposure: Float64Array | undefined,
  options: CompleteOptions,
  from: number,
  rests: boolean,
): Acts {
  if (exposure !== undefined) {
    const changes = exposureChanges(exposure, from);
    return { actFlat: changes, actLong: changes, actShort: changes, actAny: changes };
  }
  const { entries, exits, shortEntries, shortExits } = columns;
  const union = (...parts: readonly Uint8Array[]): Uint8Array =>
    unite(parts.filter((part, i) => part !== none && parts.indexOf(part) === i)) ?? none;
  const repeats = options.onRepeat === 'accumulate';
  const opposes = options.onOpposite !== 'ignore';
  const actFlat = union(entries, shortEntries);
  return {
    actFlat,
    actLong: union(exits, opposes ? shortEntries : none, repeats ? entries : none),
    actShort: union(shortExits, opposes ? entries : none, repeats ? shortEntries : none),
    actAny: rests ? union(entries, shortEntries, exits, shortExits) : actFlat,
  };
}

type Acts = Pick<Plan, 'actFlat' | 'actLong' | 'actShort' | 'actAny'>;

/** Bars where any of the columns is set; the column itself where there is one. */
function unite(columns: readonly Uint8Array[]): Uint8Array | undefined {
  if (columns.length <= 1) return columns[0];
  const out = Uint8Array.from(columns[0]);
  for (const column of columns.slice(1)) for (let i = 0; i < out.length; i++) out[i] |= column[i];
  return out;
}

/** Bars from `from` on at which the target differs from the last one there that was no NaN; 0 before that. */
function exposureChanges(exposure: Float64Array, from: number): Uint8Array {
  const out = new Uint8Array(exposure.length);
  let last = 0;
  for (let i = 0; i < out.length; i++) {
    const target = exposure[i];
    if (Number.isNaN(target) || target === last) continue;
    if (i < from && Number.isFinite(target)) continue;
    if (!Number.isFinite(target)) throw new ArgumentError(`Expected \`exposure[${i}]\` to be a finite number, was ${target}.`);
    out[i] = 1;
    last = target;
  }
  return out;
}
