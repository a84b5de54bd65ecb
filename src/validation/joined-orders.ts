import { BacktestResult } from '../backtest/index.ts';
import { lowerBound } from '../core/index.ts';
import { type FillColumns, momentCodes, OrderJournal, reasonCodes, typeCodes } from '../exchange/index.ts';
import type { WindowRows } from './window-run.ts';

/** A run over part of the rows of a longer one. */
export interface RunPiece {
  readonly rows: WindowRows;
  readonly result: BacktestResult;
}

/** The number that an instrument of a piece has in the whole, and how many of its bars are before those of the piece. */
export function placeOf(idle: BacktestResult, piece: BacktestResult, k: number): { readonly instrument: number; readonly shift: number } {
  const instrument = idle.symbols.indexOf(piece.symbols[k]);
  return { instrument, shift: lowerBound(idle.bars[instrument].time, piece.bars[k].time[0]) };
}

/** Orders and fills of pieces on the axis of the whole; what a piece still holds at its end is closed at its last close. */
export function joinedOrders(
  idle: BacktestResult,
  pieces: readonly RunPiece[],
): { readonly orders: OrderJournal; readonly fills: FillColumns } {
  const packed: { readonly doubles: Float64Array; readonly integers: Int32Array }[] = [];
  const fills: FillRow[] = [];
  const closings: { readonly row: FillRow; readonly side: 1 | -1 }[] = [];
  let before = 0;
  for (const { result } of pieces) {
    const { orders, fills: columns } = BacktestResult.recordOf(result);
    const { doubles, integers } = orders.pack();
    const places = result.symbols.map((_, k) => placeOf(idle, result, k));
    for (let at = 0; at < integers.length; at += 3) {
      const { instrument, shift } = places[integers[at + 1]];
      integers[at] += shift;
      integers[at + 1] = instrument;
    }
    packed.push({ doubles, integers });
    const own = columns();
    const held = new Float64Array(places.length);
    const most = new Float64Array(places.length);
    for (let row = 0; row < own.length; row++) {
      const k = own.instrument[row];
      held[k] += own.quantity[row];
      most[k] = Math.max(most[k], Math.abs(held[k]));
      fills.push({
        ...fillRow(own, row),
        orderId: own.orderId[row] < 0 ? own.orderId[row] : own.orderId[row] + before,
        instrument: places[k].instrument,
        index: own.index[row] + places[k].shift,
      });
    }
    places.forEach(({ instrument, shift }, k) => {
      if (Math.abs(held[k]) <= 1e-9 * most[k]) return;
      const bars = result.bars[k];
      const row = {
        ...closingFill,
        instrument,
        quantity: -held[k],
        price: bars.close[bars.length - 1],
        index: shift + bars.length - 1,
      };
      fills.push(row);
      closings.push({ row, side: held[k] > 0 ? -1 : 1 });
    });
    before += orders.length;
  }
  const orders = OrderJournal.of({
    doubles: concatenated(
      packed.map(({ doubles }) => doubles),
      (length) => new Float64Array(length),
    ),
    integers: concatenated(
      packed.map(({ integers }) => integers),
      (length) => new Int32Array(length),
    ),
  });
  for (const { row, side } of closings) {
    row.orderId = orders.add(row.instrument, typeCodes.market, side, reasonCodes.exit, Number.NaN, row.index);
    orders.end(row.orderId, 'filled', Math.abs(row.quantity));
  }
  return { orders, fills: columnsOf(fills) };
}

type FillRow = { -readonly [name in Exclude<keyof FillColumns, 'length' | 'time'>]: number };

const closingFill: FillRow = {
  orderId: -1,
  instrument: 0,
  quantity: 0,
  price: 0,
  fee: 0,
  slippage: 0,
  maker: 0,
  reason: reasonCodes.exit,
  index: 0,
  moment: momentCodes.close,
};

function fillRow(fills: FillColumns, row: number): FillRow {
  return Object.fromEntries(fields.map((name) => [name, fills[name][row]])) as FillRow;
}

const fields = Object.keys(closingFill) as readonly (keyof FillRow)[];

function columnsOf(rows: readonly FillRow[]): FillColumns {
  const integers = (name: keyof FillRow): Int32Array => Int32Array.from(rows, (row) => row[name]);
  const doubles = (name: keyof FillRow): Float64Array => Float64Array.from(rows, (row) => row[name]);
  const bytes = (name: keyof FillRow): Uint8Array => Uint8Array.from(rows, (row) => row[name]);
  return {
    length: rows.length,
    orderId: integers('orderId'),
    instrument: integers('instrument'),
    quantity: doubles('quantity'),
    price: doubles('price'),
    fee: doubles('fee'),
    slippage: doubles('slippage'),
    maker: bytes('maker'),
    reason: bytes('reason'),
    index: integers('index'),
    moment: bytes('moment'),
  };
}

function concatenated<Column extends Float64Array | Int32Array>(parts: readonly Column[], make: (length: number) => Column): Column {
  const out = make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part as never, at);
    at += part.length;
  }
  return out;
}
