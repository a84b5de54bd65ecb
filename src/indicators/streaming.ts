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
 * An indicator that takes one bar after another and gives the values of its batch function, bit for bit.
 *
 * What changes from bar to bar lives in plain fields, which make up the snapshot; what follows from the parameters
 * lives in private ones.
 */
export abstract class StreamingIndicator<Input, Output> {
  /** Catalog name and parameters. */
  abstract readonly parameters: Readonly<Record<string, number | string>>;
  protected abstract readonly indicator: string;

  /** Takes the next value; NaN while warming up. An input that is not finite gives NaN and starts the warm-up anew. */
  abstract next(input: Input): Output;

  /** The reading if this were the next input; nothing changes. */
  abstract peek(input: Input): Output;

  /** Forgets everything seen. */
  abstract reset(): void;

  /** The state as plain JSON, for the static `restore` of the class. */
  snapshot(): Snapshot {
    const { indicator, parameters, ...state } = save(this);
    return { indicator: this.indicator, parameters: { ...this.parameters }, state };
  }

  /** Takes over the state of a snapshot of the same indicator. */
  protected load(snapshot: Snapshot): this {
    loadInto(this as unknown as Record<string, unknown>, snapshot.state, this.indicator);
    return this;
  }

  /** The parameters of a snapshot, refused where it is of another indicator. */
  static parametersOf(indicator: string, snapshot: Snapshot): { readonly [name: string]: never } {
    if (typeof snapshot !== 'object' || snapshot === null || snapshot.indicator !== indicator) {
      throw new ArgumentError(`Expected a snapshot of \`${indicator}\`, was \`${show(snapshot?.indicator ?? snapshot)}\`.`);
    }
    return snapshot.parameters as { readonly [name: string]: never };
  }
}

function save(object: object): Record<string, unknown> {
  const saved: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(object)) {
    if (value instanceof Float64Array) saved[field] = Array.from(value);
    else saved[field] = typeof value === 'object' && value !== null ? save(value) : value;
  }
  return saved;
}

function loadInto(target: Record<string, unknown>, state: unknown, path: string): void {
  for (const [field, value] of Object.entries(target)) {
    if (field === 'indicator' || field === 'parameters') continue;
    const saved = (state as Record<string, unknown> | undefined)?.[field];
    const name = `${path}.${field}`;
    if (value instanceof Float64Array) {
      if (!Array.isArray(saved) || saved.length !== value.length) {
        throw new ArgumentError(`Expected \`${name}\` of the snapshot to be ${value.length} numbers, was \`${show(saved)}\`.`);
      }
      value.set(saved);
    } else if (typeof value === 'object' && value !== null) loadInto(value as Record<string, unknown>, saved, name);
    else if (typeof saved !== typeof value) {
      throw new ArgumentError(`Expected \`${name}\` of the snapshot to be a ${typeof value}, was \`${show(saved)}\`.`);
    } else target[field] = saved;
  }
}

/** A streaming indicator of one column with one reading. */
export abstract class SeriesIndicator extends StreamingIndicator<number, number> {
  protected abstract readonly step: Step;

  next(x: number): number {
    if (Number.isFinite(x)) return this.step.next(x);
    this.step.reset();
    return Number.NaN;
  }

  peek(x: number): number {
    return Number.isFinite(x) ? this.step.peek(x) : Number.NaN;
  }

  reset(): void {
    this.step.reset();
  }
}
