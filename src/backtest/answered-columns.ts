import type { Bars } from '../market/index.ts';
import type { SignalStrategy, Signals } from '../strategy/index.ts';
import { answer } from './answer.ts';
import type { NotedIndicator } from './result.ts';

/** What a strategy answered, as columns by the names that a user gave them, such as `entries` or `stopLoss.fraction`. */
export interface AnsweredColumns {
  readonly signals: ReadonlyMap<string, ArrayLike<unknown>>;
  /** Settings that are one value for all bars, such as `size.equity`. */
  readonly settings: ReadonlyMap<string, unknown>;
  /** The indicators that it called, by label and number of the call. */
  readonly indicators: ReadonlyMap<string, ArrayLike<unknown>>;
}

/** Runs the strategy's signals on a fresh instance and names every column of the answer. */
export function answeredColumns(strategy: SignalStrategy, bars: Bars): AnsweredColumns {
  const noted: NotedIndicator[] = [];
  const answered = answer(strategy, strategy.constructor.name || 'Strategy', bars, noted);
  const signals = new Map<string, ArrayLike<unknown>>();
  const settings = new Map<string, unknown>();
  for (const [field, value] of Object.entries(answered) as [keyof Signals, unknown][]) collect(field, value, signals, settings);
  const indicators = new Map<string, ArrayLike<unknown>>();
  for (const { label, values } of noted) {
    let name = label;
    for (let call = 2; indicators.has(name); call++) name = `${label} #${call}`;
    indicators.set(name, values);
  }
  return { signals, settings, indicators };
}

function collect(name: string, value: unknown, columns: Map<string, ArrayLike<unknown>>, settings: Map<string, unknown>): void {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) columns.set(name, value as unknown as ArrayLike<unknown>);
  else if (typeof value === 'object' && value !== null) {
    for (const [field, inner] of Object.entries(value)) collect(`${name}.${field}`, inner, columns, settings);
  } else if (value !== undefined) settings.set(name, value);
}

/** Whether two answers are the same: numbers to the last bit, flags as yes or no. */
export function isSame(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (typeof a !== typeof b && Number(a) === Number(b));
}
