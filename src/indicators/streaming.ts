import { ArgumentError, show } from '../core/index.ts';
import type { Step } from './steps/step.ts';

/** The state of a streaming indicator as plain JSON. */
export interface Snapshot {
  /** Catalog name. */
  readonly indicator: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly state: { readonly [field: string]: unknown };
}

/**
 * A class of streaming indicators. It is made from the `period`, where it has one, and an object of the other parameters,
 * or from the object alone.
 */
export interface StreamingClass<T> {
  new (...given: never[]): T;
  /** Catalog name. */
  readonly indicator: string;
}

/**
 * An indicator that takes one bar after another and gives the values of its batch function, bit for bit.
 *
 * All that changes from bar to bar lives in plain fields (numbers, booleans, typed arrays and objects of such): `snapshot`,
 * `peek` and `reset` go over them. What follows from the parameters, and scratch, lives in private ones (`#`).
 */
export abstract class StreamingIndicator<Input, Output> {
  /** Catalog name. */
  static readonly indicator: string;

  readonly parameters: Readonly<Record<string, number | string>>;
  #first: unknown;

  constructor(parameters: Readonly<Record<string, number | string>>) {
    this.parameters = parameters;
  }

  /** Takes the next value; NaN while warming up. An input that is not finite gives NaN and starts the warm-up anew. */
  abstract next(input: Input): Output;

  /** The reading if this were the next input; nothing changes. */
  peek(input: Input): Output {
    const state = copyOf(this);
    const reading = this.next(input);
    loadInto(this as never, state, '');
    return reading;
  }

  /** Forgets everything seen. */
  reset(): void {
    this.#first ??= copyOf(remake(this.constructor as never, this.parameters) as object);
    loadInto(this as never, this.#first, '');
  }

  /** The state as plain JSON, for the static `restore` of the class. */
  snapshot(): Snapshot {
    const { indicator } = this.constructor as typeof StreamingIndicator;
    return { indicator, parameters: { ...this.parameters }, state: savedOf(this) as Snapshot['state'] };
  }

  /** Continues from a snapshot of the same indicator; another one is an `ArgumentError`. */
  static restore<T>(this: StreamingClass<T>, snapshot: Snapshot): T {
    if (typeof snapshot !== 'object' || snapshot === null || snapshot.indicator !== this.indicator) {
      throw new ArgumentError(`Expected a snapshot of \`${this.indicator}\`, was \`${show(snapshot?.indicator ?? snapshot)}\`.`);
    }
    const made = remake(this, snapshot.parameters);
    loadInto(made as never, snapshot.state, this.indicator);
    return made;
  }

  /** Starts anew after an input that is not finite, and gives the reading of such a bar. */
  protected hole(): Output {
    this.reset();
    return this.cold;
  }

  /** The reading while there is none: NaN, which classes with several outputs override. */
  protected get cold(): Output {
    return Number.NaN as Output;
  }
}

/** A streaming indicator of one column. */
export abstract class SeriesIndicator<Output = number> extends StreamingIndicator<number, Output> {
  next(x: number): Output {
    return Number.isFinite(x) ? this.take(x) : this.hole();
  }

  /** Takes a finite value. */
  protected abstract take(x: number): Output;
}

/** A streaming indicator of one column that is one {@link Step}. */
export abstract class StepIndicator extends SeriesIndicator {
  protected abstract readonly step: Step;

  protected take(x: number): number {
    return this.step.next(x);
  }

  override peek(x: number): number {
    return Number.isFinite(x) ? this.step.peek(x) : Number.NaN;
  }

  override reset(): void {
    this.step.reset();
  }
}

/** Makes a streaming indicator from a complete set of parameters. */
export function remake<T>(from: StreamingClass<T>, parameters: Snapshot['parameters']): T {
  const make = from as unknown as new (...given: unknown[]) => T;
  if (!('period' in parameters)) return new make(parameters);
  const { period, ...rest } = parameters;
  return new make(period, rest);
}

type Plain = Record<string, unknown>;
type Numbers = Float64Array | Int32Array | Uint8Array;

/** The plain fields of an object and of the objects in it, copied. */
function copyOf(object: object): Plain {
  const copy: Plain = {};
  for (const [field, value] of Object.entries(object)) {
    if (field === 'parameters') continue;
    if (ArrayBuffer.isView(value)) copy[field] = (value as Numbers).slice();
    else copy[field] = typeof value === 'object' && value !== null ? copyOf(value) : value;
  }
  return copy;
}

/** As {@link copyOf}, in plain JSON: numbers that it does not know are words. */
function savedOf(object: object): Plain {
  const saved: Plain = {};
  for (const [field, value] of Object.entries(object)) {
    if (field === 'parameters') continue;
    if (ArrayBuffer.isView(value)) saved[field] = Array.from(value as Numbers, savedNumber);
    else if (typeof value === 'number') saved[field] = savedNumber(value);
    else saved[field] = typeof value === 'object' && value !== null ? savedOf(value) : value;
  }
  return saved;
}

function savedNumber(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value);
}

const wordedNumbers: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity', '-0']);

function loadInto(target: Plain, state: unknown, path: string): void {
  for (const [field, value] of Object.entries(target)) {
    if (field === 'parameters') continue;
    const saved = (state as Plain | undefined)?.[field];
    const name = path === '' ? field : `${path}.${field}`;
    if (ArrayBuffer.isView(value)) {
      const numbers = value as Numbers;
      if (!(Array.isArray(saved) || ArrayBuffer.isView(saved)) || (saved as Numbers).length !== numbers.length) {
        throw new ArgumentError(`Expected \`${name}\` of the snapshot to be ${numbers.length} numbers, was \`${show(saved)}\`.`);
      }
      if (ArrayBuffer.isView(saved)) numbers.set(saved as Numbers);
      else for (let i = 0; i < numbers.length; i++) numbers[i] = Number(saved[i]);
    } else if (typeof value === 'object' && value !== null) loadInto(value as Plain, saved, name);
    else if (typeof value === 'number' && wordedNumbers.has(saved)) target[field] = Number(saved);
    else if (typeof saved !== typeof value) {
      throw new ArgumentError(`Expected \`${name}\` of the snapshot to be a ${typeof value}, was \`${show(saved)}\`.`);
    } else target[field] = saved;
  }
}
