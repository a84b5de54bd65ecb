import { percentText } from './figures.ts';
import { monteCarloTrades, type TradeRuns } from './monte-carlo-trades.ts';
import { stress as stressRuns } from './stress.ts';
import type { StressReport } from './stress-report.ts';
import type { StressScenarios } from './stress-scenario.ts';
import type { Gate, LayerOutcome } from './validate-gate.ts';
import type { LayerWatch } from './validate-progress.ts';

/** How deep it may fall with the same trades in another draw. */
export function tradesAgain<P extends object>(
  { asked, result }: Gate<P>,
  { runs, ruin }: { readonly runs: number; readonly ruin: number },
): LayerOutcome<TradeRuns> {
  const found = monteCarloTrades(result, { runs, ruin, seed: asked.seed });
  const depth = -found.maxDrawdown.p5;
  const drawn = `${runs.toLocaleString('en')} draws of ${found.returns.length.toLocaleString('en')} closed trades`;
  return {
    findings: [
      {
        name: 'drawdown',
        figure: depth,
        says: `In ${drawn}, one run of twenty fell by ${percentText(depth)} or more, half of them by ${percentText(-found.maxDrawdown.p50)}; the real one fell by ${percentText(-result.metrics.maxDrawdown)}.`,
      },
      {
        name: 'ruin',
        figure: found.ruinProbability,
        says: `${percentText(found.ruinProbability)} of the runs lost ${percentText(ruin)} of the start; ${percentText(found.lossProbability)} ended below it.`,
      },
    ],
    evidence: found,
  };
}

/** How much of the edge worse conditions take. */
export async function stressed<P extends object>(
  { asked, make }: Gate<P>,
  { scenarios, runs }: { readonly scenarios: StressScenarios | undefined; readonly runs: number },
  watch: LayerWatch,
): Promise<LayerOutcome<StressReport>> {
  const { data, options, seed, signal } = asked;
  const report = await stressRuns(make(), data, {
    options,
    seed,
    runs,
    ...(scenarios !== undefined && { scenarios }),
    ...(signal !== undefined && { signal }),
    onProgress: ({ done, total }) => watch.at(done / total),
  });
  const { fragility, turned, worst, leftOut, rows } = report;
  const left = leftOut.length === 0 ? '' : ` Left out: ${leftOut.map(({ name }) => name).join(', ')}.`;
  const says =
    fragility === null
      ? 'It has no Sharpe ratio above 0 that could be lost.'
      : `${rows.length} scenarios take ${percentText(fragility)} of the Sharpe ratio on average${turned === null ? '' : `, and ${percentText(turned)} of them turn the profit into none`}; the worst is ${worst}.${left}`;
  return { findings: [{ name: 'fragility', figure: fragility ?? Number.NaN, says }], evidence: report };
}
