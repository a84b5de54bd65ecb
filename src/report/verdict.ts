import { type Assumption, type BacktestResult, luckText } from '../backtest/index.ts';
import { countText, dayText, signedPercent } from './result-text.ts';

/** Trades below which averages over them say little. */
const fewTrades = 30;

/** What came out, how likely it is luck, and what it rests on. */
export interface Verdict {
  readonly judgement: string;
  readonly luck: string;
  readonly basis: string;
}

/** One honest sentence on the outcome, one on luck, and one on the assumptions under both. */
export function verdictOf(result: BacktestResult): Verdict {
  return { judgement: judgementOf(result), luck: luckText(result.luck), basis: basisOf(result) };
}

function judgementOf({ metrics, ruin, benchmark }: BacktestResult): string {
  if (ruin !== undefined) return `Ruined on ${dayText(ruin.time)}: the account was worth nothing and the run stopped there.`;
  const { tradeCount, openTrades, totalReturn } = metrics;
  if (tradeCount === 0 && openTrades === 0) return 'Never traded: these figures say nothing about the strategy.';
  const size = (value: number): string => signedPercent(value).replace(/^[+−]/, '');
  const outcome = totalReturn >= 0 ? `Gained ${size(totalReturn)}` : `Lost ${size(totalReturn)}`;
  const other = metrics.benchmarkReturn;
  const compared =
    benchmark === undefined || !Number.isFinite(other)
      ? ''
      : `, where ${lower(benchmark.name)} ${other >= 0 ? 'gained' : 'lost'} ${size(other)}`;
  const few = tradeCount < fewTrades ? ` Only ${countText(tradeCount, 'closed trade')}: too few to tell skill from luck.` : '';
  return `${outcome} after the costs given${compared}.${few}`;
}

function basisOf({ assumptions }: BacktestResult): string {
  const optimistic = assumptions.filter(({ kind }) => kind === 'optimistic');
  const conservative = assumptions.filter(({ kind }) => kind === 'conservative');
  const rests =
    optimistic.length === 0
      ? 'No assumption flatters it'
      : `${countText(optimistic.length, 'assumption')} ${optimistic.length === 1 ? 'flatters' : 'flatter'} it (${listed(optimistic)})`;
  const weighs =
    conservative.length === 0
      ? 'none weighs against it'
      : `${conservative.length} ${conservative.length === 1 ? 'weighs' : 'weigh'} against it (${listed(conservative)})`;
  return `${rests}; ${weighs}.`;
}

function listed(assumptions: readonly Assumption[]): string {
  return assumptions.map(({ name, value }) => `${lower(name)}: ${value}`).join(', ');
}

function lower(text: string): string {
  return text === text.toUpperCase() ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
