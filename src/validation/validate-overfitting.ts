import { chanceAbove } from '../backtest/index.ts';
import type { Neighbourhood, SweepPbo, SweepResult } from '../search/index.ts';
import { percentText, ratioText } from './figures.ts';
import type { Finding, Gate, LayerOutcome } from './validate-gate.ts';

/** Whether the best in one half of the data is good in the other. */
export function overfitting<P extends object>({ sweep }: Gate<P>): LayerOutcome<SweepPbo | undefined> {
  const pbo = sweep?.pbo;
  if (pbo === undefined) {
    const says = 'There are too few trials or bars to cross-validate halves: at least 2 trials that count and 32 bars are needed.';
    return { findings: names.map((name): Finding => ({ name, figure: Number.NaN, says })), evidence: undefined };
  }
  const { probability, probabilityOfLoss, degradation, trials, tried, metric } = pbo;
  const [inside, outside] = [meanOf(pbo.inSample), meanOf(pbo.outOfSample)];
  const kept = outside / inside;
  const sample =
    trials < tried ? `${trials.toLocaleString('en')} of ${tried.toLocaleString('en')} trials` : `${trials.toLocaleString('en')} trials`;
  const halves = `${pbo.logits.length.toLocaleString('en')} halves`;
  return {
    findings: [
      {
        name: 'pbo',
        figure: probability,
        waived: medianHolds(sweep),
        says: `Of ${sample}, by ${metric === 'sharpe' ? 'Sharpe ratio' : 'mean return'}, the best of a half was no better than the median trial in the other in ${percentText(probability)} of ${halves}; noise has about 50 %.`,
      },
      {
        name: 'probabilityOfLoss',
        figure: probabilityOfLoss,
        says: `The best of a half lost in the other in ${percentText(probabilityOfLoss)} of them.`,
      },
      {
        name: 'degradation',
        figure: inside > 0 ? kept : Number.NaN,
        says:
          inside > 0
            ? `${percentText(kept)} is left; a line through both has the slope ${ratioText(degradation.slope)}.`
            : 'The best of the halves made nothing even in their own: there is nothing to keep.',
      },
    ],
    evidence: pbo,
  };
}

const names = ['pbo', 'probabilityOfLoss', 'degradation'] as const;

/** Chance from which on the median trial is believed. */
const believed = 0.95;

/**
 * Why the choice of parameters does not matter, where it does not: the median trial, which nobody chose, has a true Sharpe ratio above 0 with
 * a chance of 95 %. Trials that are all good are ranked by chance, so that figures of the choice are as those of noise.
 */
function medianHolds<P extends object>(sweep: SweepResult<P> | undefined): string | undefined {
  if (sweep === undefined) return undefined;
  const sharpes = sweep.trials.column('sharpe') as Float64Array;
  const known = Array.from(sharpes.keys()).filter((trial) => Number.isFinite(sharpes[trial]) && sweep.trial(trial).bars === undefined);
  if (known.length < 3) return undefined;
  const median = known.sort((a, b) => sharpes[a] - sharpes[b])[(known.length - 1) >> 1];
  const chance = chanceAbove(sweep.trial(median).result().excessReturns, 0);
  if (!(chance >= believed)) return undefined;
  return `It passes all the same: even the median trial has a true Sharpe ratio above 0 with a chance of ${percentText(chance)}, so that little hangs on the choice.`;
}

/** Whether the best stands among others that are as good. */
export function plateau<P extends object>({ sweep }: Gate<P>): LayerOutcome<Neighbourhood | undefined> {
  const found = sweep?.plateau;
  if (found === undefined || found.neighbours.length === 0)
    return { findings: [{ name: 'plateau', figure: Number.NaN, says: 'The best has no neighbours in the space.' }], evidence: found };
  const { robustness, keeping, neighbours, edges } = found;
  const kept = Math.round(keeping * neighbours.length);
  const edge = edges.length === 0 ? '' : ` It lies at the edge of ${edges.join(', ')}: what is beyond was not tried.`;
  const says = `${kept} of ${neighbours.length} neighbours keep 80 % of its lead over the median trial; on average they have ${percentText(robustness)} of it.${edge}`;
  return { findings: [{ name: 'plateau', figure: robustness, says, waived: medianHolds(sweep) }], evidence: found };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
