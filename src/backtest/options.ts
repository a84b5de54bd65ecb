import {
  ArgumentError,
  checkInteger,
  checkKeys,
  checkNumber,
  checkOneOf,
  type Interval,
  Rng,
  type ScalarOrColumn,
  show,
} from '../core/index.ts';
import {
  type BorrowModel,
  type FeeModel,
  type FeeRates,
  type IntrabarRule,
  intrabarRules,
  type QueueModel,
  type RejectModel,
  type SlippageModel,
  type VenuePreset,
} from '../exchange/index.ts';
import { Bars } from '../market/index.ts';
import { checkLimits, type RiskLimits } from '../risk/index.ts';
import type { OrderSettings } from '../strategy/index.ts';
import { type Convention, conventionNames, conventions } from './conventions.ts';
import { type Latency, travelOf } from './latency.ts';
import type { RunMemory } from './run-memory.ts';

/** When a market order decided at the close of bar i fills. */
export type FillAt = 'nextOpen' | 'nextClose' | 'close';

/** The one place of all cost models. */
export interface Costs {
  /** A fraction of the notional of each fill, rates, or a model. @default 0 */
  readonly fees?: ScalarOrColumn | FeeRates | FeeModel;
  /** Fraction of the price against the trader, on market and stop fills; in the event engine also a model. @default 0 */
  readonly slippage?: ScalarOrColumn | SlippageModel;
  /** Whole spread as a fraction of the price; market and stop fills pay half. @default 0 */
  readonly spread?: ScalarOrColumn;
  /** What short positions pay for what they borrow: an annual rate, one by symbol, or a model. In the event engine. @default 0 */
  readonly borrow?: number | Readonly<Record<string, number>> | BorrowModel;
  /** Orders that the venue turns away for reasons of its own. In the event engine. @default none */
  readonly rejects?: RejectModel;
}

/** How a backtest is run. Every option has a default; the defaults are conservative and are printed with the result. */
export interface BacktestOptions extends OrderSettings {
  /** Starting capital, quote units. @default 10000 */
  readonly cash?: number;
  /** Shorthand for `costs.fees`. @default 0 */
  readonly fees?: Costs['fees'];
  /** Shorthand for `costs.slippage`. @default 0 */
  readonly slippage?: Costs['slippage'];
  readonly costs?: Costs;
  /** When a market order decided at the close of bar i fills. @default 'nextOpen' */
  readonly fillAt?: FillAt;
  /** Which way the price is taken to have gone inside a bar, or finer bars that tell; a bar whose high and low they do not reach goes by the rule. @default 'pessimistic' */
  readonly intrabar?: IntrabarRule | { readonly bars: Bars | Readonly<Record<string, Bars>>; readonly rule?: IntrabarRule };
  /** Whether a limit order needs the price to trade through it, or only to touch it. @default 'through' */
  readonly limitFill?: 'through' | 'touch';
  /** Which positions are allowed, for target exposures too; with `both` and no short columns, exits go short and entries cover. @default 'long', or 'both' where short signals are given */
  readonly direction?: 'long' | 'short' | 'both';
  /** Entry and exit of one side at the same bar. `adjacent` keeps the position, `opposite` leaves it; both do nothing when flat. @default 'ignore' */
  readonly onConflict?: 'ignore' | 'entry' | 'exit' | 'adjacent' | 'opposite';
  /** Long and short entry at the same bar. `adjacent` takes the side of the position, `opposite` the other; both do nothing when flat. @default 'ignore' */
  readonly onDirectionConflict?: 'ignore' | 'long' | 'short' | 'adjacent' | 'opposite';
  /** An entry against the position. @default 'reverse' */
  readonly onOpposite?: 'ignore' | 'close' | 'reduce' | 'reverse';
  /** An entry of the side that is held. @default 'ignore' */
  readonly onRepeat?: 'ignore' | 'accumulate';
  /** What an exit does: close the position, or reduce it by the size of an entry (with a target share, down to it). @default 'close' */
  readonly onExit?: 'close' | 'reduce';
  /** What an added entry does to stop and target: set them anew from the average price, or keep them. @default 'override' */
  readonly stopOnAdd?: 'override' | 'keep';
  /** Whether the trailing stop moves at each bar's close, or follows the price inside the bar. @default 'bar' */
  readonly trailRatchet?: 'bar' | 'intrabar';
  /** What the levels of stop and target are reckoned from: the fill, the close of the decision bar, or the close of the fill's bar (they work from the bar after it; limit and stop entries take the fill). @default 'fill' */
  readonly stopBase?: 'fill' | 'decisionClose' | 'barClose';
  /** From when protective orders work. @default 'fill' */
  readonly protectFrom?: 'fill' | 'nextBar';
  /** Whether stop fills pay slippage and spread. @default true */
  readonly slipStops?: boolean;
  /** Whether signals of a bar in which a protective order filled count. @default 'use' */
  readonly signalsAfterExit?: 'use' | 'drop';
  /** Largest sum of position values as a multiple of equity. @default 1 */
  readonly leverage?: number;
  /** What becomes of an order that the account cannot pay. @default 'reject' */
  readonly insufficientFunds?: 'reject' | 'clip';
  /** Several instruments: on one account, or each on its own equal part of the capital. @default 'shared' */
  readonly account?: 'shared' | 'separate';
  /** Annual rate for the ratios, simple. @default 0 */
  readonly riskFree?: number;
  /** What to compare with: buying and holding the data, other bars (at their last known close), prices of the same axis, or nothing. @default 'buyAndHold' */
  readonly benchmark?: 'buyAndHold' | 'none' | Bars | Float64Array;
  /** First time (inclusive) at which decisions are made and metrics count; what is before warms indicators up. @default the first bar */
  readonly tradeFrom?: number | string | Date;
  /** Which engine runs a strategy of signals: both give the same fills, to the last bit; that of events is slower and knows orders one by one. @default 'signals' */
  readonly engine?: 'signals' | 'events';
  /** What is known of the venue: fees, leverage, steps, funding and margin; single options override it. @default none */
  readonly venue?: VenuePreset;
  /** Whether an instrument has one position, or a long and a short one at once, as legs `ABC` and `ABC:short` of the result. For event strategies on bars. @default 'oneWay' */
  readonly positionMode?: 'oneWay' | 'hedge';
  /** How long data and orders of an event strategy travel, ms: numbers, or models that draw them. From bars, an order that comes later than a hundredth of a bar misses its open. @default 0 */
  readonly latency?: Latency;
  /** Largest share of a bar's volume that the fills of an event strategy may take: larger orders fill in part. @default any */
  readonly participation?: number;
  /** The trader's own limits in the event engine: orders that would break one are refused with its code. @default none */
  readonly limits?: RiskLimits;
  /** Orders of an event strategy that may work at once for one instrument. @default 500 */
  readonly maxOrders?: number;
  /** Length of the bars that a run of ticks makes for `onBar`, indicators and the axis of its result. @default that of the bars given, or '1m' */
  readonly barInterval?: Interval;
  /** Who stands behind a resting order when others cancel, in a run of ticks. @default riskAverseQueue() */
  readonly queue?: QueueModel;
  /** Where random delays and refusals start. @default 1 */
  readonly seed?: number;
  /** Memory that many runs share; each takes it from the one before. @default fresh memory */
  readonly memory?: RunMemory;
  /** Rules of another platform in place of ours, for those who come from there; single options still override. @default 'barwright' */
  readonly conventions?: Convention;
}

type Complete = {
  readonly [name in
    | 'cash'
    | 'fillAt'
    | 'limitFill'
    | 'onConflict'
    | 'onDirectionConflict'
    | 'onOpposite'
    | 'onRepeat'
    | 'onExit'
    | 'stopOnAdd'
    | 'trailRatchet'
    | 'stopBase'
    | 'protectFrom'
    | 'slipStops'
    | 'signalsAfterExit'
    | 'leverage'
    | 'insufficientFunds'
    | 'account'
    | 'riskFree'
    | 'conventions']: NonNullable<BacktestOptions[name]>;
};

/** Options with every default filled in. */
export type CompleteOptions = Complete &
  Omit<BacktestOptions, keyof Complete | 'intrabar'> & { readonly intrabar: IntrabarRule; readonly finer: BarsByName | undefined };

type BarsByName = Bars | Readonly<Record<string, Bars>>;

/** Defaults of {@link BacktestOptions}. */
export const backtestDefaults: Complete & { readonly intrabar: IntrabarRule } = {
  cash: 10_000,
  fillAt: 'nextOpen',
  intrabar: 'pessimistic',
  limitFill: 'through',
  onConflict: 'ignore',
  onDirectionConflict: 'ignore',
  onOpposite: 'reverse',
  onRepeat: 'ignore',
  onExit: 'close',
  stopOnAdd: 'override',
  trailRatchet: 'bar',
  stopBase: 'fill',
  protectFrom: 'fill',
  slipStops: true,
  signalsAfterExit: 'use',
  leverage: 1,
  insufficientFunds: 'reject',
  account: 'shared',
  riskFree: 0,
  conventions: 'barwright',
};

const words = {
  fillAt: ['nextOpen', 'nextClose', 'close'],
  limitFill: ['through', 'touch'],
  direction: ['long', 'short', 'both'],
  onConflict: ['ignore', 'entry', 'exit', 'adjacent', 'opposite'],
  onDirectionConflict: ['ignore', 'long', 'short', 'adjacent', 'opposite'],
  onOpposite: ['ignore', 'close', 'reduce', 'reverse'],
  onRepeat: ['ignore', 'accumulate'],
  onExit: ['close', 'reduce'],
  stopOnAdd: ['override', 'keep'],
  trailRatchet: ['bar', 'intrabar'],
  stopBase: ['fill', 'decisionClose', 'barClose'],
  protectFrom: ['fill', 'nextBar'],
  signalsAfterExit: ['use', 'drop'],
  insufficientFunds: ['reject', 'clip'],
  account: ['shared', 'separate'],
  engine: ['signals', 'events'],
  positionMode: ['oneWay', 'hedge'],
} as const;

/** Options that speak of orders with lives of their own, which signal strategies do not have. */
const ofEvents: readonly (keyof BacktestOptions)[] = [
  'latency',
  'participation',
  'maxOrders',
  'limits',
  'barInterval',
  'queue',
  'seed',
  'positionMode',
];

/** Names of all options. */
export const optionNames: readonly string[] = [
  ...Object.keys(backtestDefaults),
  'fees',
  'slippage',
  'costs',
  'direction',
  'benchmark',
  'tradeFrom',
  'memory',
  'engine',
  'venue',
  ...ofEvents,
  'size',
  'stopLoss',
  'takeProfit',
  'trailingStop',
  'timeStop',
  'expiry',
];

/**
 * Checked options with defaults filled in.
 *
 * @throws ArgumentError that names the option, the value and what was expected.
 */
export function completeOptions(options: BacktestOptions): CompleteOptions {
  checkKeys('options', options, optionNames);
  const convention = checkOneOf('conventions', options.conventions ?? 'barwright', conventionNames);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const leverage = options.venue?.leverage ?? backtestDefaults.leverage;
  const { intrabar, ...merged } = { ...backtestDefaults, leverage, ...conventions[convention].options, ...given } as Complete &
    BacktestOptions;
  checkNumber('cash', merged.cash, { above: 0 });
  checkNumber('leverage', merged.leverage, { above: 0 });
  checkNumber('riskFree', merged.riskFree, { above: -1 });
  for (const [name, choices] of Object.entries(words)) {
    const value = merged[name as keyof typeof words];
    if (value !== undefined) checkOneOf(name, value, choices);
  }
  if (merged.seed !== undefined) checkInteger('seed', merged.seed, { min: 0 });
  travelOf(merged.latency, new Rng(1));
  if (merged.queue !== undefined && typeof merged.queue?.behind !== 'function')
    throw new ArgumentError(`Expected \`queue\` to be a queue model, such as riskAverseQueue(), was \`${show(merged.queue)}\`.`);
  if (merged.participation !== undefined) checkNumber('participation', merged.participation, { above: 0 });
  if (merged.limits !== undefined) checkLimits(merged.limits);
  if (merged.maxOrders !== undefined) checkNumber('maxOrders', merged.maxOrders, { min: 1 });
  if (typeof merged.slipStops !== 'boolean') {
    throw new ArgumentError(`Expected \`slipStops\` to be true or false, was \`${show(merged.slipStops)}\`.`);
  }
  if (merged.costs !== undefined) {
    checkKeys('costs', merged.costs, ['fees', 'slippage', 'spread', 'borrow', 'rejects']);
    for (const name of ['fees', 'slippage'] as const) {
      if (merged[name] !== undefined && merged.costs[name] !== undefined) {
        throw new ArgumentError(`\`${name}\` is given twice: as \`${name}\` and as \`costs.${name}\`. Keep one.`);
      }
    }
  }
  return { ...merged, ...completeIntrabar(intrabar) };
}

function completeIntrabar(intrabar: BacktestOptions['intrabar']): {
  readonly intrabar: IntrabarRule;
  readonly finer: BarsByName | undefined;
} {
  if (intrabar === undefined || typeof intrabar === 'string') {
    return { intrabar: checkOneOf('intrabar', intrabar ?? 'pessimistic', intrabarRules), finer: undefined };
  }
  checkKeys('intrabar', intrabar, ['bars', 'rule']);
  if (!(intrabar.bars instanceof Bars) && (typeof intrabar.bars !== 'object' || intrabar.bars === null)) {
    throw new ArgumentError(`Expected \`intrabar.bars\` to be bars, or bars by symbol, was \`${show(intrabar.bars)}\`.`);
  }
  return { intrabar: checkOneOf('intrabar.rule', intrabar.rule ?? 'pessimistic', intrabarRules), finer: intrabar.bars };
}

/** Options that speak of signals, which event strategies do not have. */
const ofSignals: readonly (keyof BacktestOptions)[] = [
  'direction',
  'onConflict',
  'onDirectionConflict',
  'onOpposite',
  'onRepeat',
  'onExit',
  'stopBase',
  'signalsAfterExit',
  'account',
  'conventions',
  'size',
  'stopLoss',
  'takeProfit',
  'trailingStop',
  'timeStop',
  'expiry',
];
/**
 * Refuses options that the kind of strategy has no use for.
 *
 * @throws ArgumentError that names the option.
 */
export function checkKindOfOptions(options: BacktestOptions, kind: 'signals' | 'events'): void {
  const foreignNames = kind === 'events' ? ofSignals : options.engine === 'events' ? [] : ofEvents;
  const foreign = foreignNames.find((name) => options[name] !== undefined);
  if (foreign !== undefined) {
    throw new ArgumentError(
      kind === 'events'
        ? `\`${foreign}\` is an option of signal strategies; an event strategy says it with each order.`
        : `\`${foreign}\` is an option of the event engine: give \`engine: 'events'\`.`,
    );
  }
  if (kind === 'signals' && options.positionMode === 'hedge')
    throw new ArgumentError("Expected `positionMode` to be 'oneWay' for a strategy of signals, was 'hedge'.");
  if (kind === 'events' && options.engine === 'signals')
    throw new ArgumentError("Expected `engine` to be 'events' for an event strategy, was 'signals'.");
  const isSignals = kind === 'signals' && options.engine !== 'events';
  if (isSignals) {
    for (const [name, model] of Object.entries({
      slippage: options.slippage ?? options.costs?.slippage,
      borrow: options.costs?.borrow,
      rejects: options.costs?.rejects,
    })) {
      const isModel = name === 'slippage' ? typeof model === 'object' && !(model instanceof Float64Array) : model !== undefined;
      if (isModel) throw new ArgumentError(`\`costs.${name}\` as a model works in the event engine: give \`engine: 'events'\`.`);
    }
  }
  if (isSignals) {
    if (options.venue !== undefined && Object.keys(options.venue.funding).length > 0)
      throw new ArgumentError("`venue.funding` is paid in the event engine only: give `engine: 'events'`, or leave it out.");
    return;
  }
}
