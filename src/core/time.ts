import { show } from './check.ts';
import { ArgumentError } from './errors.ts';

/** A bar interval or duration as text: a count and a unit (`ms s m h d w`), such as `1m`, `4h`, `1d`. */
export type Interval = `${number}${'ms' | 's' | 'm' | 'h' | 'd' | 'w'}`;

/** Unit of an epoch timestamp. */
export type EpochUnit = 's' | 'ms' | 'us' | 'ns';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Milliseconds of one day. */
export const dayMs: number = unitMs.d;

/**
 * Milliseconds of an interval.
 *
 * @throws ArgumentError where the text is not a positive whole count and a unit of `ms s m h d w`.
 * @example
 * ```ts
 * import { parseInterval } from 'barwright/core';
 * parseInterval('4h'); // 14400000
 * ```
 */
export function parseInterval(text: string, name = 'interval'): number {
  const match = /^(\d+)(ms|s|m|h|d|w)$/.exec(text);
  const count = match === null ? 0 : Number(match[1]);
  if (match === null || count < 1 || !Number.isSafeInteger(count)) {
    throw new ArgumentError(`Expected \`${name}\` to be an interval such as '1m', '4h' or '1d', was \`${show(text)}\`.`);
  }
  return count * unitMs[match[2] as keyof typeof unitMs];
}

/** The shortest text of an interval in milliseconds: `3600000` is `1h`. Weeks are printed as days. */
export function formatInterval(ms: number): Interval {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (ms >= unitMs[unit] && ms % unitMs[unit] === 0) return `${ms / unitMs[unit]}${unit}`;
  }
  return `${ms}ms`;
}

/** The epoch unit in which a timestamp falls between the years 1971 and 2920; the four ranges do not overlap. */
export function detectEpochUnit(value: number): EpochUnit {
  const size = Math.abs(value);
  return size < 3e10 ? 's' : size < 3e13 ? 'ms' : size < 3e16 ? 'us' : 'ns';
}

/** How many of a unit make one millisecond (`s` makes 0.001). */
export function unitsPerMs(unit: EpochUnit): number {
  return unit === 's' ? 0.001 : unit === 'ms' ? 1 : unit === 'us' ? 1_000 : 1_000_000;
}

/**
 * Milliseconds since the epoch, UTC, of a `Date`, an ISO 8601 text (no zone means UTC), or an epoch number or
 * digit text in s, ms, us or ns (detected by size).
 *
 * @throws ArgumentError where the value is not a time.
 */
export function parseTime(value: Date | number | string, name = 'time'): number {
  const ms =
    value instanceof Date
      ? value.getTime()
      : typeof value === 'number'
        ? epochToMs(value)
        : typeof value === 'string'
          ? parseTimeText(value)
          : Number.NaN;
  if (Number.isFinite(ms)) return ms;
  throw new ArgumentError(`Expected \`${name}\` to be a Date, an ISO text or an epoch number, was \`${show(value)}\`.`);
}

function epochToMs(value: number): number {
  return epochIn(value, detectEpochUnit(value));
}

/**
 * Whole milliseconds of an epoch number in a known unit. Parts of a millisecond are cut off, but for the 256 ns by
 * which a double may miss a number of nanoseconds.
 */
export function epochIn(value: number, unit: EpochUnit): number {
  if (unit === 's') return Math.round(value * 1_000);
  return unit === 'ms' ? value : Math.floor(value / unitsPerMs(unit) + 4e-4);
}

const isoShape = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/;

/** Milliseconds of ISO-like or epoch text; NaN where the text is no time. A missing zone means UTC. */
export function parseTimeText(text: string): number {
  const trimmed = text.trim();
  if (/^-?\d+(\.\d+)?$/.test(trimmed) && !/^\d{8}$/.test(trimmed)) return epochToMs(Number(trimmed));
  const match = isoShape.exec(trimmed);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
  const ms = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  const date = new Date(ms);
  if (
    date.getUTCFullYear() !== +year ||
    date.getUTCMonth() !== +month - 1 ||
    date.getUTCDate() !== +day ||
    +hour > 23 ||
    +minute > 59 ||
    +second > 59
  )
    return Number.NaN;
  const offset = /^[+-]/.test(zone) ? (zone[0] === '-' ? -1 : 1) * (+zone.slice(1, 3) * 60 + +zone.slice(-2)) : 0;
  return ms + Number(fraction.slice(0, 3).padEnd(3, '0')) - offset * unitMs.m;
}

/** ISO text of a time, without the milliseconds where they are zero: `2024-01-01T00:00:00Z`. */
export function formatTime(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace('.000Z', 'Z') : String(ms);
}

/** A length of time in days, hours and minutes, the two largest units: `3d 4h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return String(ms);
  const parts: string[] = [];
  let rest = Math.abs(ms);
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const count = Math.floor(rest / unitMs[unit]);
    rest -= count * unitMs[unit];
    if (count > 0 && parts.length < 2) parts.push(`${count}${unit}`);
  }
  return `${ms < 0 ? '-' : ''}${parts.join(' ') || '0s'}`;
}
