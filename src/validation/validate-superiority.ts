import type { BacktestResult } from '../backtest/index.ts';
import { Rng } from '../core/index.ts';
import { type Spa, spa } from '../significance/index.ts';
import { ratioText } from './figures.ts';
import { breathe, type Gate, type LayerOutcome } from './validate-gate.ts';
import type { LayerWatch } from './validate-progress.ts';

/** Most returns of all trials that are held at once: 128 MB. */
const mostReturns = 16_000_000;

/** What Hansen's test said, and of how many trials. */
export interface SuperiorityEvidence {
  readonly spa: Spa;
  readonly sampled: number;
}

/** Whether the best of the trials earns more than its benchmark by more than luck. */
export async function superiority<P extends object>(
  { asked, result, sweep }: Gate<P>,
  setting: { readonly trials: number; readonly resamples: number; readonly against: 'exposure' | 'benchmark' | 'cash' },
  watch: LayerWatch,
): Promise<LayerOutcome<SuperiorityEvidence>> {
  const columns = [excessOf(result, setting.against)];
  const others =
    sweep === undefined ? [] : sampled(sweep.trials.length, sweep.best.trial, mostOf(setting.trials, columns[0].length), asked.seed);
  for (const [k, trial] of others.entries()) {
    await breathe(asked.signal);
    const one = sweep?.trial(trial);
    if (one !== undefined && one.status !== 'failed' && one.bars === undefined) columns.push(excessOf(one.result(), setting.against));
    watch.at((0.8 * k) / others.length);
  }
  const found = spa(columns, { resamples: setting.resamples, seed: asked.seed });
  const all = sweep?.trials.length ?? 1;
  const of =
    columns.length < all
      ? `${columns.length} of ${all.toLocaleString('en')} trials, drawn by the seed, the best among them,`
      : all === 1
        ? 'It'
        : `${all} trials`;
  const says = `${of} ${columns.length === 1 ? 'is' : 'are'} held against ${benchmarkText(result, setting.against)}: p = ${found.pValue.toFixed(3)} (lower ${found.lower.toFixed(3)}, upper ${found.upper.toFixed(3)}), blocks of ${ratioText(found.blockLength)} bars, ${setting.resamples.toLocaleString('en')} resamples.`;
  return { findings: [{ name: 'superiority', figure: found.pValue, says }], evidence: { spa: found, sampled: columns.length } };
}

function benchmarkText({ benchmark }: BacktestResult, against: 'exposure' | 'benchmark' | 'cash'): string {
  if (benchmark === undefined || against === 'cash') return 'cash';
  return against === 'benchmark' ? benchmark.name : `${benchmark.name} at each one's own average exposure, the rest in cash`;
}

/** Returns above those of the benchmark, held at the average exposure of the run, all of the time, or not at all. */
function excessOf(result: BacktestResult, against: 'exposure' | 'benchmark' | 'cash'): Float64Array {
  const { from, benchmark, riskFree, periodsPerYear, startingCash } = result;
  const returns = result.returns.subarray(from);
  const rate = Math.expm1(Math.log1p(riskFree) / periodsPerYear);
  if (benchmark === undefined || against === 'cash') return returns.map((change) => change - rate);
  const { equity } = benchmark;
  const exposure = result.exposure.subarray(from);
  const share = against === 'benchmark' ? 1 : exposure.reduce((sum, value) => sum + value, 0) / exposure.length;
  return returns.map((change, i) => {
    const at = from + i;
    const before = at === 0 ? startingCash : equity[at - 1];
    return change - share * (equity[at] / before - 1) - (1 - share) * rate;
  });
}

function mostOf(trials: number, rows: number): number {
  return Math.max(1, Math.min(trials, Math.floor(mostReturns / rows)));
}

/** Trials drawn without return, in their order, the best left out. */
function sampled(count: number, best: number, most: number, seed: number): readonly number[] {
  const others = Array.from({ length: count }, (_, trial) => trial).filter((trial) => trial !== best);
  const wanted = most - 1;
  if (others.length <= wanted) return others;
  const rng = new Rng(seed).fork(3);
  for (let k = 0; k < wanted; k++) {
    const other = k + rng.int(others.length - k);
    [others[k], others[other]] = [others[other], others[k]];
  }
  return others.slice(0, wanted).sort((a, b) => a - b);
}
