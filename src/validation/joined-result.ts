import { type BacktestOptions, BacktestResult, backtest } from '../backtest/index.ts';
import { formatTime, once } from '../core/index.ts';
import type { OrderJournal } from '../exchange/index.ts';
import { defineStrategy, SignalStrategy, Strategy } from '../strategy/index.ts';
import type { DataSpan } from './data-span.ts';
import { joinedOrders, placeOf, type RunPiece } from './joined-orders.ts';
import type { WindowRows } from './window-run.ts';

type RunRecord = ReturnType<typeof BacktestResult.recordOf>;

/** What a joined result is called, and what it rests on beside the options. */
export interface JoinedName {
  readonly strategy: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly assumption: RunRecord['assumptions'][number];
}

const Idle = defineStrategy({
  name: 'Idle',
  signals: ({ length }) => ({ entries: new Uint8Array(length), stopLoss: { fraction: 0.5 } }),
});
class IdleEvents extends Strategy {}

/** A run without a single order over the rows up to `to`, whose figures count from `from` on. */
export function idleRun(
  isEvents: boolean,
  span: DataSpan,
  options: BacktestOptions,
  { from, to }: Omit<WindowRows, 'warm'>,
): BacktestResult {
  const idle = isEvents ? new IdleEvents() : new Idle();
  return backtest(idle, span.slice(0, to), { ...span.options(options, 0, to), ...(from > 0 && { tradeFrom: span.timeText(from) }) });
}

/** Whether a class is one of event strategies. */
export function isEventClass(strategy: new () => SignalStrategy | Strategy): boolean {
  return !(new strategy() instanceof SignalStrategy);
}

/**
 * Runs one after the other as one result: their equity, orders, fills and payments. Each begins with the capital that the one before
 * left. What one of them still holds at its end is closed at its last close, at no cost, as its equity has it.
 *
 * @param idle a run without orders over all rows, on whose axis the result lies.
 */
export function joinedResult(idle: BacktestResult, pieces: readonly RunPiece[], name: JoinedName): BacktestResult {
  const record = BacktestResult.recordOf(idle);
  const equity = new Float64Array(idle.time.length).fill(idle.startingCash);
  const journal = joinedOrders(idle, pieces);
  const records = pieces.map(({ result }) => BacktestResult.recordOf(result));
  let ruin: RunRecord['ruin'];
  for (const { rows, result } of pieces) {
    equity.set(result.equity.subarray(rows.from - rows.warm), rows.from);
    equity.fill(result.equity[result.equity.length - 1], rows.to);
    if (result.ruin !== undefined) ruin ??= { ...result.ruin, index: result.ruin.index + rows.warm };
  }
  const { orders, fills } = journal;
  const ambiguous = pieces.flatMap(({ result }, k) =>
    records[k].ambiguous.map((bar) => {
      const { instrument, shift } = placeOf(idle, result, bar.instrument);
      return { ...bar, instrument, index: bar.index + shift };
    }),
  );
  return new BacktestResult({
    ...record,
    strategy: { name: name.strategy, parameters: name.parameters },
    assumptions: [...record.assumptions, name.assumption],
    equity,
    orders,
    fills: () => fills,
    ambiguous,
    ruin,
    payments: records.flatMap(({ payments }) => payments),
    borrowed: records.flatMap(({ borrowed }) => borrowed),
    log: records.flatMap(({ log }) => log),
    warnings: once(() => [
      ...(ruin === undefined ? [] : [`The account was ruined at ${formatTime(ruin.time)}; nothing was traded from there on.`]),
      ...warningsOf(record, fills.length, orders, ambiguous.length),
    ]),
  });
}

function warningsOf(idle: RunRecord, fills: number, orders: OrderJournal, ambiguous: number): readonly string[] {
  const none = 'No order was filled.';
  return [
    ...(fills === 0 ? [none] : []),
    ...Array.from(orders.rejections(), ([code, count]) => `${count} order${count === 1 ? ' was' : 's were'} rejected: ${code}.`),
    ...(ambiguous === 0
      ? []
      : [`${ambiguous} bar${ambiguous === 1 ? '' : 's'} hung on the intrabar rule: run \`scenarios\` or give finer bars.`]),
    ...idle.warnings().filter((warning) => warning !== none),
  ];
}
