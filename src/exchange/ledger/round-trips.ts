import {
  type Bars,
  type ContractTerms,
  contractProfit,
  contractValue,
  type Direction,
  type Position,
  type Table,
  type Trade,
  table,
} from '../../market/index.ts';
import { barMoments, type FillColumns, orderReasons } from './journal.ts';
import { Rows } from './rows.ts';

/** What is held of one instrument, and the sums over its position so far. */
interface Open {
  readonly side: number;
  readonly entryIndex: number;
  readonly entryMoment: number;
  quantity: number;
  /** Sum of quantity x price over what is held. */
  cost: number;
  /** Entry fees of what is held. */
  fees: number;
  positionFees: number;
  entryQuantity: number;
  entryCost: number;
  /** The price of all entries: 0 before the first, NaN where they differ. */
  entryPrice: number;
  exitQuantity: number;
  exitCost: number;
  exitPrice: number;
  largest: number;
  fills: number;
  pnl: number;
}

function opened(side: number, entryIndex: number, entryMoment: number): Open {
  const held = { quantity: 0, cost: 0, fees: 0, positionFees: 0, largest: 0, fills: 0, pnl: 0 };
  const entries = { entryQuantity: 0, entryCost: 0, entryPrice: 0 };
  const exits = { exitQuantity: 0, exitCost: 0, exitPrice: 0 };
  return { side, entryIndex, entryMoment, ...held, ...entries, ...exits };
}

/** What is summed over the entries of a position for its average price: quantity x price, of inverse contracts quantity / price. */
function costOf({ kind }: ContractTerms, quantity: number, price: number): number {
  return kind === 'inverse' ? quantity / price : quantity * price;
}

/** The average price of fills: theirs, to the last digit, where all have one. */
function averageOf({ kind }: ContractTerms, quantity: number, cost: number, price: number): number {
  if (!Number.isNaN(price)) return price;
  return kind === 'inverse' ? quantity / cost : cost / quantity;
}

function commonPrice(known: number, price: number): number {
  return known === 0 || known === price ? price : Number.NaN;
}

/** Reason of a trade that is still open. */
const stillOpen = -1;

/** Trades (one row an exit fill) and positions (one row flat to flat) of a run, with open ones marked at the last close. */
export function roundTrips(
  fills: FillColumns,
  markets: readonly Bars[],
): { readonly trades: Table<Trade>; readonly positions: Table<Position> } {
  const trades = new Rows(6, 6);
  const positions = new Rows(6, 6);
  const open: (Open | undefined)[] = markets.map(() => undefined);
  const { instrument, quantity: quantities, price: prices, fee: fees, index: indices, moment: moments, reason: reasons } = fills;
  for (let row = 0; row < fills.length; row++) {
    const k = instrument[row];
    const price = prices[row];
    const index = indices[row];
    const side = Math.sign(quantities[row]);
    let quantity = Math.abs(quantities[row]);
    let fee = fees[row];
    let held = open[k];
    if (held !== undefined && held.side !== side) {
      const closing = Math.min(quantity, held.quantity);
      const closingFee = (fee * closing) / quantity;
      held.fills++;
      held.positionFees += closingFee;
      addTrade(trades, markets[k], k, held, closing, price, closingFee, index, moments[row], reasons[row]);
      quantity -= closing;
      fee -= closingFee;
      if (held.quantity === 0) {
        addPosition(positions, markets[k], k, held, index, 0);
        open[k] = held = undefined;
      }
    }
    if (quantity === 0) continue;
    if (held === undefined) {
      held = opened(side, index, moments[row]);
      open[k] = held;
    }
    held.quantity += quantity;
    held.cost += costOf(markets[k].instrument, quantity, price);
    held.fees += fee;
    held.positionFees += fee;
    held.entryQuantity += quantity;
    held.entryCost += costOf(markets[k].instrument, quantity, price);
    held.entryPrice = commonPrice(held.entryPrice, price);
    held.largest = Math.max(held.largest, held.quantity);
    held.fills++;
  }
  markets.forEach((bars, k) => {
    const held = open[k];
    if (held === undefined) return;
    const last = bars.length - 1;
    addTrade(trades, bars, k, held, held.quantity, bars.close[last], 0, last, barMoments.indexOf('close'), stillOpen);
    addPosition(positions, bars, k, held, last, 1);
  });
  return { trades: tradeTable(trades, markets), positions: positionTable(positions, markets) };
}

function addTrade(
  rows: Rows,
  bars: Bars,
  k: number,
  held: Open,
  quantity: number,
  price: number,
  fee: number,
  index: number,
  moment: number,
  reason: number,
): void {
  const share = quantity / held.quantity;
  const { instrument } = bars;
  const entryPrice = averageOf(instrument, held.quantity, held.cost, held.entryPrice);
  const entryFees = held.fees * share;
  const pnl = contractProfit(instrument, held.side, entryPrice, price, quantity) - entryFees - fee;
  const id = rows.add();
  const doubles = rows.doubles(id);
  const integers = rows.integers(id);
  const double = rows.double(id);
  const integer = rows.integer(id);
  doubles[double] = quantity;
  doubles[double + 1] = entryPrice;
  doubles[double + 2] = price;
  doubles[double + 3] = entryFees + fee;
  doubles[double + 4] = pnl;
  doubles[double + 5] = pnl / (contractValue(instrument, entryPrice) * quantity);
  integers[integer] = k;
  integers[integer + 1] = held.side;
  integers[integer + 2] = held.entryIndex;
  integers[integer + 3] = index;
  integers[integer + 4] = reason;
  integers[integer + 5] = held.entryMoment * 4 + moment;
  held.cost -= costOf(instrument, quantity, entryPrice);
  held.fees -= entryFees;
  held.quantity = share === 1 ? 0 : held.quantity - quantity;
  held.pnl += pnl;
  held.exitQuantity += quantity;
  held.exitCost += costOf(instrument, quantity, price);
  held.exitPrice = commonPrice(held.exitPrice, price);
}

function addPosition(rows: Rows, bars: Bars, k: number, held: Open, index: number, isOpen: number): void {
  const id = rows.add();
  const doubles = rows.doubles(id);
  const integers = rows.integers(id);
  const double = rows.double(id);
  const integer = rows.integer(id);
  doubles[double] = held.largest;
  const { instrument } = bars;
  doubles[double + 1] = averageOf(instrument, held.entryQuantity, held.entryCost, held.entryPrice);
  doubles[double + 2] = averageOf(instrument, held.exitQuantity, held.exitCost, held.exitPrice);
  doubles[double + 3] = held.positionFees;
  doubles[double + 4] = held.pnl;
  doubles[double + 5] = held.pnl / (held.entryCost * instrument.multiplier);
  integers[integer] = k;
  integers[integer + 1] = held.side;
  integers[integer + 2] = held.entryIndex;
  integers[integer + 3] = index;
  integers[integer + 4] = isOpen;
  integers[integer + 5] = held.fills;
}

const directionOf = (side: number): Direction => (side > 0 ? 'long' : 'short');

/** The columns that trades and positions have in common. */
function commonColumns(rows: Rows, markets: readonly Bars[]): CommonColumns {
  const timeAt = (field: number) => (): Float64Array => {
    const instruments = rows.integerColumn(0);
    return Float64Array.from(rows.integerColumn(field), (index, row) => markets[instruments[row]].time[index]);
  };
  return {
    id: () => Float64Array.from({ length: rows.length }, (_, i) => i),
    symbol: () => Array.from(rows.integerColumn(0), (k) => markets[k].symbol),
    direction: () => Array.from(rows.integerColumn(1), directionOf),
    quantity: () => rows.doubleColumn(0),
    entryIndex: () => Float64Array.from(rows.integerColumn(2)),
    entryTime: timeAt(2),
    entryPrice: () => rows.doubleColumn(1),
    exitIndex: () => Float64Array.from(rows.integerColumn(3)),
    exitTime: timeAt(3),
    exitPrice: () => rows.doubleColumn(2),
    fees: () => rows.doubleColumn(3),
    pnl: () => rows.doubleColumn(4),
    returns: () => rows.doubleColumn(5),
  };
}

type NumberName =
  | 'id'
  | 'quantity'
  | 'entryIndex'
  | 'entryTime'
  | 'entryPrice'
  | 'exitIndex'
  | 'exitTime'
  | 'exitPrice'
  | 'fees'
  | 'pnl'
  | 'returns';

type CommonColumns = { readonly [name in NumberName]: () => Float64Array } & {
  readonly symbol: () => string[];
  readonly direction: () => Direction[];
};

function tradeTable(rows: Rows, markets: readonly Bars[]): Table<Trade> {
  let made: Excursions | undefined;
  const excursions = (): Excursions => (made ??= excursionsOf(rows, markets));
  return table<Trade>(rows.length, {
    ...commonColumns(rows, markets),
    exitReason: () => Array.from(rows.integerColumn(4), (code) => (code === stillOpen ? 'open' : orderReasons[code])),
    bars: () => {
      const entries = rows.integerColumn(2);
      return Float64Array.from(rows.integerColumn(3), (exit, row) => exit - entries[row]);
    },
    mae: () => excursions().mae,
    mfe: () => excursions().mfe,
    status: () => Array.from(rows.integerColumn(4), (code) => (code === stillOpen ? 'open' : 'closed')),
  });
}

function positionTable(rows: Rows, markets: readonly Bars[]): Table<Position> {
  return table<Position>(rows.length, {
    ...commonColumns(rows, markets),
    fills: () => Float64Array.from(rows.integerColumn(5)),
    status: () => Array.from(rows.integerColumn(4), (isOpen) => (isOpen === 1 ? 'open' : 'closed')),
  });
}

/** The range of the whole bars in which a position was held, up to bar `next`. */
interface HeldRange {
  entry: number;
  moment: number;
  next: number;
  lowest: number;
  highest: number;
}

/** Widens the range to bar `last`; the range of another position starts anew. Each bar of a position is read once. */
function widen(range: HeldRange, { high, low }: Bars, entry: number, moment: number, last: number): void {
  if (range.entry !== entry || range.moment !== moment || last + 1 < range.next) {
    range.entry = entry;
    range.moment = moment;
    range.next = moment === 0 ? entry : entry + 1;
    range.lowest = Number.POSITIVE_INFINITY;
    range.highest = Number.NEGATIVE_INFINITY;
  }
  for (; range.next <= last; range.next++) {
    range.lowest = Math.min(range.lowest, low[range.next]);
    range.highest = Math.max(range.highest, high[range.next]);
  }
}

interface Excursions {
  readonly mae: Float64Array;
  readonly mfe: Float64Array;
}

/**
 * The worst and the best price move against the entry that was surely seen while each trade was held: whole bars
 * between entry and exit, the whole entry bar when it was entered at its open, its close when it was entered inside or
 * at the close, and of the exit bar the price of the exit (and its open where the position was older).
 */
function excursionsOf(rows: Rows, markets: readonly Bars[]): Excursions {
  const mae = new Float64Array(rows.length);
  const mfe = new Float64Array(rows.length);
  const ranges = markets.map((): HeldRange => ({ entry: -1, moment: -1, next: 0, lowest: 0, highest: 0 }));
  for (let i = 0; i < rows.length; i++) {
    const integers = rows.integers(i);
    const integer = rows.integer(i);
    const k = integers[integer];
    const side = integers[integer + 1];
    const entry = integers[integer + 2];
    const exit = integers[integer + 3];
    const entryMoment = integers[integer + 5] >> 2;
    const exitMoment = integers[integer + 5] & 3;
    const entryPrice = rows.doubles(i)[rows.double(i) + 1];
    const exitPrice = rows.doubles(i)[rows.double(i) + 2];
    const { open, close } = markets[k];
    const whole = ranges[k];
    widen(whole, markets[k], entry, entryMoment, exitMoment === 2 ? exit : exit - 1);
    let lowest = Math.min(entryPrice, exitPrice, whole.lowest);
    let highest = Math.max(entryPrice, exitPrice, whole.highest);
    const seen = (price: number): void => {
      if (price < lowest) lowest = price;
      if (price > highest) highest = price;
    };
    if (entryMoment !== 0 && entry < exit) seen(close[entry]);
    if (exit > entry) seen(open[exit]);
    const down = lowest / entryPrice - 1;
    const up = highest / entryPrice - 1;
    mae[i] = Math.min(0, side > 0 ? down : -up);
    mfe[i] = Math.max(0, side > 0 ? up : -down);
  }
  return { mae, mfe };
}
