import { lowerBound, once } from '../core/index.ts';
import { type AmbiguousBar, type BarVenue, type FillColumns, type FillJournal, type OrderJournal, sortFills } from '../exchange/index.ts';
import type { Bars } from '../market/index.ts';
import type { CompleteOptions } from './options.ts';
import type { Plan } from './plan.ts';
import { type Ruin, SignalsEngine } from './signals-engine.ts';

/** What one run needs. */
export interface AccountsInput {
  readonly markets: readonly Bars[];
  readonly plans: readonly Plan[];
  readonly options: CompleteOptions;
  readonly time: Float64Array;
  readonly rows: readonly Int32Array[] | undefined;
  readonly from: number;
  readonly memory: Omit<Journals, 'first'> & { readonly equity: Float64Array };
  readonly venueOf: (markets: readonly Bars[], cash: number, journals: Journals) => BarVenue;
}

/** What one run leaves. */
export interface AccountsRun {
  readonly equity: Float64Array;
  readonly orders: OrderJournal;
  /** How many fills there were. */
  readonly fillCount: number;
  /** The fills, made into columns when first asked for. */
  readonly fills: () => FillColumns;
  readonly ambiguous: readonly AmbiguousBar[];
  readonly ruin: Ruin | undefined;
  /** Separate accounts that were ruined while others went on. */
  readonly ruined: readonly { readonly symbol: string; readonly ruin: Ruin }[];
}

/** Where a venue notes orders and fills, and the number that its first market has there. */
export interface Journals {
  readonly orders: OrderJournal;
  readonly fills: FillJournal;
  readonly first: number;
}

/** Runs all instruments on one account, or each on an equal part of the capital. */
export function runAccounts(input: AccountsInput): AccountsRun {
  const { markets, plans, options, time, rows, from, venueOf } = input;
  const { memory: journals } = input;
  if (rows !== undefined && options.account === 'separate') {
    return runSeparate(input, rows, (k, cash, own) => {
      const bars = markets[k];
      const engine = new SignalsEngine(venueOf([bars], cash, own), [plans[k]], options, bars.time, new Float64Array(bars.length));
      engine.runOne(from === 0 ? 0 : lowerBound(bars.time, time[from]));
      return { equity: engine.equity, ambiguous: engine.venue.ambiguous, ruin: engine.ruin };
    });
  }
  const engine = new SignalsEngine(
    venueOf(markets, options.cash, { orders: journals.orders, fills: journals.fills, first: 0 }),
    plans,
    options,
    time,
    journals.equity,
  );
  if (rows === undefined) engine.runOne(from);
  else engine.runMany(rows, from);
  const { equity, venue, ruin } = engine;
  return {
    equity,
    orders: journals.orders,
    fillCount: journals.fills.length,
    fills: once(() => journals.fills.columns()),
    ambiguous: venue.ambiguous,
    ruin,
    ruined: [],
  };
}

/** One account an instrument; equity is the sum, and ruin is the ruin of all. */
export function runSeparate(
  input: Pick<AccountsInput, 'memory' | 'markets' | 'options' | 'time'>,
  rows: readonly Int32Array[],
  runOne: (k: number, cash: number, journals: Journals) => Pick<AccountsRun, 'equity' | 'ambiguous' | 'ruin'>,
): AccountsRun {
  const { memory: journals, markets, options, time } = input;
  const equity = input.memory.equity.fill(0);
  const ambiguous: AmbiguousBar[] = [];
  const ruined: { readonly symbol: string; readonly ruin: Ruin }[] = [];
  const cash = options.cash / markets.length;
  markets.forEach((bars, k) => {
    const run = runOne(k, cash, { orders: journals.orders, fills: journals.fills, first: k });
    let own = cash;
    for (let t = 0; t < equity.length; t++) {
      if (rows[k][t] >= 0) own = run.equity[rows[k][t]];
      equity[t] += own;
    }
    for (const bar of run.ambiguous) ambiguous.push(bar);
    if (run.ruin !== undefined) ruined.push({ symbol: bars.symbol, ruin: run.ruin });
  });
  const sorted = once(() => {
    const fills = journals.fills.columns();
    return sortFills(fills, (row) => markets[fills.instrument[row]].time[fills.index[row]]);
  });
  const ruin = ruined.length < markets.length ? undefined : lastRuin(ruined, time);
  return { equity, orders: journals.orders, fillCount: journals.fills.length, fills: sorted, ambiguous, ruin, ruined };
}

/** The ruin of the last account is the ruin of all; what each lost beyond its capital adds up. */
function lastRuin(ruined: readonly { readonly ruin: Ruin }[], axis: Float64Array): Ruin {
  const time = Math.max(...ruined.map(({ ruin }) => ruin.time));
  return { index: lowerBound(axis, time), time, shortfall: ruined.reduce((sum, { ruin }) => sum + ruin.shortfall, 0) };
}
