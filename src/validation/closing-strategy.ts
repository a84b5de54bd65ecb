import type { BacktestOptions } from '../backtest/index.ts';
import { toFlags } from '../core/index.ts';
import { type Context, SignalStrategy, type Signals, type Strategy } from '../strategy/index.ts';
import { altered } from './stressed-strategy.ts';

/**
 * The same strategy, which leaves its positions with the last bar of its data and opens none that could not be closed by then.
 *
 * It decides so at the last bar whose orders still fill: the one before the last, or the last itself where orders fill at the close that
 * decided them.
 *
 * @param end when that bar closes, ms.
 */
export function closingStrategy(strategy: SignalStrategy | Strategy, options: BacktestOptions, end: number): SignalStrategy | Strategy {
  if (!(strategy instanceof SignalStrategy)) return closingEvents(strategy, end);
  return altered(strategy, (signals, { length }) => closedSignals(signals, options, length, lastDecision(options, length)));
}

/** The last of `length` bars whose decisions fill within them. */
export function lastDecision({ fillAt }: BacktestOptions, length: number): number {
  return fillAt === 'close' ? length - 1 : length - 2;
}

/** Signals that leave all positions at bar `last` and enter none from there on. */
function closedSignals(signals: Signals, options: BacktestOptions, length: number, last: number): Signals {
  if (last < 0) return signals;
  if (signals.exposure !== undefined) {
    const exposure = Float64Array.from(signals.exposure).fill(Number.NaN, last);
    exposure[last] = 0;
    return { ...signals, exposure };
  }
  const entriesOf = (column: Signals['entries']): Uint8Array => flags(column, length).fill(0, last);
  const exitsOf = (column: Signals['exits']): Uint8Array =>
    flags(column, length)
      .fill(0, last + 1)
      .fill(1, last, last + 1);
  const { entries, exits, shortEntries, shortExits } = signals;
  if (shortEntries !== undefined || shortExits !== undefined) {
    return {
      ...signals,
      entries: entriesOf(entries),
      exits: exitsOf(exits),
      shortEntries: entriesOf(shortEntries),
      shortExits: exitsOf(shortExits),
    };
  }
  // Where exits stand for entries of the other side, an exit that is none has to be told apart.
  if (options.direction === 'both') {
    const none = exitsOf(undefined);
    return { ...signals, entries: entriesOf(entries), exits: none, shortEntries: entriesOf(exits), shortExits: none.slice() };
  }
  return { ...signals, entries: entriesOf(entries), exits: exitsOf(exits) };
}

/** A copy of a column of flags; none set where there is none. */
function flags(column: Signals['entries'], length: number): Uint8Array {
  return column === undefined ? new Uint8Array(length) : toFlags('the signals', column).slice();
}

const callbacks = ['onStart', 'onBar', 'onTrade', 'onQuote', 'onBook', 'onOrder', 'onFill', 'onFunding', 'onTimer', 'onStop'] as const;

/** A strategy of events that closes everything at a time, and hears of nothing from then on. */
function closingEvents(strategy: Strategy, end: number): Strategy {
  const Class = strategy.constructor as new (params: object) => Record<(typeof callbacks)[number], unknown>;
  const Closing = class extends Class {
    constructor(params: object) {
      super(params);
      let isOver = false;
      for (const name of callbacks) {
        const own = this[name];
        if (typeof own !== 'function' && name !== 'onBar') continue;
        this[name] = (...given: readonly unknown[]): void => {
          const ctx = given[given.length - 1] as Context;
          if (ctx.time < end) {
            if (typeof own === 'function') own.apply(this, given);
          } else if (!isOver) {
            isOver = true;
            for (const symbol of ctx.symbols) ctx.close(symbol);
          }
        };
      }
    }
  };
  Object.defineProperty(Closing, 'name', { value: Class.name });
  return new Closing(strategy.params) as unknown as Strategy;
}
