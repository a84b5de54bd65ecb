/**
 * Columns of flags that are used again. Who is lent one may write to it; when it is taken back its numbers move to a new array, so that
 * one which was kept has no bars any more rather than those of another trial.
 */
export class FlagPool {
  #free: ArrayBuffer[] = [];
  #lent: ArrayBuffer[] = [];

  /** Flags of zeros. */
  lend(length: number): Uint8Array {
    const kept = this.#free.pop();
    const flags = kept?.byteLength === length ? new Uint8Array(kept).fill(0) : new Uint8Array(length);
    this.#lent.push(flags.buffer as ArrayBuffer);
    return flags;
  }

  takeBack(): void {
    const whole = this.#lent.filter(({ byteLength }) => byteLength > 0);
    if (whole.length > 0) this.#free.push(...structuredClone(whole, { transfer: whole }));
    this.#lent = [];
  }
}
