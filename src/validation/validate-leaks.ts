import { detectLookahead, detectRecursive, type LookaheadReport, type RecursiveReport } from '../backtest/index.ts';
import { SignalStrategy } from '../strategy/index.ts';
import { type Finding, type Gate, type LayerOutcome, whyNotRun } from './validate-gate.ts';
import type { LayerWatch } from './validate-progress.ts';

/** What the search for leaks found; undefined where it could not be made. */
export interface LeakEvidence {
  readonly lookahead: LookaheadReport | undefined;
  readonly recursion: RecursiveReport | undefined;
}

/** Whether the strategy sees the future, or depends on where history starts. */
export function leaks<P extends object>(
  { asked, make }: Gate<P>,
  { cuts, warmup }: { readonly cuts: number; readonly warmup: number },
  watch: LayerWatch,
): LayerOutcome<LeakEvidence> {
  const { data, options, seed, signal } = asked;
  const run = make() instanceof SignalStrategy ? {} : { backtest: options };
  const attempt = <T>(work: () => T): T | string => {
    try {
      return work();
    } catch (error) {
      return whyNotRun(error, signal);
    }
  };
  const lookahead = attempt(() => detectLookahead(make(), data, { cuts, seed, ...run }));
  watch.at(0.8);
  const recursion = attempt(() => detectRecursive(make(), data, { warmup, ...run }));
  return {
    findings: [finding('lookahead', lookahead), finding('recursion', recursion)],
    evidence: {
      lookahead: typeof lookahead === 'string' ? undefined : lookahead,
      recursion: typeof recursion === 'string' ? undefined : recursion,
    },
  };
}

function finding(name: 'lookahead' | 'recursion', report: LookaheadReport | RecursiveReport | string): Finding {
  if (typeof report === 'string') return { name, figure: Number.NaN, says: report };
  return { name, figure: report.findings.length, says: report.toString() };
}
