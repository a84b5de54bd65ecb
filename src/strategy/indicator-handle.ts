import { ArgumentError, checkOneOf, formatInterval, type Interval, parseInterval, show, suggestion } from '../core/index.ts';
import { findEntry, type IndicatorEntry, type InputName, isDefined, knownNames, type StreamInput } from '../indicators/index.ts';
import type { Bar, Bars } from '../market/index.ts';
import { HigherBar } from './higher-bar.ts';

/** What an indicator of a strategy reads. */
export interface IndicatorInput {
  /** Column of the bars for an indicator of one series. @default 'close' */
  readonly input?: 'open' | 'high' | 'low' | 'close' | 'volume';
  /** Interval of the bars that it sees, a multiple of the run's: they are put together, and it changes when one is whole. @default that of the run */
  readonly interval?: Interval;
}

type Stream = ReturnType<IndicatorEntry['stream']>;

const barInputs: readonly InputName[] = ['series', 'time', 'open', 'high', 'low', 'close', 'volume'];

/** One output of an indicator. */
export interface IndicatorReading {
  /** The value at the bar at hand; NaN while warming up. */
  readonly value: number;
  /** The value at the bar before. */
  readonly previous: number;
}

/** A reading that those who run the strategy set. */
class ShownReading implements IndicatorReading {
  value: number = Number.NaN;
  previous: number = Number.NaN;

  show(column: Float64Array, row: number): void {
    this.value = row < 0 ? Number.NaN : column[row];
    this.previous = row < 1 ? Number.NaN : column[row - 1];
  }
}

/** A reading of one instrument, whatever a callback is about. */
class OwnReading implements IndicatorReading {
  readonly #readings: Readings;
  readonly #instrument: number;

  constructor(readings: Readings, instrument: number) {
    this.#readings = readings;
    this.#instrument = instrument;
  }

  get value(): number {
    return this.#at(0);
  }

  get previous(): number {
    return this.#at(1);
  }

  #at(back: number): number {
    const row = this.#readings.rows[this.#instrument] - back;
    return row < 0 ? Number.NaN : this.#readings.columns[0][this.#instrument][row];
  }
}

/** Where readings are: for each output a column for each instrument, and the row of each instrument at hand; -1 before its first. */
interface Readings {
  columns: Float64Array[][];
  rows: Int32Array;
}

/** The bars of a run that is over bars, and the last one of each that has closed. */
export interface KnownBars {
  readonly markets: readonly Bars[];
  readonly rows: Int32Array;
  /** Memory for a column of so many rows. */
  readonly column: (rows: number) => Float64Array;
}

/** Values that are computed ahead at most, over all outputs and instruments of an indicator. */
const mostAhead = 1 << 24;

/**
 * An indicator that a strategy declared: it stands at the bar at hand when `onBar` is called, one state an instrument. `value` and
 * `previous` are those of the first output and of the instrument that the callback is about.
 *
 * Over bars that are there from the start the indicators of the library are computed at once, and read bar by bar: they are causal, and the
 * same to the last bit as those that are fed bar by bar, which all others are.
 */
export class IndicatorHandle extends ShownReading {
  readonly entry: IndicatorEntry;
  readonly parameters: object;
  readonly #input: 'open' | 'high' | 'low' | 'close' | 'volume';
  readonly #isSeries: boolean;
  readonly #intervalMs: number | undefined;
  #higher: (HigherBar | undefined)[] = [];
  #streams: Stream[] = [];
  #symbols: readonly string[] = [];
  #isAhead = false;
  readonly #readings: Readings = { columns: [], rows: new Int32Array(0) };
  /** Rows and first output of the readings. */
  #rows: Int32Array = new Int32Array(0);
  #first: Float64Array[] = [];
  /** Instrument that the callback at hand is about. */
  #instrument = 0;
  readonly #others: { readonly at: number; readonly reading: ShownReading }[] = [];

  constructor(entry: IndicatorEntry, parameters: object, { input = 'close', interval }: IndicatorInput) {
    super();
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
    const at = this.entry.outputs.indexOf(name);
    if (at < 0)
      throw new ArgumentError(
        `Expected \`output\` to be one of ${this.entry.outputs.join(', ')}, was \`${show(name)}\`.${suggestion(name, this.entry.outputs)}`,
      );
    if (at === 0) return this;
    const known = this.#others.find((other) => other.at === at);
    if (known !== undefined) return known.reading;
    const reading = new ShownReading();
    this.#others.push({ at, reading });
    if (this.#rows.length > 0) reading.show(this.#readings.columns[at][this.#instrument], this.#rows[this.#instrument]);
    return reading;
  }

  /** The value for another instrument than the one that the callback is about. */
  of(symbol: string): IndicatorReading {
    const instrument = this.#symbols.indexOf(symbol);
    if (instrument < 0) throw new ArgumentError(`Expected \`symbol\` to be one of ${this.#symbols.join(', ')}, was \`${show(symbol)}\`.`);
    return new OwnReading(this.#readings, instrument);
  }

  /** Sets its readings to those of an instrument, at its last bar. */
  about(instrument: number): void {
    this.#instrument = instrument;
    const row = this.#rows[instrument];
    const column = this.#first[instrument];
    this.value = row < 0 ? Number.NaN : column[row];
    this.previous = row < 1 ? Number.NaN : column[row - 1];
    for (let i = 0; i < this.#others.length; i++) {
      const { at, reading } = this.#others[i];
      reading.show(this.#readings.columns[at][instrument], row);
    }
  }

  /** Whether it sees these very bars, not longer ones put together of them. */
  sees(bars: Bars): boolean {
    return this.#intervalMs === undefined || this.#intervalMs === bars.intervalMs;
  }

  /** All values over bars, by output, as the handle gives them one by one. */
  columnsOf(bars: Bars, out?: Readonly<Record<string, Float64Array>>): Readonly<Record<string, Float64Array>> {
    return this.entry.compute(this.#isSeries ? bars[this.#input] : bars, this.parameters, out);
  }

  /** Whether its values are computed ahead, so that it needs no updates. */
  get isAhead(): boolean {
    return this.#isAhead;
  }

  /**
   * Begins anew for these instruments.
   *
   * @param intervals that of the bars of each, ms.
   * @param known the bars of a run over bars.
   */
  begin(symbols: readonly string[], intervals: readonly number[], known?: KnownBars): void {
    this.#higher = symbols.map((symbol, k) => {
      const longer = this.#intervalMs ?? intervals[k];
      if (longer % intervals[k] !== 0) {
        throw new ArgumentError(
          `Expected \`interval\` of ${this.entry.name} to be a multiple of ${formatInterval(intervals[k])}, was ${formatInterval(longer)}.`,
        );
      }
      return longer === intervals[k] ? undefined : new HigherBar(symbol, longer, intervals[k]);
    });
    this.#symbols = symbols;
    const markets = known?.markets.slice(0, symbols.length) ?? [];
    const values = markets.reduce((sum, bars) => sum + bars.length, 0) * this.entry.outputs.length;
    this.#isAhead =
      known !== undefined && this.#higher.every((higher) => higher === undefined) && !isDefined(this.entry.name) && values <= mostAhead;
    if (this.#isAhead) {
      const { column } = known as KnownBars;
      const columns = markets.map((bars) =>
        this.columnsOf(bars, Object.fromEntries(this.entry.outputs.map((output) => [output, column(bars.length)]))),
      );
      this.#readings.columns = this.entry.outputs.map((output) => columns.map((of) => of[output]));
      this.#readings.rows = (known as KnownBars).rows;
      this.#keep();
      return;
    }
    this.#streams = symbols.map(() => this.entry.stream(this.parameters));
    this.#readings.columns = this.entry.outputs.map(() => symbols.map(() => Float64Array.of(Number.NaN, Number.NaN)));
    this.#readings.rows = new Int32Array(symbols.length).fill(1);
    this.#keep();
  }

  /** Keeps what is read at every bar at hand. */
  #keep(): void {
    this.#rows = this.#readings.rows;
    this.#first = this.#readings.columns[0];
  }

  #read(bar: Bar): number {
    switch (this.#input) {
      case 'close':
        return bar.close;
      case 'high':
        return bar.high;
      case 'low':
        return bar.low;
      case 'open':
        return bar.open;
      case 'volume':
        return bar.volume;
    }
  }

  /** Takes the bar of an instrument. */
  update(instrument: number, bar: Bar): void {
    const higher = this.#higher[instrument];
    if (higher === undefined) {
      this.#feed(instrument, bar);
      return;
    }
    if (higher.endsBefore(bar)) this.#feed(instrument, higher);
    if (higher.take(bar)) this.#feed(instrument, higher);
  }

  #feed(instrument: number, bar: Bar): void {
    const reading = this.#streams[instrument].next((this.#isSeries ? this.#read(bar) : bar) as StreamInput);
    if (typeof reading === 'number') {
      const column = this.#first[instrument];
      column[0] = column[1];
      column[1] = reading;
      return;
    }
    const { columns } = this.#readings;
    for (let k = 0; k < this.entry.outputs.length; k++) {
      const column = columns[k][instrument];
      column[0] = column[1];
      column[1] = (reading as Readonly<Record<string, number>>)[this.entry.outputs[k]];
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
