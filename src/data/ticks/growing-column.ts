/** A column of numbers that grows at its end. */
export class GrowingColumn {
  values: Float64Array = new Float64Array(1_024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(2 * this.length);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }

  /** The column so far, in memory of its own length. */
  done(): Float64Array {
    return this.values.slice(0, this.length);
  }
}
