import { createHash } from 'node:crypto';
import { type BacktestData, BacktestResult } from '../../backtest/index.ts';
import { ArgumentError, checkKeys, show } from '../../core/index.ts';
import { digest } from '../sweep/fingerprint.ts';
import { barsOf } from '../sweep/trial-runner.ts';
import { headsOf, longestNote, longestParams, pooled, type ResearchEntry, type TrialSharpes } from './research-entry.ts';
import { addEntry, checkFile, readEntries, stampOf } from './research-file.ts';
import { researchSummary } from './research-summary.ts';
import { isSameData, type SearchedData, searchedDataOf } from './searched-data.ts';

/** What was tried on some data. */
export interface ResearchTrials extends TrialSharpes {
  /** Sweeps and backtests that they are of. */
  readonly entries: readonly ResearchEntry[];
}

const brand: unique symbol = Symbol.for('barwright.research-log') as never;

/** What was tried on which data, over all sessions of research, in a file. Made by {@link researchLog}. */
export class ResearchLog {
  readonly path: string;
  #stamp: string | undefined;
  #entries: readonly ResearchEntry[] = [];

  /** @internal */
  constructor(path: string) {
    Object.defineProperty(this, brand, { value: true });
    this.path = path;
  }

  /** Recognises logs of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /** All that was recorded, the oldest first, as the file has it now. */
  get entries(): readonly ResearchEntry[] {
    const stamp = stampOf(this.path);
    if (stamp !== this.#stamp) {
      this.#entries = Object.freeze([...readEntries(this.path)]);
      this.#stamp = stamp;
    }
    return this.#entries;
  }

  /** The sweeps that were recorded, the oldest first. */
  get sweeps(): readonly ResearchEntry[] {
    return this.entries.filter(({ kind }) => kind === 'sweep');
  }

  /**
   * The trials that were recorded on the same data, by any strategy, together. Data are the same where they are equal, or at least half of
   * the instruments of the smaller set are in the other: of the same name and interval, with at least half of the shorter time in both.
   * So a longer download of a symbol is the same data.
   *
   * The effective numbers are added up: sweeps are taken as independent of each other, which is strict. The variance is that of all trials
   * together.
   *
   * @param data as `backtest` takes them. @default all that was recorded
   */
  trials(data?: BacktestData): ResearchTrials {
    const wanted = data === undefined ? undefined : dataOf(data);
    const entries = this.entries.filter((entry) => wanted === undefined || isSameData(entry.data, wanted));
    return { ...pooled(entries), entries };
  }

  /**
   * Records a backtest that was made by hand as one trial. The same one counts once.
   *
   * @param result of `backtest`.
   * @param options `note`: what it was about, at most 500 characters.
   * @throws ArgumentError where it is no result; SourceError where the file is locked or cannot be written.
   */
  async add(result: BacktestResult, options: { readonly note?: string } = {}): Promise<ResearchEntry> {
    if (!(result instanceof BacktestResult)) {
      throw new ArgumentError(`Expected \`result\` to be what \`backtest\` answered, was \`${show(result)}\`.`);
    }
    checkKeys('options', options, ['note']);
    const note = checkNote(options.note);
    const { strategy, periodsPerYear, metrics, manifest } = result;
    const sharpe = metrics.sharpe / Math.sqrt(periodsPerYear);
    const tried = Number.isFinite(sharpe) ? 1 : 0;
    const entry: ResearchEntry = {
      kind: 'backtest',
      heads: headsOf(Float64Array.of(sharpe, metrics.totalReturn)),
      id: idOf([manifest.strategy, manifest.parameters, manifest.options, manifest.data]),
      date: new Date().toISOString(),
      ...(note !== undefined && { note }),
      strategy: strategy.name,
      data: searchedDataOf(result.bars),
      trials: 1,
      tried,
      effective: tried,
      mean: tried === 0 ? 0 : sharpe,
      variance: 0,
      averageCorrelation: 0,
      isComplete: true,
      best: bestOf(strategy.parameters, metrics.sharpe, metrics.sharpe),
    };
    await this.record(entry);
    return entry;
  }

  /**
   * Adds an entry.
   *
   * @returns what was recorded before on the same data.
   * @internal
   */
  async record(entry: ResearchEntry): Promise<TrialSharpes> {
    const others = await addEntry(this.path, entry);
    return pooled(others.filter(({ data }) => isSameData(data, entry.data)));
  }

  /**
   * What was tried, as an aligned text.
   *
   * @param data as {@link ResearchLog.trials} takes them. @default all that was recorded
   */
  summary(data?: BacktestData): string {
    return researchSummary(this.path, this.trials(data));
  }
}

/**
 * Opens a log of what is tried on which data, over all sessions of research. `sweep` with `research: log` records each sweep, and then the
 * deflated Sharpe ratio of its best counts every trial that was recorded on the same data, by any strategy, not those of the sweep alone.
 *
 * The file has a line a sweep. The same sweep run again, or resumed, counts once. Several processes may share one log.
 *
 * @param path of the file; it is made when something is first recorded.
 * @throws ArgumentError where it is another file; SourceError where its folder is missing; DataError where a line is damaged.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { grid, researchLog, sweep } from 'barwright/search';
 * import { MovingAverageCross, TimeSeriesMomentum } from 'barwright/strategy';
 * const research = researchLog('research.jsonl');
 * const bars = syntheticBars({ seed: 7, length: 1_000, symbol: 'BTCUSDT' });
 * await sweep(MovingAverageCross, bars, { space: grid({ fast: [5, 10, 20], slow: [40, 80] }), research, note: 'first idea' });
 * const second = await sweep(TimeSeriesMomentum, bars, { space: grid({ lookback: { from: 20, to: 60, step: 20 } }), research });
 * second.deflatedSharpe?.tried; // 3 trials of this sweep
 * second.deflatedSharpe?.before; // 6 that were tried before
 * research.trials(bars).tried; // 9
 * ```
 */
export function researchLog(path: string): ResearchLog {
  if (typeof path !== 'string' || path === '') {
    throw new ArgumentError(`Expected \`path\` to be the path of a file, was \`${show(path)}\`.`);
  }
  checkFile(path);
  return new ResearchLog(path);
}

/**
 * A note of a user.
 *
 * @throws ArgumentError where it is no text or too long.
 */
export function checkNote(note: unknown): string | undefined {
  if (note === undefined || (typeof note === 'string' && note.length <= longestNote)) return note;
  const given = typeof note === 'string' ? `${note.length} characters` : show(note);
  throw new ArgumentError(`Expected \`note\` to be a text of at most ${longestNote} characters, was \`${given}\`.`);
}

/** Tells entries apart by what they were made of. */
export function idOf(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16);
}

/** The best trial, as an entry keeps it. */
export function bestOf(params: object, score: number, sharpe: number): NonNullable<ResearchEntry['best']> {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const isShort = JSON.stringify(params).length <= longestParams;
  return { ...(isShort && { params: { ...params } }), score: finite(score), sharpe: finite(sharpe) };
}

/** Data as a log knows it again. */
export function dataOf(data: BacktestData): SearchedData {
  const bars = barsOf(data);
  return searchedDataOf(bars, bars.length === 0 ? digest(data) : '');
}
