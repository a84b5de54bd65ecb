const dayMs = 86_400_000;

/** A number that is the same for all bars of a session in UTC; weeks start on Monday. */
export function sessionOf(time: number, session: 'day' | 'week' | 'month' | 'all'): number {
  if (session === 'all') return 0;
  const day = Math.floor(time / dayMs);
  if (session === 'day') return day;
  if (session === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Open, high, low and close of the session before the running one. */
export class SessionRange {
  session: number = Number.NaN;
  sessions: number = 0;
  readonly before: { open: number; high: number; low: number; close: number } = { open: 0, high: 0, low: 0, close: 0 };
  readonly running: { open: number; high: number; low: number; close: number } = { open: 0, high: 0, low: 0, close: 0 };
  readonly #session: 'day' | 'week' | 'month';

  constructor(session: 'day' | 'week' | 'month') {
    this.#session = session;
  }

  /** Takes a bar; whether a session has ended before it. */
  push(time: number, high: number, low: number, close: number, open: number = close): boolean {
    const session = sessionOf(time, this.#session);
    const { before, running } = this;
    if (session !== this.session) {
      before.open = running.open;
      before.high = running.high;
      before.low = running.low;
      before.close = running.close;
      running.open = open;
      running.high = high;
      running.low = low;
      this.session = session;
      this.sessions++;
    }
    running.high = Math.max(running.high, high);
    running.low = Math.min(running.low, low);
    running.close = close;
    return this.sessions > 1;
  }
}
