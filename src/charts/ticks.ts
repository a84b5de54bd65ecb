import { dayMs } from '../core/index.ts';

/** A mark on an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** About `count` round numbers (1, 2 or 5 times a power of ten) from `low` to `high`. */
export function numberTicks(low: number, high: number, count: number, format: (value: number) => string = plainNumber): readonly Tick[] {
  if (!(high > low) || !Number.isFinite(high - low)) return Number.isFinite(low) ? [{ value: low, label: format(low) }] : [];
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw * 0.999) ?? 10 * power;
  const ticks: Tick[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    const value = Number((k * step).toPrecision(12));
    ticks.push({ value, label: format(value) });
  }
  return ticks;
}

/** A number in as few characters as tell it: `1.2M`, `35k`, `0.25`. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  for (const [from, unit, letter] of units) if (size >= from) return `${Number((value / unit).toPrecision(3))}${letter}`;
  return String(Number(value.toPrecision(3)));
}

const units: readonly (readonly [from: number, unit: number, letter: string])[] = [
  [1e12, 1e12, 'T'],
  [1e9, 1e9, 'B'],
  [1e6, 1e6, 'M'],
  [1e4, 1e3, 'k'],
];

/** A fraction as percent: `12%`, `0.5%`. */
export function plainPercent(value: number): string {
  return `${plainNumber(Number((value * 100).toPrecision(6)))}%`;
}

const steps: readonly number[] = [
  ...[1, 5, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 5, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 7, 14].map((days) => days * dayMs),
];
const monthSteps: readonly number[] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** At most about `count` round times (UTC) from `from` to `to`, ms, labelled as briefly as the step allows. */
export function timeTicks(from: number, to: number, count: number): readonly Tick[] {
  if (!(to > from)) return Number.isFinite(from) ? [{ value: from, label: new Date(from).toISOString().slice(0, 10) }] : [];
  const raw = (to - from) / count;
  const step = steps.find((candidate) => candidate >= raw);
  const ticks: Tick[] = [];
  if (step !== undefined) {
    for (let value = Math.ceil(from / step) * step; value <= to; value += step) ticks.push({ value, label: shortTime(value, step) });
    return ticks;
  }
  const months = monthSteps.find((candidate) => candidate * 30.44 * dayMs >= raw) ?? Math.ceil(raw / (365.25 * dayMs)) * 12;
  const start = new Date(from);
  let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  for (; ; month += months) {
    const value = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (value > to) return ticks;
    if (value < from) continue;
    const year = String(Math.floor(month / 12));
    ticks.push({ value, label: month % 12 === 0 ? year : `${monthNames[month % 12]}${ticks.length === 0 ? ` ${year}` : ''}` });
  }
}

function shortTime(value: number, step: number): string {
  const date = new Date(value);
  if (step >= dayMs || value % dayMs === 0) return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`;
  return date.toISOString().slice(11, step < 60_000 ? 19 : 16);
}
