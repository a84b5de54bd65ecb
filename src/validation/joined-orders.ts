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
  const parts: FillColumns[] = [];
  const closings: FillColumns[] = [];
  let before = 0;
  for (const { result } of pieces) {
    const { orders, fills } = BacktestResult.recordOf(result);
    const places = result.symbols.map((_, k) => placeOf(idle, result, k));
    const { doubles, integers } = orders.pack();
    for (let at = 0; at < integers.length; at += 3) {
      const { instrument, shift } = places[integers[at + 1]];
      integers[at] += shift;
      integers[at + 1] = instrument;
    }
    packed.push({ doubles, integers });
    const own = fills();
    parts.push({
      ...own,
      orderId: own.orderId.map((id) => (id < 0 ? id : id + before)),
      instrument: own.instrument.map((k) => places[k].instrument),
      index: own.index.map((index, row) => index + places[own.instrument[row]].shift),
    });
    heldAfter(own, places.length).forEach((held, k) => {
      if (held === 0) return;
      const { length, close } = result.bars[k];
      const closing = closingFill(places[k].instrument, -held, close[length - 1], places[k].shift + length - 1);
      parts.push(closing);
      closings.push(closing);
    });
    before += orders.length;
  }
  const orders = OrderJournal.of({
    doubles: joined(
      packed.map(({ doubles }) => doubles),
      Float64Array,
    ),
    integers: joined(
      packed.map(({ integers }) => integers),
      Int32Array,
    ),
  });
  for (const { orderId, instrument, quantity, index } of closings) {
    orderId[0] = orders.add(instrument[0], typeCodes.market, Math.sign(quantity[0]), reasonCodes.exit, Number.NaN, index[0]);
    orders.end(orderId[0], 'filled', Math.abs(quantity[0]));
  }
  return {
    orders,
    fills: {
      length: parts.reduce((sum, { length }) => sum + length, 0),
      orderId: joined(
        parts.map(({ orderId }) => orderId),
        Int32Array,
      ),
      instrument: joined(
        parts.map(({ instrument }) => instrument),
        Int32Array,
      ),
      quantity: joined(
        parts.map(({ quantity }) => quantity),
        Float64Array,
      ),
      price: joined(
        parts.map(({ price }) => price),
        Float64Array,
      ),
      fee: joined(
        parts.map(({ fee }) => fee),
        Float64Array,
      ),
      slippage: joined(
        parts.map(({ slippage }) => slippage),
        Float64Array,
      ),
      maker: joined(
        parts.map(({ maker }) => maker),
        Uint8Array,
      ),
      reason: joined(
        parts.map(({ reason }) => reason),
        Uint8Array,
      ),
      index: joined(
        parts.map(({ index }) => index),
        Int32Array,
      ),
      moment: joined(
        parts.map(({ moment }) => moment),
        Uint8Array,
      ),
    },
  };
}

/** What is held of each instrument after fills, without what rounding leaves. */
function heldAfter({ length, instrument, quantity }: FillColumns, instruments: number): Float64Array {
  const held = new Float64Array(instruments);
  const most = new Float64Array(instruments);
  for (let row = 0; row < length; row++) {
    const k = instrument[row];
    held[k] += quantity[row];
    most[k] = Math.max(most[k], Math.abs(held[k]));
  }
  return held.map((units, k) => (Math.abs(units) <= 1e-9 * most[k] ? 0 : units));
}

/** A fill at a close, at no cost; its order is to come. */
function closingFill(instrument: number, quantity: number, price: number, index: number): FillColumns {
  return {
    length: 1,
    orderId: Int32Array.of(-1),
    instrument: Int32Array.of(instrument),
    quantity: Float64Array.of(quantity),
    price: Float64Array.of(price),
    fee: new Float64Array(1),
    slippage: new Float64Array(1),
    maker: new Uint8Array(1),
    reason: Uint8Array.of(reasonCodes.exit),
    index: Int32Array.of(index),
    moment: Uint8Array.of(momentCodes.close),
  };
}

/** Columns one after the other. */
function joined<C extends Float64Array | Int32Array | Uint8Array>(columns: readonly C[], Kind: new (length: number) => C): C {
  const out = new Kind(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    out.set(column as never, at);
    at += column.length;
  }
  return out;
}
