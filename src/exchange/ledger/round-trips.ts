import { type Bars, type Direction, type OrderReason, type Position, type Table, type Trade, table } from '../../market/index.ts';
import type { FillColumns } from './journal.ts';

/** A growing list of rows of numbers. */
type Row = number[];

interface Open {
  side: number;
  quantity: number;
  /** Sum of quantity x price over the entries of what is held. */
  cost: number;
  fees: number;
  entryIndex: number;
  entryMoment: number;
  positionFees: number;
  entryQuantity: number;
  entryCost: number;
  exitQuantity: number;
  exitCost: number;
  largest: number;
  fills: number;
  pnl: number;
  firstIndex: number;
}

const moments = ['open', 'intrabar', 'close'];

/** Trades (one row an exit fill) and positions (one row flat to flat) of a run, with open ones marked at the last close. */
export function roundTrips(
  fills: FillColumns,
  markets: readonly Bars[],
): { readonly trades: Table<Trade>; readonly positions: Table<Position> } {
  const trades: Row[] = [];
  const tradeReasons: (OrderReason | 'open')[] = [];
  const positions: Row[] = [];
  const open: (Open | undefined)[] = markets.map(() => undefined);

  const closeTrade = (
    k: number,
    held: Open,
    quantity: number,
    price: number,
    fee: number,
    index: number,
    moment: number,
    reason: OrderReason | 'open',
  ): void => {
    const share = quantity / held.quantity;
    const entryPrice = held.cost / held.quantity;
    const entryFees = held.fees * share;
    const multiplier = markets[k].instrument.multiplier;
    const pnl = held.side * (price - entryPrice) * quantity * multiplier - entryFees - fee;
    trades.push([
      k,
      held.side,
      quantity,
      held.entryIndex,
      entryPrice,
      index,
      price,
      entryFees + fee,
      pnl,
      pnl / (entryPrice * quantity * multiplier),
      held.entryMoment,
      moment,
    ]);
    tradeReasons.push(reason);
    held.cost -= entryPrice * quantity;
    held.fees -= entryFees;
    held.quantity = share === 1 ? 0 : held.quantity - quantity;
    held.pnl += pnl;
    held.exitQuantity += quantity;
    held.exitCost += quantity * price;
  };
  const closePosition = (k: number, held: Open, index: number, isOpen: boolean): void => {
    const entryPrice = held.entryCost / held.entryQuantity;
    const value = held.entryCost * markets[k].instrument.multiplier;
    positions.push([
      k,
      held.side,
      held.largest,
      held.firstIndex,
      entryPrice,
      index,
      held.exitCost / held.exitQuantity,
      held.positionFees,
      held.pnl,
      held.pnl / value,
      held.fills,
      isOpen ? 1 : 0,
    ]);
  };

  for (let row = 0; row < fills.length; row++) {
    const k = fills.instrument[row];
    const signed = fills.quantity[row];
    const price = fills.price[row];
    const index = fills.index[row];
    const moment = moments.indexOf(fills.moment[row]);
    const side = Math.sign(signed);
    let quantity = Math.abs(signed);
    let fee = fills.fee[row];
    let held = open[k];
    if (held !== undefined && held.side !== side) {
      const closing = Math.min(quantity, held.quantity);
      const closingFee = (fee * closing) / quantity;
      held.fills++;
      held.positionFees += closingFee;
      closeTrade(k, held, closing, price, closingFee, index, moment, fills.reason[row]);
      quantity -= closing;
      fee -= closingFee;
      if (held.quantity === 0) {
        closePosition(k, held, index, false);
        open[k] = held = undefined;
      }
    }
    if (quantity === 0) continue;
    if (held === undefined) {
      held = {
        side,
        quantity: 0,
        cost: 0,
        fees: 0,
        entryIndex: index,
        entryMoment: moment,
        positionFees: 0,
        entryQuantity: 0,
        entryCost: 0,
        exitQuantity: 0,
        exitCost: 0,
        largest: 0,
        fills: 0,
        pnl: 0,
        firstIndex: index,
      };
      open[k] = held;
    }
    held.quantity += quantity;
    held.cost += quantity * price;
    held.fees += fee;
    held.positionFees += fee;
    held.entryQuantity += quantity;
    held.entryCost += quantity * price;
    held.largest = Math.max(held.largest, held.quantity);
    held.fills++;
  }
  markets.forEach((bars, k) => {
    const held = open[k];
    if (held === undefined) return;
    const last = bars.length - 1;
    closeTrade(k, held, held.quantity, bars.close[last], 0, last, 2, 'open');
    closePosition(k, held, last, true);
  });
  return { trades: tradeTable(trades, tradeReasons, markets), positions: positionTable(positions, markets) };
}

const directionOf = (side: number): Direction => (side > 0 ? 'long' : 'short');

function column(rows: readonly Row[], field: number): Float64Array {
  return Float64Array.from(rows, (row) => row[field]);
}

function tradeTable(rows: readonly Row[], reasons: readonly (OrderReason | 'open')[], markets: readonly Bars[]): Table<Trade> {
  let excursions: { readonly mae: Float64Array; readonly mfe: Float64Array } | undefined;
  const excursion = (): { readonly mae: Float64Array; readonly mfe: Float64Array } => (excursions ??= excursionsOf(rows, markets));
  return table<Trade>(rows.length, {
    id: () => Float64Array.from(rows, (_, i) => i),
    symbol: () => rows.map((row) => markets[row[0]].symbol),
    direction: () => rows.map((row) => directionOf(row[1])),
    quantity: () => column(rows, 2),
    entryIndex: () => column(rows, 3),
    entryTime: () => Float64Array.from(rows, (row) => markets[row[0]].time[row[3]]),
    entryPrice: () => column(rows, 4),
    exitIndex: () => column(rows, 5),
    exitTime: () => Float64Array.from(rows, (row) => markets[row[0]].time[row[5]]),
    exitPrice: () => column(rows, 6),
    exitReason: () => reasons,
    fees: () => column(rows, 7),
    pnl: () => column(rows, 8),
    returns: () => column(rows, 9),
    bars: () => Float64Array.from(rows, (row) => row[5] - row[3]),
    mae: () => excursion().mae,
    mfe: () => excursion().mfe,
    status: () => reasons.map((reason) => (reason === 'open' ? 'open' : 'closed')),
  });
}

function positionTable(rows: readonly Row[], markets: readonly Bars[]): Table<Position> {
  return table<Position>(rows.length, {
    id: () => Float64Array.from(rows, (_, i) => i),
    symbol: () => rows.map((row) => markets[row[0]].symbol),
    direction: () => rows.map((row) => directionOf(row[1])),
    quantity: () => column(rows, 2),
    entryIndex: () => column(rows, 3),
    entryTime: () => Float64Array.from(rows, (row) => markets[row[0]].time[row[3]]),
    entryPrice: () => column(rows, 4),
    exitIndex: () => column(rows, 5),
    exitTime: () => Float64Array.from(rows, (row) => markets[row[0]].time[row[5]]),
    exitPrice: () => column(rows, 6),
    fees: () => column(rows, 7),
    pnl: () => column(rows, 8),
    returns: () => column(rows, 9),
    fills: () => column(rows, 10),
    status: () => rows.map((row) => (row[11] === 1 ? 'open' : 'closed')),
  });
}

/**
 * The worst and the best price move against the entry that was surely seen while each trade was held: whole bars
 * between entry and exit, the whole entry bar when it was entered at its open, its close when it was entered inside or
 * at the close, and of the exit bar the price of the exit (and its open where the position was older).
 */
function excursionsOf(rows: readonly Row[], markets: readonly Bars[]): { readonly mae: Float64Array; readonly mfe: Float64Array } {
  const mae = new Float64Array(rows.length);
  const mfe = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    const [k, side, , entry, entryPrice, exit, exitPrice, , , , entryMoment, exitMoment] = row;
    const { open, high, low, close } = markets[k];
    let lowest = Math.min(entryPrice, exitPrice);
    let highest = Math.max(entryPrice, exitPrice);
    const seen = (price: number): void => {
      if (price < lowest) lowest = price;
      if (price > highest) highest = price;
    };
    const wholeTo = exitMoment === 2 ? exit : exit - 1;
    for (let bar = entryMoment === 0 ? entry : entry + 1; bar <= wholeTo; bar++) {
      seen(low[bar]);
      seen(high[bar]);
    }
    if (entryMoment === 1 && entry < exit) seen(close[entry]);
    if (exit > entry) seen(open[exit]);
    const down = lowest / entryPrice - 1;
    const up = highest / entryPrice - 1;
    mae[i] = Math.min(0, side > 0 ? down : -up);
    mfe[i] = Math.max(0, side > 0 ? up : -down);
  });
  return { mae, mfe };
}
