import { ArgumentError, checkKeys, checkNumber, dayMs, madeBy, show } from '../../core/index.ts';

/** What it costs to hold borrowed units, the short side of a position. */
export interface BorrowModel {
  readonly name: string;
  /**
   * Cost of owing `value` from one time to a later one, quote units, >= 0.
   *
   * @param value - worth of what is owed, quote units, >= 0.
   * @param fromMs - milliseconds since the epoch, UTC.
   * @param toMs - milliseconds since the epoch, UTC; not before `fromMs`.
   */
  cost(symbol: string, value: number, fromMs: number, toMs: number): number;
  /** Throws where the model knows no rate of a symbol; asked once before a run. */
  checkSymbol?(symbol: string): void;
}

/** Options of {@link borrowCost}. */
export interface BorrowOptions {
  /** Days of the year that the rate is of: 365, or 360 as in the money markets of the US. @default 365 */
  readonly dayCount?: number;
}

/**
 * Borrow cost at an annual rate: cost = value x rate x days / dayCount, with parts of days counted.
 *
 * Brokers charge whole nights and some mark the value up (102 % of the last price, rounded up to the next dollar); here each
 * moment costs and the value is as given. What the proceeds of a short sale earn is not part of it.
 *
 * @param rate - annual rate, >= 0 (0.03 is 3 % a year), or one for each symbol, those hard to borrow apart; the key `''` is for
 * all symbols that are not named.
 * @param options - `dayCount`: days of the year that the rate is of, in [360, 366] (default: 365).
 * @throws ArgumentError where a rate or `dayCount` is out of range or no rate is given, and where the cost of a symbol is asked
 * that has none.
 * @example
 * ```ts
 * import { borrowCost } from 'barwright/exchange';
 * const borrow = borrowCost({ '': 0.003, GME: 0.8 }, { dayCount: 360 });
 * const day = Date.UTC(2026, 0, 2);
 * borrow.cost('GME', 45_000, day, day + 86_400_000); // 100
 * ```
 *
 * Source: Interactive Brokers, Reporting Reference, Borrow Fee Details: a day costs value x fee rate / 360.
 */
export function borrowCost(rate: number | Readonly<Record<string, number>>, options: BorrowOptions = {}): BorrowModel {
  checkKeys('options', options, ['dayCount']);
  const dayCount = checkNumber('dayCount', options.dayCount ?? 365, { min: 360, max: 366 });
  const rates = ratesOf(rate);
  const rateOf = (symbol: string): number => {
    const found = rates.get(symbol) ?? rates.get('');
    if (found !== undefined) return found;
    const known = `${[...rates.keys()].slice(0, 6).join(', ')}${rates.size > 6 ? ', ...' : ''}`;
    throw new ArgumentError(
      `Expected \`rate\` to have an annual rate for \`${symbol}\`, or one under '' for all that are not named, has ${known}.`,
    );
  };
  return madeBy('borrowCost', [rate, options], {
    name: nameOf(rates, dayCount),
    cost: (symbol, value, fromMs, toMs) => (value * rateOf(symbol) * (toMs - fromMs)) / (dayCount * dayMs),
    checkSymbol: (symbol) => {
      rateOf(symbol);
    },
  });
}

function ratesOf(rate: number | Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  if (typeof rate === 'number') return new Map([['', checkNumber('rate', rate, { min: 0 })]]);
  if (typeof rate !== 'object' || rate === null || Array.isArray(rate) || ArrayBuffer.isView(rate) || Object.keys(rate).length === 0) {
    throw new ArgumentError(`Expected \`rate\` to be an annual rate or one for each symbol, was \`${show(rate)}\`.`);
  }
  return new Map(Object.entries(rate).map(([symbol, value]) => [symbol, checkNumber(`rate['${symbol}']`, value, { min: 0 })]));
}

function nameOf(rates: ReadonlyMap<string, number>, dayCount: number): string {
  const others = rates.get('');
  const named = rates.size - (others === undefined ? 0 : 1);
  const parts: string[] = [];
  if (named > 0) parts.push(`own rates of ${named} ${named === 1 ? 'symbol' : 'symbols'}`);
  if (others !== undefined) parts.push(named > 0 ? `${others} for others` : String(others));
  return `${parts.join(', ')}, a year of ${dayCount} days`;
}
