import {
  ArgumentError,
  checkKeys,
  checkLength,
  checkNumber,
  parseInterval,
  StrategyError,
  show,
  toFlags,
  toFloat64,
} from '../core/index.ts';
import type { Bars } from '../market/index.ts';
import { type Level, type LevelRule, type Size, type SizeRule, toLevelRule, toSizeRule } from '../risk/index.ts';
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
 * @throws StrategyError where the signals are no object, name an unknown field or have another length than the bars.
 */
export function planSignals(strategy: string, signals: Signals, bars: Bars, options: CompleteOptions, share: number): Plan {
  const length = bars.length;
  const where = `the signals of ${strategy}${bars.symbol === '' ? '' : ` for ${bars.symbol}`}`;
  try {
    checkKeys(where, signals, signalFields);
    const flags = directedFlags(signals, options, length);
    const exposure = exposureOf(signals, flags.given, length);
    const settings = { ...options, ...given(signals) };
    const size = toSizeRule('size', (settings.size ?? { equity: share }) as Size);
    const { entries, exits, shortEntries, shortExits } = flags.columns;
    const acts = actFlags(flags, exposure, options, signals.limit !== undefined || signals.stop !== undefined);
    const plan: Plan = {
      entries,
      exits,
      shortEntries,
      shortExits,
      actFlat: acts.actFlat,
      actLong: acts.actLong,
      actShort: acts.actShort,
      actAny: acts.actAny,
      exposure,
      limit: priceColumn('limit', signals.limit, length),
      stop: priceColumn('stop', signals.stop, length),
      size,
      stopLoss: level('stopLoss', settings.stopLoss, length),
      takeProfit: level('takeProfit', settings.takeProfit, length),
      trailingStop: level('trailingStop', settings.trailingStop, length),
      timeStop: settings.timeStop === undefined ? undefined : span('timeStop', settings.timeStop),
      expiry: settings.expiry === undefined ? forever : span('expiry', settings.expiry),
    };
    if (plan.trailingStop?.kind === 3) {
      throw new ArgumentError('Expected `trailingStop` to have `fraction` or `distance`: a trailing stop follows the price.');
    }
    if (size.value.step === 1) checkLength('size', size.value.values, length);
    if (size.stop?.value.step === 1) checkLength('size.stop', size.stop.value.values, length);
    if (size.kind === 'riskFraction' && size.stop === undefined && plan.stopLoss === undefined) {
      throw new ArgumentError('Expected `size.riskFraction` to come with a stop: give `stopLoss`, or `size.stop`.');
    }
    return plan;
  } catch (error) {
    if (error instanceof ArgumentError) throw new StrategyError(`In ${where}: ${error.message}`, { cause: error });
    throw error;
  }
}

const forever: Span = { bars: Number.POSITIVE_INFINITY, ms: Number.POSITIVE_INFINITY };

function given(signals: Signals): object {
  return Object.fromEntries(Object.entries(signals).filter(([, value]) => value !== undefined));
}

function span(name: string, duration: Duration): Span {
  if (typeof duration === 'string') return { bars: Number.POSITIVE_INFINITY, ms: parseInterval(duration, name) };
  checkKeys(name, duration, ['bars']);
  return { bars: checkNumber(`${name}.bars`, duration.bars, { min: 1 }), ms: Number.POSITIVE_INFINITY };
}

function level(name: string, given: Level | undefined, length: number): LevelRule | undefined {
  if (given === undefined) return undefined;
  const rule = toLevelRule(name, given);
  if (rule.value.step === 1) checkLength(name, rule.value.values, length);
  return rule;
}

function priceColumn(name: string, column: Float64Array | undefined, length: number): Float64Array | undefined {
  if (column === undefined) return undefined;
  if (!(column instanceof Float64Array)) {
    throw new ArgumentError(`Expected \`${name}\` to be a Float64Array of prices, was \`${show(column)}\`.`);
  }
  checkLength(name, column, length);
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

function exposureOf(signals: Signals, hasFlags: boolean, length: number): Float64Array | undefined {
  if (signals.exposure === undefined) {
    if (!hasFlags) throw new ArgumentError('Expected `entries` and `exits`, or `exposure`, found neither.');
    return undefined;
  }
  if (hasFlags) throw new ArgumentError('Expected either entries and exits, or `exposure`, found both.');
  if (signals.size !== undefined || signals.limit !== undefined || signals.stop !== undefined) {
    throw new ArgumentError('`exposure` sizes its own market orders: leave `size`, `limit` and `stop` out.');
  }
  checkLength('exposure', signals.exposure, length);
  return toFloat64('exposure', signals.exposure);
}

/** For each state of the position, the bars whose signals can change it. */
function actFlags({ columns, none }: DirectedFlags, exposure: Float64Array | undefined, options: CompleteOptions, rests: boolean): Acts {
  if (exposure !== undefined) {
    const changes = exposureChanges(exposure);
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

/** Bars at which the target differs from the last one that was no NaN. */
function exposureChanges(exposure: Float64Array): Uint8Array {
  const out = new Uint8Array(exposure.length);
  let last = 0;
  for (let i = 0; i < out.length; i++) {
    const target = exposure[i];
    if (Number.isNaN(target) || target === last) continue;
    if (!Number.isFinite(target)) throw new ArgumentError(`Expected \`exposure[${i}]\` to be a finite number, was ${target}.`);
    out[i] = 1;
    last = target;
  }
  return out;
}
