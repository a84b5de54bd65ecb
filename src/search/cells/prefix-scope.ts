import type { IndicatorScope } from '../../core/index.ts';
import { findEntry } from '../../indicators/index.ts';

type Parameters = Readonly<Record<string, number | string>>;

/**
 * Answers indicators of the first bars of columns from what is known of the whole columns: the first values of a causal indicator are
 * those of its first bars, bit for bit. Anything else is computed of the first bars.
 */
export class PrefixScope implements IndicatorScope {
  readonly #known: IndicatorScope;
  /** The whole column of a beginning. */
  readonly #whole: WeakMap<Float64Array, Float64Array> = new WeakMap();

  /** @param known remembers indicators of the whole columns. */
  constructor(known: IndicatorScope) {
    this.#known = known;
  }

  /** Keeps nothing: a scope inside this one keeps what it was answered. */
  add(): void {}

  /** Says that `beginning` is the first values of `whole`. */
  relate(beginning: Float64Array, whole: Float64Array): void {
    this.#whole.set(beginning, whole);
  }

  find(name: string, inputs: readonly Float64Array[], parameters: Parameters): unknown {
    const whole: Float64Array[] = [];
    for (const input of inputs) {
      const column = this.#whole.get(input);
      if (column === undefined) return undefined;
      whole.push(column);
    }
    if (whole.length === 0 || findEntry(name)?.kind !== 'causal') return undefined;
    const found = this.#known.find(name, whole, parameters);
    if (found === undefined) return undefined;
    const { length } = inputs[0];
    if (found instanceof Float64Array) return this.#beginning(found, length);
    const columns = Object.entries(found as Readonly<Record<string, unknown>>);
    if (!columns.every(([, column]) => column instanceof Float64Array)) return undefined;
    return Object.fromEntries(columns.map(([output, column]) => [output, this.#beginning(column as Float64Array, length)]));
  }

  #beginning(column: Float64Array, length: number): Float64Array {
    const beginning = column.subarray(0, length);
    this.relate(beginning, column);
    return beginning;
  }
}
