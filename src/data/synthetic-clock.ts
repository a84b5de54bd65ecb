import { ArgumentError, dayMs, formatInterval } from '../core/index.ts';
import { type Calendar, calendarYear, isTradingDay, type Session, sessions } from '../market/index.ts';

const weekMs = 7 * dayMs;
const slotMs = 900_000;
const slots = weekMs / slotMs;
/** The epoch was a Thursday; weeks start on Monday. */
const mondayMs = 4 * dayMs;

/** Gives the bars of a synthetic market one after the other. */
export interface Clock {
  /** Open time of the bar. */
  time: number;
  /** Variance of the bar, 1 for an average bar of the interval. */
  share: number;
  /** Variance between the bar before and this one, in the same unit; 0 where trading goes on. */
  jump: number;
  next(): void;
}

/**
 * A clock for a calendar.
 *
 * @param strength of the pattern of volatility in the day and the week, 0 to 1.
 */
export function clockOf(calendar: Calendar, start: number, intervalMs: number, strength: number): Clock {
  if (calendar === '24x7') return new SteadyClock(start, intervalMs, weekSeason(strength, intervalMs, true));
  return intervalMs < dayMs ? new SessionClock(calendar, start, intervalMs, strength) : new DayClock(calendar, start, intervalMs);
}

class SteadyClock implements Clock {
  time: number;
  share = 1;
  readonly jump = 0;
  readonly #intervalMs: number;
  readonly #season: Season;

  constructor(start: number, intervalMs: number, season: Season) {
    this.time = start - intervalMs;
    this.#intervalMs = intervalMs;
    this.#season = season;
  }

  next(): void {
    this.time += this.#intervalMs;
    this.share = this.#season(this.time);
  }
}

/** Variance of one closure and of all trading in between, as shares of a day's variance. */
const closures = {
  'us-equity': { closed: 0.25, traded: 0.75 },
  fx: { closed: 0.25, traded: 0.95 },
} as const;

class SessionClock implements Clock {
  time = Number.NaN;
  share = 1;
  jump = 0;
  readonly #intervalMs: number;
  /** Trading time of an average bar, ms. */
  readonly #usualMs: number;
  readonly #sessions: Iterator<Session>;
  readonly #season: (time: number, end: number, session: Session) => number;
  readonly #traded: number;
  readonly #closed: number;
  #session: Session;

  constructor(calendar: 'us-equity' | 'fx', start: number, intervalMs: number, strength: number) {
    const { closed, traded } = closures[calendar];
    const dayOfTrading = calendarYear(calendar).dayMs;
    this.#intervalMs = intervalMs;
    this.#usualMs = Math.min(intervalMs, dayOfTrading);
    this.#traded = traded;
    this.#closed = (closed * dayOfTrading) / this.#usualMs;
    this.#sessions = sessions(calendar, start, Number.POSITIVE_INFINITY);
    this.#session = this.#sessions.next().value as Session;
    const week = weekSeason(strength, intervalMs, false);
    this.#season = calendar === 'fx' ? week : (time, end, { open, close }) => smile(time, end, open, close, strength);
    const before = Math.max(0, Math.ceil((start - this.#session.open) / intervalMs));
    this.time = this.#session.open + (before - 1) * intervalMs;
  }

  next(): void {
    this.time += this.#intervalMs;
    this.jump = 0;
    if (this.time >= this.#session.close) {
      this.#session = this.#sessions.next().value as Session;
      this.time = this.#session.open;
      this.jump = this.#closed;
    }
    const end = Math.min(this.#session.close, this.time + this.#intervalMs);
    const length = (end - this.time) / this.#usualMs;
    this.share = this.#traded * length * this.#season(this.time, end, this.#session);
  }
}

/** Bars of one day or more: every trading day, or every stretch of days that has one. */
class DayClock implements Clock {
  time: number;
  share = 1;
  jump = 0;
  readonly #calendar: 'us-equity' | 'fx';
  readonly #intervalMs: number;

  constructor(calendar: 'us-equity' | 'fx', start: number, intervalMs: number) {
    if (intervalMs !== dayMs && intervalMs % weekMs !== 0) {
      throw new ArgumentError(
        `Expected \`interval\` on the calendar '${calendar}' to be below a day, a day or whole weeks, was '${formatInterval(intervalMs)}'.`,
      );
    }
    this.#calendar = calendar;
    this.#intervalMs = intervalMs;
    this.time = start - intervalMs;
  }

  next(): void {
    let skipped = -1;
    let days = 0;
    while (days === 0) {
      this.time += this.#intervalMs;
      skipped++;
      for (let at = this.time; at < this.time + this.#intervalMs; at += dayMs) if (isTradingDay(this.#calendar, at)) days++;
    }
    const { closed, traded } = closures[this.#calendar];
    const usualDays = this.#intervalMs === dayMs ? 1 : (this.#intervalMs / weekMs) * 5;
    const isClosedBefore = this.#calendar === 'us-equity' || skipped > 0 || this.#intervalMs > dayMs;
    this.jump = isClosedBefore ? closed / usualDays : 0;
    this.share = this.#calendar === 'us-equity' ? (days - closed) / usualDays : (traded * days) / usualDays;
  }
}

/** Mean variance of `[time, end)` in a session that is wild at both ends: `1 + strength * (3 (2u - 1)^2 - 1) / 2`. */
function smile(time: number, end: number, open: number, close: number, strength: number): number {
  const total = (at: number): number => {
    const v = (2 * (at - open)) / (close - open) - 1;
    return (v ** 3 - v) / 4;
  };
  return 1 + (strength * (total(end) - total(time))) / ((end - time) / (close - open));
}

/** Mean variance of the bar at `time`, 1 on average over the weeks. */
type Season = (time: number) => number;

/**
 * The week of a market that trades day and night: volatility is lowest at night in America and Europe (about 04:00 UTC),
 * highest when New York opens (about 15:00 UTC), and lower on Saturday and Sunday where these are traded.
 */
function weekSeason(strength: number, intervalMs: number, hasWeekend: boolean): Season {
  if (strength === 0) return () => 1;
  const cumulative = new Float64Array(slots + 1);
  for (let slot = 0; slot < slots; slot++) {
    const hour = ((slot + 0.5) * slotMs) / 3_600_000;
    const daily = 0.55 * Math.cos((2 * Math.PI * (hour - 15)) / 24) + 0.2 * Math.cos((4 * Math.PI * (hour - 14)) / 24);
    const weekend = hasWeekend && hour >= 120 ? 1 - 0.4 * strength : 1;
    cumulative[slot + 1] = cumulative[slot] + ((1 + strength * daily) * weekend) ** 2;
  }
  const scale = slots / cumulative[slots];
  for (let slot = 0; slot <= slots; slot++) cumulative[slot] *= scale;
  const total = (time: number): number => {
    const since = time - mondayMs;
    const week = Math.floor(since / weekMs);
    const position = (since - week * weekMs) / slotMs;
    const slot = Math.floor(position);
    return week * slots + cumulative[slot] + (position - slot) * (cumulative[slot + 1] - cumulative[slot]);
  };
  const perBar = intervalMs / slotMs;
  return (time) => (total(time + intervalMs) - total(time)) / perBar;
}
