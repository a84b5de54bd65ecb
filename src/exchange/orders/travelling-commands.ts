/** Commands of a trader on their way to the venue: they arrive in the order in which they were sent. */
export class TravellingCommands {
  #commands: { readonly at: number; readonly run: () => void }[] = [];
  #next = 0;
  #lastArrival = Number.NEGATIVE_INFINITY;

  /** When the next one arrives, ms; Infinity for none. */
  get nextArrival(): number {
    return this.#next < this.#commands.length ? this.#commands[this.#next].at : Number.POSITIVE_INFINITY;
  }

  /** Sends a command that would arrive at a time, ms, did it not wait for those before it. */
  send(at: number, run: () => void): void {
    this.#lastArrival = Math.max(this.#lastArrival, at);
    this.#commands.push({ at: this.#lastArrival, run });
  }

  /** Takes the next one out. */
  take(): { readonly at: number; readonly run: () => void } {
    const command = this.#commands[this.#next++];
    // So that a row that never runs dry does not grow.
    if (2 * this.#next >= this.#commands.length) {
      this.#commands = this.#commands.slice(this.#next);
      this.#next = 0;
    }
    return command;
  }

  clear(): void {
    this.#commands = [];
    this.#next = 0;
  }
}
