import { ArgumentError, type NumberColumn, type Rng } from '../core/index.ts';
import type { Bars } from '../market/index.ts';
import {
  defineStrategy,
  type ParameterSpace,
  type ParameterSpec,
  type SignalStrategy,
  type Signals,
  type Strategy,
} from '../strategy/index.ts';

/** A strategy whose signals are those of another, altered. */
export function altered(strategy: SignalStrategy, alter: (signals: Signals, bars: Bars) => Signals): SignalStrategy {
  const Class = strategy.constructor as new (params: object) => SignalStrategy;
  const Altered = defineStrategy({
    name: Class.name,
    signals(bars) {
      const fresh = new Class(strategy.params);
      const signals = fresh.signals(bars, fresh.params as never);
      return typeof signals === 'object' && signals !== null ? alter(signals, bars) : signals;
    },
  });
  return new Altered();
}

/** Signals `by` bars later: every column is moved, and nothing is said at the first bars. */
export function lateSignals(signals: Signals, length: number, by: number): Signals {
  return moved(signals, length, by) as Signals;
}

function moved(value: unknown, length: number, by: number): unknown {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const column = value as unknown as readonly (number | boolean)[];
    return column.length === length ? movedColumn(column, by) : value;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, moved(entry, length, by)]));
}

function movedColumn(column: readonly (number | boolean)[], by: number): unknown {
  const earlier = (i: number): number | boolean => (i < by ? (typeof column[i] === 'boolean' ? false : Number.NaN) : column[i - by]);
  if (column instanceof Uint8Array) return Uint8Array.from(column, (_, i) => (i < by ? 0 : (column[i - by] as number)));
  if (ArrayBuffer.isView(column)) return Float64Array.from(column as ArrayLike<number>, (_, i) => Number(earlier(i)));
  return Array.from(column, (_, i) => earlier(i));
}

/** Signals of which each entry, or each change of the target exposure, is left out by chance. */
export function missedSignals(signals: Signals, probability: number, rng: Rng): Signals {
  const flags = (column: ArrayLike<number | boolean>): Uint8Array =>
    Uint8Array.from(column, (flag) => (flag && rng.uniform() >= probability ? 1 : 0));
  return {
    ...signals,
    ...(signals.entries !== undefined && { entries: flags(signals.entries) }),
    ...(signals.shortEntries !== undefined && { shortEntries: flags(signals.shortEntries) }),
    ...(signals.exposure !== undefined && { exposure: missedTargets(signals.exposure, probability, rng) }),
  };
}

/** Targets of which a change that is missed says nothing until the next change. */
function missedTargets(targets: NumberColumn, probability: number, rng: Rng): Float64Array {
  const out = Float64Array.from(targets);
  let target = Number.NaN;
  let isMissed = false;
  for (let i = 0; i < out.length; i++) {
    if (Number.isNaN(out[i])) continue;
    if (out[i] !== target) isMissed = rng.uniform() < probability;
    target = out[i];
    if (isMissed) out[i] = Number.NaN;
  }
  return out;
}

/** Draws of parameters that a class refuses are made anew so often. */
const redraws = 100;

/**
 * The same strategy with its numbers moved by up to a share of themselves, whole numbers by up to 1 at least.
 *
 * @throws ArgumentError where no parameter is a number, or the class refuses every draw.
 */
export function jittered<S extends SignalStrategy | Strategy>(strategy: S, share: number, rng: Rng): S {
  const Class = strategy.constructor as (new (params: object) => S) & { readonly parameters?: ParameterSpace };
  const space = Object.entries(Class.parameters ?? {});
  if (!space.some(([, { type }]) => type === 'int' || type === 'float'))
    throw new ArgumentError(`It moves parameters, and ${Class.name} declares no number in \`static parameters\`.`);
  const params = strategy.params as Readonly<Record<string, unknown>>;
  let refusal: unknown;
  for (let attempt = 0; attempt < redraws; attempt++) {
    const drawn = Object.fromEntries(space.map(([name, spec]) => [name, near(params[name], spec, share, rng)]));
    try {
      return new Class(drawn);
    } catch (error) {
      refusal = error;
    }
  }
  throw new ArgumentError(`It moves parameters, and ${Class.name} refused ${redraws} draws: ${String(refusal)}`, { cause: refusal });
}

function near(value: unknown, spec: ParameterSpec, share: number, rng: Rng): unknown {
  if (spec.type !== 'int' && spec.type !== 'float') return value;
  const centre = value as number;
  const { min, max } = spec;
  if (spec.type === 'float') {
    const reach = share * (centre === 0 ? max - min : Math.abs(centre));
    return Math.min(max, Math.max(min, centre + reach * (2 * rng.uniform() - 1)));
  }
  const reach = Math.max(1, Math.round(share * Math.abs(centre)));
  return Math.min(max, Math.max(min, centre - reach + rng.int(2 * reach + 1)));
}
