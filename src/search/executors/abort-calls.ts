/** What is called when a signal aborts: one listener a signal, however many wait for it. */
export class AbortCalls {
  readonly #calls: WeakMap<AbortSignal, Set<() => void>> = new WeakMap();

  /** Calls `call` when the signal aborts; what it answers takes that back. */
  add(signal: AbortSignal, call: () => void): () => void {
    const calls = this.#calls.get(signal) ?? this.#listen(signal);
    calls.add(call);
    return () => calls.delete(call);
  }

  #listen(signal: AbortSignal): Set<() => void> {
    const calls = new Set<() => void>();
    this.#calls.set(signal, calls);
    const abort = (): void => {
      for (const call of calls) call();
    };
    signal.addEventListener('abort', abort, { once: true });
    return calls;
  }
}
