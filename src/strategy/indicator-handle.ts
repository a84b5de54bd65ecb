import { ArgumentError, checkOneOf, formatInterval, type Interval, parseInterval, show, suggestion } from '../core/index.ts';
import { findEntry, type IndicatorEntry, type InputName, knownNames, type StreamInput } from '../indicators/index.ts';
import type { Bar, Bars } from '../market/index.ts';
import { HigherBar } from './higher-bar.ts';

/** What an indicator of a strategy reads. */
export interface IndicatorInput {
  /** Column of the bars for an indicator of one series. @default 'close' */
  readonly input?: 'open' | 'high' | 'low' | 'close' | 'volume';
  /** Interval of the bars that it sees, a multiple of the run's: they are put together, and it changes when one is whole. @default that of the run */
  readonly interval?: Interval;
}

/** Which instrument the callbacks of a strategy are about. */
export interface Focus {
  instrument: number;
}

type Stream = ReturnType<IndicatorEntry['stream']>;

const barInputs: readonly InputName[] = ['series', 'time', 'open', 'high', 'low', 'close', 'volume'];

/** One output of an indicator at the bar at hand and at the one before, for the instrument that a callback is about. */
export class IndicatorReading {
  protected readonly now: Float64Array[];
  protected readonly before: Float64Array[];
  protected readonly focus: Focus;
  protected readonly outputs: readonly string[];
  protected readonly at: number;

  constructor(now: Float64Array[], before: Float64Array[], focus: Focus, outputs: readonly string[], at: number) {
    this.now = now;
    this.before = before;
    this.focus = focus;
    this.outputs = outputs;
    this.at = at;
  }

  /** The value at the bar at hand; NaN while warming up. */
  get value(): number {
    return this.now[this.at][this.focus.instrument];
  }

  /** The value at the bar before. */
  get previous(): number {
    return this.before[this.at][this.focus.instrument];
  }
}

/**
 * An indicator that a strategy declared: updated with each bar before `onBar`, one state an instrument. `value` and `previous` are
 * those of the first output and of the instrument that the callback is about.
 */
export class IndicatorHandle extends IndicatorReading {
  readonly entry: IndicatorEntry;
  readonly parameters: object;
  readonly #input: 'open' | 'high' | 'low' | 'close' | 'volume';
  readonly #isSeries: boolean;
  readonly #intervalMs: number | undefined;
  #higher: HigherBar[] = [];
  #streams: Stream[] = [];
  #symbols: readonly string[] = [];

  constructor(entry: IndicatorEntry, parameters: object, { input = 'close', interval }: IndicatorInput, focus: Focus) {
    super([], [], focus, entry.outputs, 0);
    this.entry = entry;
    this.parameters = parameters;
    this.#input = checkOneOf('input', input, ['open', 'high', 'low', 'close', 'volume']);
    this.#isSeries = entry.inputs.length === 1 && entry.inputs[0] === 'series';
    const missing = entry.inputs.find((name) => !barInputs.includes(name));
    if (missing !== undefined || entry.kind !== 'causal') {
      throw new ArgumentError(
        `Expected an indicator that reads bars and gives a value at each, ${entry.name} ${missing === undefined ? `is a ${entry.kind}` : `needs ${missing}`}.`,
      );
    }
    this.#intervalMs = interval === undefined ? undefined : parseInterval(interval);
    entry.stream(parameters);
  }

  /** One output by name, where there are several. */
  output(name: string): IndicatorReading {
    const at = this.outputs.indexOf(name);
    if (at < 0)
      throw new ArgumentError(
        `Expected \`output\` to be one of ${this.outputs.join(', ')}, was \`${show(name)}\`.${suggestion(name, this.outputs)}`,
      );
    return new IndicatorReading(this.now, this.before, this.focus, this.outputs, at);
  }

  /** The value for another instrument than the one that the callback is about. */
  of(symbol: string): IndicatorReading {
    const instrument = this.#symbols.indexOf(symbol);
    if (instrument < 0) throw new ArgumentError(`Expected \`symbol\` to be one of ${this.#symbols.join(', ')}, was \`${show(symbol)}\`.`);
    return new IndicatorReading(this.now, this.before, { instrument }, this.outputs, 0);
  }

  /** Whether it sees these very bars, not longer ones put together of them. */
  sees(bars: Bars): boolean {
    return this.#intervalMs === undefined || this.#intervalMs === bars.intervalMs;
  }

  /** All values over bars, by output, as the handle gives them one by one. */
  columnsOf(bars: Bars): Readonly<Record<string, Float64Array>> {
    return this.entry.compute(this.#isSeries ? bars[this.#input] : bars, this.parameters);
  }

  /** Begins anew for these instruments. */
  begin(symbols: readonly string[], intervalMs: number): void {
    const longer = this.#intervalMs ?? intervalMs;
    if (longer % intervalMs !== 0) {
      throw new ArgumentError(
        `Expected \`interval\` of ${this.entry.name} to be a multiple of ${formatInterval(intervalMs)}, was ${formatInterval(longer)}.`,
      );
    }
    this.#higher = longer === intervalMs ? [] : symbols.map((symbol) => new HigherBar(symbol, longer, intervalMs));
    this.#symbols = symbols;
    this.#streams = symbols.map(() => this.entry.stream(this.parameters));
    this.outputs.forEach((_, k) => {
      this.now[k] = new Float64Array(symbols.length).fill(Number.NaN);
      this.before[k] = new Float64Array(symbols.length).fill(Number.NaN);
    });
  }

  #read({ open, high, low, close, volume }: Bar): number {
    switch (this.#input) {
      case 'close':
        return close;
      case 'high':
        return high;
      case 'low':
        return low;
      case 'open':
        return open;
      case 'volume':
        return volume;
    }
  }

  /** Takes the bar of an instrument. */
  update(instrument: number, bar: Bar): void {
    if (this.#higher.length === 0) {
      this.#show(instrument, bar);
      return;
    }
    const higher = this.#higher[instrument];
    if (higher.endsBefore(bar)) this.#show(instrument, higher);
    if (higher.take(bar)) this.#show(instrument, higher);
  }

  #show(instrument: number, bar: Bar): void {
    const reading = this.#streams[instrument].next((this.#isSeries ? this.#read(bar) : bar) as StreamInput);
    if (typeof reading === 'number') {
      this.before[0][instrument] = this.now[0][instrument];
      this.now[0][instrument] = reading;
      return;
    }
    for (let k = 0; k < this.outputs.length; k++) {
      this.before[k][instrument] = this.now[k][instrument];
      this.now[k][instrument] = (reading as Readonly<Record<string, number>>)[this.outputs[k]];
    }
  }
}

/** The entry of a name among those that are loaded, or the entry itself. */
export function entryOf(of: string | IndicatorEntry): IndicatorEntry {
  if (typeof of !== 'string') return of;
  const entry = findEntry(of);
  if (entry !== undefined) return entry;
  const names = knownNames();
  throw new ArgumentError(
    `There is no indicator \`${of}\` among the ${names.length} that are loaded.${suggestion(of, names)} Import 'barwright/indicators' to have the whole catalog, or give \`catalog.get('${of}')\`.`,
  );
}
