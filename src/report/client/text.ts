/** `2024-01-31 14:30` of a time in ms; the hour only where it is not midnight. */
export function timeText(ms: number): string {
  const text = new Date(ms).toISOString();
  const clock = text.slice(11, ms % 60_000 === 0 ? 16 : 19);
  return clock === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${clock}`;
}

/** A number with thousands grouped and so many digits after the point. */
export function numberText(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }) : 'n/a';
}

/** A fraction as percent with its sign. */
export function percentText(fraction: number): string {
  return Number.isFinite(fraction) ? `${fraction > 0 ? '+' : ''}${numberText(fraction * 100, 2)}%` : 'n/a';
}

/** A quantity in up to seven significant digits. */
export function quantityText(value: number): string {
  return Number(value.toPrecision(7)).toLocaleString('en-US', { maximumFractionDigits: 8 });
}
