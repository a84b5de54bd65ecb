/**
 * How a parameter's values lie on [0, 1), the scale that samplers work on. `count` values (Infinity on a continuum), the
 * `index`-th of them, the one at a place, the place of one, and the width of the places that lead to it (0 on a continuum).
 */
export interface Scale {
  readonly count: number;
  codeOf(index: number): number;
  codeAt(unit: number): number;
  unitOf(code: number): number;
  widthOf(code: number): number;
}

/** Values by index, all of one width. `indexOf` inverts `codeOf`. */
export function evenScale(count: number, codeOf: (index: number) => number, indexOf: (code: number) => number): Scale {
  return {
    count,
    codeOf,
    codeAt: (unit) => codeOf(Math.max(0, Math.min(count - 1, Math.floor(unit * count)))),
    unitOf: (code) => (indexOf(code) + 0.5) / count,
    widthOf: () => 1 / count,
  };
}

/**
 * `from`, `from + step`, ... up to `to`. Values are the decimals that one would write: rounded to as many places as `from` and
 * `step` have, so that 0.1 by 0.1 gives 0.3 and not 0.30000000000000004.
 */
export function rangeScale(from: number, to: number, step: number): Scale {
  const power = 10 ** Math.min(15, Math.max(decimalsOf(from), decimalsOf(step)));
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  const exact = Math.abs(to) * power < Number.MAX_SAFE_INTEGER && Math.abs(from) * power < Number.MAX_SAFE_INTEGER;
  const codeOf = (index: number): number => {
    const value = from + index * step;
    return exact ? Math.round(value * power) / power : value;
  };
  return evenScale(count, codeOf, (code) => Math.round((code - from) / step));
}

/** Whole numbers from `min` >= 1 to `max`, each as wide as its share of the logarithm: n owns the ratios from n - 1/2 to n + 1/2. */
export function logIntScale(min: number, max: number): Scale {
  const low = Math.log(min - 0.5);
  const span = Math.log(max + 0.5) - low;
  return {
    count: max - min + 1,
    codeOf: (index) => min + index,
    codeAt: (unit) => Math.min(max, Math.max(min, Math.round(Math.exp(low + unit * span)))),
    unitOf: (code) => (Math.log(code) - low) / span,
    widthOf: (code) => (Math.log(code + 0.5) - Math.log(code - 0.5)) / span,
  };
}

/** All real numbers from `min` to `max`. */
export function continuousScale(min: number, max: number, scale: 'linear' | 'log'): Scale {
  const valueAt = spread(min, max, scale);
  const isLog = scale === 'log';
  return {
    count: Number.POSITIVE_INFINITY,
    codeOf: () => Number.NaN,
    codeAt: valueAt,
    unitOf: isLog ? (code) => (Math.log(code) - Math.log(min)) / (Math.log(max) - Math.log(min)) : (code) => (code - min) / (max - min),
    widthOf: () => 0,
  };
}

/** `count` real numbers from `min` to `max`, evenly spaced. */
export function steppedScale(min: number, max: number, count: number, scale: 'linear' | 'log'): Scale {
  const valueAt = spread(min, max, scale);
  const values = Float64Array.from({ length: count }, (_, i) => valueAt(i / (count - 1)));
  return listedScale(values);
}

/** Listed numbers in their order. */
export function listedScale(values: ArrayLike<number>): Scale {
  const indices = new Map(Array.from(values, (value, i) => [value, i]));
  return evenScale(
    values.length,
    (index) => values[index],
    (code) => indices.get(code) ?? Number.NaN,
  );
}

/** The number at a place of [0, 1] between `min` and `max`, never beyond them. */
function spread(min: number, max: number, scale: 'linear' | 'log'): (unit: number) => number {
  if (scale === 'linear') return (unit) => (unit >= 1 ? max : Math.min(max, min + unit * (max - min)));
  const low = Math.log(min);
  const span = Math.log(max) - low;
  return (unit) => (unit <= 0 ? min : unit >= 1 ? max : Math.min(max, Math.max(min, Math.exp(low + unit * span))));
}

function decimalsOf(value: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}
