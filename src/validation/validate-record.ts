import type { BacktestResult } from '../backtest/index.ts';
import type { ResearchTrials, SweepResult } from '../search/index.ts';
import { deflatedSharpe, minimumBacktestLength, minimumTrackRecord, probabilisticSharpe, sharpeEstimate } from '../significance/index.ts';
import { percentText, ratioText } from './figures.ts';
import { isVaried } from './track-record.ts';
import type { Finding, Gate, LayerOutcome, TriedBefore } from './validate-gate.ts';

const confidence = 0.95;

/** Whether the record is long enough, for itself and for so many trials, and what is left of its Sharpe ratio. */
export function record<P extends object>({ result, record: returns, luck }: Gate<P>): LayerOutcome<undefined> {
  const { tradeCount, openTrades } = result.metrics;
  const trades: Finding = {
    name: 'trades',
    figure: tradeCount,
    says: `It closed ${countText(tradeCount)} trades${openTrades > 0 ? `, and ${openTrades} are open` : ''}.`,
  };
  if (!isVaried(returns)) {
    const says = 'Its returns do not vary: there is no Sharpe ratio.';
    const none = (['trackRecord', 'backtestLength', 'deflatedSharpe'] as const).map(
      (name): Finding => ({ name, figure: Number.NaN, says }),
    );
    return { findings: [trades, ...none], evidence: undefined };
  }
  return {
    findings: [trades, trackRecord(result, returns), backtestLength(result, returns, luck), deflation(result, luck)],
    evidence: undefined,
  };
}

function trackRecord({ periodsPerYear }: BacktestResult, returns: Float64Array): Finding {
  const needed = minimumTrackRecord(returns, { confidence });
  const chance = probabilisticSharpe(returns);
  const years = (count: number): string => `${(count / periodsPerYear).toFixed(1)} years`;
  const says = Number.isFinite(needed)
    ? `It has ${years(returns.length)} where ${years(needed)} are needed; had nothing else been tried, the chance of a true Sharpe ratio above 0 would be ${percentText(chance)}.`
    : 'Its Sharpe ratio is not above 0: no record is long enough.';
  return { name: 'trackRecord', figure: returns.length / needed, says };
}

function backtestLength({ periodsPerYear }: BacktestResult, returns: Float64Array, { effective }: TriedBefore): Finding {
  const years = returns.length / periodsPerYear;
  const sharpe = sharpeEstimate(returns).sharpe * Math.sqrt(periodsPerYear);
  if (!(sharpe > 0)) return { name: 'backtestLength', figure: 0, says: 'Its Sharpe ratio is not above 0: luck alone shows as much.' };
  const needed = minimumBacktestLength(effective, { sharpe });
  const among = `${countText(effective)} independent trials`;
  const says =
    needed === 0
      ? 'One trial, which nobody chose among others, needs no least length.'
      : `The best of ${among} shows a Sharpe ratio of ${ratioText(sharpe)} by luck in ${needed.toFixed(1)} years; there are ${years.toFixed(1)}.`;
  return { name: 'backtestLength', figure: years / Math.max(needed, 0.01 * years), says };
}

function deflation({ periodsPerYear, metrics }: BacktestResult, luck: TriedBefore): Finding {
  const { trials, before, effective, threshold, deflatedSharpe: chance } = luck;
  const tried = `${countText(trials)} ${trials === 1 ? 'trial' : 'trials'}${before > 0 ? ` and ${countText(before)} before them on the same data` : ''}, worth ${countText(effective)} independent ${Math.round(effective) === 1 ? 'one' : 'ones'}`;
  const says = `Of ${tried}, the best shows a Sharpe ratio of ${ratioText(threshold * Math.sqrt(periodsPerYear))} a year by luck; this one has ${ratioText(metrics.sharpe)}, and is truly above that with a chance of ${percentText(chance)}.`;
  return { name: 'deflatedSharpe', figure: chance, says };
}

/** How much was tried, of a search, of a log, or as the caller tells. */
export function triedBefore<P extends object>(
  sweep: SweepResult<P> | undefined,
  returns: Float64Array,
  told: number,
  log: ResearchTrials | undefined,
): TriedBefore {
  const found = sweep?.deflatedSharpe;
  if (found !== undefined) {
    const { tried, before, trials, threshold, probability } = found;
    return { trials: Math.max(tried, sweep?.trials.length ?? 0), before, effective: trials, threshold, deflatedSharpe: probability };
  }
  const own = sweep === undefined ? told : sweep.trials.length;
  const before = log?.tried ?? 0;
  const effective = own + (log?.effective ?? 0);
  if (!isVaried(returns)) return { trials: own, before, effective, threshold: 0, deflatedSharpe: Number.NaN };
  // Of trials that are not known, the Sharpe ratios vary as those of as many returns without an edge do: by 1 / (n - 1).
  const sharpeVariance = Math.max(1 / (returns.length - 1), log?.variance ?? 0);
  const { probability, threshold } = deflatedSharpe(returns, { trials: effective, sharpeVariance });
  return { trials: own, before, effective, threshold, deflatedSharpe: probability };
}

function countText(value: number): string {
  return Math.round(value).toLocaleString('en');
}
