/**
 * The one ledger: cash, signed positions and their average prices. All contracts of an account are of one settlement: in quote (spot,
 * linear, options), or inverse, where cash is in the base coin.
 *
 * cash' = cash - quantity x worth(price) - fee; equity = cash + sum of quantity x worth(mark), with
 * worth(price) = multiplier x price, or -multiplier / price of inverse contracts, so that a rise of the price is a gain in both.
 */
export class Ledger {
  cash: number;
  /** Signed quantity of each instrument. */
  readonly quantity: Float64Array;
  /** Average entry price of each open position, fill prices as they were (harmonic where inverse); NaN when flat. */
  readonly averagePrice: Float64Array;
  /** Last known price of each instrument; NaN before its first bar. */
  readonly mark: Float64Array;
  readonly multiplier: Float64Array;
  readonly isInverse: boolean;

  constructor(cash: number, multipliers: readonly number[], isInverse: boolean = false) {
    this.cash = cash;
    this.multiplier = Float64Array.from(multipliers);
    this.isInverse = isInverse;
    this.quantity = new Float64Array(multipliers.length);
    this.averagePrice = new Float64Array(multipliers.length).fill(Number.NaN);
    this.mark = new Float64Array(multipliers.length).fill(Number.NaN);
  }

  /** Books a fill of signed `quantity`. */
  apply(instrument: number, quantity: number, price: number, fee: number): void {
    const before = this.quantity[instrument];
    const after = before + quantity;
    if (this.isInverse) this.cash = this.cash + (quantity * this.multiplier[instrument]) / price - fee;
    else this.cash = this.cash - quantity * this.multiplier[instrument] * price - fee;
    this.quantity[instrument] = after;
    if (after === 0) this.averagePrice[instrument] = Number.NaN;
    else if (before === 0 || before > 0 !== after > 0) this.averagePrice[instrument] = price;
    else if (quantity > 0 === before > 0) {
      const average = this.averagePrice[instrument];
      this.averagePrice[instrument] = this.isInverse
        ? after / (before / average + quantity / price)
        : (average * before + price * quantity) / after;
    }
  }

  /** Cash and positions at their marks, with `instrument` valued at `price`. */
  equityAt(instrument: number, price: number): number {
    let sum = this.cash;
    for (let k = 0; k < this.quantity.length; k++) {
      const held = this.quantity[k];
      if (held === 0) continue;
      const at = k === instrument ? price : this.mark[k];
      sum += this.isInverse ? (-held * this.multiplier[k]) / at : held * this.multiplier[k] * at;
    }
    return sum;
  }

  /** Cash and positions at their marks. */
  equity(): number {
    return this.equityAt(-1, Number.NaN);
  }

  /** Sum of the absolute values of all positions, with `instrument` valued at `price`. */
  grossAt(instrument: number, price: number): number {
    let sum = 0;
    for (let k = 0; k < this.quantity.length; k++) {
      const held = this.quantity[k];
      if (held === 0) continue;
      const at = k === instrument ? price : this.mark[k];
      sum += this.isInverse ? (Math.abs(held) * this.multiplier[k]) / at : Math.abs(held) * this.multiplier[k] * at;
    }
    return sum;
  }
}
