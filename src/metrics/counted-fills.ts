import type { Fill, Table } from '../market/index.ts';

/** Columns of the fills at or after the first bar that counts. */
export interface CountedFills {
  /** Price times quantity. */
  readonly notional: Float64Array;
  readonly fee: Float64Array;
  readonly slippage: Float64Array;
}

export function countedFills(fills: Table<Fill> | undefined, from: number): CountedFills {
  if (fills === undefined || fills.length === 0) return noFills;
  const index = fills.column('index');
  const price = fills.column('price');
  const quantity = fills.column('quantity');
  const counts = (_: number, i: number): boolean => index[i] >= from;
  return {
    notional: price.map((value, i) => value * quantity[i]).filter(counts),
    fee: fills.column('fee').filter(counts),
    slippage: fills.column('slippage').filter(counts),
  };
}

const noFills: CountedFills = { notional: new Float64Array(0), fee: new Float64Array(0), slippage: new Float64Array(0) };
