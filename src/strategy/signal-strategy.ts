import type { Bars } from '../market/index.ts';
import { completeParameters, type ParameterSpace, type ParametersOf } from './parameters.ts';
import type { Signals } from './signals.ts';

const brand: unique symbol = Symbol.for('barwright.signal-strategy') as never;

/** Under this name a class of {@link defineStrategy} holds the function that tells it from others. */
const madeOf: unique symbol = Symbol.for('barwright.signals') as never;

/**
 * Base of strategies that answer columns: entries and exits, or a target exposure.
 *
 * `params` is complete (defaults filled in, checked against `static parameters`) before field initialisers run.
 *
 * @typeParam P the parameters, as `static parameters` declares them.
 * @throws ArgumentError where a parameter is unknown or out of range.
 * @example
 * ```ts
 * import { type Bars, crossedAbove, crossedBelow, SignalStrategy, sma } from 'barwright';
 * class MaCross extends SignalStrategy<{ fast: number; slow: number }> {
 *   static parameters = { fast: { type: 'int', min: 5, max: 50, default: 10 }, slow: { type: 'int', min: 20, max: 200, default: 50 } } as const;
 *   signals(bars: Bars, p: this['params']) {
 *     const fast = sma(bars.close, p.fast), slow = sma(bars.close, p.slow);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   }
 * }
 * new MaCross({ fast: 20 }).params; // { fast: 20, slow: 50 }
 * ```
 */
export abstract class SignalStrategy<P extends object = Record<never, never>> {
  /** The complete parameters, frozen. */
  readonly params: Readonly<P>;

  constructor(params: Partial<P> = {}) {
    this.params = completeParameters(new.target.name || 'the strategy', declaredParameters(new.target), params) as Readonly<P>;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Recognises strategies of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null || !(brand in value)) return false;
    return isBase.has(this) || Function.prototype[Symbol.hasInstance].call(this, value);
  }

  /** The columns for `bars`. Value `i` may depend on bars `0..i` only. */
  abstract signals(bars: Bars, params: this['params']): Signals;
}

const isBase: WeakSet<object> = new WeakSet([SignalStrategy]);

/** What a strategy class declares in `static parameters`; nothing where it declares none. */
function declaredParameters(of: object): ParameterSpace {
  return (of as { readonly parameters?: ParameterSpace }).parameters ?? {};
}

/** A class of signal strategies. */
export type SignalStrategyClass<P extends object = object> = (new (
  params?: Partial<P>,
) => SignalStrategy<P>) & {
  /** Names, ranges and defaults of the parameters. */
  readonly parameters?: ParameterSpace;
  /** Address of the module that exports it, by which workers import it. */
  readonly module?: string;
};

/** What {@link defineStrategy} takes. */
export interface StrategyDefinition<Space extends ParameterSpace> {
  /** @default 'Strategy' */
  readonly name?: string;
  /** Address of the module that exports it, `import.meta.url`, so that workers of a sweep can import it. @default none */
  readonly module?: string;
  readonly parameters?: Space;
  readonly signals: (bars: Bars, params: ParametersOf<Space>) => Signals;
}

/**
 * A strategy class without a class: everything is inferred.
 *
 * @example
 * ```ts
 * import { backtest, defineStrategy, rsi, syntheticBars } from 'barwright';
 * const Dip = defineStrategy({
 *   name: 'Dip',
 *   parameters: { level: { type: 'float', min: 5, max: 50, default: 30 } },
 *   signals(bars, p) {
 *     const value = rsi(bars.close, 14);
 *     return { entries: Uint8Array.from(value, (v) => +(v < p.level)), exits: Uint8Array.from(value, (v) => +(v > 50)) };
 *   },
 * });
 * backtest(new Dip({ level: 25 }), syntheticBars({ seed: 1, length: 500 }));
 * ```
 */
export function defineStrategy<const Space extends ParameterSpace = Record<never, never>>(
  definition: StrategyDefinition<Space>,
): SignalStrategyClass<ParametersOf<Space>> {
  const { name = 'Strategy', module, parameters, signals } = definition;
  const defined = class extends SignalStrategy<ParametersOf<Space>> {
    static readonly parameters: ParameterSpace = parameters ?? {};
    signals(bars: Bars, params: this['params']): Signals {
      return signals(bars, params as ParametersOf<Space>);
    }
  };
  Object.defineProperty(defined, 'name', { value: name });
  if (module !== undefined) Object.defineProperty(defined, 'module', { value: module });
  Object.defineProperty(defined, madeOf, { value: signals });
  return defined;
}
