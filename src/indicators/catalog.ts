import { ArgumentError, suggestion } from '../core/index.ts';
import type { IndicatorEntry, IndicatorGroup, IndicatorKind } from './entry.ts';
import { maxEntry } from './math/max.ts';
import { minEntry } from './math/min.ts';
import { macdEntry } from './momentum/macd.ts';
import { rocEntry } from './momentum/roc.ts';
import { rsiEntry } from './momentum/rsi.ts';
import { stochEntry } from './momentum/stoch.ts';
import { bbandsEntry } from './overlap/bbands.ts';
import { emaEntry } from './overlap/ema.ts';
import { smaEntry } from './overlap/sma.ts';
import { wilderEntry } from './overlap/wilder.ts';
import { stddevEntry } from './statistic/stddev.ts';
import { atrEntry } from './volatility/atr.ts';
import { obvEntry } from './volume/obv.ts';

const entries: readonly IndicatorEntry[] = [
  atrEntry,
  bbandsEntry,
  emaEntry,
  macdEntry,
  maxEntry,
  minEntry,
  obvEntry,
  rocEntry,
  rsiEntry,
  smaEntry,
  stddevEntry,
  stochEntry,
  wilderEntry,
];

const byName: ReadonlyMap<string, IndicatorEntry> = new Map(entries.map((entry) => [entry.name, entry]));

/**
 * All indicators by name.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { catalog } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { sma } = catalog.get('sma').compute(bars, { period: 20 });
 * const names = catalog.list({ group: 'overlap' }).map((entry) => entry.name);
 * ```
 */
export const catalog: {
  /** The entry of a name; an unknown name is an `ArgumentError` with "did you mean". */
  get(name: string): IndicatorEntry;
  has(name: string): boolean;
  /** The entries, by name; all, or those of a group or kind. */
  list(filter?: { readonly group?: IndicatorGroup; readonly kind?: IndicatorKind }): readonly IndicatorEntry[];
} = Object.freeze({
  get(name: string): IndicatorEntry {
    const entry = byName.get(name);
    if (entry !== undefined) return entry;
    throw new ArgumentError(`There is no indicator \`${String(name)}\`.${suggestion(String(name), [...byName.keys()])}`);
  },
  has: (name: string) => byName.has(name),
  list: ({ group, kind }: { readonly group?: IndicatorGroup; readonly kind?: IndicatorKind } = {}) =>
    entries.filter((entry) => (group === undefined || entry.group === group) && (kind === undefined || entry.kind === kind)),
});
