import { changeText, dayText, paramsText, percentText, ratioText } from './figures.ts';
import { freeOfCosts } from './free-of-costs.ts';
import type { StopMark } from './stop-rules.ts';
import type { WalkForward } from './walk-forward-result.ts';

/** Trades below which figures say little. */
const fewTrades = 30;

/** The outcome in plain words, a thought a line; a run without costs says so first. */
export function walkForwardVerdict<P extends object>(wf: WalkForward<P>): readonly string[] {
  const { outOfSample, windows, luck, parameterStability, stops, efficiency } = wf;
  const { totalReturn, sharpe, tradeCount } = outOfSample.metrics;
  const flat = windows.where('status', (status) => status === 'flat').length;
  const count = windows.length;
  return [
    ...(wf.isFree ? [freeOfCosts] : []),
    ...(wf.isComplete ? [] : ['It was aborted: the last windows are missing.']),
    `Out of sample, chosen anew ${count} times, it ${totalReturn < 0 ? 'lost' : 'gained'} ${changeText(totalReturn).slice(1)}, with a Sharpe ratio of ${ratioText(sharpe)} a year.`,
    Number.isNaN(efficiency)
      ? 'Its training windows promised no growth that it could be held to.'
      : `${efficiency < 0 ? 'It lost where training promised growth' : `Of the growth that training promised, ${percentText(efficiency)} came true`} (efficiency ${ratioText(efficiency)}; half or more is usually asked for).`,
    `${Math.round(wf.profitable * count)} of ${count} windows made a profit.${flat === 0 ? '' : ` ${flat} ${flat === 1 ? 'was' : 'were'} traded flat: no trial counted in training.`}`,
    ...(tradeCount < fewTrades ? [`Only ${tradeCount} closed trades: too few to tell skill from luck.`] : []),
    ...(Number.isNaN(parameterStability.drift)
      ? []
      : [
          `From window to window the parameters moved by ${percentText(parameterStability.drift)} of their range on average, and changed ${percentText(parameterStability.changed)} of the time.`,
        ]),
    ...(Number.isNaN(luck.overfitting)
      ? []
      : [`By the training windows alone, their choices are overfitted with a probability of ${percentText(luck.overfitting)} on average.`]),
    ...(stops.length === 0 ? ['No stop rule spoke.'] : [`You would have stopped: ${stopText(stops[0])}`]),
    ...(Number.isNaN(luck.probabilisticSharpe)
      ? []
      : [
          `Chance that its true Sharpe ratio is above 0: ${percentText(luck.probabilisticSharpe)} if this walk-forward is the first on these data, ${percentText(luck.deflatedSharpe)} if all ${luck.trials.toLocaleString('en')} trials had been tried on them.`,
        ]),
  ];
}

/** A stop in words. */
export function stopText({ rule, time, value, bound, after }: StopMark): string {
  const why =
    rule === 'drawdown'
      ? `a drawdown of ${changeText(value)} was deeper than the ${changeText(bound)} that training knew`
      : `the chance of a true edge had fallen to ${changeText(value).slice(1)}, below ${changeText(bound).slice(1)}`;
  return `on ${dayText(time)} ${why}; after that it ${after < 0 ? 'lost' : 'gained'} ${changeText(after).slice(1)}.`;
}

/** What a window chose, or why it chose nothing. */
export function choiceText(row: { readonly params: object | undefined }): string {
  return row.params === undefined ? 'flat' : paramsText(row.params);
}
