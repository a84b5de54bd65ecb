/** Fields as JSON has them: numbers that are not finite are null, what is undefined too. */
export function metricsJson<T extends object>(
  fields: T,
): { readonly [name in keyof T]: T[name] extends number ? number | null : Exclude<T[name], undefined> | null } {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value,
    ]),
  ) as never;
}

/** A date, as tables print it. */
export function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** A share in whole percent; `n/a` where it is undefined. */
export function percentText(share: number): string {
  return Number.isFinite(share) ? `${Math.round(100 * share)} %` : 'n/a';
}

/** A fraction in percent with its sign and one digit; `n/a` where it is undefined. */
export function changeText(value: number): string {
  return Number.isFinite(value) ? `${value < 0 ? '-' : '+'}${Math.abs(100 * value).toFixed(1)} %` : 'n/a';
}

/** A ratio with two digits; `n/a` where it is undefined. */
export function ratioText(value: number): string {
  if (Number.isNaN(value)) return 'n/a';
  return Number.isFinite(value) ? value.toFixed(2) : value > 0 ? '∞' : '-∞';
}

/** Parameters in one line. */
export function paramsText(params: object | undefined): string {
  if (params === undefined) return 'none';
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(6)) : value}`)
    .join(', ');
}
