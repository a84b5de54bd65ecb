import type { Context, Strategy } from '../strategy/index.ts';

/** What a strategy told its context to do. */
export interface GivenCommand {
  /** When, ms: the close of the bar that decided it. */
  readonly time: number;
  /** Verb of the context, such as `buy`. */
  readonly verb: string;
  /** Empty where the verb knows none. */
  readonly symbol: string;
  /** The whole command in words. */
  readonly text: string;
}

/** A strategy whose commands are noted as it runs. */
export interface RecordedStrategy {
  readonly strategy: Strategy;
  readonly given: readonly GivenCommand[];
}

const verbs: readonly (keyof Context)[] = ['buy', 'sell', 'close', 'protect', 'amend', 'cancel', 'cancelAll'];
const callbacks = ['onStart', 'onBar', 'onTrade', 'onQuote', 'onBook', 'onOrder', 'onFill', 'onFunding', 'onTimer', 'onStop'] as const;

type Callback = (...given: unknown[]) => void;

/** The same strategy, of which each run notes its commands up to its last bar. */
export function recorded(strategy: Strategy): RecordedStrategy {
  const given: GivenCommand[] = [];
  const Base = strategy.constructor as new (params: object) => Strategy;
  class Recorded extends Base {
    constructor(params: object) {
      super(params);
      const own = this as unknown as Record<string, Callback | undefined>;
      let seen: Context | undefined;
      let isOver = false;
      for (const name of callbacks) {
        const callback = own[name];
        if (callback === undefined) continue;
        own[name] = (...received) => {
          const ctx = received.pop() as Context;
          seen ??= noting(ctx, (command) => isOver || given.push(command));
          if (name === 'onStop') isOver = true;
          callback.call(this, ...received, seen);
        };
      }
    }
  }
  Object.defineProperty(Recorded, 'name', { value: Base.name });
  return { strategy: new Recorded(strategy.params), given };
}

/** A context that tells of its commands. */
function noting(ctx: Context, note: (command: GivenCommand) => void): Context {
  return new Proxy(ctx, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const verb = name as keyof Context;
      return (...received: unknown[]): unknown => {
        if (verbs.includes(verb)) note(commandOf(target.time, verb, received));
        return Reflect.apply(value, target, received);
      };
    },
  });
}

function commandOf(time: number, verb: string, received: readonly unknown[]): GivenCommand {
  const [first] = received;
  const words = received.map((value) => (typeof value === 'string' ? value : JSON.stringify(value, inWords)));
  return { time, verb, symbol: typeof first === 'string' ? first : '', text: [verb, ...words].join(' ') };
}

/** Numbers that JSON has no word for. */
function inWords(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
